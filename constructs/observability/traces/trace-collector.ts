import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { resolveOrThrow } from "../../../lib/core/errors";
import type { HelmValues } from "../../../lib/core/helm-values";
import type { ResourceRequirements } from "../../../lib/core/quantities";
import { guardStack } from "../../../lib/core/validation";
import { HelmRelease, type HelmReleaseProps } from "../../helm/helm-release";
import type { CollectorTier } from "./collector-pipelines";
import type { SecretHeaders } from "./secret-headers";
import { type ResolvedTraceCollector, resolveTraceCollector } from "./trace-collector-config";
import { traceCollectorValues } from "./trace-collector-values";
import type { ITraceReceiver, ITraceStore } from "./trace-store";

export interface TraceCollectorProps
  extends Pick<
    HelmReleaseProps,
    "cluster" | "version" | "releaseName" | "namespace" | "values" | "dependsOn" | "timeoutSeconds"
  > {
  /** Where sampled traces go: a Tempo, a Jaeger, or any object with its URLs. */
  readonly store: ITraceStore;
  /** Tenant the traces belong to. @default none; required where the store has several tenants */
  readonly tenant?: string;
  /** Percentage of traces kept beside the failed and the slow ones, 0 to 100. @default 10 */
  readonly samplingPercentage?: number;
  /** Traces that take longer are all kept; `"none"` treats them as any other. @default 500 */
  readonly slowThresholdMilliseconds?: number | "none";
  /** @default true: traces with a span of status error are all kept. False treats them as any other */
  readonly keepErrors?: boolean;
  /** Seconds from a trace's first span until it is decided on: longer than slow traces take. @default 30 */
  readonly decisionWaitSeconds?: number;
  /** Traces each sampling replica holds in memory while they wait. @default 50000 */
  readonly maxTraces?: number;
  /**
   * Replicas. From two on there are two tiers of as many: one receives and sends all spans of a trace to the same
   * replica of the other, which samples.
   * @default 1: one process does both
   */
  readonly replicas?: number;
  /** Rate, errors and duration from all spans, before sampling; `"none"` makes none. @default served for scraping */
  readonly spanMetrics?: SpanMetrics | "none";
  /** Further places sampled traces go to, by name. @default none */
  readonly exporters?: Readonly<Record<string, TraceExporter>>;
  /** ServiceMonitors, which also bring the span metrics; pass the PrometheusStack in `dependsOn`. @default false */
  readonly serviceMonitors?: boolean;
  /** Requests and limits of each replica. @default 200m and 512Mi requested, memory limited to 2Gi */
  readonly resources?: ResourceRequirements;
  /** Values of the chart for the sampling tier, as `values` are for the receiving one. @default none */
  readonly samplingValues?: HelmValues;
}

/** Metrics of spans: `traces_span_metrics_calls_total` and `traces_span_metrics_duration_seconds`, with exemplars. */
export interface SpanMetrics {
  /**
   * Attributes of spans or resources that become labels, `http.route`; each value makes series of its own.
   * @default none beside service, span name, kind, status and namespace
   */
  readonly dimensions?: readonly string[];
  /** Where Prometheus takes metrics by remote write. @default none: served on port 8889 for ServiceMonitors */
  readonly remoteWrite?: {
    /** `https://prometheus.example.com/api/v1/write` */
    readonly endpoint: string;
    /** @default none */
    readonly headers?: SecretHeaders;
  };
}

/** A further place for traces: another cluster, a vendor. */
export interface TraceExporter {
  /** `https://otlp.example.com:4317`; with http, without the path `/v1/traces`. */
  readonly endpoint: string;
  /** OTLP over gRPC or HTTP. @default grpc */
  readonly protocol?: "grpc" | "http";
  /** @default none */
  readonly headers?: SecretHeaders;
}

/**
 * An OpenTelemetry collector that receives the traces of the cluster, names the pods they come from, measures them,
 * keeps what is worth keeping and sends that to a trace store.
 *
 *     const traces = new TraceCollector(this, "Traces", { cluster, store: tempo, samplingPercentage: 10 });
 *
 * Applications send OTLP to `grpcEndpoint` or `httpEndpoint`. Metrics are made before sampling, so that rates are
 * true; their exemplars may point at traces that sampling dropped.
 *
 * @throws ConfigError `out-of-range`, `slow-beyond-wait`, `missing-tenant`, `invalid-tenant`, `invalid-attribute`,
 * `duplicate-attribute`, `endpoint-without-scheme`, `invalid-endpoint`, `literal-secret`, `invalid-header`,
 * `duplicate-header`, `missing-secret`, `reserved-name`, `no-sampling-tier`, `invalid-name`, `invalid-quantity`,
 * `request-above-limit`, and those of HelmRelease
 */
export class TraceCollector extends Construct implements ITraceReceiver, ITerraformDependable {
  /** The release applications send to. */
  readonly release: HelmRelease;
  /** The release of the sampling tier; undefined with one replica. */
  readonly samplingRelease: HelmRelease | undefined;
  readonly namespace: string;
  readonly grpcEndpoint: string;
  readonly httpEndpoint: string;
  /** Address of the release applications send to. */
  readonly fqn: string;

  constructor(scope: Construct, id: string, props: TraceCollectorProps) {
    super(scope, id);
    guardStack(this);
    const config = resolveOrThrow(this, "TraceCollectorProps", (problems) =>
      resolveTraceCollector(props, problems),
    );
    const host = `http://${config.fullname}.${config.namespace}.svc.cluster.local`;
    this.namespace = config.namespace;
    this.grpcEndpoint = `${host}:4317`;
    this.httpEndpoint = `${host}:4318`;
    this.samplingRelease =
      config.replicas > 1 ? this.install("SamplingRelease", props, config, "sampling") : undefined;
    this.release = this.install("Release", props, config, config.replicas > 1 ? "gateway" : "single");
    this.fqn = this.release.fqn;
  }

  private install(
    id: string,
    props: TraceCollectorProps,
    config: ResolvedTraceCollector,
    tier: CollectorTier,
  ): HelmRelease {
    const samples = tier === "sampling";
    return new HelmRelease(this, id, {
      cluster: props.cluster,
      chart: "opentelemetry-collector",
      version: props.version,
      releaseName: samples ? config.samplingName : config.releaseName,
      namespace: config.namespace,
      timeoutSeconds: props.timeoutSeconds,
      values: samples ? props.samplingValues : props.values,
      baseValues: traceCollectorValues(config, tier),
      wiredPaths: WIRED_PATHS,
      dependsOn: [
        ...(this.samplingRelease === undefined ? props.store.dependencies : [this.samplingRelease]),
        ...(props.dependsOn ?? []),
      ],
    });
  }
}

const WIRED_PATHS = [
  "fullnameOverride",
  "mode",
  "image.repository",
  "service.clusterIP",
  "config.service.pipelines.traces.receivers",
  "config.service.pipelines.traces.processors",
  "config.service.pipelines.traces.exporters",
];
