import type { ResourceRequirements } from "../../../lib/core/quantities";
import type { JsonObject } from "../../../lib/core/render";
import type { SecretVariable } from "../secret-key";
import { type CollectorTier, SPAN_METRICS_PORT, traceCollectorConfig } from "./collector-pipelines";
import { headerVariables } from "./secret-headers";
import type { ResolvedTraceCollector } from "./trace-collector-config";

type Port = {
  readonly enabled: boolean;
  readonly containerPort?: number;
  readonly servicePort?: number;
  readonly protocol?: string;
};

/** Values of the OpenTelemetry collector chart that Slipway sets. */
export type TraceCollectorValues = {
  readonly fullnameOverride: string;
  readonly mode: "deployment" | "statefulset";
  readonly replicaCount: number;
  readonly image: { readonly repository: string };
  readonly config: JsonObject;
  readonly serviceAccount: { readonly automountServiceAccountToken: boolean };
  readonly clusterRole?: {
    readonly create: boolean;
    readonly rules: readonly {
      readonly apiGroups: readonly string[];
      readonly resources: readonly string[];
      readonly verbs: readonly string[];
    }[];
  };
  readonly podSecurityContext: {
    readonly runAsNonRoot: boolean;
    readonly runAsUser: number;
    readonly runAsGroup: number;
    readonly seccompProfile: { readonly type: string };
  };
  readonly securityContext: {
    readonly allowPrivilegeEscalation: boolean;
    readonly capabilities: { readonly drop: readonly string[] };
    readonly readOnlyRootFilesystem: boolean;
  };
  readonly resources: ResourceRequirements;
  readonly ports: { readonly [name: string]: Port };
  readonly service?: { readonly clusterIP: "None" };
  readonly extraEnvs?: readonly SecretVariable[];
  readonly podDisruptionBudget?: { readonly enabled: boolean; readonly maxUnavailable: number };
  readonly topologySpreadConstraints?: readonly {
    readonly maxSkew: number;
    readonly topologyKey: string;
    readonly whenUnsatisfiable: string;
    readonly labelSelector: { readonly matchLabels: { readonly [label: string]: string } };
  }[];
  readonly serviceMonitor: {
    readonly enabled: boolean;
    readonly metricsEndpoints?: readonly { readonly port: string }[];
  };
};

/** The distribution with every component used here: the one for Kubernetes has no exporter for Prometheus. */
const IMAGE = "ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-contrib";

/** User of the image. Source: values of the chart. */
const COLLECTOR_UID = 10_001;

/** What k8s_attributes looks up. Source: the role the chart makes for its own preset of that processor. */
const POD_LOOKUP = [
  { apiGroups: [""], resources: ["pods", "namespaces"], verbs: ["get", "list", "watch"] },
  { apiGroups: ["apps"], resources: ["replicasets"], verbs: ["get", "list", "watch"] },
];

/** The values for one tier of a resolved configuration. */
export function traceCollectorValues(
  config: ResolvedTraceCollector,
  tier: CollectorTier,
): TraceCollectorValues {
  const samples = tier === "sampling";
  const name = samples ? config.samplingName : config.fullname;
  const served = !samples && config.spanMetrics !== "none" && config.spanMetrics.remoteWrite === undefined;
  const variables = secretVariables(config, tier);
  return {
    fullnameOverride: name,
    // A stateful set replaces one pod at a time, so that few traces change their replica.
    mode: samples ? "statefulset" : "deployment",
    replicaCount: config.replicas,
    image: { repository: IMAGE },
    config: withoutDefaults(config, tier),
    serviceAccount: { automountServiceAccountToken: !samples },
    ...(!samples && { clusterRole: { create: true, rules: POD_LOOKUP } }),
    podSecurityContext: {
      runAsNonRoot: true,
      runAsUser: COLLECTOR_UID,
      runAsGroup: COLLECTOR_UID,
      seccompProfile: { type: "RuntimeDefault" },
    },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL"] },
      readOnlyRootFilesystem: true,
    },
    resources: config.resources,
    ports: ports(config.serviceMonitors, served),
    ...(samples && { service: { clusterIP: "None" } }),
    ...(variables.length > 0 && { extraEnvs: variables }),
    ...(config.replicas > 1 && severalReplicas(name)),
    serviceMonitor: config.serviceMonitors
      ? {
          enabled: true,
          metricsEndpoints: [{ port: "metrics" }, ...(served ? [{ port: "span-metrics" }] : [])],
        }
      : { enabled: false },
  };
}

/** Our configuration, and null for what the chart would add: receivers of other protocols and their pipelines. */
function withoutDefaults(config: ResolvedTraceCollector, tier: CollectorTier): JsonObject {
  const { receivers, exporters, service, ...rest } = traceCollectorConfig(config, tier);
  return {
    ...rest,
    receivers: { jaeger: null, prometheus: null, zipkin: null, ...receivers },
    exporters: { debug: null, ...exporters },
    service: { ...service, pipelines: { logs: null, metrics: null, ...service.pipelines } },
  };
}

function ports(monitored: boolean, served: boolean): { readonly [name: string]: Port } {
  const off = { enabled: false };
  return {
    "jaeger-compact": off,
    "jaeger-thrift": off,
    "jaeger-grpc": off,
    zipkin: off,
    metrics: { enabled: monitored },
    ...(served && {
      "span-metrics": {
        enabled: true,
        containerPort: SPAN_METRICS_PORT,
        servicePort: SPAN_METRICS_PORT,
        protocol: "TCP",
      },
    }),
  };
}

/** Secrets are read where they are used: sampled traces leave from the tier that samples. */
function secretVariables(config: ResolvedTraceCollector, tier: CollectorTier): readonly SecretVariable[] {
  const remoteWrite = config.spanMetrics === "none" ? undefined : config.spanMetrics.remoteWrite;
  return [
    ...(tier === "sampling" ? [] : headerVariables("metrics", remoteWrite?.headers ?? {})),
    ...(tier === "gateway"
      ? []
      : config.exporters.flatMap(({ name, headers }) => headerVariables(name, headers))),
  ];
}

function severalReplicas(name: string) {
  return {
    podDisruptionBudget: { enabled: true, maxUnavailable: 1 },
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: "topology.kubernetes.io/zone",
        whenUnsatisfiable: "ScheduleAnyway",
        labelSelector: { matchLabels: { "app.kubernetes.io/instance": name } },
      },
    ],
  };
}
