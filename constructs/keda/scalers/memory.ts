import type { ScalerValue } from "../scaler-value";
import { type ResourceMetricProps, resourceMetric } from "./resource-metric";

/**
 * Memory of the pods: `utilizationPercent: 80`, or `averageValue: "512Mi"`. Exactly one of them is given, and the
 * containers have a memory request for the first.
 */
export interface MemoryScalerProps extends ResourceMetricProps {}

/**
 * Memory use of the pods, as the metrics server has it. It never takes a workload to zero or away from it: that needs
 * another trigger. Codes beside the table's: `exclusive`, `out-of-range`, `invalid-quantity`.
 */
export function memory(props: MemoryScalerProps): ScalerValue {
  return resourceMetric("memory", props, {
    pattern: /^[\d.]+([kMGTPE]|[KMGTPE]i|[eE]\+?\d+)?$/,
    example: "512Mi or 2Gi",
  });
}
