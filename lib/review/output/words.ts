import type { ChangeKind } from "../plan";
import {
  type Counts,
  type Finding,
  type Review,
  type ReviewedChange,
  RISK_LEVELS,
  type RiskLevel,
} from "../review";
import { MOST_DEPENDENTS } from "../risk/blast-radius";

/** What happens to objects, from the most to the least dangerous; what is not in it is not worth a word. */
export const TOLD_KINDS: readonly ChangeKind[] = [
  "delete",
  "replace",
  "replace-and-forget",
  "forget",
  "update",
  "create",
  "import",
  "move",
  "read",
];

const PARTICIPLES: Readonly<Record<ChangeKind, string>> = {
  delete: "deleted",
  replace: "replaced",
  "replace-and-forget": "replaced (old one left running)",
  forget: "forgotten (left running)",
  update: "updated",
  create: "created",
  import: "imported",
  move: "moved",
  read: "read",
  "no-op": "unchanged",
};

/**
 * What happens to an object, with the order where it is replaced. `quoted` gives the deposed key its form: to GitHub it
 * looks like a commit.
 */
export function happensTo(change: ReviewedChange, quoted: (value: string) => string): string {
  const order = {
    "create-first": ", new one created first",
    "delete-first": ", old one deleted first",
  } as const;
  const suffix = change.kind === "replace" && change.replacement ? order[change.replacement] : "";
  return `${PARTICIPLES[change.kind]}${suffix}${change.deposed === undefined ? "" : ` (deposed ${quoted(change.deposed)})`}`;
}

/** Whether an object that exists is gone afterwards. */
export function destroys(change: ReviewedChange): boolean {
  return change.kind === "delete" || change.kind === "replace";
}

/** Whether an object is gone afterwards, or is no longer looked after. */
export function letsGo(change: ReviewedChange): boolean {
  return destroys(change) || change.kind === "forget" || change.kind === "replace-and-forget";
}

/** `2 deleted, 1 replaced, 5 updated`; `nothing changes` where there is nothing to tell. */
export function countWords(counts: Counts): string {
  const words = TOLD_KINDS.flatMap((kind) =>
    counts[kind] ? [`${number(counts[kind])} ${PARTICIPLES[kind]}`] : [],
  );
  return words.length === 0 ? "nothing changes" : words.join(", ");
}

/** The sum of the counts of several reviews. */
export function totalCounts(reviews: readonly Review[]): Counts {
  const total: { [kind in ChangeKind]?: number } = {};
  for (const kind of TOLD_KINDS) {
    const sum = reviews.reduce((all, review) => all + (review.counts[kind] ?? 0), 0);
    if (sum > 0) {
      total[kind] = sum;
    }
  }
  return total;
}

/** How many objects that exist are gone afterwards. */
export function destroyedCount(reviews: readonly Review[]): number {
  const { delete: deleted = 0, replace: replaced = 0 } = totalCounts(reviews);
  return deleted + replaced;
}

/** A mark for each risk, always beside its word. */
export const RISK_MARKS: Readonly<Record<RiskLevel, string>> = {
  critical: "🔴",
  high: "🟠",
  medium: "🟡",
  review: "🔵",
  low: "🟢",
  none: "⚪",
};

export function riskRank(level: RiskLevel): number {
  return RISK_LEVELS.indexOf(level);
}

/** The worst risk of some; `none` of none. */
export function worstRisk(levels: readonly RiskLevel[]): RiskLevel {
  return levels.reduce((worst, level) => (riskRank(level) > riskRank(worst) ? level : worst), "none");
}

/** Changes worth showing, riskiest first, then the most dangerous kind, then as the plan has them. */
export function byDanger(changes: readonly ReviewedChange[]): readonly ReviewedChange[] {
  return changes
    .filter((change) => TOLD_KINDS.includes(change.kind))
    .sort(
      (one, other) =>
        riskRank(other.risk) - riskRank(one.risk) ||
        TOLD_KINDS.indexOf(one.kind) - TOLD_KINDS.indexOf(other.kind),
    );
}

/** Every finding of a review, riskiest first: about the plan as a whole, then about its objects. */
export function findingsOf(review: Review, which: "open" | "waived"): readonly Finding[] {
  return [...review.findings, ...review.changes.flatMap((change) => change.findings)]
    .filter((finding) => (finding.waiver === undefined) === (which === "open"))
    .sort((one, other) => riskRank(other.level) - riskRank(one.level));
}

/** What a reader has to know about how the review came about; empty where it is an ordinary, whole plan. */
export function caveats(review: Review): readonly string[] {
  const basis = {
    plan: [],
    rehearsal: ["This is a rehearsal: planned on the simulated state of the base, not on real state."],
    configuration: [
      "This is a configuration diff, not a plan: what really happens depends on the state, which was not read.",
    ],
  } as const;
  return [
    ...(review.errored ? ["The plan ended in an error: only a part of what would happen is shown."] : []),
    ...basis[review.basis],
    ...(review.complete ? [] : ["The plan is not complete: another round of plan and apply is needed."]),
  ];
}

/** `3 objects depend on it`; a change names so many at most, which then means as many or more. */
export function dependWords({ dependents }: ReviewedChange): string {
  const count = dependents.length;
  const most = count >= MOST_DEPENDENTS ? "at least " : "";
  return `${most}${plural(count, "object")} ${count === 1 ? "depends" : "depend"} on it`;
}

/** `1 object`, `2 objects`, `10,000 objects`. */
export function plural(count: number, noun: string): string {
  return `${number(count)} ${noun}${count === 1 ? "" : "s"}`;
}

export function number(count: number): string {
  return count.toLocaleString("en-US");
}

/** First letter in upper case. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
