import type { Review, ReviewedChange } from "../../review";
import { byDanger, countWords, happensTo, letsGo, number, plural } from "../words";
import { changeSection } from "./change-section";
import type { Detail } from "./detail";
import { code, prose, table } from "./escape";
import { churnBlocks, findingList, waivedFindings } from "./finding-list";
import { goneTable } from "./gone";
import { folded } from "./page";
import { sideSections } from "./side-sections";
import { riskWord, stackNotes } from "./verdict";

/** A stack in full: what is destroyed and what was found in the open, the rest folded. */
export function* stackSection(
  review: Review,
  detail: Detail,
  detailed: ReadonlySet<ReviewedChange>,
  heading: boolean,
): Generator<string> {
  if (heading) {
    yield `### Stack ${code(review.stack)}: ${riskWord(review.risk)}, ${countWords(review.counts)}`;
    yield* stackNotes(review);
  }
  const gone = goneTable(review.changes);
  if (gone !== undefined) {
    yield gone;
  }
  yield* findingList(review, detail);
  yield* churnBlocks(review, detail);
  yield* constructs(review, detail);
  yield* changes(review, detail, detailed);
  yield* sideSections(review, detail);
  yield* waivedFindings(review, detail);
  yield* small(review);
}

function* constructs(review: Review, detail: Detail): Generator<string> {
  const touched = review.constructs.filter(({ counts }) => countWords(counts) !== "nothing changes");
  const rows = touched
    .slice(0, Math.min(detail.rows, touched.length))
    .map(({ path, counts, risk }) => [code(path), countWords(counts), riskWord(risk)]);
  if (rows.length === 0) {
    return;
  }
  yield* folded(`By construct: ${plural(touched.length, "construct")}`, [
    withRest(
      table(["Construct", "What happens below it", "Risk"], rows),
      touched.length - rows.length,
      "construct",
    ),
  ]);
}

/** Changes with something to show one by one; others as rows, unless a table above has them. */
function* changes(review: Review, detail: Detail, detailed: ReadonlySet<ReviewedChange>): Generator<string> {
  const told = byDanger(review.changes);
  const open = (change: ReviewedChange) => detailed.has(change) && hasDetails(change);
  for (const change of told) {
    if (open(change)) {
      yield* changeSection(change, detail);
    }
  }
  const brief = told.filter((change) => !open(change));
  const others = brief.filter((change) => !letsGo(change));
  const rows = others
    .slice(0, Math.min(detail.rows, others.length))
    .map((change) => [code(change.address), rowWords(change), riskWord(change.risk)]);
  if (rows.length > 0) {
    yield* folded(`Other changes: ${number(others.length)}`, [
      withRest(table(["Object", "What happens", "Risk"], rows), others.length - rows.length, "object"),
    ]);
  } else if (others.length > 0) {
    yield `${plural(others.length, "change")} left out here that ${others.length === 1 ? "destroys" : "destroy"} nothing.`;
  }
  const without = brief.filter(hasDetails).length;
  if (without > 0) {
    yield `The differences of ${plural(without, "change")} are left out here.`;
  }
}

function hasDetails({ attributes, documents, dependents }: ReviewedChange): boolean {
  return attributes.length + documents.length + dependents.length > 0;
}

function rowWords(change: ReviewedChange): string {
  return [
    happensTo(change, code),
    ...(change.previousAddress === undefined ? [] : [`was at ${code(change.previousAddress)}`]),
    ...(change.importId === undefined ? [] : [`imported as ${code(change.importId)}`]),
    ...(change.reason === undefined ? [] : [prose(change.reason)]),
  ].join(", ");
}

function* small(review: Review): Generator<string> {
  const hidden = new Map<string, number>();
  for (const change of review.changes) {
    for (const [rule, count] of Object.entries(change.hidden)) {
      hidden.set(rule, (hidden.get(rule) ?? 0) + count);
    }
  }
  const facts = [
    ...[...hidden]
      .sort()
      .map(([rule, count]) => `${plural(count, "difference")} hidden as noise by ${code(rule)}`),
    ...(review.maskedValues > 0 ? [`${plural(review.maskedValues, "secret value")} masked`] : []),
  ];
  if (facts.length > 0) {
    yield `Also: ${facts.join(", ")}.`;
  }
}

/** A table with a word on the rows it leaves out. */
export function withRest(text: string, left: number, noun: string): string {
  return left > 0 ? `${text}\n\n${plural(left, `more ${noun}`)} left out here.` : text;
}
