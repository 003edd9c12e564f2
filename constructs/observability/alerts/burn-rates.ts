/** Two windows over which an error budget is spent too fast. */
export interface BurnRate {
  /** How many times faster than would use up the budget exactly. */
  readonly factor: number;
  /** Window that shows the budget suffers. */
  readonly longSeconds: number;
  /** Window that shows it still does, so that the alert ends soon after the cause. */
  readonly shortSeconds: number;
  /** Whether somebody has to look at once. */
  readonly pages: boolean;
}

const HOUR = 3600;
const DAY = 24 * HOUR;

/**
 * Over 30 days these spend 2, 5, 10 and 10 percent of the budget before they tell. Source: The Site Reliability
 * Workbook, chapter 5.
 */
export const BURN_RATES: readonly BurnRate[] = [
  { factor: 14.4, longSeconds: HOUR, shortSeconds: 5 * 60, pages: true },
  { factor: 6, longSeconds: 6 * HOUR, shortSeconds: 30 * 60, pages: true },
  { factor: 3, longSeconds: DAY, shortSeconds: 2 * HOUR, pages: false },
  { factor: 1, longSeconds: 3 * DAY, shortSeconds: 6 * HOUR, pages: false },
];

/** Every window of `BURN_RATES`, the shortest first. */
export const BURN_WINDOWS: readonly number[] = [
  ...new Set(BURN_RATES.flatMap(({ longSeconds, shortSeconds }) => [longSeconds, shortSeconds])),
].sort((one, other) => one - other);

/** Share of events that may fail: 0.001 for an objective of 99.9 percent. */
export function errorBudget(objectivePercent: number): number {
  return exact((100 - objectivePercent) / 100);
}

/** Share of events that must not fail: 0.999 for an objective of 99.9 percent. */
export function objectiveRatio(objectivePercent: number): number {
  return exact(objectivePercent / 100);
}

/** Share of failed events above which a budget is spent `factor` times too fast. */
export function burnThreshold(objectivePercent: number, factor: number): number {
  return exact(factor * errorBudget(objectivePercent));
}

/**
 * The burn rates that mean something for an objective: windows that fit into the one of the objective, and thresholds
 * that can be passed. More than all events cannot fail, so that an objective of 90 percent is never spent 14.4 times
 * too fast.
 */
export function burnRatesOf(objectivePercent: number, windowDays: number): readonly BurnRate[] {
  return BURN_RATES.filter(
    ({ factor, longSeconds }) =>
      longSeconds <= windowDays * DAY && burnThreshold(objectivePercent, factor) < 1,
  );
}

/** A share in percent: 0.001 is 0.1. */
export function percent(share: number): number {
  return exact(share * 100);
}

/** Without what binary fractions add: 0.014400000000000012 is 0.0144. */
function exact(value: number): number {
  return Number(value.toFixed(14));
}
