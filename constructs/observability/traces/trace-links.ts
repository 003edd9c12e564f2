import type { ITraceStore } from "./trace-store";

/** What a trace store links to. */
export interface TraceLinkOptions {
  /** Name of the data source. @default Tempo or Jaeger */
  readonly name?: string;
  /** Uid of the Loki data source a span's logs are looked up in. @default no link to logs */
  readonly lokiUid?: string;
  /** Uid of the Prometheus data source with the span metrics of a TraceCollector. @default no link to metrics */
  readonly prometheusUid?: string;
  /** @default false. True shows the service map: needs `traces_service_graph_*`, which TraceCollector does not make */
  readonly serviceMap?: boolean;
  /** Tenant whose traces are shown. @default none */
  readonly tenant?: string;
}

/** A data source as Grafana is provisioned with it. */
export type TraceDataSource = {
  readonly name: string;
  readonly uid: string;
  readonly type: "tempo" | "jaeger";
  readonly access: "proxy";
  readonly url: string;
  readonly jsonData: {
    readonly nodeGraph: { readonly enabled: boolean };
    readonly tracesToLogsV2?: TracesToLogs;
    readonly tracesToMetrics?: TracesToMetrics;
    readonly serviceMap?: { readonly datasourceUid: string };
    readonly httpHeaderName1?: string;
  };
  readonly secureJsonData?: { readonly httpHeaderValue1: string };
};

type Tag = { readonly key: string; readonly value: string };

type TracesToLogs = {
  readonly datasourceUid: string;
  readonly spanStartTimeShift: string;
  readonly spanEndTimeShift: string;
  readonly tags: readonly Tag[];
  readonly filterByTraceID: boolean;
  readonly filterBySpanID: boolean;
  readonly customQuery: boolean;
  readonly query: string;
};

type TracesToMetrics = {
  readonly datasourceUid: string;
  readonly spanStartTimeShift: string;
  readonly spanEndTimeShift: string;
  readonly tags: readonly Tag[];
  readonly queries: readonly { readonly name: string; readonly query: string }[];
};

/** A field Grafana makes of a label of a log line, as a link to a trace. */
export type TraceDerivedField = {
  readonly name: string;
  readonly matcherType: "label";
  readonly matcherRegex: string;
  readonly datasourceUid: string;
  readonly url: string;
  readonly urlDisplayLabel: string;
};

/** Names of the metrics a TraceCollector makes of spans, as Prometheus has them. */
export const SPAN_METRICS = {
  /** Counter of spans by service_name, span_name, span_kind, status_code and k8s_namespace_name. */
  calls: "traces_span_metrics_calls_total",
  /** Histogram of durations in seconds by the same labels; its buckets carry exemplars. */
  duration: "traces_span_metrics_duration_seconds",
  /** Value of status_code of a failed span. */
  errorStatus: "STATUS_CODE_ERROR",
} as const;

/** Label of exemplars and key of structured metadata that hold the id of a trace. */
const TRACE_ID = "trace_id";

/** How long before and after a span its logs and metrics are looked up. */
const MARGIN = "5m";

/**
 * The data source of a trace store for `grafana.additionalDataSources` of kube-prometheus-stack. Grafana reads
 * `$$` as a dollar sign, and `$` as a variable of its environment.
 */
export function traceDataSource(store: ITraceStore, options: TraceLinkOptions = {}): TraceDataSource {
  const { lokiUid, prometheusUid, tenant } = options;
  return {
    name: options.name ?? (store.dataSourceType === "tempo" ? "Tempo" : "Jaeger"),
    uid: store.dataSourceUid,
    type: store.dataSourceType,
    access: "proxy",
    url: store.queryUrl,
    jsonData: {
      nodeGraph: { enabled: true },
      ...(lokiUid !== undefined && { tracesToLogsV2: tracesToLogs(lokiUid) }),
      ...(prometheusUid !== undefined && { tracesToMetrics: tracesToMetrics(prometheusUid) }),
      ...(prometheusUid !== undefined &&
        options.serviceMap === true && { serviceMap: { datasourceUid: prometheusUid } }),
      ...(tenant !== undefined && { httpHeaderName1: "X-Scope-OrgID" }),
    },
    ...(tenant !== undefined && { secureJsonData: { httpHeaderValue1: tenant } }),
  };
}

/** For `jsonData.derivedFields` of a Loki data source: the trace id LogCollector keeps leads to the trace. */
export function traceDerivedFields(store: Pick<ITraceStore, "dataSourceUid">): readonly TraceDerivedField[] {
  return [
    {
      name: TRACE_ID,
      matcherType: "label",
      matcherRegex: TRACE_ID,
      datasourceUid: store.dataSourceUid,
      url: "$${__value.raw}",
      urlDisplayLabel: "View trace",
    },
  ];
}

/**
 * For `grafana.sidecar.datasources.exemplarTraceIdDestinations` of kube-prometheus-stack: exemplars lead to traces.
 * Prometheus keeps exemplars with the feature `exemplar-storage` only.
 */
export function exemplarTraceIdDestinations(store: Pick<ITraceStore, "dataSourceUid">) {
  return {
    datasourceUid: store.dataSourceUid,
    traceIdLabelName: TRACE_ID,
    urlDisplayLabel: "View trace",
  };
}

function tracesToLogs(datasourceUid: string): TracesToLogs {
  return {
    datasourceUid,
    spanStartTimeShift: `-${MARGIN}`,
    spanEndTimeShift: MARGIN,
    // Attributes TraceCollector adds, and the labels LogCollector gives.
    tags: [
      { key: "k8s.namespace.name", value: "namespace" },
      { key: "k8s.pod.name", value: "pod" },
    ],
    filterByTraceID: false,
    filterBySpanID: false,
    customQuery: true,
    query: `{$\${__tags}} | ${TRACE_ID} = "$\${__trace.traceId}"`,
  };
}

function tracesToMetrics(datasourceUid: string): TracesToMetrics {
  const { calls, duration, errorStatus } = SPAN_METRICS;
  return {
    datasourceUid,
    spanStartTimeShift: `-${MARGIN}`,
    spanEndTimeShift: MARGIN,
    tags: [
      { key: "service.name", value: "service_name" },
      { key: "k8s.namespace.name", value: "k8s_namespace_name" },
    ],
    queries: [
      { name: "Requests", query: `sum(rate(${calls}{$$__tags}[5m]))` },
      {
        name: "Errors",
        query: `sum(rate(${calls}{$$__tags,status_code="${errorStatus}"}[5m])) / sum(rate(${calls}{$$__tags}[5m]))`,
      },
      {
        name: "Duration, 95th percentile",
        query: `histogram_quantile(0.95, sum by (le) (rate(${duration}_bucket{$$__tags}[5m])))`,
      },
    ],
  };
}
