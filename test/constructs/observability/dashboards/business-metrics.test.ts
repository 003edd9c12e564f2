import {
  type BusinessMetric,
  businessMetricsDashboard,
  resolveBusinessMetrics,
} from "../../../../constructs/observability/dashboards/business-metrics";
import { Problems } from "../../../../lib/core/errors";
import { describeDashboard, expressionsOf, panelOf, panelsOf, rowsOf } from "../../../support/dashboards";
import { codes } from "../../../support/synth";

const ORDERS: BusinessMetric = {
  name: "orders_total",
  type: "counter",
  title: "Orders",
  description: "Orders that were paid.",
  by: "country",
};
const USERS: BusinessMetric = {
  name: "users_active",
  type: "gauge",
  title: "Users",
  description: "People with a session.",
};
const DASHBOARD = businessMetricsDashboard({ metrics: [ORDERS, USERS] });

function problemsOf(metrics: readonly BusinessMetric[]) {
  const problems = new Problems();
  resolveBusinessMetrics({ metrics }, problems);
  return codes(problems.all);
}

describeDashboard("businessMetricsDashboard", DASHBOARD, [ORDERS.name, USERS.name]);

describe("businessMetricsDashboard", () => {
  it("has a row for each metric, in order", () => {
    expect(rowsOf(DASHBOARD)).toEqual(["Orders", "Users"]);
  });

  it("counts counters and reads gauges, against the week before", () => {
    expect(expressionsOf(panelOf(DASHBOARD, "Orders an hour"))).toEqual([
      "sum by (country) (increase(orders_total[1h]))",
      "sum(increase(orders_total[1h] offset 7d))",
    ]);
    expect(expressionsOf(panelOf(DASHBOARD, "Users"))).toEqual([
      "sum(users_active)",
      "sum(users_active offset 7d)",
    ]);
  });

  it("shows plain numbers by default, and another unit, title and uid when told to", () => {
    const other = businessMetricsDashboard({
      metrics: [{ ...USERS, unit: "currencyUSD" }],
      title: "Shop",
      uid: "shop",
    });
    const unit = (dashboard: typeof other) => panelsOf(dashboard).at(-1)?.fieldConfig?.defaults.unit;
    expect(unit(DASHBOARD)).toBe("short");
    expect(unit(other)).toBe("currencyUSD");
    expect(other).toMatchObject({ title: "Shop", uid: "shop" });
    expect(DASHBOARD).toMatchObject({ title: "Business metrics", uid: "slipway-business" });
  });

  it("fails on no metrics, names and labels that are none, and a metric declared twice", () => {
    expect(problemsOf([])).toEqual(["metrics no-metrics"]);
    expect(problemsOf([{ ...ORDERS, name: "a{}" }, { ...ORDERS, by: "a b" }, ORDERS])).toEqual([
      "metrics[0].name invalid-name",
      "metrics[1].by invalid-label",
      "metrics[2].name duplicate-metric",
    ]);
    expect(() => businessMetricsDashboard({ metrics: [] })).toThrow("[no-metrics]");
  });
});
