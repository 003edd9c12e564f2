import type { AlertRule, RuleGroup } from "../../../lib/core/alert-rules";
import { checkKnown, type Problems } from "../../../lib/core/errors";
import {
  type AlertChange,
  type AlertDefinitions,
  alertGroup,
  amount,
  checkChange,
  type Numbers,
  ratio,
  resolveAlerts,
  resolveThresholds,
  type Thresholds,
  whole,
} from "./alert-set";
import { type HttpNames, type HttpSeries, httpSeries } from "./http-names";
import { checkSelectedName, perName, selecting, series } from "./per-name";

/** Thresholds of one service; what is not given is as for all services, `"none"` leaves the service out. */
export interface ServiceThresholds {
  readonly errorRate?: Numbers<"errorRatio" | "leastRequestsPerSecond"> | "none";
  readonly latency?: Numbers<"latencyMs" | "leastRequestsPerSecond"> | "none";
}

/** What can be said about the alerts of services. */
export interface ServiceAlertsOptions {
  /** Names the HTTP metrics of services have. @default prometheus-client */
  readonly names?: HttpNames;
  /** Label with the status code. @default `status`, for opentelemetry `http_response_status_code` */
  readonly statusLabel?: string;
  /** Jobs that neither `down` nor `targetsDown` looks at. @default none */
  readonly excludeJobs?: readonly string[];
  /** Thresholds that differ, by the name of the service: the label `service`, for opentelemetry `job`. */
  readonly services?: { readonly [service: string]: ServiceThresholds };
  /** Nothing of a job answers Prometheus. @default critical after 2 minutes */
  readonly down?: AlertChange;
  /** Some targets of a job do not answer, others do. @default warning after 10 minutes of more than 10 percent */
  readonly targetsDown?: AlertChange<"downRatio">;
  /** A Deployment should run and has no available replica. @default critical after 5 minutes */
  readonly absent?: AlertChange;
  /**
   * Requests answered with a status of 500 and above.
   * @default warning after 5 minutes of more than 1 percent, where there are 0.1 requests a second or more
   */
  readonly errorRate?: AlertChange<"errorRatio" | "leastRequestsPerSecond">;
  /**
   * Time in which 95 of 100 requests are answered; exact where the threshold is an edge of a bucket.
   * @default warning after 10 minutes of more than 500 ms, where there are 0.1 requests a second or more
   */
  readonly latency?: AlertChange<"latencyMs" | "leastRequestsPerSecond">;
  /** A blackbox probe of an address fails. @default critical after 3 minutes */
  readonly probeFailing?: AlertChange;
}

type ServiceAlertChanges = Omit<ServiceAlertsOptions, "names" | "statusLabel" | "excludeJobs" | "services">;

/**
 * Alerts about services: do they run, do they answer, how well and how fast.
 *
 *     serviceAlerts({
 *       errorRate: { errorRatio: 0.02 },
 *       services: { checkout: { errorRate: { errorRatio: 0.001 }, latency: { latencyMs: 250 } } },
 *     });
 *
 * Latency and errors need the HTTP metrics of `names`; a service that has none is quiet. `ServiceTargetsDown` takes the place
 * of the chart's `TargetDown`: see `replacedChartAlerts`.
 *
 * @throws ConfigError `unknown-alert`, `unknown-option`, `unknown-names`, `unknown-severity`, `out-of-range`,
 * `invalid-name`, `invalid-label`, `unused-option`
 */
export function serviceAlerts(options: ServiceAlertsOptions = {}): readonly RuleGroup[] {
  return alertGroup("services", "serviceAlerts", (problems) => resolveServiceAlerts(options, problems));
}

/** Fills defaults and reports every problem. */
export function resolveServiceAlerts(
  options: ServiceAlertsOptions,
  problems: Problems,
): readonly AlertRule[] {
  const { names, statusLabel, excludeJobs = [], services = {}, ...changes } = options;
  checkServices(services, changes, problems.at("services"));
  for (const [index, job] of excludeJobs.entries()) {
    checkSelectedName(problems.at("excludeJobs").at(index), job);
  }
  return resolveAlerts(
    definitions(httpSeries(names, statusLabel, problems), excludeJobs, services),
    changes,
    problems,
  );
}

const ERROR_RATE: Thresholds<"errorRatio" | "leastRequestsPerSecond"> = {
  errorRatio: ratio(0.01),
  leastRequestsPerSecond: amount(0.1, 1_000_000),
};
const LATENCY: Thresholds<"latencyMs" | "leastRequestsPerSecond"> = {
  latencyMs: whole(500, 1, 3_600_000),
  leastRequestsPerSecond: amount(0.1, 1_000_000),
};
const THRESHOLDS = { errorRate: ERROR_RATE, latency: LATENCY };

function definitions(
  http: HttpSeries,
  excludeJobs: readonly string[],
  services: NonNullable<ServiceAlertsOptions["services"]>,
): AlertDefinitions<ServiceAlertChanges> {
  const up = series("up", ...selecting("job", { except: excludeJobs }));
  const service = `{{ $labels.${http.service} }}`;
  return {
    down: {
      alert: "ServiceDown",
      severity: "critical",
      forSeconds: 2 * 60,
      expr: () => `max by (namespace, job) (${up}) == 0`,
      summary: "Nothing of {{ $labels.job }} in {{ $labels.namespace }} answers",
      description:
        "Prometheus reaches no pod of this job. Either none runs, or none of those that run answers on its metrics port.",
    },
    targetsDown: {
      alert: "ServiceTargetsDown",
      severity: "warning",
      forSeconds: 10 * 60,
      thresholds: { downRatio: ratio(0.1) },
      expr: ({ downRatio }) => `1 - avg by (namespace, job) (${up}) > ${downRatio}
and max by (namespace, job) (${up}) == 1`,
      summary:
        "{{ $value | humanizePercentage }} of {{ $labels.job }} in {{ $labels.namespace }} do not answer",
      description:
        "Some pods of this job do not answer Prometheus. The others carry their share of the work.",
    },
    absent: {
      alert: "ServiceAbsent",
      severity: "critical",
      forSeconds: 5 * 60,
      // Without what changes when kube-state-metrics restarts, which would start the waiting anew.
      expr: () => `max by (namespace, deployment) (kube_deployment_spec_replicas{job="kube-state-metrics"}) > 0
and max by (namespace, deployment) (kube_deployment_status_replicas_available{job="kube-state-metrics"}) == 0`,
      summary: "{{ $labels.namespace }}/{{ $labels.deployment }} has none of its {{ $value }} replicas",
      description: "No replica of this Deployment is available: whoever needs it is not served.",
    },
    errorRate: {
      alert: "HighErrorRate",
      severity: "warning",
      forSeconds: 5 * 60,
      thresholds: ERROR_RATE,
      expr: (general) =>
        perName(of(services, "errorRate"), general, (who, { errorRatio, leastRequestsPerSecond }) => {
          const matchers = selecting(http.service, who);
          const all = rate(http.by, series(http.requests, ...matchers));
          const failed = rate(http.by, series(http.requests, ...matchers, `${http.status}=~"5.."`));
          return `${failed} / ${all} > ${errorRatio}
and ${all} >= ${leastRequestsPerSecond}`;
        }),
      summary: `${service} fails {{ $value | humanizePercentage }} of its requests`,
      description: "Users see these requests fail: the service answers them with a status of 500 or above.",
    },
    latency: {
      alert: "HighLatencyP95",
      severity: "warning",
      forSeconds: 10 * 60,
      thresholds: LATENCY,
      expr: (general) =>
        perName(of(services, "latency"), general, (who, { latencyMs, leastRequestsPerSecond }) => {
          const matchers = selecting(http.service, who);
          const buckets = rate(`${http.by}, le`, series(`${http.durations}_bucket`, ...matchers));
          const all = rate(http.by, series(`${http.durations}_count`, ...matchers));
          return `histogram_quantile(0.95, ${buckets}) > ${latencyMs / 1000}
and ${all} >= ${leastRequestsPerSecond}`;
        }),
      summary: `${service} takes {{ $value | humanizeDuration }} or more for 5 of 100 requests`,
      description: "One request in twenty is slower than this service should be.",
    },
    probeFailing: {
      alert: "ProbeFailing",
      severity: "critical",
      forSeconds: 3 * 60,
      expr: () => "max by (job, instance) (probe_success) == 0",
      summary: "{{ $labels.instance }} does not pass its check",
      description: "A check from outside the service fails every time: users most likely fail as well.",
    },
  };
}

function rate(by: string, counter: string): string {
  return `sum by (${by}) (rate(${counter}[5m]))`;
}

type Kind = keyof ServiceThresholds;

/** What services say about one alert. */
function of<K extends Kind>(
  services: NonNullable<ServiceAlertsOptions["services"]>,
  kind: K,
): { readonly [service: string]: ServiceThresholds[K] } {
  return Object.fromEntries(Object.entries(services).map(([name, thresholds]) => [name, thresholds[kind]]));
}

function checkServices(
  services: NonNullable<ServiceAlertsOptions["services"]>,
  changes: ServiceAlertChanges,
  problems: Problems,
): void {
  for (const [service, thresholds] of Object.entries(services)) {
    const at = problems.at(service);
    checkSelectedName(at, service);
    for (const kind of checkChange(at, thresholds) ? Object.keys(thresholds) : []) {
      if (checkKnown(at, kind, "unknown-alert", "alert", kind, Object.keys(THRESHOLDS))) {
        checkOfService(kind as Kind, thresholds, changes, at.at(kind));
      }
    }
  }
}

function checkOfService(
  kind: Kind,
  thresholds: ServiceThresholds,
  changes: ServiceAlertChanges,
  problems: Problems,
): void {
  const given = thresholds[kind];
  if (given !== "none" && checkChange(problems, given)) {
    resolveThresholds<string>(THRESHOLDS[kind], given ?? {}, problems);
  }
  problems.addIf(given !== undefined && changes[kind] === "none", {
    prop: "",
    code: "unused-option",
    rule: "the alert is switched off for all services",
    fix: "leave this out, or the alert on",
  });
}
