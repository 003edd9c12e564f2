export type { ResourceRequirements } from "../../lib/core/quantities";
export * from "./alerts";
export { type KubernetesEvents, LogCollector, type LogCollectorProps } from "./log-collector";
export type { LogDropRule } from "./log-drop-rule";
export type { LogJson, LogTimestamp } from "./log-json";
export type { LogRateLimit } from "./log-rate-limit";
export type { ILogStore } from "./log-store";
export { Loki, type LokiFilesystemStorage, type LokiProps } from "./loki";
export type { LokiLimits } from "./loki-limits";
export type { LokiRetentionOverride } from "./loki-retention";
export type { LokiRules } from "./loki-rules";
export type { LokiTenant } from "./loki-tenants";
export {
  BlackboxProbes,
  type BlackboxProbesProps,
  type SyntheticProbe,
} from "./metrics/blackbox-probes";
export type { GrafanaDataSource } from "./metrics/grafana-data-source";
export type { ProbeModule } from "./metrics/probe-module";
export { Pushgateway, type PushgatewayProps } from "./metrics/pushgateway";
export type { RemoteWrite } from "./metrics/remote-write";
export type { Spread } from "./metrics/spread";
export { ObjectStorage, type ObjectStorageProps } from "./object-storage";
export type { S3Storage } from "./object-storage-config";
export { ObservabilityStack, type ObservabilityStackProps, type TracesProps } from "./observability-stack";
export type { AlertingProps } from "./observability-stack-config";
export {
  type AlertmanagerOptions,
  type GrafanaOptions,
  PrometheusStack,
  type PrometheusStackProps,
} from "./prometheus-stack";
export * from "./routing";
export type { SecretKey } from "./secret-key";
export type { LogTenants } from "./tenant";
export * from "./traces";
export type { Volume } from "./volume";
