import { TerraformStack, Testing } from "cdktf";
import { KubeconfigCluster } from "../../constructs/cluster";
import type { ITraceStore, TraceCollectorProps } from "../../constructs/observability/traces";
import {
  type ResolvedTraceCollector,
  resolveTraceCollector,
} from "../../constructs/observability/traces/trace-collector-config";
import { Problems } from "../../lib/core/errors";

/** A trace store somebody else runs. */
export const FOREIGN_STORE: ITraceStore = {
  dataSourceType: "tempo",
  dataSourceUid: "tempo",
  otlpEndpoint: "http://tempo.tempo.svc.cluster.local:4317",
  queryUrl: "http://tempo.tempo.svc.cluster.local:3200",
  multiTenant: false,
  dependencies: [],
};

/** Every prop of a TraceCollector set to something else than its default. */
export const MAXIMAL_COLLECTOR: Partial<TraceCollectorProps> = {
  releaseName: "spans",
  namespace: "tracing",
  tenant: "team-a",
  samplingPercentage: 0.5,
  slowThresholdMilliseconds: 2000,
  keepErrors: false,
  decisionWaitSeconds: 10,
  maxTraces: 1000,
  replicas: 3,
  spanMetrics: {
    dimensions: ["http.route"],
    remoteWrite: {
      endpoint: "https://prometheus.example.com/api/v1/write",
      headers: { Authorization: { secretName: "prometheus", key: "token" } },
    },
  },
  exporters: {
    vendor: {
      endpoint: "https://otlp.example.com",
      protocol: "http",
      headers: { "x-api-key": { secretName: "vendor", key: "key" } },
    },
    other: { endpoint: "https://other.example.com:4317" },
  },
  serviceMonitors: true,
  resources: { requests: { cpu: "1", memory: "1Gi" }, limits: { memory: "4Gi" } },
};

/** Resolves props of a TraceCollector; problems go where the caller looks at them. */
export function resolvedCollector(
  options: Partial<TraceCollectorProps> = {},
  problems: Problems = new Problems(),
): ResolvedTraceCollector {
  const stack = new TerraformStack(Testing.app(), "test");
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "local", context: "kind" });
  return resolveTraceCollector({ cluster, store: FOREIGN_STORE, ...options }, problems);
}
