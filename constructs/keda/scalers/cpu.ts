import type { ScalerValue } from "../scaler-value";
import { type ResourceMetricProps, resourceMetric } from "./resource-metric";

/**
 * CPU of the pods: `utilizationPercent: 60`, or `averageValue: "500m"` in cores or thousandths. Exactly one of them is
 * given, and the containers have a CPU request for the first.
 */
export interface CpuScalerProps extends ResourceMetricProps {}

/**
 * CPU use of the pods, as the metrics server has it. It never takes a workload to zero or away from it: that needs
 * another trigger. Codes beside the table's: `exclusive`, `out-of-range`, `invalid-quantity`.
 */
export function cpu(props: CpuScalerProps): ScalerValue {
  return resourceMetric("cpu", props, { pattern: /^[\d.]+m?$/, example: "500m or 2" });
}
