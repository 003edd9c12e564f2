import { scalingAlerts } from "../../../../constructs/keda/scaling-alerts";
import { platformAlerts } from "../../../../constructs/observability/alerts/platform-alerts";
import { sloAlerts } from "../../../../constructs/observability/alerts/slo";
import {
  catalogMetrics,
  metricNamed,
  metricsOf,
} from "../../../../constructs/observability/dashboards/metric-catalog";
import { tracesDashboard } from "../../../../constructs/observability/dashboards/traces";
import { queriesOf } from "../../../support/dashboards";
import { alertsOf } from "../../../support/promtool";
import { sampleDashboards } from "../../../support/sample-dashboards";

const ASKED = [...sampleDashboards(), tracesDashboard({ durationUnit: "milliseconds" })].flatMap(
  (dashboard) =>
    queriesOf(dashboard)
      .filter(({ language }) => language === "promql")
      .flatMap(({ expr }) => metricsOf(expr)),
);

/** Names as the catalog has them: a histogram for its three series. */
const USED = new Set(
  ASKED.flatMap((series) => {
    const base = series.replace(/_(bucket|count|sum)$/, "");
    return catalogMetrics().includes(series) ? [series] : [base];
  }),
);

describe("metricsOf", () => {
  it("names each series once", () => {
    expect(metricsOf('sum(a_total{x="1"}) / sum(a_total) + on (x) vllm:b')).toEqual(["a_total", "vllm:b"]);
    expect(metricsOf("vector(1) + $metric")).toEqual([]);
  });
});

describe("metricNamed", () => {
  it("knows who brings a metric", () => {
    expect(metricNamed("redis_up")).toEqual({
      exporter: "redis_exporter",
      type: "gauge",
      unit: "1",
      labels: [],
    });
  });

  it("takes the series of a histogram for the histogram, and those of no other metric", () => {
    for (const part of ["bucket", "count", "sum"]) {
      expect(metricNamed(`ai_inference_duration_seconds_${part}`)?.type).toBe("histogram");
    }
    expect(metricNamed("redis_up_count")).toBeUndefined();
    expect(metricNamed("ai_inference_duration_seconds_max")).toBeUndefined();
  });

  it("knows nothing of names that objects have anyway", () => {
    expect(metricNamed("constructor")).toBeUndefined();
    expect(metricNamed("toString_count")).toBeUndefined();
  });
});

describe("the catalog", () => {
  it("declares each metric once", () => {
    expect(catalogMetrics().length).toBe(new Set(catalogMetrics()).size);
  });

  it("declares nothing that no dashboard asks for, but what is marked as for alerts", () => {
    const unused = catalogMetrics().filter((metric) => !USED.has(metric));
    expect(unused).toEqual(catalogMetrics().filter((metric) => metricNamed(metric)?.alertsOnly === true));
  });

  it.each([
    ["scaling", scalingAlerts()],
    ["the platform", platformAlerts({ backups: { backups: { nightly: {} } } })],
    [
      "objectives",
      sloAlerts([
        { name: "shop", objectivePercent: 99.9, indicator: { httpErrors: { service: "shop" } } },
        {
          name: "fast",
          objectivePercent: 95,
          indicator: { httpLatency: { service: "shop", thresholdMs: 500 } },
        },
      ]),
    ],
  ])("declares what the alerts about %s ask for", (_, groups) => {
    const unknown = alertsOf(groups)
      .flatMap(({ expr }) => metricsOf(expr))
      .filter((metric) => metricNamed(metric) === undefined);
    expect(unknown).toEqual([]);
  });

  it("follows the naming of Prometheus: counters of its clients end in _total", () => {
    const foreign = /^(mongodb_|pg_)/;
    const wrong = catalogMetrics().filter(
      (metric) =>
        !foreign.test(metric) && (metricNamed(metric)?.type === "counter") !== metric.endsWith("_total"),
    );
    expect(wrong).toEqual([]);
  });
});
