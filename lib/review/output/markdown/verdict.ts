import type { Review, RiskLevel } from "../../review";
import { headline, headlineRisk } from "../headline";
import {
  byDanger,
  caveats,
  countWords,
  destroyedCount,
  destroys,
  findingsOf,
  number,
  plural,
  RISK_MARKS,
  riskRank,
  totalCounts,
} from "../words";

import { code, link, prose, table } from "./escape";

const MAX_DESTROYED = 5;
const MAX_FINDINGS = 3;
const MAX_CONSTRUCTS = 6;
const MAX_STACKS = 100;
/** Values of the verdict are short: the whole of it has to fit into the smallest page there is. */
const SHORT = 100;

/**
 * What a reader has to know before anything else, in the order of the questions: how bad is it and is anything destroyed,
 * how much happens, what is destroyed, what is risky, what does it touch. The first three lines stand alone.
 */
export function* verdict(reviews: readonly Review[]): Generator<string> {
  const lines = [
    `**Changes**: ${countWords(totalCounts(reviews))}${reviews.length > 1 ? ` in ${number(reviews.length)} stacks` : stackName(reviews)}`,
    `**Destroyed**: ${destroyed(reviews)}`,
    ...risky(reviews),
    ...failing(reviews),
    ...touched(reviews),
  ];
  const heading = `## ${RISK_MARKS[headlineRisk(reviews)]} ${headline(reviews)}`;
  yield [heading, ...lines.map((line) => `- ${line}`)].join("\n");
  const [only] = reviews;
  if (reviews.length === 1 && only) {
    yield* stackNotes(only);
  }
}

/** What stands below the name of a stack: how the review came about, and which code and plan it is of. */
export function* stackNotes(review: Review): Generator<string> {
  for (const caveat of caveats(review)) {
    yield `> **Note**: ${caveat}`;
  }
  const facts = [
    ...(review.commit === undefined ? [] : [`Commit ${code(review.commit.slice(0, 12), SHORT)}`]),
    ...(review.terraformVersion === undefined ? [] : [`Terraform ${code(review.terraformVersion, SHORT)}`]),
    ...(review.runUrl === undefined ? [] : [link("Run", review.runUrl)]),
    `Fingerprint ${code(review.fingerprint.slice(0, "sha256:".length + 12), SHORT)}`,
  ];
  yield facts.join(" · ");
}

/** A risk with its mark, for people who read colours and for those who do not. */
export function riskWord(level: RiskLevel): string {
  return `${RISK_MARKS[level]} ${level}`;
}

function stackName([only]: readonly Review[]): string {
  return only === undefined ? "" : ` in ${code(only.stack, SHORT)}`;
}

function destroyed(reviews: readonly Review[]): string {
  const gone = byDanger(reviews.flatMap((review) => review.changes.filter(destroys)));
  const named = gone
    .slice(0, MAX_DESTROYED)
    .map((change) => `${code(change.address, SHORT)} (${change.kind}d)`);
  const more = destroyedCount(reviews) - named.length;
  return named.length === 0
    ? "nothing"
    : [...named, ...(more > 0 ? [`${number(more)} more, listed below`] : [])].join(", ");
}

function risky(reviews: readonly Review[]): string[] {
  const findings = reviews
    .flatMap((review) => findingsOf(review, "open"))
    .filter((finding) => finding.level !== "none")
    .sort((one, other) => riskRank(other.level) - riskRank(one.level));
  if (findings.length === 0) {
    return [];
  }
  const named = findings
    .slice(0, MAX_FINDINGS)
    .map(
      (finding) =>
        `${riskWord(finding.level)}, ${prose(finding.title, SHORT)} (${code(finding.address, SHORT)})`,
    );
  const more = findings.length - named.length;
  return [`**Risky**: ${[...named, ...(more > 0 ? [`${number(more)} more below`] : [])].join("; ")}`];
}

function failing(reviews: readonly Review[]): string[] {
  const failed = reviews.flatMap(({ checks }) =>
    checks.filter(({ status }) => status === "fail" || status === "error"),
  );
  return failed.length === 0 ? [] : [`**Checks**: ${plural(failed.length, "check")} failed, see below`];
}

/** Constructs right below the stacks, riskiest first; types where no construct is known. */
function touched(reviews: readonly Review[]): string[] {
  const constructs = reviews
    .flatMap((review) => review.constructs)
    .filter(({ path, counts }) => path.split("/").length === 2 && countWords(counts) !== "nothing changes")
    .sort((one, other) => riskRank(other.risk) - riskRank(one.risk))
    .map(({ path }) => path);
  const changes = reviews.flatMap((review) => byDanger(review.changes));
  const names = constructs.length > 0 ? constructs : changes.map((change) => change.type);
  const unique = [...new Set(names)];
  if (unique.length === 0) {
    return [];
  }
  const named = unique.slice(0, MAX_CONSTRUCTS).map((name) => code(name, SHORT));
  const more = unique.length - named.length;
  return [`**Touches**: ${[...named, ...(more > 0 ? [`${number(more)} more`] : [])].join(", ")}`];
}

/** The stacks in one table, in the order they come. */
export function stackIndex(reviews: readonly Review[]): string {
  const rows = reviews
    .slice(0, MAX_STACKS)
    .map((review) => [code(review.stack, SHORT), riskWord(review.risk), countWords(review.counts)]);
  const more = reviews.length - rows.length;
  return [
    table(["Stack", "Risk", "What happens"], rows),
    ...(more > 0 ? [`\nAnd ${plural(more, "more stack")}.`] : []),
  ].join("\n");
}
