import { Token } from "cdktf";
import * as fc from "fast-check";
import type { TraceCollectorProps } from "../../../../constructs/observability/traces";
import {
  type CollectorConfig,
  type CollectorTier,
  traceCollectorConfig,
} from "../../../../constructs/observability/traces/collector-pipelines";
import { FOREIGN_STORE, MAXIMAL_COLLECTOR, resolvedCollector } from "../../../support/trace-collectors";

const TIERS: readonly CollectorTier[] = ["single", "gateway", "sampling"];

function configOf(tier: CollectorTier, options: Partial<TraceCollectorProps> = {}): CollectorConfig {
  return traceCollectorConfig(resolvedCollector(options), tier);
}

/** What pipelines name and nobody declares, and the other way round. */
function loose(config: CollectorConfig): string[] {
  const pipelines = Object.values(config.service.pipelines);
  const declared = {
    receivers: [...Object.keys(config.receivers), ...Object.keys(config.connectors)],
    processors: Object.keys(config.processors),
    exporters: [...Object.keys(config.exporters), ...Object.keys(config.connectors)],
  };
  return (["receivers", "processors", "exporters"] as const).flatMap((kind) => {
    const used = new Set(pipelines.flatMap((pipeline) => pipeline[kind]));
    return [
      ...[...used].filter((id) => !declared[kind].includes(id)).map((id) => `${kind} ${id} is not declared`),
      ...declared[kind].filter((id) => !used.has(id)).map((id) => `${kind} ${id} is not used`),
    ];
  });
}

describe("traceCollectorConfig", () => {
  it("declares what pipelines name and uses what is declared, in every tier and with every option", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...TIERS),
        fc.subarray(Object.keys(MAXIMAL_COLLECTOR) as (keyof TraceCollectorProps)[]),
        fc.boolean(),
        (tier, chosen, measured) => {
          const options = Object.fromEntries(chosen.map((prop) => [prop, MAXIMAL_COLLECTOR[prop]]));
          const config = configOf(tier, measured ? options : { ...options, spanMetrics: "none" });
          expect(loose(config)).toEqual([]);
          expect(config.service.extensions).toEqual(Object.keys(config.extensions));
        },
      ),
    );
  });

  it("gives every pipeline a receiver and an exporter", () => {
    for (const tier of TIERS) {
      for (const { receivers, exporters } of Object.values(configOf(tier).service.pipelines)) {
        expect([receivers.length, exporters.length].includes(0)).toBe(false);
      }
    }
  });

  it("receives OTLP over gRPC and HTTP at the address of the pod", () => {
    expect(configOf("gateway").receivers.otlp).toEqual({
      protocols: {
        grpc: { endpoint: "${env:MY_POD_IP}:4317" },
        http: { endpoint: "${env:MY_POD_IP}:4318" },
      },
    });
  });

  it("measures all spans before any are dropped, with one replica and with several", () => {
    const single = configOf("single").service.pipelines;
    expect(single.traces?.exporters).toEqual(["forward/sampling", "span_metrics"]);
    expect(single.traces?.processors).not.toContain("tail_sampling");
    expect(single["traces/sampling"]?.receivers).toEqual(["forward/sampling"]);
    const gateway = configOf("gateway");
    expect(gateway.service.pipelines.traces?.exporters).toEqual(["load_balancing", "span_metrics"]);
    expect(gateway.processors).not.toHaveProperty("tail_sampling");
    expect(configOf("sampling").connectors).toEqual({});
  });

  it("looks up pods before spans lose the address they came from, and limits memory before everything", () => {
    for (const tier of ["single", "gateway"] as const) {
      expect(configOf(tier).service.pipelines.traces?.processors).toEqual([
        "memory_limiter",
        "k8s_attributes",
        "batch",
      ]);
    }
    expect(configOf("sampling").service.pipelines.traces?.processors).toEqual([
      "memory_limiter",
      "tail_sampling",
      "batch",
    ]);
  });

  it("sends all spans of a trace to one replica of the sampling tier", () => {
    expect(configOf("gateway", { replicas: 3, releaseName: "spans", namespace: "ops" }).exporters).toEqual({
      load_balancing: {
        routing_key: "traceID",
        protocol: { otlp: { tls: { insecure: true } } },
        resolver: { dns: { hostname: "spans-sampling.ops.svc.cluster.local", port: "4317" } },
      },
      prometheus: expect.anything(),
    });
  });

  it("keeps failed and slow traces, and a share of the others", () => {
    expect(configOf("single").processors.tail_sampling).toEqual({
      decision_wait: "30s",
      num_traces: 50_000,
      decision_cache: { sampled_cache_size: 500_000, non_sampled_cache_size: 500_000 },
      policies: [
        { name: "errors", type: "status_code", status_code: { status_codes: ["ERROR"] } },
        { name: "slow", type: "latency", latency: { threshold_ms: 500 } },
        { name: "share", type: "probabilistic", probabilistic: { sampling_percentage: 10 } },
      ],
    });
  });

  it("treats failed and slow traces as any other when told to", () => {
    const options = { keepErrors: false, slowThresholdMilliseconds: "none", samplingPercentage: 0 } as const;
    expect(configOf("sampling", options).processors.tail_sampling).toMatchObject({
      policies: [{ name: "share", probabilistic: { sampling_percentage: 0 } }],
    });
  });

  it("differs between environments by the percentage alone", () => {
    const [staging, production] = [100, 10].map((samplingPercentage) =>
      JSON.stringify(configOf("single", { samplingPercentage })),
    );
    expect(staging?.replace('"sampling_percentage":100', '"sampling_percentage":10')).toBe(production);
  });

  it("attaches exemplars and serves them in the one format that has them", () => {
    const config = configOf("gateway");
    expect(config.connectors.span_metrics).toMatchObject({
      namespace: "traces.span.metrics",
      exemplars: { enabled: true },
      histogram: { unit: "s" },
      dimensions: [{ name: "k8s.namespace.name" }],
    });
    expect(config.exporters.prometheus).toEqual({
      endpoint: "${env:MY_POD_IP}:8889",
      enable_open_metrics: true,
    });
  });

  it("writes span metrics to a remote Prometheus when told to, each replica its own series", () => {
    const config = configOf("gateway", MAXIMAL_COLLECTOR);
    expect(config.exporters).not.toHaveProperty("prometheus");
    expect(config.exporters.prometheus_remote_write).toEqual({
      endpoint: "https://prometheus.example.com/api/v1/write",
      headers: { Authorization: "${env:HEADER_METRICS__AUTHORIZATION}" },
      external_labels: { collector: "${env:OTEL_K8S_POD_NAME}" },
    });
    expect(config.connectors.span_metrics).toMatchObject({
      dimensions: [{ name: "k8s.namespace.name" }, { name: "http.route" }],
    });
  });

  it("makes no metrics when told so", () => {
    const config = configOf("single", { spanMetrics: "none" });
    expect(config.service.pipelines).not.toHaveProperty("metrics");
    expect(config.service.pipelines.traces?.exporters).toEqual(["forward/sampling"]);
  });

  it("exports sampled traces to the store and to further places, with tenant and headers", () => {
    expect(configOf("sampling", MAXIMAL_COLLECTOR).exporters).toEqual({
      "otlp_grpc/store": {
        endpoint: FOREIGN_STORE.otlpEndpoint,
        tls: { insecure: true },
        headers: { "X-Scope-OrgID": "team-a" },
      },
      "otlp_http/vendor": {
        endpoint: "https://otlp.example.com",
        headers: { "x-api-key": "${env:HEADER_VENDOR__X_API_KEY}" },
      },
      "otlp_grpc/other": { endpoint: "https://other.example.com:4317" },
    });
  });

  it("leaves an address that is known only after apply whole", () => {
    const otlpEndpoint = Token.asString({ Ref: "later" });
    const { exporters } = configOf("single", { store: { ...FOREIGN_STORE, otlpEndpoint } });
    expect(exporters["otlp_grpc/store"]).toEqual({ endpoint: otlpEndpoint, tls: { insecure: true } });
  });
});
