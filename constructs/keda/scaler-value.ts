import type { Problems } from "../../lib/core/errors";
import type { PolicyStatement } from "../../lib/core/policy";
import type { KubernetesManifest } from "../helm/manifests";
import type { Authentication } from "./authentication-spec";
import type { PodIdentity } from "./pod-identity";

/** A trigger as it stands in a ScaledObject or ScaledJob. KEDA takes every metadata value as text. */
export type Trigger = {
  readonly type: string;
  readonly name?: string;
  readonly metricType?: MetricType;
  readonly useCachedMetrics?: boolean;
  readonly metadata: { readonly [key: string]: string };
  readonly authenticationRef?: AuthenticationReference;
};

/** How the autoscaler compares a metric with its target; `Utilization` is for CPU and memory only. */
export type MetricType = "AverageValue" | "Value" | "Utilization";

/** A TriggerAuthentication or ClusterTriggerAuthentication, by name. */
export type AuthenticationReference = {
  readonly name: string;
  readonly kind: "TriggerAuthentication" | "ClusterTriggerAuthentication";
};

/** Something that gives triggers their credentials: a TriggerAuthentication or ClusterTriggerAuthentication. */
export interface ITriggerAuthentication {
  readonly reference: AuthenticationReference;
  /** Namespace whose scaled objects may use it. @default every namespace, as with a ClusterTriggerAuthentication */
  readonly namespace?: string;
  /** Identity its triggers work as: what they need is granted to the operator. */
  readonly identity: PodIdentity | undefined;
}

/** What every trigger takes beside its own props. */
export interface TriggerProps {
  /** Name of the trigger, unique in its scaled object: formulas use it. @default no name */
  readonly name?: string;
  /**
   * How the metric is compared with its target: `AverageValue` divides it by the replicas, `Value` does not.
   * @default AverageValue
   */
  readonly metricType?: "AverageValue" | "Value";
  /** Whether the autoscaler is answered from the last poll. @default false: every question of it asks the source */
  readonly useCachedMetrics?: boolean;
  /**
   * Credentials shared with other triggers, in place of references in the props of this one.
   * @default a TriggerAuthentication is made for what the props refer to
   */
  readonly authentication?: ITriggerAuthentication;
  /** Metadata no prop covers, for a KEDA newer than Slipway; it wins over props. @default none */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** Where a scaler is plugged in. */
export interface ScalerContext {
  /** Takes problems under the scaler's own prop paths. */
  readonly problems: Problems;
  /** Namespace of the scaled object. */
  readonly namespace: string;
  /** Name of the scaled object. */
  readonly name: string;
}

/** What a scaler comes to in one scaled object. */
export interface BoundScaler {
  readonly trigger: Trigger;
  /** What a TriggerAuthentication must be made of; undefined where the trigger needs none or refers to one. */
  readonly authentication?: Authentication;
  /** The prop the user wrote for a parameter of `authentication`, by KEDA's name. @default KEDA's name */
  readonly propOf?: (parameter: string) => string;
  /** What KEDA's operator must be allowed in AWS. */
  readonly statements: readonly PolicyStatement[];
  /** Objects the trigger relies on. */
  readonly manifests: readonly KubernetesManifest[];
}

/** A source of scaling as a value: one may serve several scaled objects. */
export interface ScalerValue {
  /** KEDA's name of the scaler: `aws-sqs-queue`. */
  readonly type: string;
  /** Renders the scaler for one scaled object; reports every problem and makes nothing. */
  bind(context: ScalerContext): BoundScaler;
}
