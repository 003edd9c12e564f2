import type { Review, ReviewedChange, RiskLevel } from "../../review";
import { byDanger, riskRank } from "../words";

/** How much of a review is shown. */
export interface Detail {
  /** How many changes of all stacks, riskiest first, show what is different in them. */
  readonly changes: number;
  /** Lowest risk of a change that shows it. */
  readonly from: RiskLevel;
  /** Longest document diff, in lines. */
  readonly lines: number;
  /** Most arguments of a change. */
  readonly attributes: number;
  /** Most rows of a table or list; what is destroyed is never counted against it. */
  readonly rows: number;
}

const ALL = Number.POSITIVE_INFINITY;

/**
 * From everything down to tables, the least dangerous going first. The first one that fits is taken, so that a reader of
 * a long review loses the diffs of harmless changes before anything of a dangerous one.
 */
export const DETAILS: readonly Detail[] = [
  { changes: ALL, from: "none", lines: ALL, attributes: ALL, rows: ALL },
  { changes: ALL, from: "review", lines: 400, attributes: 100, rows: ALL },
  { changes: 50, from: "review", lines: 120, attributes: 40, rows: 500 },
  { changes: 20, from: "review", lines: 60, attributes: 20, rows: 200 },
  { changes: 8, from: "review", lines: 30, attributes: 12, rows: 100 },
  { changes: 0, from: "critical", lines: 0, attributes: 0, rows: 100 },
  { changes: 0, from: "critical", lines: 0, attributes: 0, rows: 15 },
  { changes: 0, from: "critical", lines: 0, attributes: 0, rows: 0 },
];

/** Changes that show what is different in them. */
export function detailedChanges(reviews: readonly Review[], detail: Detail): ReadonlySet<ReviewedChange> {
  const worth = reviews
    .flatMap((review) => review.changes)
    .filter((change) => riskRank(change.risk) >= riskRank(detail.from));
  return new Set(byDanger(worth).slice(0, Math.min(detail.changes, worth.length)));
}
