import { type AlertRule, isAlert, type RuleGroup } from "../../../lib/core/alert-rules";
import { Problems } from "../../../lib/core/errors";
import { DNS_LABEL, physicalName } from "../../../lib/core/names";
import { ifKnown, isToken } from "../../../lib/core/tokens";
import { amount, resolveThresholds } from "../../observability/alerts/alert-set";
import { DEFAULT_WINDOW_DAYS, resolveSlo, SLO_SERIES, type Slo } from "../../observability/alerts/slo";
import { checkLabels } from "../../observability/labels";
import type { WorkloadContext } from "../extension";
import { dashboardPath } from "./dashboard-path";
import type { ServiceObjectives } from "./monitoring-props";

/** Days metrics are kept where nobody says. Source: Prometheus, `--storage.tsdb.retention.time`. */
const DEFAULT_RETENTION_DAYS = 15;

/** As that of `serviceAlerts`. */
const THRESHOLDS = { leastRequestsPerSecond: amount(0.1, 1_000_000) };

type Context = Pick<WorkloadContext, "name" | "namespace" | "labels">;

/**
 * The rules that record and watch what a service promises: one group for each promise. The name of the service is
 * checked with the workload.
 *
 * Codes: `invalid-objective`, `out-of-range`, `slo-beyond-retention`, `unknown-names`, `invalid-label`,
 * `reserved-label`, `unknown-option`, `unknown-severity`.
 */
export function objectiveRules(
  objectives: ServiceObjectives,
  context: Context,
  retentionDays: number | undefined,
  problems: Problems,
): readonly RuleGroup[] {
  const keptDays = retentionDays ?? DEFAULT_RETENTION_DAYS;
  checkOwnLabels(objectives.labels ?? {}, problems);
  checkWindow(objectives.windowDays, keptDays, problems);
  const given = { leastRequestsPerSecond: objectives.leastRequestsPerSecond };
  const { leastRequestsPerSecond } = resolveThresholds(THRESHOLDS, given, problems);
  const dashboard = dashboardPath(context, objectives.names);
  const promises = promisesOf(objectives, context, Math.min(keptDays, DEFAULT_WINDOW_DAYS));
  const reported = new Set<string>();
  return promises.map(({ slo, propOf }) => {
    const found = new Problems();
    const group = resolveSlo(slo, found);
    report(found, propOf, reported, problems);
    const alert = (rule: AlertRule): AlertRule => ({
      ...rule,
      dashboard,
      expr: withTraffic(rule.expr, slo.name, leastRequestsPerSecond),
    });
    return { ...group, rules: group.rules.map((rule) => (isAlert(rule) ? alert(rule) : rule)) };
  });
}

/** Reports under our props, and what both promises are wrong in once. */
function report(
  found: Problems,
  propOf: Promised["propOf"],
  reported: Set<string>,
  problems: Problems,
): void {
  for (const problem of found.all) {
    const prop = propOf[problem.prop] ?? problem.prop;
    const key = `${prop} ${problem.code}`;
    if (!reported.has(key) && prop !== "name") {
      problems.add({ ...problem, prop });
    }
    reported.add(key);
  }
}

/** A promise as an objective, with the prop of ours that each of its props comes from. */
interface Promised {
  readonly slo: Slo;
  readonly propOf: { readonly [prop: string]: string };
}

function promisesOf(
  objectives: ServiceObjectives,
  context: Context,
  windowDays: number,
): readonly Promised[] {
  const { name, namespace, labels } = context;
  const { availabilityPercent = 99.9, latencyMs = 500, latencyPercent = 95 } = objectives;
  const { names, statusLabel } = objectives;
  const indicator = { service: name, namespace, names, statusLabel };
  const promise = (what: string): Pick<Slo, "name" | "windowDays" | "labels" | "fast" | "slow"> => ({
    name: sloName(context, what),
    windowDays: objectives.windowDays ?? windowDays,
    labels: { ...objectives.labels, namespace, service: name, ...(labels.team && { team: labels.team }) },
    fast: objectives.fast,
    slow: objectives.slow,
  });
  return [
    ...(availabilityPercent === "none"
      ? []
      : [
          {
            slo: {
              ...promise("availability"),
              objectivePercent: availabilityPercent,
              indicator: { httpErrors: indicator },
            },
            propOf: { objectivePercent: "availabilityPercent", ...indicatorProps("httpErrors") },
          },
        ]),
    ...(latencyMs === "none"
      ? []
      : [
          {
            slo: {
              ...promise("latency"),
              objectivePercent: latencyPercent,
              indicator: { httpLatency: { ...indicator, thresholdMs: latencyMs } },
            },
            propOf: { objectivePercent: "latencyPercent", ...indicatorProps("httpLatency") },
          },
        ]),
  ];
}

function indicatorProps(kind: "httpErrors" | "httpLatency"): Promised["propOf"] {
  return {
    [`indicator.${kind}.service`]: "name",
    [`indicator.${kind}.thresholdMs`]: "latencyMs",
    [`indicator.${kind}.names`]: "names",
    [`indicator.${kind}.statusLabel`]: "statusLabel",
  };
}

/**
 * Objectives of a cluster have names of their own, and `shop` with `users-api` is not `shop-users` with `api`: two
 * dashes stand between namespace and service.
 */
function sloName({ name, namespace }: Context, what: string): string {
  const service = isToken(namespace) ? name : `${namespace}--${name}`;
  return physicalName([service, what], DNS_LABEL.maxLength);
}

/** An alert about enough requests to speak of a share. */
function withTraffic(expr: string, slo: string, leastRequestsPerSecond: number): string {
  return leastRequestsPerSecond === 0
    ? expr
    : `(${expr})\nand avg_over_time(${SLO_SERIES.totalRate}{slo="${slo}"}[1h]) >= ${leastRequestsPerSecond}`;
}

function checkWindow(windowDays: number | undefined, keptDays: number, problems: Problems): void {
  ifKnown(windowDays, (known) => {
    problems.addIf(known > keptDays, {
      prop: "windowDays",
      code: "slo-beyond-retention",
      rule: `metrics are kept ${keptDays} days: the error budget would be that of a shorter time`,
      value: known,
      fix: `choose ${keptDays} days or less, or keep metrics longer`,
    });
  });
}

function checkOwnLabels(labels: NonNullable<ServiceObjectives["labels"]>, problems: Problems): void {
  checkLabels(problems, "labels", labels);
  for (const label of ["namespace", "service", "alertname", "severity"]) {
    problems.at("labels").addIf(label in labels, {
      prop: label,
      code: "reserved-label",
      rule: "this label is made from the service and the rule themselves",
      value: labels[label],
      fix: "rename the label",
    });
  }
}
