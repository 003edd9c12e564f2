import { fires, holding, quiet } from "./build-alert-cases";
import type { AlertCase } from "./promtool";

const PROMETHEUS = 'namespace="monitoring", pod="prometheus-0"';
const OF_PROMETHEUS = { namespace: "monitoring", pod: "prometheus-0" };
const ALERTMANAGER = 'namespace="monitoring", pod="alertmanager-0"';
const OF_ALERTMANAGER = { namespace: "monitoring", pod: "alertmanager-0" };
const LOKI = 'namespace="loki", job="loki"';
const OF_LOKI = { namespace: "loki", job: "loki" };
const ALLOY = 'namespace="alloy", pod="alloy-1"';
const OF_ALLOY = { namespace: "alloy", pod: "alloy-1" };

/** Of 1000 notifications a minute sent by two pods, those that failed, for two reasons. */
function notifications(failed: number, minutes = 60): AlertCase["series"] {
  const labels = (pod: string) => `namespace="monitoring", pod="${pod}", integration="slack"`;
  return {
    [`alertmanager_notifications_total{${labels("a")}}`]: "0+700x60",
    [`alertmanager_notifications_total{${labels("b")}}`]: "0+300x60",
    [`alertmanager_notifications_failed_total{${labels("a")}, reason="clientError"}`]: `0+${failed / 2}x${minutes} ${(failed / 2) * minutes}x60`,
    [`alertmanager_notifications_failed_total{${labels("a")}, reason="serverError"}`]: `0+${failed / 2}x${minutes} ${(failed / 2) * minutes}x60`,
  };
}

function requests(failed: number, values = `0+${failed}x60`): AlertCase["series"] {
  const series = (status: string) =>
    `loki_request_duration_seconds_count{${LOKI}, route="loki_api_v1_push", status_code="${status}"}`;
  return { [series("204")]: `0+${1000 - failed}x60`, [series("500")]: values };
}

/** One process compacts, one never did and one did long ago. */
function compacted(values: string): AlertCase["series"] {
  const series = (pod: string) =>
    `loki_boltdb_shipper_compact_tables_operation_last_successful_run_timestamp_seconds{namespace="loki", pod="${pod}"}`;
  return { [series("loki-0")]: values, [series("loki-1")]: "0x400", [series("loki-2")]: "30x400" };
}

const HOURS = 60;

/** The alert that is never quiet. */
export const WATCHDOG_CASE: AlertCase = fires("Watchdog", "always", {}, 0, {}, "The way of alerts works");

/** What the other alerts of `monitoringAlerts` must do. */
export const MONITORING_ALERT_CASES: readonly AlertCase[] = [
  ...holding(
    "PrometheusBadConfig",
    "when the configuration was refused",
    { [`prometheus_config_last_reload_successful{${PROMETHEUS}}`]: "0x60" },
    { from: 0, hold: 10 },
    OF_PROMETHEUS,
    "Prometheus monitoring/prometheus-0 cannot read its configuration",
  ),
  fires(
    "PrometheusBadConfig",
    "a quarter of an hour after it was still well",
    { [`prometheus_config_last_reload_successful{${PROMETHEUS}}`]: "1x20 0x60" },
    40,
    OF_PROMETHEUS,
    "Prometheus monitoring/prometheus-0 cannot read its configuration",
  ),
  quiet(
    "PrometheusBadConfig",
    "when it was refused once, and then taken",
    { [`prometheus_config_last_reload_successful{${PROMETHEUS}}`]: "0x5 1x60" },
    30,
  ),
  ...holding(
    "PrometheusTargetSyncFailure",
    "when targets fail",
    { [`prometheus_target_sync_failed_total{${PROMETHEUS}, scrape_job="shop"}`]: "0+1x60" },
    { from: 1, hold: 5 },
    { ...OF_PROMETHEUS, scrape_job: "shop" },
    "Prometheus monitoring/prometheus-0 cannot make targets for shop",
  ),
  quiet(
    "PrometheusTargetSyncFailure",
    "when they failed long ago",
    { [`prometheus_target_sync_failed_total{${PROMETHEUS}, scrape_job="shop"}`]: "0+1x5 5x60" },
    40,
  ),
  ...holding(
    "PrometheusRuleFailures",
    "when rules fail",
    { [`prometheus_rule_evaluation_failures_total{${PROMETHEUS}, rule_group="queues"}`]: "0+1x60" },
    { from: 1, hold: 15 },
    { ...OF_PROMETHEUS, rule_group: "queues" },
    "Prometheus monitoring/prometheus-0 fails rules of queues",
  ),
  quiet(
    "PrometheusRuleFailures",
    "when they fail no more",
    { [`prometheus_rule_evaluation_failures_total{${PROMETHEUS}, rule_group="queues"}`]: "0+1x20 20x60" },
    28,
  ),
  ...holding(
    "PrometheusNotConnectedToAlertmanagers",
    "when it knows none",
    { [`prometheus_notifications_alertmanagers_discovered{${PROMETHEUS}}`]: "0x60" },
    { from: 0, hold: 10 },
    OF_PROMETHEUS,
    "Prometheus monitoring/prometheus-0 knows no Alertmanager",
  ),
  fires(
    "PrometheusNotConnectedToAlertmanagers",
    "a quarter of an hour after it was still well",
    { [`prometheus_notifications_alertmanagers_discovered{${PROMETHEUS}}`]: "1x20 0x60" },
    40,
    OF_PROMETHEUS,
    "Prometheus monitoring/prometheus-0 knows no Alertmanager",
  ),
  quiet(
    "PrometheusNotConnectedToAlertmanagers",
    "when it knows one",
    { [`prometheus_notifications_alertmanagers_discovered{${PROMETHEUS}}`]: "1x60" },
    30,
  ),
  ...holding(
    "AlertmanagerFailedReload",
    "when the configuration was refused",
    { [`alertmanager_config_last_reload_successful{${ALERTMANAGER}}`]: "0x60" },
    { from: 0, hold: 10 },
    OF_ALERTMANAGER,
    "Alertmanager monitoring/alertmanager-0 cannot read its configuration",
  ),
  fires(
    "AlertmanagerFailedReload",
    "a quarter of an hour after it was still well",
    { [`alertmanager_config_last_reload_successful{${ALERTMANAGER}}`]: "1x20 0x60" },
    40,
    OF_ALERTMANAGER,
    "Alertmanager monitoring/alertmanager-0 cannot read its configuration",
  ),
  quiet(
    "AlertmanagerFailedReload",
    "when it was taken",
    { [`alertmanager_config_last_reload_successful{${ALERTMANAGER}}`]: "1x60" },
    30,
  ),
  ...holding(
    "AlertmanagerFailedToSendAlerts",
    "when 11 of 1000 fail, for whatever reasons",
    notifications(11),
    { from: 1, hold: 5 },
    { namespace: "monitoring", integration: "slack" },
    "Alertmanager in monitoring loses 1.1% of what it sends to slack",
  ),
  quiet("AlertmanagerFailedToSendAlerts", "when 9 of 1000 fail", notifications(9), 30),
  quiet("AlertmanagerFailedToSendAlerts", "when they fail no more", notifications(500, 20), 38),
  ...holding(
    "LokiRequestErrors",
    "when 11 percent fail",
    requests(110),
    { from: 1, hold: 15 },
    { ...OF_LOKI, route: "loki_api_v1_push" },
    "Loki fails 11% of loki_api_v1_push (loki/loki)",
  ),
  quiet("LokiRequestErrors", "when 9 percent fail", requests(90), 30),
  quiet("LokiRequestErrors", "when they fail no more", requests(400, "0+400x25 10000x60"), 30),
  fires(
    "LokiRequestPanics",
    "after a panic",
    { [`loki_panic_total{${LOKI}, pod="loki-0"}`]: "0x5 1x60" },
    6,
    OF_LOKI,
    "Loki loki/loki panics",
  ),
  quiet(
    "LokiRequestPanics",
    "long after a panic",
    { [`loki_panic_total{${LOKI}, pod="loki-0"}`]: "0x5 1x60" },
    30,
  ),
  ...holding(
    "LokiCompactorNotRunning",
    "when the last run was more than three hours ago",
    compacted("60x400"),
    { from: 3 * HOURS + 2, hold: HOURS },
    { namespace: "loki" },
    "Loki in loki was last compacted 4h 1m 0s ago",
  ),
  quiet("LokiCompactorNotRunning", "when it runs", compacted("60+60x400"), 390),
  ...holding(
    "LokiDiscardedSamples",
    "while lines are thrown away",
    {
      'loki_discarded_samples_total{namespace="loki", pod="loki-0", tenant="shop", reason="rate_limited"}':
        "0+5x60",
    },
    { from: 1, hold: 15 },
    { namespace: "loki", tenant: "shop", reason: "rate_limited" },
    "Loki in loki throws lines away: rate_limited",
  ),
  quiet(
    "LokiDiscardedSamples",
    "when no more are thrown away",
    {
      'loki_discarded_samples_total{namespace="loki", pod="loki-0", tenant="shop", reason="rate_limited"}':
        "0+5x20 100x60",
    },
    28,
  ),
  ...holding(
    "AlloyUnhealthy",
    "with a part that does not work",
    {
      [`alloy_component_controller_running_components{${ALLOY}, health_type="healthy"}`]: "9x60",
      [`alloy_component_controller_running_components{${ALLOY}, health_type="unhealthy"}`]: "1x60",
    },
    { from: 0, hold: 15 },
    OF_ALLOY,
    "Alloy alloy/alloy-1 has 1 parts that do not work",
  ),
  quiet(
    "AlloyUnhealthy",
    "when all parts work",
    {
      [`alloy_component_controller_running_components{${ALLOY}, health_type="healthy"}`]: "10x60",
      [`alloy_component_controller_running_components{${ALLOY}, health_type="unhealthy"}`]: "0x60",
    },
    30,
  ),
  ...holding(
    "AlloyDropsLogs",
    "when lines are given up",
    { [`loki_write_dropped_entries_total{${ALLOY}, host="loki", reason="ingester_error"}`]: "0+1x60" },
    { from: 1, hold: 5 },
    { ...OF_ALLOY, reason: "ingester_error" },
    "Alloy alloy/alloy-1 drops log lines: ingester_error",
  ),
  quiet(
    "AlloyDropsLogs",
    "when no more are",
    { [`loki_write_dropped_entries_total{${ALLOY}, host="loki", reason="ingester_error"}`]: "0+1x20 20x60" },
    32,
  ),
];
