import * as fc from "fast-check";
import {
  BURN_RATES,
  BURN_WINDOWS,
  burnRatesOf,
  burnThreshold,
  errorBudget,
  objectiveRatio,
  percent,
} from "../../../../constructs/observability/alerts/burn-rates";

const HOUR = 3600;
const DAY = 24 * HOUR;

/** Objectives as people write them, with up to four digits after the point. */
const OBJECTIVES = fc.integer({ min: 1, max: 999_999 }).map((parts) => parts / 10_000);
const DAYS = fc.integer({ min: 1, max: 90 });

describe("burn rates", () => {
  it("are those of the workbook, each with a window a twelfth as long", () => {
    expect(BURN_RATES.map(({ factor, longSeconds, pages }) => [factor, longSeconds / HOUR, pages])).toEqual([
      [14.4, 1, true],
      [6, 6, true],
      [3, 24, false],
      [1, 72, false],
    ]);
    expect(BURN_RATES.map(({ longSeconds, shortSeconds }) => longSeconds / shortSeconds)).toEqual([
      12, 12, 12, 12,
    ]);
  });

  it("tell once 2, 5, 10 and 10 percent of a budget of 30 days are spent", () => {
    const spent = BURN_RATES.map(({ factor, longSeconds }) => (factor * longSeconds) / (30 * DAY));
    expect(spent.map((share) => Math.round(share * 1000) / 10)).toEqual([2, 5, 10, 10]);
  });

  it("look at seven windows, the shortest first", () => {
    expect(BURN_WINDOWS).toEqual([300, 1800, HOUR, 2 * HOUR, 6 * HOUR, DAY, 3 * DAY]);
  });

  it.each([
    [99.9, 14.4, 0.0144],
    [99.95, 6, 0.003],
    [99, 3, 0.03],
    [99.999, 1, 0.00001],
    [95, 14.4, 0.72],
  ])("have for %d percent and %d times the threshold %d", (objective, factor, threshold) => {
    expect(burnThreshold(objective, factor)).toBe(threshold);
  });

  it("have no digits but those of the objective", () => {
    expect([errorBudget(99.9), errorBudget(99.99), objectiveRatio(99.9), percent(0.001)]).toEqual([
      0.001, 0.0001, 0.999, 0.1,
    ]);
    fc.assert(
      fc.property(OBJECTIVES, (objective) => {
        for (const value of [
          errorBudget(objective),
          burnThreshold(objective, 14.4),
          objectiveRatio(objective),
        ]) {
          expect(String(value).replace(/e.*/, "").length).toBeLessThanOrEqual(12);
        }
      }),
    );
  });

  it("spend and keep all there is between them", () => {
    fc.assert(
      fc.property(OBJECTIVES, (objective) => {
        expect(errorBudget(objective) + objectiveRatio(objective)).toBeCloseTo(1, 10);
        expect(errorBudget(objective)).toBeGreaterThan(0);
        expect(percent(errorBudget(objective)) + objective).toBeCloseTo(100, 8);
      }),
    );
  });

  it("have thresholds that grow with the factor and shrink with the objective", () => {
    fc.assert(
      fc.property(OBJECTIVES, OBJECTIVES, (one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        for (const { factor } of BURN_RATES) {
          expect(burnThreshold(low, factor)).toBeGreaterThanOrEqual(burnThreshold(high, factor));
          expect(burnThreshold(low, factor)).toBeCloseTo(factor * errorBudget(low), 10);
        }
      }),
    );
  });

  it("are for each objective those that fit its window and can be passed", () => {
    fc.assert(
      fc.property(OBJECTIVES, DAYS, (objective, days) => {
        const kept = burnRatesOf(objective, days);
        for (const rate of BURN_RATES) {
          const means = rate.longSeconds <= days * DAY && burnThreshold(objective, rate.factor) < 1;
          expect(kept.includes(rate)).toBe(means);
        }
        expect(days < 3 || kept.some(({ factor }) => factor === 1)).toBe(true);
      }),
    );
  });
});
