import type { Problems } from "../../lib/core/errors";
import { checkWholeNumber } from "../../lib/core/quantities";
import { isToken } from "../../lib/core/tokens";
import { type DisruptionBudget, disruptionBudget, resolveDisruptionBudget } from "./disruption-budget";
import type { WorkloadContribution } from "./extension";
import { type ResolvedScaling, resolveScaling } from "./scaling/scaling";
import type { ScaledKind, ScalingProps } from "./scaling/scaling-props";
import type { WorkloadBase } from "./workload-kind";

/** How many pods of a workload run. */
export interface ReplicasProps {
  /** Pods that run, and the least where the workload is scaled. @default that of the platform, else 2 */
  readonly replicas?: number;
  /** How the replicas follow what there is to do. @default they stay as they are */
  readonly scaling?: ScalingProps;
  /**
   * What node drains and upgrades leave alone; `"none"` for nothing.
   * @default minAvailable 1 where two or more replicas are known to run at any time
   */
  readonly disruptionBudget?: DisruptionBudget;
}

const DEFAULT_REPLICAS = 2;

/** Who sets the replicas, and what that brings. */
export interface ResolvedReplicas extends Pick<ResolvedScaling, "autoscaler" | "kedaStatements"> {
  /** Member of the manifest's spec: empty where an autoscaler owns it, which a value would fight at each release. */
  readonly spec: { readonly replicas?: number };
  /** Fewest that run at any time; undefined where that is not known before apply. */
  readonly fewest: number | undefined;
  /** The autoscaler and the disruption budget, once it is known what kind the workload is. */
  parts(kind: ScaledKind): readonly WorkloadContribution[];
}

/**
 * Fills defaults and reports every problem. Codes: `out-of-range`, those of `resolveScaling` below `scaling` and of
 * `resolveDisruptionBudget`.
 */
export function resolveReplicas(
  props: ReplicasProps,
  { context, platform }: WorkloadBase,
  problems: Problems,
): ResolvedReplicas {
  const replicas = props.replicas ?? platform.replicas ?? DEFAULT_REPLICAS;
  checkWholeNumber(problems, "replicas", replicas, 0, 100_000);
  const scaling = resolveScaling(props.scaling, context, platform, problems.at("scaling"), replicas);
  const { autoscaler, kedaStatements } = scaling;
  const unscaled = isToken(replicas) ? undefined : replicas;
  const fewest = autoscaler === undefined ? unscaled : scaling.minReplicas;
  const budget = resolveDisruptionBudget(props.disruptionBudget, fewest, problems);
  return {
    autoscaler,
    kedaStatements,
    spec: autoscaler === undefined ? { replicas } : {},
    fewest,
    parts: (kind) => [
      scaling.contribution(kind),
      { manifests: budget === undefined ? [] : [disruptionBudget(context, budget)] },
    ],
  };
}
