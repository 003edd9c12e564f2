import { type Problems, resolveOrThrow } from "../../../lib/core/errors";
import { buildDashboard, type Dashboard } from "./dashboard-builder";
import { checkLabelName, MICROSERVICE_UIDS } from "./names";
import { heatmapPanel, logsPanel, statPanel, timeSeriesPanel } from "./panels";
import { logql, promql } from "./queries";
import { labelVariable } from "./variables";

export interface MicroserviceDashboardProps {
  /**
   * Names of the metrics: those of the Prometheus clients (`http_requests_total`,
   * `http_request_duration_seconds`) or of OpenTelemetry's conventions (`http_server_request_duration_seconds`).
   * @default prometheus-client
   */
  readonly names?: "prometheus-client" | "opentelemetry";
  /**
   * Label with the status code; express-prom-bundle for Node.js writes `status_code`.
   * @default status, or http_response_status_code for OpenTelemetry
   */
  readonly statusLabel?: string;
  /** Label with the route. @default route, or http_route for OpenTelemetry */
  readonly routeLabel?: string;
  /** Share of requests that may fail, from 0 to 1. @default 0.01 */
  readonly errorRatioThreshold?: number;
  /** Seconds 95 of 100 requests may take. @default 0.5 */
  readonly latencyThresholdSeconds?: number;
}

type Names = ReturnType<typeof resolveMicroservice>;

/**
 * Do requests to a service succeed, fast enough, and has it room for more? Rate, errors, duration, saturation and
 * the logs of the errors.
 *
 * @throws ConfigError `invalid-label`, `out-of-range`
 */
export function microserviceDashboard(props: MicroserviceDashboardProps = {}): Dashboard {
  const config = resolveOrThrow("microserviceDashboard", "MicroserviceDashboardProps", (problems) =>
    resolveMicroservice(props, problems),
  );
  return buildDashboard({
    uid: config.uid,
    title: config.title,
    description: "Do requests to a service succeed, fast enough, and has it room for more?",
    tags: ["service"],
    from: "now-1h",
    variables: [
      labelVariable({ name: "namespace", label: "Namespace", from: "kube_pod_status_phase" }),
      labelVariable({
        name: "service",
        label: "Service",
        from: config.serviceMetric,
        of: config.serviceLabel,
      }),
    ],
    rows: [
      { title: "At a glance", panels: glance(config) },
      { title: "Rate and errors", panels: rate(config) },
      { title: "Duration", panels: duration(config) },
      { title: "Saturation of the namespace", panels: saturation(config) },
      { title: "Logs of the namespace", panels: logs() },
    ],
  });
}

/** Fills defaults and reports every problem. */
export function resolveMicroservice(props: MicroserviceDashboardProps, problems: Problems) {
  const otel = props.names === "opentelemetry";
  const histogram = otel ? "http_server_request_duration_seconds" : "http_request_duration_seconds";
  // OpenTelemetry knows no label of Kubernetes; its job is the name of the service, after its namespace if it has one.
  const selector = otel ? 'job=~"$service"' : 'namespace=~"$namespace", service=~"$service"';
  const config = {
    uid: MICROSERVICE_UIDS[otel ? "opentelemetry" : "prometheus-client"],
    title: otel ? "Microservice (OpenTelemetry)" : "Microservice",
    selector,
    count: otel ? `${histogram}_count` : "http_requests_total",
    histogram,
    active: otel ? `http_server_active_requests{${selector}}` : undefined,
    serviceLabel: otel ? "job" : "service",
    serviceMetric: otel ? `${histogram}_count` : 'http_requests_total{namespace=~"$namespace"}',
    status: props.statusLabel ?? (otel ? "http_response_status_code" : "status"),
    route: props.routeLabel ?? (otel ? "http_route" : "route"),
    errorRatio: props.errorRatioThreshold ?? 0.01,
    latencySeconds: props.latencyThresholdSeconds ?? 0.5,
  };
  checkLabelName(problems, "statusLabel", config.status);
  checkLabelName(problems, "routeLabel", config.route);
  problems.addIf(!(config.errorRatio > 0 && config.errorRatio < 1), {
    prop: "errorRatioThreshold",
    code: "out-of-range",
    rule: "a share of requests is above 0 and below 1",
    value: config.errorRatio,
    fix: "write 0.01 for one percent",
  });
  problems.addIf(!(config.latencySeconds > 0), {
    prop: "latencyThresholdSeconds",
    code: "out-of-range",
    rule: "a latency is above 0 seconds",
    value: config.latencySeconds,
    fix: "write 0.5 for half a second",
  });
  return config;
}

function requests({ count, selector }: Names, matchers = ""): string {
  return `rate(${count}{${selector}${matchers}}[$__rate_interval])`;
}

function errorRatio(names: Names, by = ""): string {
  const failed = requests(names, `, ${names.status}=~"5.."`);
  return `sum${by} (${failed}) / sum${by} (${requests(names)})`;
}

function quantile({ histogram, selector }: Names, share: number): string {
  return `histogram_quantile(${share}, sum by (le) (rate(${histogram}_bucket{${selector}}[$__rate_interval])))`;
}

function glance(names: Names) {
  const errors = { warning: names.errorRatio / 2, critical: names.errorRatio };
  return [
    statPanel({
      title: "Requests",
      description: "Requests a second, of all chosen services.",
      unit: "reqps",
      width: 6,
      queries: [promql(`sum(${requests(names)})`)],
    }),
    statPanel({
      title: "Errors",
      description: "Share of requests answered with a status of 500 or above.",
      unit: "percentunit",
      width: 6,
      thresholds: errors,
      queries: [promql(errorRatio(names))],
    }),
    statPanel({
      title: "P95 latency",
      description: "95 of 100 requests are answered within this time.",
      unit: "s",
      width: 6,
      thresholds: { warning: names.latencySeconds * 0.8, critical: names.latencySeconds },
      queries: [promql(quantile(names, 0.95))],
    }),
    statPanel({
      title: "Restarts in the last hour",
      description: "Containers of the namespace that ended and were started again.",
      unit: "short",
      width: 6,
      decimals: 0,
      thresholds: { warning: 1, critical: 5 },
      queries: [
        promql(
          'sum(increase(kube_pod_container_status_restarts_total{namespace=~"$namespace"}[1h])) or vector(0)',
          "",
          { instant: true },
        ),
      ],
    }),
  ];
}

function rate(names: Names) {
  const { status, route } = names;
  return [
    timeSeriesPanel({
      title: "Requests by status",
      description: "A fall of all lines at once: requests no longer arrive.",
      unit: "reqps",
      stacked: true,
      queries: [promql(`sum by (${status}) (${requests(names)})`, `{{${status}}}`)],
    }),
    timeSeriesPanel({
      title: "Requests by route",
      description: "The ten busiest routes.",
      unit: "reqps",
      queries: [promql(`topk(10, sum by (${route}) (${requests(names)}))`, `{{${route}}}`)],
    }),
    timeSeriesPanel({
      title: "Errors by route",
      description: "The ten routes that fail most, as a share of their own requests.",
      unit: "percentunit",
      min: 0,
      thresholds: { critical: names.errorRatio },
      queries: [promql(`topk(10, ${errorRatio(names, ` by (${route})`)})`, `{{${route}}}`)],
    }),
  ];
}

function duration(names: Names) {
  return [
    timeSeriesPanel({
      title: "Latency",
      description: "Half, 95 and 99 of 100 requests are answered within these times. Points lead to traces.",
      unit: "s",
      width: 12,
      min: 0,
      thresholds: { critical: names.latencySeconds },
      queries: [0.5, 0.95, 0.99].map((share) =>
        promql(quantile(names, share), `P${share * 100}`, { exemplars: true }),
      ),
    }),
    heatmapPanel({
      title: "Requests by latency",
      description: "How many requests took how long. Two bands: two kinds of requests.",
      unit: "s",
      width: 12,
      queries: [
        promql(
          `sum by (le) (increase(${names.histogram}_bucket{${names.selector}}[$__rate_interval]))`,
          "{{le}}",
        ),
      ],
    }),
  ];
}

function saturation({ active }: Names) {
  const containers = 'namespace=~"$namespace", container!=""';
  const width = active === undefined ? 6 : 8;
  const perPod = (counter: string) => `sum by (pod) (increase(${counter}{${containers}}[5m]))`;
  return [
    ...(active === undefined
      ? []
      : [
          timeSeriesPanel({
            title: "Requests under way",
            description: "Requests that were taken and not answered yet.",
            unit: "short",
            width: 16,
            queries: [promql(`sum by (job) (${active})`, "{{job}}")],
          }),
        ]),
    timeSeriesPanel({
      title: "CPU against request",
      description: "Above 100 % a pod uses what it was not promised.",
      unit: "percentunit",
      width,
      min: 0,
      queries: [
        promql(
          `sum by (pod) (rate(container_cpu_usage_seconds_total{${containers}}[$__rate_interval])) / sum by (pod) (kube_pod_container_resource_requests{namespace=~"$namespace", resource="cpu"})`,
          "{{pod}}",
        ),
      ],
    }),
    timeSeriesPanel({
      title: "Memory against limit",
      description: "At 100 % the container is killed.",
      unit: "percentunit",
      width,
      min: 0,
      thresholds: { critical: 0.9 },
      queries: [
        promql(
          `max by (pod) (container_memory_working_set_bytes{${containers}}) / max by (pod) (kube_pod_container_resource_limits{namespace=~"$namespace", resource="memory"})`,
          "{{pod}}",
        ),
      ],
    }),
    timeSeriesPanel({
      title: "Throttled",
      description: "Share of time in which a container wanted CPU and was held back by its limit.",
      unit: "percentunit",
      width,
      min: 0,
      thresholds: { critical: 0.25 },
      queries: [
        promql(
          `${perPod("container_cpu_cfs_throttled_periods_total")} / ${perPod("container_cpu_cfs_periods_total")}`,
          "{{pod}}",
        ),
      ],
    }),
    timeSeriesPanel({
      title: "Replicas available",
      description: "Pods that take requests, by deployment.",
      unit: "short",
      width,
      min: 0,
      queries: [
        promql(
          'sum by (deployment) (kube_deployment_status_replicas_available{namespace=~"$namespace"})',
          "{{deployment}}",
        ),
      ],
    }),
  ];
}

function logs() {
  const streams = '{namespace=~"$namespace"}';
  return [
    timeSeriesPanel({
      title: "Lines by level",
      description: "Lines of logs of the namespace, by their level.",
      unit: "short",
      stacked: true,
      height: 10,
      queries: [logql(`sum by (level) (count_over_time(${streams} [$__interval]))`, "{{level}}")],
    }),
    logsPanel({
      title: "Lines of errors",
      description: "Lines of level error or fatal, the newest first.",
      width: 16,
      queries: [logql('{namespace=~"$namespace", level=~"error|fatal"}')],
    }),
  ];
}
