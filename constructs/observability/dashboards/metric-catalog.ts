import { selectorsOf } from "../../../lib/core/query-syntax";
import { CATALOG } from "./metric-declarations";

/** What a metric is and where it comes from. */
export interface Metric {
  readonly exporter: Exporter;
  readonly type: "counter" | "gauge" | "histogram";
  /** `1` for a plain number, otherwise what it counts or measures in. */
  readonly unit: string;
  /** Labels that queries rely on, beside those of the target (`TARGET_LABELS`) and `le` of a histogram. */
  readonly labels: readonly string[];
  /** Only alerts ask for it, no dashboard. @default false */
  readonly alertsOnly?: boolean;
}

/** What brings metrics, by the name people know. `application` and `pipeline` are contracts of Slipway's own. */
export type Exporter = keyof typeof CATALOG;

/** Labels that scraping gives every series. */
export const TARGET_LABELS: readonly string[] = [
  "namespace",
  "service",
  "pod",
  "container",
  "job",
  "instance",
];

/** Names of the series that PromQL asks for, each once, in the order they are written. */
export function metricsOf(promql: string): readonly string[] {
  return [...new Set(selectorsOf(promql).flatMap(({ metric }) => (metric === undefined ? [] : [metric])))];
}

/** The metric a series belongs to: for `x_bucket`, `x_count` and `x_sum` the histogram `x`. */
export function metricNamed(series: string): Metric | undefined {
  return declared(series) ?? histogram(series);
}

/** Every metric that is declared, by name. */
export function catalogMetrics(): readonly string[] {
  return Object.values(CATALOG).flatMap((metrics) => Object.keys(metrics));
}

function declared(name: string): Metric | undefined {
  for (const [exporter, metrics] of Object.entries<Declarations>(CATALOG)) {
    const metric = Object.hasOwn(metrics, name) ? metrics[name] : undefined;
    if (metric !== undefined) {
      return { ...metric, exporter: exporter as Exporter };
    }
  }
  return undefined;
}

function histogram(series: string): Metric | undefined {
  const name = series.replace(/_(bucket|count|sum)$/, "");
  const metric = name === series ? undefined : declared(name);
  return metric?.type === "histogram" ? metric : undefined;
}

type Declarations = Readonly<Record<string, Omit<Metric, "exporter">>>;
