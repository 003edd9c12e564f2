import type { ITerraformDependable } from "cdktf";
import type { IKeda } from "./keda-interface";
import type { ScaleTarget } from "./scale-target";
import type { ScalerValue } from "./scaler-value";
import type { ScalingBehavior } from "./scaling-behavior";
import type { ScalingBounds } from "./scaling-bounds";
import type { ScalingModifiers } from "./scaling-modifiers";

/** Bounds of a ScaledObject: what differs between environments. */
export type ScaledObjectBounds = ScalingBounds & {
  /** 0: no replicas while no trigger is active, and `minReplicas` once one is. @default minReplicas at any time */
  readonly idleReplicas?: number;
  /** Time without an active trigger before the workload goes to zero. @default 300 */
  readonly cooldownSeconds?: number;
  /** Time after creation in which the workload does not go to zero. @default 0 */
  readonly initialCooldownSeconds?: number;
};

export interface ScaledObjectProps extends ScaledObjectBounds {
  /** The KEDA that acts: `Keda`, or `Keda.fromAttributes` where another stack installed it. */
  readonly keda: IKeda;
  /** Name of the ScaledObject, at most 63 characters; the autoscaler is called `keda-hpa-<name>`. */
  readonly name: string;
  /** Namespace of the workload, of the ScaledObject and of the Secrets its triggers refer to. */
  readonly namespace: string;
  /** What is scaled. */
  readonly target: ScaleTarget;
  /** What it is scaled by: the trigger that wants the most replicas wins, unless a formula joins them. */
  readonly triggers: readonly ScalerValue[];
  /** What happens when a trigger cannot be asked. @default replicas stay as they are */
  readonly fallback?: {
    /** Failures in a row before it acts, 1 or more. @default 3 */
    readonly failureThreshold?: number;
    /** Replicas to go to, at most maxReplicas. */
    readonly replicas: number;
    /**
     * `static` goes to `replicas`, `currentReplicas` stays, the others take the higher or lower of both, or what the
     * formula makes of the target.
     * @default static
     */
    readonly behavior?:
      | "static"
      | "currentReplicas"
      | "currentReplicasIfHigher"
      | "currentReplicasIfLower"
      | "scalingModifiers";
  };
  /** How fast the autoscaler follows. @default that of Kubernetes */
  readonly behavior?: ScalingBehavior;
  /** One metric made of several triggers. @default each trigger counts by itself */
  readonly scalingModifiers?: ScalingModifiers;
  /**
   * Stops scaling: where it stands (`true`), at a number of replicas, or in one direction.
   * @default false
   */
  readonly paused?: boolean | "scale-in" | "scale-out" | { readonly replicas: number };
  /** Counts triggers as active whatever they say. @default false */
  readonly forceActivation?: boolean;
  /** Goes back to the replicas the workload had before, when the ScaledObject is deleted. @default false */
  readonly restoreReplicasOnDelete?: boolean;
  /** Name of a HorizontalPodAutoscaler of the workload that KEDA takes over, without a gap. @default KEDA makes one */
  readonly takeOverAutoscaler?: string;
  readonly labels?: { readonly [key: string]: string };
  readonly annotations?: { readonly [key: string]: string };
  /** Name of the Helm release that carries the objects. @default `<name>-scaling` */
  readonly releaseName?: string;
  /** What must exist before, beside KEDA: the workload's own release. @default nothing */
  readonly dependsOn?: readonly ITerraformDependable[];
}
