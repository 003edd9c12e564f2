import { replacedChartAlerts } from "../../../../constructs/observability/alerts/chart-alerts";
import { platformAlerts } from "../../../../constructs/observability/alerts/platform-alerts";
import { chartKeys } from "../../../support/chart-keys";

function disabled(...args: Parameters<typeof platformAlerts>): readonly string[] {
  return Object.keys(replacedChartAlerts(platformAlerts(...args)).defaultRules.disabled);
}

describe("replacedChartAlerts", () => {
  it("switches off what the chart says as well", () => {
    expect(disabled()).toEqual([
      "AlertmanagerClusterFailedToSendAlerts",
      "AlertmanagerFailedReload",
      "AlertmanagerFailedToSendAlerts",
      "CPUThrottlingHigh",
      "KubeContainerWaiting",
      "KubeDeploymentRolloutStuck",
      "KubeJobFailed",
      "KubeNodeNotReady",
      "KubeNodePressure",
      "KubeNodeUnreachable",
      "KubePersistentVolumeFillingUp",
      "KubePodCrashLooping",
      "KubePodNotReady",
      "NodeFilesystemAlmostOutOfSpace",
      "NodeFilesystemSpaceFillingUp",
      "PrometheusBadConfig",
      "PrometheusNotConnectedToAlertmanagers",
      "PrometheusRuleFailures",
      "PrometheusTargetSyncFailure",
      "TargetDown",
      "Watchdog",
    ]);
    expect(replacedChartAlerts(platformAlerts()).defaultRules.disabled.Watchdog).toBe(true);
  });

  it("leaves to the chart what the groups leave out", () => {
    const left = disabled({ monitoring: "none", pods: { crashLooping: "none" } });
    expect(left).not.toContain("Watchdog");
    expect(left).not.toContain("KubePodCrashLooping");
    expect(left).toContain("KubePodNotReady");
    expect(replacedChartAlerts([])).toEqual({ defaultRules: { disabled: {} } });
  });

  it("uses a key of the chart that takes any names", () => {
    expect(chartKeys("kube-prometheus-stack")["defaultRules.disabled"]).toBe("open");
  });
});
