import type { Finding, Review } from "../../review";
import { findingsOf, number, plural, RISK_MARKS } from "../words";
import type { Detail } from "./detail";
import { code, fenced, prose, table } from "./escape";
import { folded } from "./page";

/** Findings shown however little room there is: a review without its worst findings is none. */
const MIN_FINDINGS = 5;

/** What the rules found, riskiest first, in the open. */
export function* findingList(review: Review, detail: Detail): Generator<string> {
  const findings = findingsOf(review, "open");
  if (findings.length === 0) {
    return;
  }
  const shown = findings.slice(0, Math.min(Math.max(MIN_FINDINGS, detail.rows), findings.length));
  const left = findings.length - shown.length;
  yield [
    "**Findings**",
    "",
    ...shown.map(item),
    ...(left > 0 ? ["", `${plural(left, "more finding")} left out here.`] : []),
  ].join("\n");
}

function item(finding: Finding): string {
  return [
    `- ${RISK_MARKS[finding.level]} **${finding.level}** ${code(finding.rule)} ${code(finding.address)}: ${prose(finding.title)}`,
    `  - Seen: ${prose(finding.evidence)}`,
    `  - Way out: ${prose(finding.fix)}`,
  ].join("\n");
}

/** Findings a waiver covers, folded: they count for nothing and are still seen. */
export function* waivedFindings(review: Review, detail: Detail): Generator<string> {
  const waived = findingsOf(review, "waived");
  const rows = waived
    .slice(0, Math.min(detail.rows, waived.length))
    .map((finding) => [
      `${code(finding.rule)} ${finding.level}`,
      code(finding.address),
      prose(finding.title),
      prose(finding.waiver?.reason ?? ""),
      code(finding.waiver?.expires ?? ""),
    ]);
  if (rows.length > 0) {
    const left = waived.length - rows.length;
    yield* folded(`Waived: ${plural(waived.length, "finding")}`, [
      table(["Rule", "Object", "What", "Why it is waived", "Until"], rows),
      ...(left > 0 ? [`${plural(left, "more finding")} left out here.`] : []),
    ]);
  }
}

/** Objects that would be destroyed and made anew under another id, with the lines that prevent it. */
export function* churnBlocks(review: Review, detail: Detail): Generator<string> {
  const shown = review.churn.slice(0, Math.min(Math.max(MIN_FINDINGS, detail.rows), review.churn.length));
  if (shown.length === 0) {
    return;
  }
  const left = review.churn.length - shown.length;
  yield [
    "**Probably renamed**: these are destroyed and made anew because their id changed. Paste the lines to keep them.",
    "",
    ...shown.map(
      ({ from, to, likeness }) =>
        `- ${code(from)} → ${code(to)} (${number(Math.floor(likeness * 100))}% alike)`,
    ),
    ...(left > 0 ? ["", `${plural(left, "more pair")} left out here.`] : []),
  ].join("\n");
  yield fenced(
    "ts",
    shown.map(({ remedy }) => remedy),
  );
}
