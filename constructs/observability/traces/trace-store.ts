import type { ITerraformDependable } from "cdktf";

/** Where traces are sent to and asked for: what collectors and Grafana need of a Tempo or a Jaeger, own or foreign. */
export interface ITraceStore {
  /** Kind of data source Grafana has for it. */
  readonly dataSourceType: "tempo" | "jaeger";
  /** Id of the data source in Grafana, which links from logs and metrics name. */
  readonly dataSourceUid: string;
  /** URL traces are sent to, OTLP over gRPC: `http://tempo.tempo.svc.cluster.local:4317`. */
  readonly otlpEndpoint: string;
  /** URL Grafana asks: `http://tempo.tempo.svc.cluster.local:3200`. */
  readonly queryUrl: string;
  /** Whether every request must name a tenant. */
  readonly multiTenant: boolean;
  /** What a sender waits for. */
  readonly dependencies: readonly ITerraformDependable[];
}

/** Where applications send traces: a TraceCollector, or any object with its URLs. */
export interface ITraceReceiver {
  /** OTLP over gRPC: `http://trace-collector.opentelemetry.svc.cluster.local:4317`. */
  readonly grpcEndpoint: string;
  /** OTLP over HTTP: `http://trace-collector.opentelemetry.svc.cluster.local:4318`. */
  readonly httpEndpoint: string;
}
