import { monitoringAlerts } from "../../../../constructs/observability/alerts/monitoring-alerts";
import { renderRuleGroups } from "../../../../lib/core/alert-rules";
import { Problems } from "../../../../lib/core/errors";
import { describeChanges, NO_COUNT, NO_RATIO } from "../../../support/build-alert-cases";
import { MONITORING_ALERT_CASES, WATCHDOG_CASE } from "../../../support/monitoring-alert-cases";
import { checkRules, describeAlerts, describeWithPromtool, testRules } from "../../../support/promtool";

describeWithPromtool("Watchdog", () => {
  const file = renderRuleGroups(monitoringAlerts(), new Problems());

  it("fires from the beginning, without any series, with the severity none", () => {
    checkRules(file);
    testRules(file, WATCHDOG_CASE);
    const rules = file.groups.flatMap((group) => group.rules);
    expect(rules.find(({ alert }) => alert === "Watchdog")?.labels).toEqual({ severity: "none" });
  });
});

// It is never quiet: cases of both kinds are shown of the rest.
describeAlerts("monitoringAlerts", monitoringAlerts({ watchdog: "none" }), MONITORING_ALERT_CASES);

describeChanges("monitoringAlerts", monitoringAlerts, {
  watchdog: { alert: "Watchdog", severity: "none" },
  prometheusConfig: { alert: "PrometheusBadConfig", severity: "critical" },
  prometheusTargets: { alert: "PrometheusTargetSyncFailure", severity: "critical" },
  prometheusRules: { alert: "PrometheusRuleFailures", severity: "critical" },
  prometheusWithoutAlertmanager: { alert: "PrometheusNotConnectedToAlertmanagers", severity: "warning" },
  alertmanagerConfig: { alert: "AlertmanagerFailedReload", severity: "critical" },
  alertmanagerNotifications: {
    alert: "AlertmanagerFailedToSendAlerts",
    severity: "warning",
    thresholds: { failedRatio: { other: 0.1, wrong: NO_RATIO } },
  },
  lokiErrors: {
    alert: "LokiRequestErrors",
    severity: "critical",
    thresholds: { errorRatio: { other: 0.01, wrong: NO_RATIO } },
  },
  lokiPanics: { alert: "LokiRequestPanics", severity: "critical" },
  lokiCompactor: {
    alert: "LokiCompactorNotRunning",
    severity: "critical",
    thresholds: { ageSeconds: { other: 7200, wrong: [...NO_COUNT, 366 * 86_400] } },
  },
  lokiDiscards: { alert: "LokiDiscardedSamples", severity: "warning" },
  alloyUnhealthy: { alert: "AlloyUnhealthy", severity: "warning" },
  alloyDrops: { alert: "AlloyDropsLogs", severity: "warning" },
});
