export type { ResourceRequirements } from "../../lib/core/quantities";
export type { Authentication } from "./authentication-spec";
export * from "./cluster-trigger-authentication";
export { HttpAddOn, type HttpAddOnProps, type IHttpAddOn } from "./http-add-on";
export type { KedaAttributes } from "./imported-keda";
export type { ColdStart, Placeholder, RouteTarget } from "./interceptor-cold-start";
export type { InterceptorRouteProps, RequestRate } from "./interceptor-route";
export { Keda, type KedaProps } from "./keda";
export * from "./keda-interface";
export type { KedaLogLevel } from "./keda-values";
export * from "./pod-identity";
export type { ScaleTarget } from "./scale-target";
export * from "./scaled-job";
export type { JobScalingStrategy, JobTemplate, ScaledJobBounds, ScaledJobProps } from "./scaled-job-config";
export * from "./scaled-object";
export * from "./scaled-object-props";
export * from "./scaler";
export * from "./scaler-value";
export type { CloudWatchMetric } from "./scalers/cloud-watch";
export type { DynamoDbTypedValue } from "./scalers/dynamo-db";
export type { KafkaTls } from "./scalers/kafka";
export type { KafkaSasl } from "./scalers/kafka-sasl";
export * from "./scaling-alerts";
export type { ScalingBehavior, ScalingDirection, ScalingPolicy } from "./scaling-behavior";
export { type ScalingBounds, type ScalingBoundsTable, scalingBounds } from "./scaling-bounds";
export type { ScalingModifiers } from "./scaling-modifiers";
export { SecretFrom, type SecretReference, type VaultConnection } from "./secret-reference";
export type { Toleration } from "./tolerations";
export {
  TriggerAuthentication,
  type TriggerAuthenticationProps,
} from "./trigger-authentication";
