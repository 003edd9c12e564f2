import { buildDashboard, type Dashboard } from "./dashboard-builder";
import { barGaugePanel, logsPanel, statPanel, timeSeriesPanel } from "./panels";
import { logql } from "./queries";
import { logLabelVariable, textVariable } from "./variables";

const STREAMS = '{namespace=~"$namespace", app=~"$app"}';
const ERRORS = '{namespace=~"$namespace", app=~"$app", level=~"error|fatal"}';

/**
 * What do applications say, and who says too much? From the labels the log collector gives: namespace, app and
 * level.
 */
export function logsDashboard(): Dashboard {
  return buildDashboard({
    uid: "slipway-logs",
    title: "Logs",
    description: "What do applications say, and who says too much?",
    tags: ["logs"],
    from: "now-1h",
    variables: [
      logLabelVariable({ name: "namespace", label: "Namespace", from: '{namespace=~".+"}' }),
      logLabelVariable({ name: "app", label: "Application", from: '{namespace=~"$namespace"}' }),
      textVariable({ name: "search", label: "Search" }),
    ],
    rows: [
      { title: "At a glance", panels: glance() },
      { title: "Volume", panels: volume() },
      { title: "Lines", panels: lines() },
    ],
  });
}

function glance() {
  return [
    statPanel({
      title: "Lines a second",
      description: "Lines of all chosen applications.",
      unit: "short",
      width: 6,
      queries: [logql(`sum(rate(${STREAMS} [$__interval]))`)],
    }),
    statPanel({
      title: "Errors in the time shown",
      description: "Lines of level error or fatal.",
      unit: "short",
      width: 6,
      decimals: 0,
      thresholds: { warning: 1, critical: 100 },
      queries: [logql(`sum(count_over_time(${ERRORS} [$__range]))`, "", { instant: true })],
    }),
    statPanel({
      title: "Share of errors",
      description: "Of all lines, those of level error or fatal.",
      unit: "percentunit",
      width: 6,
      thresholds: { warning: 0.01, critical: 0.05 },
      queries: [logql(`sum(rate(${ERRORS} [$__interval])) / sum(rate(${STREAMS} [$__interval]))`)],
    }),
    statPanel({
      title: "Bytes a second",
      description: "What has to be stored and paid for.",
      unit: "Bps",
      width: 6,
      queries: [logql(`sum(bytes_rate(${STREAMS} [$__interval]))`)],
    }),
  ];
}

function volume() {
  return [
    timeSeriesPanel({
      title: "Lines by level",
      description: "Lines in each step of time.",
      unit: "short",
      stacked: true,
      queries: [logql(`sum by (level) (count_over_time(${STREAMS} [$__interval]))`, "{{level}}")],
    }),
    timeSeriesPanel({
      title: "Errors by application",
      description: "The ten applications with the most lines of level error or fatal.",
      unit: "short",
      queries: [logql(`topk(10, sum by (app) (count_over_time(${ERRORS} [$__interval])))`, "{{app}}")],
    }),
    barGaugePanel({
      title: "Who writes most",
      description: "Bytes of the time shown, of the ten applications that write most.",
      unit: "bytes",
      min: 0,
      queries: [logql(`topk(10, sum by (app) (bytes_over_time(${STREAMS} [$__range])))`, "{{app}}")],
    }),
  ];
}

function lines() {
  return [
    logsPanel({
      title: "Lines",
      description: "Lines that hold the searched text, a regular expression in which case does not matter.",
      height: 14,
      // Between backticks a quote or a backslash that is searched for stays what it is.
      queries: [logql(`${STREAMS} |~ \`(?i)$search\``)],
    }),
  ];
}
