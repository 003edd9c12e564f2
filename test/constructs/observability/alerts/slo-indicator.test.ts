import { sloAlerts } from "../../../../constructs/observability/alerts/slo";
import {
  resolveIndicator,
  type SloIndicator,
} from "../../../../constructs/observability/alerts/slo-indicator";
import { Problems } from "../../../../lib/core/errors";
import { type AlertCase, describeWithPromtool } from "../../../support/promtool";
import { expectRecorded } from "../../../support/recorded-alert-cases";
import { durations, requests } from "../../../support/service-alert-cases";
import { codes } from "../../../support/synth";

function resolved(indicator: SloIndicator) {
  const problems = new Problems();
  return { ...resolveIndicator(indicator, problems), problems: codes(problems.all) };
}

describeWithPromtool("what an indicator counts", () => {
  function expectShare(indicator: SloIndicator, series: AlertCase["series"], value: string | undefined) {
    const groups = sloAlerts([{ name: "it", objectivePercent: 99, indicator }]);
    const expected = value === undefined ? undefined : { labels: { slo: "it" }, value };
    expectRecorded(groups, "slo:sli_error:ratio_rate5m", series, 20, expected);
  }

  const bothShops = { ...requests(90, 10), ...requests(1, 99, "search") };
  const checkout = { service: "checkout" };
  const slow = {
    'http_request_duration_seconds_bucket{service="checkout", le="0.5"}': "0+10x60",
    'http_request_duration_seconds_bucket{service="checkout", le="1"}': "0+90x60",
    'http_request_duration_seconds_bucket{service="checkout", le="+Inf"}': "0+100x60",
    'http_request_duration_seconds_count{service="checkout"}': "0+100x60",
  };

  it.each<[string, SloIndicator, AlertCase["series"], string | undefined]>([
    ["failed requests of a service", { httpErrors: checkout }, bothShops, "0.1"],
    ["of a service in a namespace", { httpErrors: { ...checkout, namespace: "shop" } }, bothShops, "0.1"],
    [
      "nothing in another namespace",
      { httpErrors: { ...checkout, namespace: "test" } },
      bothShops,
      undefined,
    ],
    ["nothing of another status label", { httpErrors: { ...checkout, statusLabel: "code" } }, bothShops, "0"],
    ["slow requests", { httpLatency: { ...checkout, thresholdMs: 500 } }, durations(10, 94, 100), "0.06"],
    ["slower requests", { httpLatency: { ...checkout, thresholdMs: 250 } }, durations(10, 94, 100), "0.9"],
    ["requests above a second", { httpLatency: { ...checkout, thresholdMs: 1000 } }, slow, "0.1"],
    [
      "requests above a second, written 1.0",
      { httpLatency: { ...checkout, thresholdMs: 1000 } },
      renamed(slow, 'le="1"', 'le="1.0"'),
      "0.1",
    ],
    [
      "only what failed in the last five minutes",
      { httpErrors: checkout },
      {
        'http_requests_total{service="checkout", status="200"}': "0+90x60",
        'http_requests_total{service="checkout", status="500"}': "0+10x12 120x60",
      },
      "0",
    ],
    [
      "nothing without that bucket",
      { httpLatency: { ...checkout, thresholdMs: 300 } },
      durations(10, 94, 100),
      undefined,
    ],
    [
      "any histogram",
      { latency: { histogram: "job_seconds", thresholdMs: 500, labels: { service: "checkout" } } },
      renamed(durations(10, 94, 100), "http_request_duration_seconds", "job_seconds"),
      "0.06",
    ],
    [
      "any histogram without labels",
      { latency: { histogram: "http_request_duration_seconds", thresholdMs: 500 } },
      durations(10, 94, 100),
      "0.06",
    ],
    [
      "requests with the names of OpenTelemetry",
      { httpErrors: { service: "shop/checkout", names: "opentelemetry" } },
      renamed(
        renamed(requests(90, 10), "http_requests_total", "http_server_request_duration_seconds_count"),
        'namespace="shop", service="checkout"',
        'job="shop/checkout"',
        "status=",
        "http_response_status_code=",
      ),
      "0.1",
    ],
    [
      "two kinds of failures, summed up",
      {
        errorRatio: {
          errors: "sum(rate(lost_total[5m])) + sum(rate(late_total[5m]))",
          total: "rate(sent_total[5m])",
        },
      },
      {
        lost_total: "0+1x60",
        late_total: "0+2x60",
        'sent_total{a="1"}': "0+5x60",
        'sent_total{a="2"}': "0+5x60",
      },
      "0.3",
    ],
  ])("is %s", (_what, indicator, series, value) => {
    expectShare(indicator, series, value);
  });
});

function renamed(series: AlertCase["series"], ...pairs: readonly string[]): AlertCase["series"] {
  return Object.fromEntries(
    Object.entries(series).map(([name, values]) => {
      const [from = "", to = "", ...rest] = pairs;
      const changed = name.replace(from, to);
      const [second = "", third = ""] = rest;
      return [rest.length === 2 ? changed.replace(second, third) : changed, values];
    }),
  );
}

describe("resolveIndicator", () => {
  it("writes values of labels as PromQL reads them", () => {
    const { total } = resolved({ latency: { histogram: "h", thresholdMs: 1, labels: { path: 'a"b\\c' } } });
    expect(total).toBe('sum(rate(h_count{path="a\\"b\\\\c"}[5m]))');
  });

  it.each<[SloIndicator, readonly string[]]>([
    [
      { errorRatio: { errors: "a", total: "b" }, httpErrors: { service: "c" } } as SloIndicator,
      [" invalid-indicator"],
    ],
    [{ uptime: {} } as unknown as SloIndicator, [" invalid-indicator"]],
    [{ httpErrors: undefined } as unknown as SloIndicator, [" invalid-indicator"]],
    [{ httpErrors: null } as unknown as SloIndicator, [" invalid-indicator"]],
    [{ httpErrors: "checkout" } as unknown as SloIndicator, [" invalid-indicator"]],
    [{ httpErrors: { service: "" } }, ["httpErrors.service missing-service"]],
    [
      { httpErrors: { service: "c", names: "statsd" as "opentelemetry" } },
      ["httpErrors.names unknown-names"],
    ],
    [{ httpErrors: { service: "c", statusLabel: "a-b" } }, ["httpErrors.statusLabel invalid-label"]],
    [{ httpLatency: { service: "c", thresholdMs: 0 } }, ["httpLatency.thresholdMs out-of-range"]],
    [{ httpLatency: { service: "c", thresholdMs: 0.5 } }, ["httpLatency.thresholdMs out-of-range"]],
    [{ httpLatency: { service: "c", thresholdMs: 3_600_001 } }, ["httpLatency.thresholdMs out-of-range"]],
    [{ latency: { histogram: "", thresholdMs: 5 } }, ["latency.histogram invalid-name"]],
    [
      { latency: { histogram: "h{}", thresholdMs: -5 } },
      ["latency.histogram invalid-name", "latency.thresholdMs out-of-range"],
    ],
    [
      { latency: { histogram: "h", thresholdMs: 5, labels: { "a-b": "c" } } },
      ["latency.labels.a-b invalid-label"],
    ],
  ])("fails on %j", (indicator, expected) => {
    expect(resolved(indicator).problems).toEqual(expected);
  });
});
