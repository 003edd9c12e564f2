import { latency, latencyP95 } from "../../../../constructs/delivery/analysis/latency";
import { analysisProblems, metricOf } from "../../../support/analyses";

const pods = 'namespace="shop", pod=~"users-{{args.pod-hash}}-.*"';

describe("latencyP95", () => {
  it("compares milliseconds out of a histogram in seconds", () => {
    const buckets = `sum by (le) (rate(http_request_duration_seconds_bucket{${pods}}[2m]))`;
    expect(metricOf(latencyP95({ maxMs: 500 }))).toMatchObject({
      name: "latency-p95",
      check: { query: `histogram_quantile(0.95, ${buckets}) * 1000`, range: { max: 500 } },
    });
  });
});

describe("latency", () => {
  it("takes any percentile, and has it in the name", () => {
    const { name, check } = metricOf(latency({ percentile: 99, maxMs: 800, names: "opentelemetry" }));
    expect(name).toBe("latency-p99");
    expect(check.query).toMatch(
      /^histogram_quantile\(0\.99, .*http_server_request_duration_seconds_bucket\{/,
    );
  });

  it.each([
    [{ percentile: 0, maxMs: 1 }, "percentile out-of-range"],
    [{ percentile: 99.9, maxMs: 1 }, "percentile out-of-range"],
    [{ percentile: 50, maxMs: 0 }, "maxMs out-of-range"],
    [{ percentile: 50, maxMs: 1, names: "x" as never }, "names unknown-names"],
  ])("refuses %j", (props, problem) => {
    expect(analysisProblems(latency(props))).toEqual([problem]);
  });
});
