import { type Problems, resolveOrThrow } from "../../../lib/core/errors";
import { buildDashboard, type Dashboard } from "./dashboard-builder";
import { checkLabelName, checkMetricName } from "./names";
import { type Panel, statPanel, timeSeriesPanel } from "./panels";
import { promql } from "./queries";

/** A number of the business that an application counts or measures. */
export interface BusinessMetric {
  /** Name of the series: `orders_completed_total`. */
  readonly name: string;
  /** What people call it: "Orders". */
  readonly title: string;
  /** What it says, and what a change means. */
  readonly description: string;
  /** A counter only grows; a gauge goes up and down. */
  readonly type: "counter" | "gauge";
  /** Grafana's name of the unit. @default short: a plain number */
  readonly unit?: string;
  /** Label to split it by: `country`. @default it is shown as one curve */
  readonly by?: string;
}

export interface BusinessMetricsDashboardProps {
  /** What is shown, in this order. */
  readonly metrics: readonly BusinessMetric[];
  /** @default Business metrics */
  readonly title?: string;
  /** @default slipway-business */
  readonly uid?: string;
}

/**
 * How does the business do, now and against last week? A row for each metric that is declared.
 *
 *     businessMetricsDashboard({
 *       metrics: [
 *         { name: "orders_completed_total", type: "counter", title: "Orders", description: "Orders that were paid." },
 *       ],
 *     });
 *
 * @throws ConfigError `no-metrics`, `invalid-name`, `invalid-label`, `duplicate-metric`
 */
export function businessMetricsDashboard(props: BusinessMetricsDashboardProps): Dashboard {
  const config = resolveOrThrow("businessMetricsDashboard", "BusinessMetricsDashboardProps", (problems) =>
    resolveBusinessMetrics(props, problems),
  );
  return buildDashboard({
    uid: config.uid,
    title: config.title,
    description: "How does the business do, now and against last week?",
    tags: ["business"],
    from: "now-7d",
    refresh: "5m",
    rows: config.metrics.map((metric) => ({
      title: metric.title,
      panels: metric.type === "counter" ? counted(metric) : measured(metric),
    })),
  });
}

/** Fills defaults and reports every problem. */
export function resolveBusinessMetrics(props: BusinessMetricsDashboardProps, problems: Problems) {
  const names = new Set<string>();
  problems.addIf(props.metrics.length === 0, {
    prop: "metrics",
    code: "no-metrics",
    rule: "the dashboard shows at least one metric",
    value: [],
    fix: "declare a metric or leave the dashboard out",
  });
  return {
    uid: props.uid ?? "slipway-business",
    title: props.title ?? "Business metrics",
    metrics: props.metrics.map((metric, index) => {
      const at = problems.at("metrics").at(index);
      checkMetricName(at, "name", metric.name);
      checkLabelName(at, "by", metric.by);
      at.addIf(names.has(metric.name), {
        prop: "name",
        code: "duplicate-metric",
        rule: "a metric is declared once",
        value: metric.name,
        fix: "remove one of them",
      });
      names.add(metric.name);
      return { ...metric, unit: metric.unit ?? "short" };
    }),
  };
}

type ResolvedMetric = BusinessMetric & { readonly unit: string };

function counted({ name, title, description, unit, by }: ResolvedMetric): Panel[] {
  const grouping = by === undefined ? "" : ` by (${by}) `;
  return [
    statPanel({
      title: "In the time shown",
      description,
      unit,
      height: 8,
      decimals: 0,
      queries: [promql(`sum(increase(${name}[$__range]))`, "", { instant: true })],
    }),
    statPanel({
      title: "Against last week",
      description: "The last day against the same day a week ago. 100 %: as much as then.",
      unit: "percentunit",
      height: 8,
      decimals: 0,
      queries: [
        promql(`sum(increase(${name}[1d])) / sum(increase(${name}[1d] offset 7d))`, "", { instant: true }),
      ],
    }),
    timeSeriesPanel({
      title: `${title} an hour`,
      description,
      unit,
      width: 16,
      min: 0,
      queries: [
        promql(`sum${grouping}(increase(${name}[1h]))`, by === undefined ? "now" : `{{${by}}}`),
        promql(`sum(increase(${name}[1h] offset 7d))`, "all, a week before"),
      ],
    }),
  ];
}

function measured({ name, title, description, unit, by }: ResolvedMetric): Panel[] {
  const grouping = by === undefined ? "" : ` by (${by}) `;
  return [
    statPanel({
      title: "Now",
      description,
      unit,
      height: 8,
      queries: [promql(`sum(${name})`)],
    }),
    statPanel({
      title: "Against last week",
      description: "Now against the same time a week ago. 100 %: as much as then.",
      unit: "percentunit",
      height: 8,
      decimals: 0,
      queries: [promql(`sum(${name}) / sum(${name} offset 7d)`, "", { instant: true })],
    }),
    timeSeriesPanel({
      title,
      description,
      unit,
      width: 16,
      queries: [
        promql(`sum${grouping}(${name})`, by === undefined ? "now" : `{{${by}}}`),
        promql(`sum(${name} offset 7d)`, "all, a week before"),
      ],
    }),
  ];
}
