import type { AlertRule, RuleGroup } from "../../../lib/core/alert-rules";
import type { Problems } from "../../../lib/core/errors";
import {
  type AlertChange,
  type AlertDefinitions,
  alertGroup,
  ratio,
  resolveAlerts,
  whole,
} from "./alert-set";

/** What can be said about the alerts of GPUs. */
export interface GpuAlertsOptions {
  /** The driver reported an error of a GPU. @default warning, at once */
  readonly errors?: AlertChange;
  /** A GPU is hotter than it should be. @default warning after 10 minutes above 85 degrees Celsius */
  readonly temperature?: AlertChange<"celsius">;
  /** The memory of a GPU is nearly full. @default warning after 10 minutes of more than 95 percent */
  readonly memoryNearlyFull?: AlertChange<"usedRatio">;
  /** A GPU does next to nothing, and costs as much as one that works. @default info after 4 hours below 5 percent */
  readonly idle?: AlertChange<"utilisationPercent">;
}

/**
 * Alerts about NVIDIA GPUs, from the counters the DCGM exporter has by default. Quiet where there are none.
 *
 * @throws ConfigError `unknown-alert`, `unknown-option`, `unknown-severity`, `out-of-range`
 */
export function gpuAlerts(options: GpuAlertsOptions = {}): readonly RuleGroup[] {
  return alertGroup("gpus", "gpuAlerts", (problems) => resolveGpuAlerts(options, problems));
}

/** Fills defaults and reports every problem. */
export function resolveGpuAlerts(options: GpuAlertsOptions, problems: Problems): readonly AlertRule[] {
  return resolveAlerts(DEFINITIONS, options, problems);
}

const BY_GPU = "max by (Hostname, gpu)";
const GPU = "GPU {{ $labels.gpu }} of {{ $labels.Hostname }}";

const DEFINITIONS: AlertDefinitions<GpuAlertsOptions> = {
  errors: {
    alert: "GpuErrors",
    severity: "warning",
    forSeconds: 0,
    expr: () => `${BY_GPU} (DCGM_FI_DEV_XID_ERRORS) > 0`,
    summary: `${GPU} reports error XID {{ $value }}`,
    description:
      "The work that was on the GPU has most likely failed. Some errors stay until the node is replaced.",
  },
  temperature: {
    alert: "GpuHot",
    severity: "warning",
    forSeconds: 10 * 60,
    thresholds: { celsius: whole(85, 30, 120) },
    expr: ({ celsius }) => `${BY_GPU} (DCGM_FI_DEV_GPU_TEMP) > ${celsius}`,
    summary: `${GPU} is at {{ $value }} degrees Celsius`,
    description: "It lowers its clock to cool down, so that work takes longer.",
  },
  memoryNearlyFull: {
    alert: "GpuMemoryNearlyFull",
    severity: "warning",
    forSeconds: 10 * 60,
    thresholds: { usedRatio: ratio(0.95) },
    expr: ({ usedRatio }) =>
      `${BY_GPU} (DCGM_FI_DEV_FB_USED / (DCGM_FI_DEV_FB_USED + DCGM_FI_DEV_FB_FREE)) > ${usedRatio}`,
    summary: `${GPU} uses {{ $value | humanizePercentage }} of its memory`,
    description: "The next larger batch or model does not fit, and the process that asks for it fails.",
  },
  idle: {
    alert: "GpuIdle",
    severity: "info",
    forSeconds: 4 * 3600,
    thresholds: { utilisationPercent: whole(5, 1, 100) },
    expr: ({ utilisationPercent }) => `${BY_GPU} (DCGM_FI_DEV_GPU_UTIL) < ${utilisationPercent}`,
    summary: `${GPU} has had next to nothing to do for hours`,
    description: "Nothing is broken, but the GPU is paid for.",
  },
};
