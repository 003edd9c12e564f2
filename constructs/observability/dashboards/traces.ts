import { buildDashboard, type Dashboard } from "./dashboard-builder";
import { heatmapPanel, statPanel, tablePanel, timeSeriesPanel } from "./panels";
import { promql } from "./queries";
import { labelVariable } from "./variables";

export interface TracesDashboardProps {
  /** Unit the collector measures durations in, which is part of the name. @default seconds, as TraceCollector has it; its own default is milliseconds */
  readonly durationUnit?: "milliseconds" | "seconds";
}

const CALLS = "traces_span_metrics_calls_total";
const OF = 'service_name=~"$service"';
/** Spans in which a service answers; the others are its own steps and its calls to others. */
const SERVER = `${OF}, span_kind=~"SPAN_KIND_SERVER|SPAN_KIND_CONSUMER"`;
const FAILED = 'status_code="STATUS_CODE_ERROR"';

/**
 * Which service is slow or fails, and in which operation? From the metrics the collector's span metrics connector
 * makes of all spans before sampling, under its default namespace `traces.span.metrics`.
 */
export function tracesDashboard({ durationUnit = "seconds" }: TracesDashboardProps = {}): Dashboard {
  const histogram = `traces_span_metrics_duration_${durationUnit}_bucket`;
  const unit = durationUnit === "seconds" ? "s" : "ms";
  return buildDashboard({
    uid: "slipway-traces",
    title: "Traces",
    description: "Which service is slow or fails, and in which operation?",
    tags: ["traces"],
    from: "now-1h",
    variables: [labelVariable({ name: "service", label: "Service", from: CALLS, of: "service_name" })],
    rows: [
      { title: "At a glance", panels: glance(histogram, unit) },
      { title: "Services", panels: services(histogram, unit) },
      { title: "Operations", panels: operations(histogram, unit) },
    ],
  });
}

function calls(by: string, matchers = SERVER): string {
  return `sum${by} (rate(${CALLS}{${matchers}}[$__rate_interval]))`;
}

function errorRatio(by = ""): string {
  return `${calls(by, `${SERVER}, ${FAILED}`)} / ${calls(by)}`;
}

function p95(histogram: string, by = ""): string {
  return `histogram_quantile(0.95, sum by (le${by}) (rate(${histogram}{${SERVER}}[$__rate_interval])))`;
}

function glance(histogram: string, unit: string) {
  return [
    statPanel({
      title: "Calls",
      description: "Requests and messages a second that the chosen services answer.",
      unit: "reqps",
      width: 6,
      queries: [promql(calls(""))],
    }),
    statPanel({
      title: "Failed",
      description: "Share of calls whose span ended as an error.",
      unit: "percentunit",
      width: 6,
      thresholds: { warning: 0.005, critical: 0.01 },
      queries: [promql(errorRatio())],
    }),
    statPanel({
      title: "P95 duration",
      description: "95 of 100 calls are answered within this time.",
      unit,
      width: 6,
      queries: [promql(p95(histogram))],
    }),
    statPanel({
      title: "Services seen",
      description: "Services that answered calls.",
      unit: "short",
      width: 6,
      queries: [promql(`count(${calls(" by (service_name)")} > 0) or vector(0)`)],
    }),
  ];
}

function services(histogram: string, unit: string) {
  const by = " by (service_name)";
  const legend = "{{service_name}}";
  return [
    timeSeriesPanel({
      title: "Calls by service",
      description: "Calls a second that each service answers.",
      unit: "reqps",
      queries: [promql(calls(by), legend)],
    }),
    timeSeriesPanel({
      title: "Failed by service",
      description: "Share of the calls of each service that ended as an error.",
      unit: "percentunit",
      min: 0,
      thresholds: { critical: 0.01 },
      queries: [promql(errorRatio(by), legend)],
    }),
    timeSeriesPanel({
      title: "P95 duration by service",
      description: "95 of 100 calls are answered within this time. Points lead to traces.",
      unit,
      min: 0,
      queries: [promql(p95(histogram, ", service_name"), legend, { exemplars: true })],
    }),
  ];
}

function operations(histogram: string, unit: string) {
  return [
    tablePanel({
      title: "Slowest operations",
      description: "The 20 operations with the longest P95, spans of every kind.",
      unit,
      columns: { service_name: "Service", span_name: "Operation" },
      valueName: "P95",
      queries: [
        promql(
          `topk(20, histogram_quantile(0.95, sum by (le, service_name, span_name) (rate(${histogram}{${OF}}[$__rate_interval]))))`,
        ),
      ],
    }),
    heatmapPanel({
      title: "Calls by duration",
      description: "How many calls took how long.",
      unit,
      width: 12,
      queries: [promql(`sum by (le) (increase(${histogram}{${SERVER}}[$__rate_interval]))`, "{{le}}")],
    }),
    tablePanel({
      title: "Operations that fail most",
      description: "The 20 operations with the most spans that ended as an error, a second.",
      unit: "ops",
      width: 24,
      columns: { service_name: "Service", span_name: "Operation", span_kind: "Kind" },
      valueName: "Failed a second",
      queries: [
        promql(`topk(20, ${calls(" by (service_name, span_name, span_kind)", `${OF}, ${FAILED}`)} > 0)`),
      ],
    }),
  ];
}
