import type { Review, RiskLevel } from "../review";
import { capital, countWords, destroyedCount, plural, totalCounts, worstRisk } from "./words";

const WORDS: { readonly [level in RiskLevel]?: string } = {
  none: "No risk found",
  review: "A person has to look",
};

/** A verdict that is not about real state says so in its own line: it may be all that is read. */
const BASIS_WORDS = [
  { kind: "rehearsal", words: "rehearsal, not on real state" },
  { kind: "configuration", words: "configuration diff, not a plan" },
] as const;

/** How bad it is and whether anything is destroyed, in one line of plain words without a value in it. */
export function headline(reviews: readonly Review[]): string {
  if (reviews.length === 0) {
    return "No stack was reviewed";
  }
  const basis = BASIS_WORDS.filter(({ kind }) => reviews.some((review) => review.basis === kind))
    .map(({ words }) => ` (${words})`)
    .join("");
  return `${verdictWords(reviews)}${basis}`;
}

/** Risk the headline is coloured by: a plan that failed is never a calm one. */
export function headlineRisk(reviews: readonly Review[]): RiskLevel {
  return reviews.some(({ errored }) => errored) ? "critical" : worstRisk(reviews.map(({ risk }) => risk));
}

/** Whether an apply would do nothing at all, as far as the plan knows. */
export function changesNothing(reviews: readonly Review[]): boolean {
  const quiet = ({ outputs, invocations, deferred, errored }: Review) =>
    outputs.length + invocations.length + deferred.length === 0 && !errored;
  return countWords(totalCounts(reviews)) === "nothing changes" && reviews.every(quiet);
}

/** The same without what the verdict is about. */
export function verdictWords(reviews: readonly Review[]): string {
  const risk = worstRisk(reviews.map((review) => review.risk));
  if (changesNothing(reviews) && risk === "none") {
    return "No changes";
  }
  const gone = destroyedCount(reviews);
  const outcome =
    gone === 0 ? nothingGone(reviews) : `${plural(gone, "object")} ${gone === 1 ? "is" : "are"} destroyed`;
  if (reviews.some(({ errored }) => errored)) {
    return `The plan failed: as far as it went, ${outcome}`;
  }
  return `${WORDS[risk] ?? `${capital(risk)} risk`}: ${outcome}`;
}

/** What a change of an argument replaces, only a plan knows. */
function nothingGone(reviews: readonly Review[]): string {
  return reviews.some(({ basis }) => basis === "configuration")
    ? "nothing is removed, what is replaced is not known"
    : "nothing is destroyed";
}
