import { podAlerts } from "../../../../constructs/observability/alerts/pod-alerts";
import { describeChanges, NO_RATIO } from "../../../support/build-alert-cases";
import { POD_ALERT_CASES } from "../../../support/pod-alert-cases";
import { describeAlerts } from "../../../support/promtool";

describeAlerts("podAlerts", podAlerts(), POD_ALERT_CASES);

describeChanges("podAlerts", podAlerts, {
  crashLooping: { alert: "PodCrashLooping", severity: "warning" },
  notReady: { alert: "PodNotReady", severity: "warning" },
  outOfMemory: { alert: "ContainerOOMKilled", severity: "warning" },
  memoryNearLimit: {
    alert: "ContainerMemoryNearLimit",
    severity: "warning",
    thresholds: { usedRatio: { other: 0.8, wrong: NO_RATIO } },
  },
  cpuThrottling: {
    alert: "CPUThrottlingHigh",
    severity: "info",
    thresholds: { throttledRatio: { other: 0.5, wrong: NO_RATIO } },
  },
});
