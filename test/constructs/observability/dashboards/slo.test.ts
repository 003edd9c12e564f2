import { BURN_RATES } from "../../../../constructs/observability/alerts/burn-rates";
import { sloAlerts } from "../../../../constructs/observability/alerts/slo";
import { metricsOf } from "../../../../constructs/observability/dashboards/metric-catalog";
import { sloDashboard } from "../../../../constructs/observability/dashboards/slo";
import { describeDashboard, expressionsOf, panelOf, queriesOf, rowsOf } from "../../../support/dashboards";

const DASHBOARD = sloDashboard();

describeDashboard("sloDashboard", DASHBOARD);

describe("sloDashboard", () => {
  it("goes from what is left to what happens", () => {
    expect(rowsOf(DASHBOARD)).toEqual(["Error budget", "How fast it burns", "What happens"]);
  });

  it("asks only for what the rules of objectives record", () => {
    const rules = sloAlerts([
      {
        name: "checkout",
        objectivePercent: 99.9,
        indicator: { errorRatio: { errors: "rate(failed_total[5m])", total: "rate(all_total[5m])" } },
      },
    ]).flatMap((group) => group.rules);
    const recorded = rules.flatMap((rule) => ("record" in rule ? [rule.record] : []));
    const asked = queriesOf(DASHBOARD).flatMap(({ expr }) => metricsOf(expr));
    expect(asked.filter((metric) => !recorded.includes(metric))).toEqual([]);
  });

  it("divides the share of failures by the share that is allowed", () => {
    expect(expressionsOf(panelOf(DASHBOARD, "Over an hour"))).toEqual([
      'slo:sli_error:ratio_rate1h{slo=~"$slo"} / on (slo) (1 - slo:objective:ratio{slo=~"$slo"})',
    ]);
  });

  it.each([
    ["Over an hour", 3600],
    ["Over 6 hours", 6 * 3600],
    ["Over 3 days", 72 * 3600],
  ])("draws the line for %s where the alert is", (title, seconds) => {
    const steps = panelOf(DASHBOARD, title).fieldConfig?.defaults?.thresholds?.steps ?? [];
    expect(steps.at(-1)?.value).toBe(BURN_RATES.find(({ longSeconds }) => longSeconds === seconds)?.factor);
  });
});
