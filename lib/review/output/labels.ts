import { type Review, RISK_LEVELS, type RiskLevel } from "../review";
import { changesNothing } from "./headline";
import { riskRank, totalCounts, worstRisk } from "./words";

/** Labels that say something else than the risk, each with what brings it. */
const LABELS: readonly { readonly label: string; readonly holds: (reviews: readonly Review[]) => boolean }[] =
  [
    { label: "plan:no-changes", holds: changesNothing },
    { label: "plan:destroys", holds: (reviews) => (totalCounts(reviews).delete ?? 0) > 0 },
    { label: "plan:replaces", holds: (reviews) => (totalCounts(reviews).replace ?? 0) > 0 },
    { label: "plan:drift", holds: (reviews) => reviews.some(({ drift }) => drift.length > 0) },
    { label: "plan:failed", holds: (reviews) => reviews.some(({ errored }) => errored) },
  ];

/** Every label there may be: those of them a review does not bring are to be taken off. */
export const REVIEW_LABELS: readonly string[] = [
  ...RISK_LEVELS.map((level) => `risk:${level}`),
  ...LABELS.map(({ label }) => label),
];

/** Labels of a pull request: one for the risk, and one for each thing worth a filter. */
export function labelsFor(reviews: readonly Review[]): readonly string[] {
  return [
    `risk:${worstRisk(reviews.map((review) => review.risk))}`,
    ...LABELS.filter(({ holds }) => holds(reviews)).map(({ label }) => label),
  ];
}

/** Levels a run can fail on. `none` is not one of them: it would fail every run. */
export type FailOn = Exclude<RiskLevel, "none">;

export const FAIL_ON_LEVELS = RISK_LEVELS.filter((level): level is FailOn => level !== "none");

/**
 * Whether a run is to fail: where a risk is at least the level asked for, and where a plan ended in an error, for the part of
 * it that is missing may be anything. Without a level nothing is risky enough.
 */
export function failsOn(reviews: readonly Review[], level: FailOn | undefined): boolean {
  return (
    level !== undefined &&
    reviews.some((review) => review.errored || riskRank(review.risk) >= riskRank(level))
  );
}
