import type { ScaledObjectProps } from "../../keda/scaled-object-props";
import type { ScalingBehavior } from "../../keda/scaling-behavior";

/**
 * Replicas by the CPU and memory the pods use: Kubernetes' own autoscaler does it and asks the metrics server. It never
 * goes to zero.
 */
export interface ResourceScaling {
  /** Least replicas, 1 or more. @default that of the platform's bounds, else what the workload runs unscaled */
  readonly minReplicas?: number;
  /** Most replicas. @default that of the platform's bounds; one of both says it */
  readonly maxReplicas?: number;
  /**
   * CPU in use that replicas are kept at, in percent of the request; it may exceed 100.
   * @default 80 without memoryPercent, as Kubernetes itself has it; else CPU does not count
   */
  readonly cpuPercent?: number;
  /** Memory in use that replicas are kept at, in percent of the request. @default memory does not count */
  readonly memoryPercent?: number;
  /** How fast the autoscaler follows. @default that of Kubernetes */
  readonly behavior?: ScalingBehavior;
  readonly triggers?: undefined;
}

/**
 * Replicas by events: queues, streams, schedules, metrics, of which `Scaler` has one each. Needs a platform with KEDA.
 */
export type EventScaling = Omit<
  ScaledObjectProps,
  | "keda"
  | "name"
  | "namespace"
  | "target"
  | "labels"
  | "annotations"
  | "releaseName"
  | "dependsOn"
  | "minReplicas"
  | "maxReplicas"
> & {
  /**
   * Replicas while a trigger is active, and without `idleReplicas` the least at any time; 0 goes to zero.
   * @default that of the platform's bounds, else what the workload runs unscaled
   */
  readonly minReplicas?: number;
  /** Most replicas. @default that of the platform's bounds; one of both says it */
  readonly maxReplicas?: number;
  readonly cpuPercent?: undefined;
  readonly memoryPercent?: undefined;
};

/** How the replicas of a workload follow what it has to do. */
export type ScalingProps = ResourceScaling | EventScaling;

/** Kinds of workloads whose replicas can be set. */
export type ScaledKind = "Deployment" | "Rollout" | "StatefulSet";
