import { errorRate } from "../../../../constructs/delivery/analysis/error-rate";
import { selectorsOf } from "../../../../lib/core/query-syntax";
import { analysisProblems, metricOf } from "../../../support/analyses";

const pods = 'namespace="shop", pod=~"users-{{args.pod-hash}}-.*"';

describe("errorRate", () => {
  it("divides failed requests by all, and counts none where nothing failed yet", () => {
    const total = `sum(rate(http_requests_total{${pods}}[2m]))`;
    const failed = `sum(rate(http_requests_total{${pods}, status=~"5.."}[2m]))`;
    expect(metricOf(errorRate())).toMatchObject({
      name: "error-rate",
      check: { query: `(${failed} or ${total} * 0) / ${total}`, range: { max: 0.01 } },
    });
  });

  it("knows the names of OpenTelemetry and other labels", () => {
    const { query, range } = metricOf(errorRate({ names: "opentelemetry", maxRatio: 0.05 })).check;
    expect(range).toEqual({ max: 0.05 });
    expect(selectorsOf(query)).toEqual([
      {
        metric: "http_server_request_duration_seconds_count",
        labels: ["namespace", "pod", "http_response_status_code"],
      },
      { metric: "http_server_request_duration_seconds_count", labels: ["namespace", "pod"] },
      { metric: "http_server_request_duration_seconds_count", labels: ["namespace", "pod"] },
    ]);
    expect(metricOf(errorRate({ statusLabel: "code" })).check.query).toContain('code=~"5.."');
  });

  it.each([
    [{ maxRatio: 0 }, "maxRatio out-of-range"],
    [{ maxRatio: 5 }, "maxRatio out-of-range"],
    [{ names: "statsd" as never }, "names unknown-names"],
    [{ statusLabel: "a-b" }, "statusLabel invalid-label"],
  ])("refuses %j", (props, problem) => {
    expect(analysisProblems(errorRate(props))).toEqual([problem]);
  });
});
