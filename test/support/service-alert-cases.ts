import { fires, holding, quiet } from "./build-alert-cases";
import type { AlertCase } from "./promtool";

const UP = 'job="checkout", namespace="shop"';
const JOB = { namespace: "shop", job: "checkout" };

function pods(one: string, two: string): AlertCase["series"] {
  return { [`up{${UP}, instance="a"}`]: one, [`up{${UP}, instance="b"}`]: two };
}

/** Replicas as two kube-state-metrics see them, of which the first goes after five minutes. */
function replicas(wanted: string, available: string): AlertCase["series"] {
  const labels = 'job="kube-state-metrics", namespace="shop", deployment="checkout"';
  return {
    [`kube_deployment_spec_replicas{${labels}, pod="ksm-a"}`]: `${wanted}x4 stale`,
    [`kube_deployment_spec_replicas{${labels}, pod="ksm-b"}`]: `_x4 ${wanted}x60`,
    [`kube_deployment_status_replicas_available{${labels}, pod="ksm-a"}`]: `${available}x4 stale`,
    [`kube_deployment_status_replicas_available{${labels}, pod="ksm-b"}`]: `_x4 ${available}x60`,
  };
}

/** Requests a minute of two pods, good and failed. */
export function requests(good: number, failed: number, service = "checkout"): AlertCase["series"] {
  const counter = (pod: string, status: string) =>
    `http_requests_total{namespace="shop", service="${service}", pod="${pod}", status="${status}"}`;
  return {
    [counter("a", "200")]: `0+${good}x60`,
    [counter("b", "200")]: `0+${good}x60`,
    [counter("a", "500")]: `0+${failed}x60`,
    [counter("b", "503")]: `0+${failed}x60`,
    [counter("b", "404")]: `0+0.001x60`,
  };
}

/** Requests a minute answered within a quarter second, half a second, a second. */
export function durations(
  quarter: number,
  half: number,
  second: number,
  service = "checkout",
): AlertCase["series"] {
  const labels = `namespace="shop", service="${service}"`;
  const bucket = (le: string) => `http_request_duration_seconds_bucket{${labels}, le="${le}"}`;
  return {
    [bucket("0.25")]: `0+${quarter}x60`,
    [bucket("0.5")]: `0+${half}x60`,
    [bucket("1")]: `0+${second}x60`,
    [bucket("+Inf")]: `0+${second}x60`,
    [`http_request_duration_seconds_count{${labels}}`]: `0+${second}x60`,
  };
}

/** The same for the names of OpenTelemetry. */
function otel(series: AlertCase["series"]): AlertCase["series"] {
  return Object.fromEntries(
    Object.entries(series).map(([name, values]) => [
      name
        .replace("http_requests_total", "http_server_request_duration_seconds_count")
        .replace("http_request_duration", "http_server_request_duration")
        .replace('namespace="shop", service="checkout"', 'job="shop/checkout"')
        .replace("status=", "http_response_status_code="),
      values,
    ]),
  );
}

const SERVICE = { namespace: "shop", service: "checkout" };
const PROBE = 'probe_success{job="probes", instance="https://shop.example.com"}';
const PROBED = { job: "probes", instance: "https://shop.example.com" };

/** What the alerts of `serviceAlerts` must do. */
export const SERVICE_ALERT_CASES: readonly AlertCase[] = [
  ...holding(
    "ServiceDown",
    "when no pod answers",
    pods("0x60", "0x60"),
    { from: 0, hold: 2 },
    JOB,
    "Nothing of checkout in shop answers",
  ),
  quiet("ServiceDown", "when one of two answers", pods("0x60", "1x60"), 30),
  ...holding(
    "ServiceTargetsDown",
    "when one of two does not answer",
    pods("0x60", "1x60"),
    { from: 0, hold: 10 },
    JOB,
    "50% of checkout in shop do not answer",
  ),
  quiet("ServiceTargetsDown", "when none answers, which is another alert", pods("0x60", "0x60"), 30),
  fires(
    "ServiceTargetsDown",
    "when one of nine does not answer",
    { ...many(8), [`up{${UP}, instance="down"}`]: "0x60" },
    15,
    JOB,
    "11.11% of checkout in shop do not answer",
  ),
  quiet(
    "ServiceTargetsDown",
    "when one of eleven does not answer",
    { ...many(10), [`up{${UP}, instance="down"}`]: "0x60" },
    30,
  ),
  ...holding(
    "ServiceAbsent",
    "when none of three replicas is available",
    replicas("3", "0"),
    { from: 0, hold: 5 },
    { namespace: "shop", deployment: "checkout" },
    "shop/checkout has none of its 3 replicas",
  ),
  quiet("ServiceAbsent", "when one of three is available", replicas("3", "1"), 30),
  quiet("ServiceAbsent", "when none is wanted", replicas("0", "0"), 30),
  ...holding(
    "HighErrorRate",
    "when more than 1 percent fail",
    requests(989, 11),
    { from: 1, hold: 5 },
    SERVICE,
    "checkout fails 1.1% of its requests",
  ),
  quiet("HighErrorRate", "when less than 1 percent fail", requests(991, 9), 30),
  fires(
    "HighErrorRate",
    "with 7 requests a minute",
    requests(3, 0.5),
    30,
    SERVICE,
    "checkout fails 14.28% of its requests",
  ),
  quiet("HighErrorRate", "with 5 requests a minute, of which most fail", requests(1, 1.5), 30),
  quiet(
    "HighErrorRate",
    "when requests fail no more",
    {
      ...requests(900, 0),
      'http_requests_total{namespace="shop", service="checkout", pod="a", status="500"}': "0+100x20 2000x60",
    },
    28,
  ),
  quiet("HighErrorRate", "before anything failed", { [Object.keys(requests(1, 0))[0] ?? ""]: "0+9x60" }, 30),
  ...holding(
    "HighLatencyP95",
    "when 6 of 100 take longer than half a second",
    durations(0, 94, 100),
    { from: 1, hold: 10 },
    SERVICE,
    "checkout takes 583.3ms or more for 5 of 100 requests",
  ),
  quiet("HighLatencyP95", "when 4 of 100 take longer than half a second", durations(0, 96, 100), 30),
  fires(
    "HighLatencyP95",
    "with 7 requests a minute",
    durations(0, 0, 7),
    30,
    SERVICE,
    "checkout takes 975ms or more for 5 of 100 requests",
  ),
  quiet("HighLatencyP95", "with 5 requests a minute", durations(0, 0, 5), 30),
  ...holding(
    "ProbeFailing",
    "when an address fails its check",
    { [PROBE]: "0x60" },
    { from: 0, hold: 3 },
    PROBED,
    "https://shop.example.com does not pass its check",
  ),
  quiet("ProbeFailing", "when one check in between fails", { [PROBE]: "1 0 1x60" }, 30),
];

function many(count: number): AlertCase["series"] {
  const names = Array.from({ length: count }, (_, index) => `up{${UP}, instance="${index}"}`);
  return Object.fromEntries(names.map((name) => [name, "1x60"]));
}

/** What the two alerts about requests must do with the names of OpenTelemetry. */
export const OPENTELEMETRY_ALERT_CASES: { readonly [alert: string]: readonly AlertCase[] } = {
  HighErrorRate: [
    fires(
      "HighErrorRate",
      "when more than 1 percent fail",
      otel(requests(989, 11)),
      10,
      { job: "shop/checkout" },
      "shop/checkout fails 1.1% of its requests",
    ),
    quiet("HighErrorRate", "when less than 1 percent fail", otel(requests(991, 9)), 30),
  ],
  HighLatencyP95: [
    fires(
      "HighLatencyP95",
      "when 6 of 100 take longer than half a second",
      otel(durations(0, 94, 100)),
      15,
      { job: "shop/checkout" },
      "shop/checkout takes 583.3ms or more for 5 of 100 requests",
    ),
    quiet("HighLatencyP95", "when 4 of 100 do", otel(durations(0, 96, 100)), 30),
  ],
};

/** With checkout failing at most 1 in 1000 and answering in 250 ms, and batch as it likes. */
export const PER_SERVICE_ALERT_CASES: { readonly [alert: string]: readonly AlertCase[] } = {
  HighErrorRate: [
    fires(
      "HighErrorRate",
      "for a service that may fail less than others",
      requests(998, 2),
      10,
      SERVICE,
      "checkout fails 0.2% of its requests",
    ),
    quiet("HighErrorRate", "below what this service may fail", requests(9995, 5), 30),
    quiet("HighErrorRate", "for another service that fails as much", requests(998, 2, "search"), 30),
    fires(
      "HighErrorRate",
      "for another service as always",
      requests(980, 20, "search"),
      10,
      { namespace: "shop", service: "search" },
      "search fails 2% of its requests",
    ),
    quiet("HighErrorRate", "for a service that may fail as it likes", requests(1, 1000, "batch.v2"), 30),
    fires(
      "HighErrorRate",
      "for a service whose name only looks like that",
      requests(1, 999, "batch-v2"),
      10,
      { namespace: "shop", service: "batch-v2" },
      "batch-v2 fails 99.9% of its requests",
    ),
  ],
  HighLatencyP95: [
    fires(
      "HighLatencyP95",
      "for a service that must be faster than others",
      durations(90, 100, 100),
      15,
      SERVICE,
      "checkout takes 375ms or more for 5 of 100 requests",
    ),
    quiet("HighLatencyP95", "below what this service may take", durations(96, 100, 100), 30),
    quiet("HighLatencyP95", "for another service that is as slow", durations(90, 100, 100, "search"), 30),
  ],
};
