import type { Problems } from "../../../lib/core/errors";
import { checkWholeNumber } from "../../../lib/core/quantities";
import type { JsonObject } from "../../../lib/core/render";
import { scalingBehavior } from "../../keda/scaling-behavior";
import type { ResourceScaling } from "./scaling-props";

/** The API reads percentages as 32-bit numbers. Source: Kubernetes API reference, autoscaling/v2. */
const MOST_PERCENT = 2 ** 31 - 1;

/** Source: Kubernetes API reference, autoscaling/v2, `metrics`. */
const DEFAULT_CPU_PERCENT = 80;

/**
 * The spec of a HorizontalPodAutoscaler but for its target. Codes: `out-of-range`, `cannot-leave-zero`,
 * `unknown-select-policy`.
 */
export function resourceAutoscaler(
  props: ResourceScaling,
  bounds: { readonly minReplicas: number; readonly maxReplicas: number },
  problems: Problems,
): JsonObject {
  const { memoryPercent, behavior } = props;
  const cpuPercent = props.cpuPercent ?? (memoryPercent === undefined ? DEFAULT_CPU_PERCENT : undefined);
  checkWholeNumber(problems, "cpuPercent", cpuPercent, 1, MOST_PERCENT);
  checkWholeNumber(problems, "memoryPercent", memoryPercent, 1, MOST_PERCENT);
  problems.addIf(bounds.minReplicas === 0, {
    prop: "minReplicas",
    code: "cannot-leave-zero",
    rule: "without pods there is no CPU or memory in use, so nothing would ever start one",
    value: bounds.minReplicas,
    fix: "set minReplicas to 1 or more, or scale by a trigger that looks outside of the pods",
  });
  return {
    minReplicas: bounds.minReplicas,
    maxReplicas: bounds.maxReplicas,
    metrics: [...utilization("cpu", cpuPercent), ...utilization("memory", memoryPercent)],
    ...(behavior && { behavior: scalingBehavior(behavior, problems.at("behavior")) }),
  };
}

function utilization(name: "cpu" | "memory", averageUtilization: number | undefined): readonly JsonObject[] {
  return averageUtilization === undefined
    ? []
    : [{ type: "Resource", resource: { name, target: { type: "Utilization", averageUtilization } } }];
}
