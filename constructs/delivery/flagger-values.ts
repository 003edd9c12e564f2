import type { ResourceRequirements } from "../../lib/core/quantities";
import type { JsonObject } from "../../lib/core/render";
import type { Toleration } from "../keda/tolerations";

/** Who splits requests for Flagger. */
export type FlaggerProvider = "gateway-api" | "istio" | "kubernetes";

/** What the values are made of. */
export interface FlaggerValuesConfig {
  readonly clusterName: string;
  readonly replicas: number;
  readonly provider: FlaggerProvider;
  readonly prometheusUrl: string;
  readonly watchNamespace: string | undefined;
  readonly selectorLabel: string;
  readonly crossNamespaceReferences: boolean;
  readonly serviceMonitors: boolean;
  readonly logLevel: string;
  readonly resources: ResourceRequirements | undefined;
  readonly priorityClassName: string | undefined;
  readonly nodeSelector: { readonly [label: string]: string } | undefined;
  readonly tolerations: readonly Toleration[] | undefined;
}

const MESH_PROVIDERS: { readonly [provider in FlaggerProvider]: string } = {
  "gateway-api": "gatewayapi:v1",
  istio: "istio",
  kubernetes: "kubernetes",
};

/** The values for a resolved configuration. */
export function flaggerValues(config: FlaggerValuesConfig): JsonObject {
  const { replicas, resources, priorityClassName, nodeSelector, tolerations } = config;
  return {
    clusterName: config.clusterName,
    meshProvider: MESH_PROVIDERS[config.provider],
    metricsServer: config.prometheusUrl,
    namespace: config.watchNamespace ?? "",
    selectorLabels: config.selectorLabel,
    noCrossNamespaceRefs: !config.crossNamespaceReferences,
    logLevel: config.logLevel,
    serviceMonitor: { enabled: config.serviceMonitors },
    leaderElection: { enabled: replicas > 1, replicaCount: replicas },
    podDisruptionBudget: { enabled: replicas > 1, minAvailable: 1 },
    ...(resources !== undefined && { resources }),
    ...(priorityClassName !== undefined && { podPriorityClassName: priorityClassName }),
    ...(nodeSelector !== undefined && { nodeSelector }),
    ...(tolerations !== undefined && { tolerations }),
  };
}
