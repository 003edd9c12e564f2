import type { Builder, Dataquery } from "@grafana/grafana-foundation-sdk/cog";
import type { DataSourceRef } from "@grafana/grafana-foundation-sdk/common";
import * as loki from "@grafana/grafana-foundation-sdk/loki";
import * as prometheus from "@grafana/grafana-foundation-sdk/prometheus";

/** A query of a panel. */
export interface Query {
  readonly language: "promql" | "logql";
  readonly expr: string;
  /** Name of each curve, with labels in braces: `{{pod}}`. */
  readonly legend: string;
  /** Asks for the value now instead of a curve. */
  readonly instant: boolean;
  /** Asks for exemplars too, which link a point of a latency to a trace. */
  readonly exemplars: boolean;
}

export interface QueryOptions {
  /** Asks for the value now instead of a curve: for ranges that are long already. @default false */
  readonly instant?: boolean;
  /** Asks for exemplars too, which link a point of a latency to a trace. @default false */
  readonly exemplars?: boolean;
}

/** A query in PromQL for the Prometheus chosen in the dashboard. `legend` names each curve: `{{pod}}`. */
export function promql(expr: string, legend = "", options: QueryOptions = {}): Query {
  return {
    language: "promql",
    expr,
    legend,
    instant: options.instant ?? false,
    exemplars: options.exemplars ?? false,
  };
}

/** A query in LogQL for the Loki chosen in the dashboard. */
export function logql(expr: string, legend = "", options: Pick<QueryOptions, "instant"> = {}): Query {
  return { language: "logql", expr, legend, instant: options.instant ?? false, exemplars: false };
}

/** Variables of a dashboard that choose its data sources, by the language each is asked in. */
export const DATASOURCES = {
  promql: { variable: "datasource", label: "Metrics", type: "prometheus" },
  logql: { variable: "loki", label: "Logs", type: "loki" },
} as const;

/** The data source of a language, as chosen in the dashboard. */
export function datasource(language: Query["language"]): DataSourceRef {
  const { type, variable } = DATASOURCES[language];
  return { type, uid: `\${${variable}}` };
}

/** The data source of a panel; Grafana has a name for "each query its own". */
export function datasourceOf(queries: readonly Query[]): DataSourceRef {
  const [first, ...others] = [...new Set(queries.map(({ language }) => language))];
  return first !== undefined && others.length === 0
    ? datasource(first)
    : { type: "datasource", uid: "-- Mixed --" };
}

/** What a panel makes of the answer. */
export type QueryShape = "series" | "table" | "heatmap";

const FORMATS: Readonly<Record<QueryShape, prometheus.PromQueryFormat>> = {
  series: prometheus.PromQueryFormat.TimeSeries,
  table: prometheus.PromQueryFormat.Table,
  heatmap: prometheus.PromQueryFormat.Heatmap,
};

/** The query as Grafana reads it, called A, B, C by its position. */
export function toTarget(query: Query, position: number, shape: QueryShape): Builder<Dataquery> {
  const refId = String.fromCharCode("A".charCodeAt(0) + position);
  if (query.language === "logql") {
    return new loki.DataqueryBuilder()
      .refId(refId)
      .datasource(datasource("logql"))
      .expr(query.expr)
      .legendFormat(query.legend)
      .queryType(query.instant ? "instant" : "range");
  }
  const target = new prometheus.DataqueryBuilder()
    .refId(refId)
    .datasource(datasource("promql"))
    .expr(query.expr)
    .legendFormat(query.legend)
    .format(FORMATS[shape])
    .exemplar(query.exemplars);
  return query.instant ? target.instant() : target.range();
}
