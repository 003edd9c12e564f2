import {
  type AlertRule,
  prometheusDuration,
  type RecordingRule,
  type RuleGroup,
} from "../../../lib/core/alert-rules";
import { type Problems, resolveOrThrow } from "../../../lib/core/errors";
import { checkName, DNS_LABEL } from "../../../lib/core/names";
import { checkWholeNumber } from "../../../lib/core/quantities";
import { isToken } from "../../../lib/core/tokens";
import { type AlertChange, resolveAlert } from "./alert-set";
import {
  BURN_WINDOWS,
  type BurnRate,
  burnRatesOf,
  burnThreshold,
  errorBudget,
  objectiveRatio,
  percent,
} from "./burn-rates";
import { resolveIndicator, type SloIndicator } from "./slo-indicator";

/** A service level objective: how much of what a service does must succeed. */
export interface Slo {
  /** Lowercase words with dashes, unique: `checkout-availability`. Its value in the label `slo`. */
  readonly name: string;
  /** Percent of events that must not fail, above 0 and below 100: 99.9. */
  readonly objectivePercent: number;
  readonly indicator: SloIndicator;
  /** Days the objective is looked at, 1 to 90; Prometheus must keep metrics that long. @default 30 */
  readonly windowDays?: number;
  /** Labels of the alerts, for routing: `{ team: "shop" }`. @default only `slo` */
  readonly labels?: Readonly<Record<string, string>>;
  /** Page that says what to do, by its name in docs/runbooks. @default ErrorBudgetBurnFast and ErrorBudgetBurnSlow */
  readonly runbook?: string;
  /** The budget is spent so fast that somebody has to look at once. @default critical, at once */
  readonly fast?: AlertChange;
  /** The budget will not last, and there is time until tomorrow. @default warning, at once */
  readonly slow?: AlertChange;
}

/** Days an objective is looked at where nobody says otherwise. */
export const DEFAULT_WINDOW_DAYS = 30;

/**
 * Series that the rules of an SLO record, each with the label `slo`. Dashboards rely on these names.
 *
 * - `slo:sli_error:ratio_rate5m`, `30m`, `1h`, `2h`, `6h`, `1d`, `3d`: share of events that failed within the time;
 *   none where there were no events
 * - `slo:error_budget:ratio`: share of the budget of the whole window that is left: 1 is all, 0 is none, below is more
 *   than there was
 * - `slo:objective:ratio`: share of events that must not fail: 0.999
 * - `slo:sli_error:rate5m`, `slo:sli_total:rate5m`: failed and all events a second
 */
export const SLO_SERIES = {
  errorRate: "slo:sli_error:rate5m",
  totalRate: "slo:sli_total:rate5m",
  errorRatio: (windowSeconds: number) => `slo:sli_error:ratio_rate${prometheusDuration(windowSeconds)}`,
  budget: "slo:error_budget:ratio",
  objective: "slo:objective:ratio",
} as const;

/** Seconds between evaluations: the windows look at series this dense, whatever the scrape interval. */
const INTERVAL_SECONDS = 60;

/**
 * Recording rules and alerts on several windows for service level objectives, for `alerts` of a PrometheusStack.
 *
 *     sloAlerts([
 *       { name: "checkout-availability", objectivePercent: 99.9, indicator: { httpErrors: { service: "checkout" } } },
 *       {
 *         name: "checkout-latency",
 *         objectivePercent: 95,
 *         indicator: { httpLatency: { service: "checkout", thresholdMs: 500 } },
 *       },
 *     ]);
 *
 * `SloCheckoutAvailabilityBurnsFast` fires where within 1 hour and still within 5 minutes 14.4 times the budget is spent, or
 * within 6 hours and 30 minutes 6 times; `SloCheckoutAvailabilityBurnsSlowly` where within 1 day and 2 hours 3 times,
 * or within 3 days and 6 hours more than there is. Windows longer than `windowDays` and rates no share of errors can
 * reach are left out: below 83.4 percent nothing burns fast.
 *
 * Each minute costs a query over 5 minutes of the indicator; longer windows are summed from what that recorded.
 *
 * @throws ConfigError `invalid-objective`, `invalid-name`, `duplicate-name`, `reserved-label`, `out-of-range`,
 * `unknown-option`, `unknown-severity`, and those of `resolveIndicator`
 */
export function sloAlerts(slos: readonly Slo[]): readonly RuleGroup[] {
  return resolveOrThrow("sloAlerts", "Slo[]", (problems) => resolveSlos(slos, problems));
}

/** Fills defaults and reports every problem. */
export function resolveSlos(slos: readonly Slo[], problems: Problems): readonly RuleGroup[] {
  const taken = new Set<string>();
  return slos.map((slo, index) => {
    const at = problems.at(index);
    at.addIf(taken.has(alertName(slo.name)), {
      prop: "name",
      code: "duplicate-name",
      rule: "an SLO has a name of its own, also without the dashes",
      value: slo.name,
      fix: "rename one of them",
    });
    taken.add(alertName(slo.name));
    return resolveSlo(slo, at);
  });
}

/** The group of rules of one objective. */
export function resolveSlo(slo: Slo, problems: Problems): RuleGroup {
  const { name, objectivePercent, windowDays = DEFAULT_WINDOW_DAYS } = slo;
  checkName(problems, "name", name ?? "", DNS_LABEL);
  checkWholeNumber(problems, "windowDays", windowDays, 1, 90);
  checkObjective(problems, objectivePercent);
  problems.at("labels").addIf(slo.labels?.slo !== undefined, {
    prop: "slo",
    code: "reserved-label",
    rule: "this label holds the name of the SLO",
    fix: "rename the label",
  });
  const { errors, total } = resolveIndicator(slo.indicator, problems.at("indicator"));
  const labels = { slo: name };
  const record = (series: string, expr: string): RecordingRule => ({ record: series, expr, labels });
  return {
    name: `slo-${name}`,
    intervalSeconds: INTERVAL_SECONDS,
    rules: [
      record(SLO_SERIES.errorRate, errors),
      record(SLO_SERIES.totalRate, total),
      record(SLO_SERIES.objective, `vector(${objectiveRatio(objectivePercent)})`),
      ...BURN_WINDOWS.map((window) => record(SLO_SERIES.errorRatio(window), ratioOver(name, window))),
      record(
        SLO_SERIES.budget,
        `1 - (${ratioOver(name, windowDays * 24 * 3600)}) / ${errorBudget(objectivePercent)}`,
      ),
      ...alerts(slo, windowDays, problems),
    ],
  };
}

function alerts(slo: Slo, windowDays: number, problems: Problems): readonly AlertRule[] {
  const { name, objectivePercent } = slo;
  const rates = burnRatesOf(objectivePercent, windowDays);
  const fails = `SLO ${name}: {{ $value | humanizePercentage }} of events fail`;
  const budget = `${percent(errorBudget(objectivePercent))} percent may fail in ${windowDays} days`;
  return (
    [
      {
        prop: "fast",
        runbook: "ErrorBudgetBurnFast",
        change: slo.fast,
        rates: rates.filter(({ pages }) => pages),
        definition: {
          alert: `${alertName(name)}BurnsFast`,
          severity: "critical",
          forSeconds: 0,
          summary: `${fails}, which uses up its budget within days or hours`,
          description: `${budget}. At this pace all that is spent before anybody would look by chance.`,
        },
      },
      {
        prop: "slow",
        runbook: "ErrorBudgetBurnSlow",
        change: slo.slow,
        rates: rates.filter(({ pages }) => !pages),
        definition: {
          alert: `${alertName(name)}BurnsSlowly`,
          severity: "warning",
          forSeconds: 0,
          summary: `${fails}, which its budget does not last for`,
          description: `${budget}. At this pace it is more, and the objective is missed.`,
        },
      },
    ] as const
  ).flatMap(({ prop, runbook, change, rates, definition }) => {
    const expr = () => rates.map((rate) => burning(slo, rate)).join("\nor\n");
    return resolveAlert({ ...definition, expr }, change, problems.at(prop))
      .filter(() => rates.length > 0)
      .map((rule) => ({ ...rule, labels: slo.labels, runbook: slo.runbook ?? runbook }));
  });
}

/** Share of failed events over a window. Where nothing happened there is no share. */
function ratioOver(name: string, windowSeconds: number): string {
  const of = (series: string) =>
    windowSeconds === BURN_WINDOWS[0]
      ? `${series}{slo="${name}"}`
      : `sum_over_time(${series}{slo="${name}"}[${prometheusDuration(windowSeconds)}])`;
  return `${of(SLO_SERIES.errorRate)} / (${of(SLO_SERIES.totalRate)} > 0)`;
}

function burning({ name, objectivePercent }: Slo, { factor, longSeconds, shortSeconds }: BurnRate): string {
  const threshold = burnThreshold(objectivePercent, factor);
  const above = (window: number) => `${SLO_SERIES.errorRatio(window)}{slo="${name}"} > ${threshold}`;
  return `(${above(longSeconds)} and ${above(shortSeconds)})`;
}

/** checkout-availability is SloCheckoutAvailability. */
function alertName(name: string): string {
  const words = String(name).split("-");
  return `Slo${words.map((word) => `${word[0]?.toUpperCase() ?? ""}${word.slice(1)}`).join("")}`;
}

function checkObjective(problems: Problems, objectivePercent: number): void {
  const possible =
    Number.isFinite(objectivePercent) && objectivePercent > 0 && errorBudget(objectivePercent) > 0;
  problems.addIf(isToken(objectivePercent) || !possible, {
    prop: "objectivePercent",
    code: "invalid-objective",
    rule: "an objective is a number above 0 and below 100: at 100 percent there is no error to spend",
    value: objectivePercent,
    fix: "choose what users need, such as 99.9",
  });
}
