import type { JsonObject } from "../../../lib/core/render";
import { isToken } from "../../../lib/core/tokens";
import { headerValues } from "./secret-headers";
import type { ResolvedTraceCollector } from "./trace-collector-config";

/** What a collector does: receive and sample, only receive, or only sample. */
export type CollectorTier = "single" | "gateway" | "sampling";

/** Components of one kind by id. */
type Components = { readonly [id: string]: JsonObject };

type Pipeline = {
  readonly receivers: readonly string[];
  readonly processors: readonly string[];
  readonly exporters: readonly string[];
};

type ResolvedSpanMetrics = Exclude<ResolvedTraceCollector["spanMetrics"], "none">;

/** Configuration of an OpenTelemetry collector. */
export type CollectorConfig = {
  readonly extensions: Components;
  readonly receivers: Components;
  readonly processors: Components;
  readonly connectors: Components;
  readonly exporters: Components;
  readonly service: {
    readonly extensions: readonly string[];
    readonly pipelines: { readonly [name: string]: Pipeline };
  };
};

/** Port span metrics are served on. */
export const SPAN_METRICS_PORT = 8889;

/** The address of the pod, which the chart puts into its environment. */
const POD_IP = "${env:MY_POD_IP}";

/** What the receiving tier hands its traces to, ids of one exporter or connector. */
const TO_SAMPLING: Readonly<Record<"single" | "gateway", string>> = {
  single: "forward/sampling",
  gateway: "load_balancing",
};

/**
 * The configuration of a collector, complete: each id a pipeline names is declared.
 *
 * Pods are looked up before spans are regrouped, since that is when the address they came from is still known.
 * Names of components are those from version 0.154 on.
 */
export function traceCollectorConfig(config: ResolvedTraceCollector, tier: CollectorTier): CollectorConfig {
  const receives = tier !== "sampling";
  const samples = tier !== "gateway";
  const measured = receives && config.spanMetrics !== "none" ? config.spanMetrics : undefined;
  const metrics = measured === undefined ? {} : metricsExporter(measured);
  const exporters = samples ? traceExporters(config) : {};
  return {
    extensions: { health_check: { endpoint: `${POD_IP}:13133` } },
    receivers: { otlp: otlpReceiver() },
    processors: {
      memory_limiter: { check_interval: "1s", limit_percentage: 80, spike_limit_percentage: 25 },
      batch: {},
      ...(receives && { k8s_attributes: kubernetesAttributes() }),
      ...(samples && { tail_sampling: tailSampling(config) }),
    },
    connectors: {
      ...(tier === "single" && { [TO_SAMPLING.single]: {} }),
      ...(measured !== undefined && { span_metrics: spanMetrics(measured) }),
    },
    exporters: {
      ...exporters,
      ...(tier === "gateway" && { [TO_SAMPLING.gateway]: loadBalancing(config) }),
      ...metrics,
    },
    service: {
      extensions: ["health_check"],
      pipelines: {
        ...(tier === "sampling"
          ? { traces: samplingPipeline("otlp", ["memory_limiter"], exporters) }
          : {
              traces: {
                receivers: ["otlp"],
                processors: ["memory_limiter", "k8s_attributes", "batch"],
                exporters: [TO_SAMPLING[tier], ...(measured === undefined ? [] : ["span_metrics"])],
              },
            }),
        ...(tier === "single" && {
          "traces/sampling": samplingPipeline(TO_SAMPLING.single, [], exporters),
        }),
        ...(measured !== undefined && {
          metrics: {
            receivers: ["span_metrics"],
            processors: ["batch"],
            exporters: Object.keys(metrics),
          },
        }),
      },
    },
  };
}

function samplingPipeline(receiver: string, before: readonly string[], exporters: Components): Pipeline {
  return {
    receivers: [receiver],
    processors: [...before, "tail_sampling", "batch"],
    exporters: Object.keys(exporters),
  };
}

function otlpReceiver(): JsonObject {
  return {
    protocols: { grpc: { endpoint: `${POD_IP}:4317` }, http: { endpoint: `${POD_IP}:4318` } },
  };
}

function kubernetesAttributes(): JsonObject {
  return {
    extract: {
      metadata: [
        "k8s.namespace.name",
        "k8s.pod.name",
        "k8s.pod.uid",
        "k8s.node.name",
        "k8s.deployment.name",
        "k8s.statefulset.name",
        "k8s.daemonset.name",
        "k8s.job.name",
        "k8s.cronjob.name",
      ],
    },
    pod_association: [
      { sources: [{ from: "resource_attribute", name: "k8s.pod.uid" }] },
      { sources: [{ from: "resource_attribute", name: "k8s.pod.ip" }] },
      { sources: [{ from: "connection" }] },
    ],
  };
}

/** A trace is kept when any policy says so. */
function tailSampling(config: ResolvedTraceCollector): JsonObject {
  const { maxTraces, slowThresholdMilliseconds: slow } = config;
  // Spans that come late follow the decision on their trace; caches are worth it from ten times the traces on.
  const decisions = 10 * maxTraces;
  return {
    decision_wait: `${config.decisionWaitSeconds}s`,
    num_traces: maxTraces,
    decision_cache: { sampled_cache_size: decisions, non_sampled_cache_size: decisions },
    policies: [
      ...(config.keepErrors
        ? [{ name: "errors", type: "status_code", status_code: { status_codes: ["ERROR"] } }]
        : []),
      ...(slow === "none" ? [] : [{ name: "slow", type: "latency", latency: { threshold_ms: slow } }]),
      {
        name: "share",
        type: "probabilistic",
        probabilistic: { sampling_percentage: config.samplingPercentage },
      },
    ],
  };
}

/**
 * All spans of a trace go to the same replica. The addresses come from the headless service by DNS, which needs no
 * permission; the exporter asks every five seconds.
 */
function loadBalancing(config: ResolvedTraceCollector): JsonObject {
  return {
    routing_key: "traceID",
    protocol: { otlp: { tls: { insecure: true } } },
    resolver: { dns: { hostname: config.samplingHost, port: "4317" } },
  };
}

function spanMetrics({ dimensions }: ResolvedSpanMetrics): JsonObject {
  return {
    namespace: "traces.span.metrics",
    // The buckets OpenTelemetry recommends for http.server.request.duration.
    histogram: {
      unit: "s",
      explicit: {
        buckets: [5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10_000].map(
          (milliseconds) => `${milliseconds}ms`,
        ),
      },
    },
    exemplars: { enabled: true },
    dimensions: ["k8s.namespace.name", ...dimensions].map((name) => ({ name })),
    // Restarted pods of a service continue its series instead of beginning new ones.
    resource_metrics_key_attributes: ["service.name", "k8s.namespace.name"],
    metrics_expiration: "5m",
  };
}

function metricsExporter({ remoteWrite }: ResolvedSpanMetrics): Components {
  return remoteWrite === undefined
    ? // Exemplars exist in the OpenMetrics format only.
      { prometheus: { endpoint: `${POD_IP}:${SPAN_METRICS_PORT}`, enable_open_metrics: true } }
    : {
        prometheus_remote_write: {
          endpoint: remoteWrite.endpoint,
          ...headersOf("metrics", remoteWrite.headers ?? {}),
          // Without it the series of two replicas would be one.
          external_labels: { collector: "${env:OTEL_K8S_POD_NAME}" },
        },
      };
}

function traceExporters(config: ResolvedTraceCollector): Components {
  return {
    "otlp_grpc/store": {
      ...grpc(config.storeEndpoint),
      ...(config.tenant !== undefined && { headers: { "X-Scope-OrgID": config.tenant } }),
    },
    ...Object.fromEntries(
      config.exporters.map(({ name, endpoint, protocol, headers }) => [
        `otlp_${protocol}/${name}`,
        {
          ...(protocol === "grpc" ? grpc(endpoint) : { endpoint: endpoint }),
          ...headersOf(name, headers),
        },
      ]),
    ),
  };
}

/** The scheme https wins over `insecure`, which also is how an address known only after apply comes out right. */
function grpc(endpoint: string): JsonObject {
  const encrypted = !isToken(endpoint) && endpoint.startsWith("https://");
  return { endpoint: endpoint, ...(!encrypted && { tls: { insecure: true } }) };
}

function headersOf(owner: string, headers: Parameters<typeof headerValues>[1]): JsonObject {
  return Object.keys(headers).length === 0 ? {} : { headers: headerValues(owner, headers) };
}
