import { gpuAlerts } from "../../../../constructs/observability/alerts/gpu-alerts";
import { describeChanges, NO_COUNT, NO_RATIO } from "../../../support/build-alert-cases";
import { GPU_ALERT_CASES } from "../../../support/gpu-alert-cases";
import { describeAlerts } from "../../../support/promtool";

describeAlerts("gpuAlerts", gpuAlerts(), GPU_ALERT_CASES);

describeChanges("gpuAlerts", gpuAlerts, {
  errors: { alert: "GpuErrors", severity: "warning" },
  temperature: {
    alert: "GpuHot",
    severity: "warning",
    thresholds: { celsius: { other: 80, wrong: [...NO_COUNT, 29, 121] } },
  },
  memoryNearlyFull: {
    alert: "GpuMemoryNearlyFull",
    severity: "warning",
    thresholds: { usedRatio: { other: 0.8, wrong: NO_RATIO } },
  },
  idle: {
    alert: "GpuIdle",
    severity: "info",
    thresholds: { utilisationPercent: { other: 20, wrong: [...NO_COUNT, 101] } },
  },
});
