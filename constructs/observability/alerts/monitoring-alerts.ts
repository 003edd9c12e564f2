import type { AlertRule, RuleGroup } from "../../../lib/core/alert-rules";
import type { Problems } from "../../../lib/core/errors";
import {
  type AlertChange,
  type AlertDefinitions,
  alertGroup,
  ratio,
  resolveAlerts,
  seconds,
} from "./alert-set";

/** What can be said about the alerts of the monitoring itself. */
export interface MonitoringAlertsOptions {
  /**
   * Fires all the time: whoever receives it outside the cluster raises the alarm when it stops to come.
   * @default severity none, at once
   */
  readonly watchdog?: AlertChange;
  /** Prometheus cannot read its new configuration and goes on with the old. @default critical after 10 minutes */
  readonly prometheusConfig?: AlertChange;
  /** Prometheus cannot make targets of what it found. @default critical after 5 minutes */
  readonly prometheusTargets?: AlertChange;
  /** Prometheus cannot evaluate a rule. @default critical after 15 minutes */
  readonly prometheusRules?: AlertChange;
  /** Prometheus knows no Alertmanager to tell. @default warning after 10 minutes */
  readonly prometheusWithoutAlertmanager?: AlertChange;
  /** Alertmanager goes on with an old configuration. @default critical after 10 minutes */
  readonly alertmanagerConfig?: AlertChange;
  /** Alertmanager cannot deliver to a kind of receiver. @default warning after 5 minutes of more than 1 percent */
  readonly alertmanagerNotifications?: AlertChange<"failedRatio">;
  /** Loki answers with errors. @default critical after 15 minutes of more than 10 percent */
  readonly lokiErrors?: AlertChange<"errorRatio">;
  /** Loki's code gave up on a request. @default critical, at once */
  readonly lokiPanics?: AlertChange;
  /** Loki's compactor has not run, so that nothing is deleted. @default critical after an hour of more than 3 hours */
  readonly lokiCompactor?: AlertChange<"ageSeconds">;
  /** Loki throws lines away. @default warning after 15 minutes */
  readonly lokiDiscards?: AlertChange;
  /** A part of a log collector does not work. @default warning after 15 minutes */
  readonly alloyUnhealthy?: AlertChange;
  /** A log collector gave up on lines it could not deliver. @default warning after 5 minutes */
  readonly alloyDrops?: AlertChange;
}

/**
 * Alerts about Prometheus, Alertmanager, Loki and Alloy, and the dead man's switch.
 *
 * A monitoring that is down tells nobody: only the Watchdog, or rather its silence, does that. Route it to a service
 * outside the cluster that expects it. Loki's and Alloy's need their ServiceMonitors.
 *
 * @throws ConfigError `unknown-alert`, `unknown-option`, `unknown-severity`, `out-of-range`
 */
export function monitoringAlerts(options: MonitoringAlertsOptions = {}): readonly RuleGroup[] {
  return alertGroup("monitoring", "monitoringAlerts", (problems) =>
    resolveMonitoringAlerts(options, problems),
  );
}

/** Fills defaults and reports every problem. */
export function resolveMonitoringAlerts(
  options: MonitoringAlertsOptions,
  problems: Problems,
): readonly AlertRule[] {
  return resolveAlerts(DEFINITIONS, options, problems);
}

const BY_POD = "by (namespace, pod)";
const POD = "{{ $labels.namespace }}/{{ $labels.pod }}";
const LOKI_REQUESTS = "loki_request_duration_seconds_count";

function notifications(kind: "failed_total" | "total"): string {
  return `sum by (namespace, integration) (rate(alertmanager_notifications_${kind}[15m]))`;
}

function lokiRequests(series: string): string {
  return `sum by (namespace, job, route) (rate(${series}[2m]))`;
}

const DEFINITIONS: AlertDefinitions<MonitoringAlertsOptions> = {
  watchdog: {
    alert: "Watchdog",
    severity: "none",
    forSeconds: 0,
    expr: () => "vector(1)",
    summary: "The way of alerts works",
    description: "Fires all the time. If it does not arrive, other alerts would not either.",
  },
  prometheusConfig: {
    alert: "PrometheusBadConfig",
    severity: "critical",
    forSeconds: 10 * 60,
    // A gauge that is missing for one scrape would count as fine.
    expr: () => `max ${BY_POD} (max_over_time(prometheus_config_last_reload_successful[5m])) == 0`,
    summary: `Prometheus ${POD} cannot read its configuration`,
    description: "New targets and rules are not taken over, and with its next restart it does not come up.",
  },
  prometheusTargets: {
    alert: "PrometheusTargetSyncFailure",
    severity: "critical",
    forSeconds: 5 * 60,
    expr: () =>
      "sum by (namespace, pod, scrape_job) (increase(prometheus_target_sync_failed_total[30m])) > 0",
    summary: `Prometheus ${POD} cannot make targets for {{ $labels.scrape_job }}`,
    description: "Part of what should be watched is not: its alerts are silent, whatever happens.",
  },
  prometheusRules: {
    alert: "PrometheusRuleFailures",
    severity: "critical",
    forSeconds: 15 * 60,
    expr: () =>
      "sum by (namespace, pod, rule_group) (increase(prometheus_rule_evaluation_failures_total[5m])) > 0",
    summary: `Prometheus ${POD} fails rules of {{ $labels.rule_group }}`,
    description: "Alerts of this group are silent, whatever happens, and series it records are missing.",
  },
  prometheusWithoutAlertmanager: {
    alert: "PrometheusNotConnectedToAlertmanagers",
    severity: "warning",
    forSeconds: 10 * 60,
    expr: () => `max ${BY_POD} (max_over_time(prometheus_notifications_alertmanagers_discovered[5m])) < 1`,
    summary: `Prometheus ${POD} knows no Alertmanager`,
    description: "It has nobody to tell: alerts fire here and reach no one.",
  },
  alertmanagerConfig: {
    alert: "AlertmanagerFailedReload",
    severity: "critical",
    forSeconds: 10 * 60,
    expr: () => `max ${BY_POD} (max_over_time(alertmanager_config_last_reload_successful[5m])) == 0`,
    summary: `Alertmanager ${POD} cannot read its configuration`,
    description:
      "It goes on with the old routes and receivers, and with its next restart it does not come up.",
  },
  alertmanagerNotifications: {
    alert: "AlertmanagerFailedToSendAlerts",
    severity: "warning",
    forSeconds: 5 * 60,
    thresholds: { failedRatio: ratio(0.01) },
    expr: ({ failedRatio }) =>
      `${notifications("failed_total")} / ${notifications("total")} > ${failedRatio}`,
    summary:
      "Alertmanager in {{ $labels.namespace }} loses {{ $value | humanizePercentage }} of what it sends to {{ $labels.integration }}",
    description: "Who is told through this kind of receiver is not told of everything.",
  },
  lokiErrors: {
    alert: "LokiRequestErrors",
    severity: "critical",
    forSeconds: 15 * 60,
    thresholds: { errorRatio: ratio(0.1) },
    expr: ({ errorRatio }) =>
      `${lokiRequests(`${LOKI_REQUESTS}{status_code=~"5.."}`)} / ${lokiRequests(LOKI_REQUESTS)} > ${errorRatio}`,
    summary:
      "Loki fails {{ $value | humanizePercentage }} of {{ $labels.route }} ({{ $labels.namespace }}/{{ $labels.job }})",
    description: "Log lines are delivered late or lost where this is about pushes; otherwise queries fail.",
  },
  lokiPanics: {
    alert: "LokiRequestPanics",
    severity: "critical",
    forSeconds: 0,
    expr: () => "sum by (namespace, job) (increase(loki_panic_total[10m])) > 0",
    summary: "Loki {{ $labels.namespace }}/{{ $labels.job }} panics",
    description: "A request met a fault in Loki's code. That request failed; the same one will fail again.",
  },
  lokiCompactor: {
    alert: "LokiCompactorNotRunning",
    severity: "critical",
    forSeconds: 3600,
    thresholds: { ageSeconds: seconds(3 * 3600) },
    // Each process has the metric and one compacts; zero is none so far.
    expr: ({ ageSeconds }) =>
      `min by (namespace) (time() - (loki_boltdb_shipper_compact_tables_operation_last_successful_run_timestamp_seconds > 0)) > ${ageSeconds}`,
    summary: "Loki in {{ $labels.namespace }} was last compacted {{ $value | humanizeDuration }} ago",
    description: "Logs older than their retention are not deleted, and queries get slower.",
  },
  lokiDiscards: {
    alert: "LokiDiscardedSamples",
    severity: "warning",
    forSeconds: 15 * 60,
    expr: () => "sum by (namespace, tenant, reason) (rate(loki_discarded_samples_total[5m])) > 0",
    summary: "Loki in {{ $labels.namespace }} throws lines away: {{ $labels.reason }}",
    description: "These lines are lost. Somebody who looks for them later finds nothing.",
  },
  alloyUnhealthy: {
    alert: "AlloyUnhealthy",
    severity: "warning",
    forSeconds: 15 * 60,
    expr: () => `sum ${BY_POD} (alloy_component_controller_running_components{health_type!="healthy"}) > 0`,
    summary: `Alloy ${POD} has {{ $value }} parts that do not work`,
    description: "Logs of the node it runs on may not arrive.",
  },
  alloyDrops: {
    alert: "AlloyDropsLogs",
    severity: "warning",
    forSeconds: 5 * 60,
    expr: () => `sum by (namespace, pod, reason) (increase(loki_write_dropped_entries_total[10m])) > 0`,
    summary: `Alloy ${POD} drops log lines: {{ $labels.reason }}`,
    description: "These lines are lost: Loki did not take them, however often they were sent.",
  },
};
