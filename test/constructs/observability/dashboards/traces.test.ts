import { tracesDashboard } from "../../../../constructs/observability/dashboards/traces";
import { describeDashboard, panelOf, queriesOf } from "../../../support/dashboards";

const MILLISECONDS = tracesDashboard({ durationUnit: "milliseconds" });

describeDashboard("tracesDashboard", tracesDashboard());
describeDashboard("tracesDashboard in milliseconds", MILLISECONDS);

describe("tracesDashboard", () => {
  it("goes by seconds, as the collector of this package does, or by milliseconds", () => {
    const unit = (dashboard: typeof MILLISECONDS) =>
      panelOf(dashboard, "P95 duration").fieldConfig?.defaults.unit;
    expect(unit(tracesDashboard())).toBe("s");
    expect(unit(MILLISECONDS)).toBe("ms");
    const text = queriesOf(MILLISECONDS)
      .map(({ expr }) => expr)
      .join();
    expect(text).toContain("traces_span_metrics_duration_milliseconds_bucket");
    expect(text).not.toContain("duration_seconds");
  });

  it("links durations to traces", () => {
    expect(panelOf(MILLISECONDS, "P95 duration by service").targets).toMatchObject([{ exemplar: true }]);
  });
});
