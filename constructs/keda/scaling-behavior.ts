import { checkKnown, type Problems } from "../../lib/core/errors";
import { checkWholeNumber } from "../../lib/core/quantities";

/** How fast the autoscaler follows in each direction. */
export interface ScalingBehavior {
  /** @default Kubernetes: at once, by 4 pods or 100 percent each 15 seconds, whichever is more */
  readonly scaleUp?: ScalingDirection;
  /** @default Kubernetes: the highest wish of the last 300 seconds, without a limit */
  readonly scaleDown?: ScalingDirection;
}

export interface ScalingDirection {
  /** The most cautious wish of this time counts. 0 to 3600. @default 0 up, 300 down */
  readonly stabilizationWindowSeconds?: number;
  /** Which policy counts; `Disabled` forbids the direction. @default Max */
  readonly selectPolicy?: "Max" | "Min" | "Disabled";
  /** Steps allowed within a time. @default those of Kubernetes */
  readonly policies?: readonly ScalingPolicy[];
  /** Share of the target a metric may be off without anything happening: 0.1. @default 0.1, of the cluster */
  readonly tolerance?: number;
}

/** A step: by so many pods, or so many percent of the present ones. `periodSeconds` is 1 to 1800. */
export type ScalingPolicy =
  | { readonly pods: number; readonly periodSeconds: number }
  | { readonly percent: number; readonly periodSeconds: number };

/** Renders the behavior of a HorizontalPodAutoscaler. Codes: `out-of-range`, `unknown-select-policy`. */
export function scalingBehavior(behavior: ScalingBehavior, problems: Problems) {
  const { scaleUp, scaleDown } = behavior;
  return {
    ...(scaleUp && { scaleUp: direction(scaleUp, problems.at("scaleUp")) }),
    ...(scaleDown && { scaleDown: direction(scaleDown, problems.at("scaleDown")) }),
  };
}

function direction(
  { stabilizationWindowSeconds, selectPolicy, policies, tolerance }: ScalingDirection,
  problems: Problems,
) {
  checkWholeNumber(problems, "stabilizationWindowSeconds", stabilizationWindowSeconds, 0, 3600);
  checkKnown(problems, "selectPolicy", "unknown-select-policy", "policy selection", selectPolicy, [
    "Max",
    "Min",
    "Disabled",
  ]);
  problems.addIf(tolerance !== undefined && !(tolerance >= 0 && tolerance < 1), {
    prop: "tolerance",
    code: "out-of-range",
    rule: "a tolerance is a share of the target, from 0 to below 1",
    value: tolerance,
    fix: "write 5 percent as 0.05",
  });
  return {
    ...(stabilizationWindowSeconds !== undefined && { stabilizationWindowSeconds }),
    ...(selectPolicy !== undefined && { selectPolicy }),
    ...(policies !== undefined && {
      policies: policies.map((policy, index) => step(policy, problems.at("policies").at(index))),
    }),
    ...(tolerance !== undefined && { tolerance: String(tolerance) }),
  };
}

function step(policy: ScalingPolicy, problems: Problems) {
  const [type, prop, value] =
    "pods" in policy
      ? (["Pods", "pods", policy.pods] as const)
      : (["Percent", "percent", policy.percent] as const);
  checkWholeNumber(problems, prop, value, 1, 100_000);
  checkWholeNumber(problems, "periodSeconds", policy.periodSeconds, 1, 1800);
  return { type, value, periodSeconds: policy.periodSeconds };
}
