export { Instrumentation, type InstrumentationProps } from "./instrumentation";
export type { InstrumentedLanguage } from "./instrumentation-config";
export {
  Jaeger,
  type JaegerElasticsearchStorage,
  type JaegerMemoryStorage,
  type JaegerProps,
} from "./jaeger";
export { OpenTelemetryOperator, type OpenTelemetryOperatorProps } from "./opentelemetry-operator";
export type { SecretHeaders } from "./secret-headers";
export { Tempo, type TempoFilesystemStorage, type TempoProps } from "./tempo";
export {
  type SpanMetrics,
  TraceCollector,
  type TraceCollectorProps,
  type TraceExporter,
} from "./trace-collector";
export {
  exemplarTraceIdDestinations,
  SPAN_METRICS,
  type TraceDataSource,
  type TraceDerivedField,
  type TraceLinkOptions,
  traceDataSource,
  traceDerivedFields,
} from "./trace-links";
export type { ITraceReceiver, ITraceStore } from "./trace-store";
