import { costDashboard, resolveCost } from "../../../../constructs/observability/dashboards/cost";
import { Problems } from "../../../../lib/core/errors";
import { describeDashboard, expressionsOf, panelOf, rowsOf } from "../../../support/dashboards";
import { codes } from "../../../support/synth";

const PRICES = { perCpuCoreHour: 0.04, perMemoryGibHour: 0.005 };
const PRICED = costDashboard({ prices: PRICES });

describeDashboard("costDashboard", costDashboard());
describeDashboard("costDashboard with prices", PRICED);

describe("costDashboard", () => {
  it("knows no prices by default", () => {
    expect(JSON.stringify(costDashboard())).not.toContain("currency");
    expect(rowsOf(costDashboard())).not.toContain("At the prices given");
  });

  it("multiplies what is requested by the prices it is given", () => {
    const panel = panelOf(PRICED, "What is requested, for 730 hours");
    expect(panel.fieldConfig?.defaults.unit).toBe("currencyUSD");
    expect(expressionsOf(panel)[0]).toMatch(/\* 0\.04 \+ .* \/ 1073741824 \* 0\.005\) \* 730$/);
    const euros = costDashboard({ prices: { ...PRICES, unit: "currencyEUR" } });
    expect(panelOf(euros, "What is requested, an hour").fieldConfig?.defaults.unit).toBe("currencyEUR");
  });

  it("fails on prices that are none", () => {
    const problems = new Problems();
    resolveCost({ prices: { perCpuCoreHour: -1, perMemoryGibHour: Number.NaN } }, problems);
    expect(codes(problems.all)).toEqual([
      "prices.perCpuCoreHour out-of-range",
      "prices.perMemoryGibHour out-of-range",
    ]);
    expect(() => costDashboard({ prices: { ...PRICES, perCpuCoreHour: -1 } })).toThrow(
      "costDashboard: 1 problem",
    );
  });
});
