import { SLO_SERIES } from "../alerts/slo";
import { buildDashboard, type Dashboard } from "./dashboard-builder";
import { barGaugePanel, tablePanel, timeSeriesPanel } from "./panels";
import { promql } from "./queries";
import { labelVariable } from "./variables";

const OF = '{slo=~"$slo"}';
const HOUR = 3600;

/**
 * Do services keep what they promise, and how much may still go wrong? From the series that the rules of
 * `sloAlerts` record, of every objective there is.
 */
export function sloDashboard(): Dashboard {
  return buildDashboard({
    uid: "slipway-slo",
    title: "Service level objectives",
    description: "Do services keep what they promise, and how much may still go wrong?",
    tags: ["slo"],
    from: "now-7d",
    refresh: "5m",
    variables: [labelVariable({ name: "slo", label: "Objective", from: SLO_SERIES.objective })],
    rows: [
      { title: "Error budget", panels: budget() },
      { title: "How fast it burns", panels: burning() },
      { title: "What happens", panels: events() },
    ],
  });
}

function budget() {
  return [
    barGaugePanel({
      title: "Budget left",
      description:
        "Share of the failures allowed in the window of the objective that may still happen, now. None: it is missed.",
      unit: "percentunit",
      min: 0,
      max: 1,
      thresholds: { warning: 0.25, critical: 0.1 },
      queries: [promql(`sort(${SLO_SERIES.budget}${OF})`, "{{slo}}")],
    }),
    timeSeriesPanel({
      title: "Budget over time",
      description: "Steps downwards are incidents; it comes back as they leave the window.",
      unit: "percentunit",
      width: 16,
      max: 1,
      thresholds: { warning: 0.25, critical: 0.1 },
      queries: [promql(`${SLO_SERIES.budget}${OF}`, "{{slo}}")],
    }),
  ];
}

/** Thresholds are those of the alerts. */
function burning() {
  const rate = (seconds: number) =>
    promql(`${SLO_SERIES.errorRatio(seconds)}${OF} / on (slo) (1 - ${SLO_SERIES.objective}${OF})`, "{{slo}}");
  return [
    timeSeriesPanel({
      title: "Over an hour",
      description:
        "How many times faster than allowed the budget is spent. At 1 it lasts exactly for the window; above 14.4 somebody is called.",
      unit: "short",
      min: 0,
      thresholds: { critical: 14.4 },
      queries: [rate(HOUR)],
    }),
    timeSeriesPanel({
      title: "Over 6 hours",
      description: "As over an hour, for slower fires: above 6 somebody is called.",
      unit: "short",
      min: 0,
      thresholds: { critical: 6 },
      queries: [rate(6 * HOUR)],
    }),
    timeSeriesPanel({
      title: "Over 3 days",
      description: "Above 1 the budget does not last; there is time until tomorrow.",
      unit: "short",
      min: 0,
      thresholds: { critical: 1 },
      queries: [rate(72 * HOUR)],
    }),
  ];
}

function events() {
  return [
    timeSeriesPanel({
      title: "Failed",
      description: "Share of events that failed within five minutes.",
      unit: "percentunit",
      min: 0,
      queries: [promql(`${SLO_SERIES.errorRatio(HOUR / 12)}${OF}`, "{{slo}}")],
    }),
    timeSeriesPanel({
      title: "Events",
      description: "Events a second, good and failed. Without any there is nothing to measure.",
      unit: "ops",
      queries: [promql(`${SLO_SERIES.totalRate}${OF}`, "{{slo}}")],
    }),
    tablePanel({
      title: "What is promised",
      description: "Share of events that must not fail.",
      unit: "percentunit",
      width: 8,
      decimals: 3,
      columns: { slo: "Objective" },
      valueName: "Promised",
      queries: [promql(`${SLO_SERIES.objective}${OF}`)],
    }),
  ];
}
