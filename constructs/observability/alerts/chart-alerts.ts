import { isAlert, type RuleGroup } from "../../../lib/core/alert-rules";

/** Values of kube-prometheus-stack that switch alerts of the chart off by their names. */
export type ReplacedChartAlerts = {
  readonly defaultRules: { readonly disabled: { readonly [alert: string]: boolean } };
};

/**
 * Alerts of the chart that mean the same, by ours. Names: the chart's templates/prometheus/rules-1.14, and those the
 * mixins have that it is made from; a name the chart does not have switches nothing off.
 */
const CHART_ALERTS: { readonly [alert: string]: readonly string[] } = {
  ServiceTargetsDown: ["TargetDown"],
  PodCrashLooping: ["KubePodCrashLooping"],
  PodNotReady: ["KubePodNotReady", "KubeContainerWaiting"],
  CPUThrottlingHigh: ["CPUThrottlingHigh"],
  DeploymentStuck: ["KubeDeploymentRolloutStuck"],
  JobFailed: ["KubeJobFailed"],
  PersistentVolumeFillingUp: ["KubePersistentVolumeFillingUp"],
  NodeNotReady: ["KubeNodeNotReady", "KubeNodeUnreachable"],
  NodePressure: ["KubeNodePressure"],
  NodeDiskFillingUp: ["NodeFilesystemSpaceFillingUp"],
  NodeDiskAlmostFull: ["NodeFilesystemAlmostOutOfSpace"],
  Watchdog: ["Watchdog"],
  PrometheusBadConfig: ["PrometheusBadConfig"],
  PrometheusTargetSyncFailure: ["PrometheusTargetSyncFailure"],
  PrometheusRuleFailures: ["PrometheusRuleFailures"],
  PrometheusNotConnectedToAlertmanagers: ["PrometheusNotConnectedToAlertmanagers"],
  AlertmanagerFailedReload: ["AlertmanagerFailedReload"],
  AlertmanagerFailedToSendAlerts: ["AlertmanagerFailedToSendAlerts", "AlertmanagerClusterFailedToSendAlerts"],
};

/**
 * Values for a PrometheusStack that switch off those alerts of the chart whose meaning the given groups have. What
 * the groups leave out stays with the chart.
 *
 *     new PrometheusStack(this, "Prometheus", { cluster, alerts: { platform }, values: replacedChartAlerts(platform) });
 */
export function replacedChartAlerts(groups: readonly RuleGroup[]): ReplacedChartAlerts {
  const replaced = groups
    .flatMap(({ rules }) => rules.filter(isAlert))
    .flatMap(({ alert }) => CHART_ALERTS[alert] ?? []);
  return {
    defaultRules: { disabled: Object.fromEntries([...new Set(replaced)].sort().map((name) => [name, true])) },
  };
}
