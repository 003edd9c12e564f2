import {
  ALERT_SEVERITIES,
  type AlertRule,
  type AlertSeverity,
  MAX_RULE_SECONDS,
  prometheusDuration,
  type RuleGroup,
} from "../../lib/core/alert-rules";
import { checkKnown, type Problems, resolveOrThrow } from "../../lib/core/errors";
import { checkWholeNumber } from "../../lib/core/quantities";

/** What can be said about one alert. */
export interface ScalingAlertOptions {
  /** Seconds the condition holds before anybody is told. */
  readonly forSeconds?: number;
  readonly severity?: AlertSeverity;
}

/** Changes to the alerts of `scalingAlerts`; `"none"` leaves an alert out. */
export interface ScalingAlertsOptions {
  /** Errors of one trigger that keep coming. @default warning after 5 minutes */
  readonly scalerErrors?: ScalingAlertOptions | "none";
  /** Errors of a ScaledObject that none of its triggers caused. @default warning after 5 minutes */
  readonly scaledObjectErrors?: ScalingAlertOptions | "none";
  /** Errors of a ScaledJob that none of its triggers caused. @default warning after 5 minutes */
  readonly scaledJobErrors?: ScalingAlertOptions | "none";
  /** All the replicas the maximum allows, where the minimum allows fewer. @default warning after 15 minutes */
  readonly atMaximum?: ScalingAlertOptions | "none";
  /** Paused by an annotation, and forgotten. @default info after a day */
  readonly paused?: ScalingAlertOptions | "none";
  /** Triggers call for replicas and there are none. @default critical after 10 minutes */
  readonly stuckAtZero?: ScalingAlertOptions | "none";
  /** The replicas do not become what the autoscaler sets. @default warning after 15 minutes */
  readonly stuck?: ScalingAlertOptions | "none";
  /** The autoscaler cannot read its metrics or cannot scale its target. @default warning after 15 minutes */
  readonly autoscalerFailing?: ScalingAlertOptions | "none";
  /** Sources are asked later than they should be. @default warning after 10 minutes of more than 10 seconds */
  readonly scaleLoopLag?: (ScalingAlertOptions & { readonly lagSeconds?: number }) | "none";
  /** No operator runs. @default critical after 5 minutes */
  readonly operatorDown?: ScalingAlertOptions | "none";
}

/**
 * Alerts about KEDA and what it scales, for `alerts` of a PrometheusStack.
 *
 *     new PrometheusStack(this, "Prometheus", { cluster, alerts: { keda: scalingAlerts() } });
 *
 * They need a Keda with `serviceMonitors`, without which `KedaOperatorDown` fires and others cannot, and
 * kube-state-metrics, which a PrometheusStack brings. An autoscaler is known by the name KEDA gives it, `keda-hpa-`
 * and the name of the ScaledObject; one that was named otherwise goes without `KedaAtMaximum`, `KedaStuckAtZero`,
 * `KedaScalingStuck` and `KedaAutoscalerFailing`.
 *
 * @throws ConfigError `out-of-range`, `unknown-severity`
 */
export function scalingAlerts(options: ScalingAlertsOptions = {}): readonly RuleGroup[] {
  const rules = resolveOrThrow("scalingAlerts", "ScalingAlertsOptions", (problems) =>
    resolveScalingAlerts(options, problems),
  );
  return rules.length === 0 ? [] : [{ name: "keda", rules }];
}

/** Fills defaults and reports every problem. */
export function resolveScalingAlerts(
  options: ScalingAlertsOptions,
  problems: Problems,
): readonly AlertRule[] {
  const lagSeconds = (options.scaleLoopLag === "none" ? undefined : options.scaleLoopLag?.lagSeconds) ?? 10;
  checkWholeNumber(problems.at("scaleLoopLag"), "lagSeconds", lagSeconds, 1, MAX_RULE_SECONDS);
  return NAMES.flatMap((name) => {
    const option = options[name];
    if (option === "none") {
      return [];
    }
    const { expr, ...rule } = RULES[name];
    const forSeconds = option?.forSeconds ?? rule.forSeconds;
    const severity = option?.severity ?? rule.severity;
    const at = problems.at(name);
    checkWholeNumber(at, "forSeconds", forSeconds, 0, MAX_RULE_SECONDS);
    checkKnown(at, "severity", "unknown-severity", "severity", severity, ALERT_SEVERITIES);
    return [{ ...rule, runbook: rule.alert, forSeconds, severity, expr: expr({ forSeconds, lagSeconds }) }];
  });
}

interface Thresholds {
  readonly forSeconds: number;
  readonly lagSeconds: number;
}

type Rule = Required<Omit<AlertRule, "expr" | "labels" | "runbook" | "dashboard">> & {
  readonly expr: (thresholds: Thresholds) => string;
};

const LOOP_LATENCY = "keda_internal_scale_loop_latency_seconds";
const AUTOSCALER = "kube_horizontalpodautoscaler";
const MADE_BY_KEDA = 'horizontalpodautoscaler=~"keda-hpa-.+"';
const OBJECT = "{{ $labels.namespace }}/{{ $labels.scaledObject }}";

/** Names and labels of the series: metricscollector/prommetrics.go of KEDA; the autoscaler's: kube-state-metrics. */
const RULES: { readonly [name in keyof ScalingAlertsOptions]-?: Rule } = {
  scalerErrors: {
    alert: "KedaScalerErrors",
    severity: "warning",
    forSeconds: 5 * 60,
    expr: (thresholds) =>
      errors(
        "keda_scaler_detail_errors_total",
        "namespace, type, scaledObject, scaler, triggerIndex",
        thresholds,
      ),
    summary: `KEDA cannot ask trigger {{ $labels.triggerIndex }} ({{ $labels.scaler }}) of {{ $labels.type }} ${OBJECT}`,
    description:
      "Every question to the source of this trigger fails. Without a fallback the workload keeps the size it has, however much work there is.",
  },
  scaledObjectErrors: {
    alert: "KedaScaledObjectErrors",
    severity: "warning",
    forSeconds: 5 * 60,
    // Each error of a trigger, a ScaledJob's as well, is counted for the object too; KedaScalerErrors tells of those.
    expr: (thresholds) =>
      `${errors("keda_scaled_object_errors_total", "namespace, scaledObject", thresholds)}
unless on (namespace, scaledObject)
  ${errors("keda_scaler_detail_errors_total", "namespace, scaledObject", thresholds)}`,
    summary: `KEDA cannot work with ScaledObject ${OBJECT}`,
    description:
      "Its triggers cannot be set up: a missing target, a missing secret or a formula that does not compute. The workload keeps the size it has.",
  },
  scaledJobErrors: {
    alert: "KedaScaledJobErrors",
    severity: "warning",
    forSeconds: 5 * 60,
    expr: (thresholds) =>
      `${errors("keda_scaled_job_errors_total", "namespace, scaledJob", thresholds)}
unless on (namespace, scaledJob)
  label_replace(${errors('keda_scaler_detail_errors_total{type="scaledjob"}', "namespace, scaledObject", thresholds)}, "scaledJob", "$1", "scaledObject", "(.+)")`,
    summary: "KEDA cannot work with ScaledJob {{ $labels.namespace }}/{{ $labels.scaledJob }}",
    description: "Its triggers cannot be set up or its jobs cannot be made, so that work waits.",
  },
  atMaximum: {
    alert: "KedaAtMaximum",
    severity: "warning",
    forSeconds: 15 * 60,
    expr: () =>
      unlessPaused(
        perScaledObject(`
  ${replicas("status_desired")} >= ${replicas("spec_max")}
  and ${replicas("spec_max")} > 1
  and ${replicas("spec_max")} > ${replicas("spec_min")}
`),
      ),
    summary: `${OBJECT} runs all {{ $value }} replicas it may have`,
    description: "More work than this is not answered with more replicas: it waits, or takes longer.",
  },
  paused: {
    alert: "KedaPaused",
    severity: "info",
    forSeconds: 24 * 3600,
    // Looks back over a restart of the operator, which would start the day anew.
    expr: () =>
      `max by (namespace, scaledObject) (${inNamespaceOfObject("last_over_time(keda_scaled_object_paused[15m])")}) == 1`,
    summary: `Scaling of ${OBJECT} is paused`,
    description:
      "An annotation keeps KEDA from scaling this workload. It does not follow its load until that is removed.",
  },
  stuckAtZero: {
    alert: "KedaStuckAtZero",
    severity: "critical",
    forSeconds: 10 * 60,
    // Where a formula combines the triggers, its result decides, and KEDA reports that as a scaler of this name.
    expr: () =>
      unlessPaused(`(
  ${active(', scaler="composite-metric"')}
  or ${active("")}
) == 1
and on (namespace, scaledObject)
  ${perScaledObject(`${replicas("status_current")} == 0`)}`),
    summary: `${OBJECT} has work and no replica`,
    description:
      "A trigger is active, yet the workload stays at zero: nothing of what comes in is worked on.",
  },
  stuck: {
    alert: "KedaScalingStuck",
    severity: "warning",
    forSeconds: 15 * 60,
    expr: () =>
      unlessPaused(
        perScaledObject(`
  ${replicas("status_desired")} != ${replicas("status_current")}
  and ${perAutoscaler(`changes(${AUTOSCALER}_status_current_replicas{${MADE_BY_KEDA}}[5m])`)} == 0
`),
      ),
    summary: `${OBJECT} does not become the {{ $value }} replicas it should have`,
    description: "The autoscaler sets a size and the workload keeps another: something else sets it back.",
  },
  autoscalerFailing: {
    alert: "KedaAutoscalerFailing",
    severity: "warning",
    forSeconds: 15 * 60,
    // At zero replicas an autoscaler is never active, which is no fault.
    expr: () =>
      unlessPaused(
        perScaledObject(`
  ${broken("AbleToScale")} == 1
  or (${broken("ScalingActive")} == 1 and ${replicas("status_current")} > 0)
`),
      ),
    summary: `The autoscaler of ${OBJECT} does not work`,
    description: "It cannot read its metrics or cannot scale its target. The workload keeps the size it has.",
  },
  scaleLoopLag: {
    alert: "KedaScaleLoopLagging",
    severity: "warning",
    forSeconds: 10 * 60,
    // What was deleted or paused keeps its last value for as long as the operator runs; only what moves counts.
    expr: ({ lagSeconds }) =>
      `max by (namespace, type, resource) (
  ${inNamespaceOfObject(`${LOOP_LATENCY} > ${lagSeconds} and changes(${LOOP_LATENCY}[15m]) > 0`)}
)`,
    summary:
      "KEDA looks after {{ $labels.type }} {{ $labels.namespace }}/{{ $labels.resource }} {{ $value | humanizeDuration }} late",
    description:
      "Sources are asked less often than the polling interval says, so that scaling lags behind the load.",
  },
  operatorDown: {
    alert: "KedaOperatorDown",
    severity: "critical",
    forSeconds: 5 * 60,
    // Not a pattern: the metrics server's job begins with the same words.
    expr: () => 'absent(up{job="keda-operator"} == 1)',
    summary: "No KEDA operator runs",
    description:
      "Nothing is scaled from or to zero, and autoscalers get no metrics: every workload of KEDA keeps the size it has.",
  },
};

const NAMES = Object.keys(RULES) as (keyof ScalingAlertsOptions)[];

/**
 * KEDA labels its series with the namespace of what is scaled. Where a ServiceMonitor does not honour labels, they
 * arrive with that as `exported_namespace` and with the operator's own as `namespace`.
 */
function inNamespaceOfObject(series: string): string {
  return `label_replace(${series}, "namespace", "$1", "exported_namespace", "(.+)")`;
}

/** Errors that come at least every five minutes count as one row of them. */
function errors(counter: string, by: string, { forSeconds }: Thresholds): string {
  const increase = `increase(${counter}[${prometheusDuration(Math.max(forSeconds, 300))}])`;
  return `sum by (${by}) (${inNamespaceOfObject(increase)}) > 0`;
}

function active(selector: string): string {
  const series = `keda_scaler_active{type="scaledobject"${selector}}`;
  return `max by (namespace, scaledObject) (${inNamespaceOfObject(series)})`;
}

/** Without what changes when kube-state-metrics restarts, which would start the waiting anew. */
function perAutoscaler(series: string): string {
  return `max by (namespace, horizontalpodautoscaler) (${series})`;
}

function replicas(kind: "spec_max" | "spec_min" | "status_current" | "status_desired"): string {
  return perAutoscaler(`${AUTOSCALER}_${kind}_replicas{${MADE_BY_KEDA}}`);
}

function broken(condition: "AbleToScale" | "ScalingActive"): string {
  return perAutoscaler(
    `${AUTOSCALER}_status_condition{${MADE_BY_KEDA}, condition="${condition}", status="false"}`,
  );
}

function perScaledObject(autoscalers: string): string {
  return `label_replace(${autoscalers}, "scaledObject", "$1", "horizontalpodautoscaler", "keda-hpa-(.+)")`;
}

/** A pause in one direction leaves the autoscaler in place. */
function unlessPaused(scaledObjects: string): string {
  return `${scaledObjects}
unless on (namespace, scaledObject)
  max by (namespace, scaledObject) (${inNamespaceOfObject("keda_scaled_object_paused")}) == 1`;
}
