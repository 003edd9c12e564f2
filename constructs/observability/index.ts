export type { ResourceRequirements } from "../../lib/core/quantities";
export type { LogDropRule } from "./alloy-config";
export { LogCollector, type LogCollectorProps } from "./log-collector";
export type { ILogStore } from "./log-store";
export { Loki, type LokiFilesystemStorage, type LokiProps, type LokiS3Storage } from "./loki";
export { LokiStorage, type LokiStorageProps } from "./loki-storage";
export {
  type AlertmanagerOptions,
  type GrafanaOptions,
  PrometheusStack,
  type PrometheusStackProps,
} from "./prometheus-stack";
export type { Volume } from "./volume";
