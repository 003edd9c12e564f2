import {
  ALERT_SEVERITIES,
  type AlertRule,
  type AlertSeverity,
  MAX_RULE_SECONDS,
  type RuleGroup,
} from "../../../lib/core/alert-rules";
import { checkKnown, type Problems, resolveOrThrow } from "../../../lib/core/errors";
import { checkWholeNumber } from "../../../lib/core/quantities";
import { isToken } from "../../../lib/core/tokens";

/** What can be said about every alert. */
export interface AlertOptions {
  /** Seconds the condition holds before anybody is told. */
  readonly forSeconds?: number;
  readonly severity?: AlertSeverity;
}

/** Numbers by the name of what they limit. */
export type Numbers<T extends string = string> = { readonly [name in T]?: number };

/** Changes to one alert, with its thresholds by name; `"none"` leaves the alert out. */
export type AlertChange<T extends string = never> = (AlertOptions & Numbers<T>) | "none";

/** A number an alert compares with: what it is by default, and what may stand for it. */
export interface Threshold {
  readonly value: number;
  readonly allows: (value: number) => boolean;
  /** What it allows, as the rule of a problem. */
  readonly rule: string;
}

export type Thresholds<T extends string = string> = { readonly [name in T]: Threshold };

/** An alert before a user changed anything. Its runbook has the name of the alert. */
export interface AlertDefinition<T extends string = string>
  extends Required<Pick<AlertRule, "alert" | "forSeconds" | "severity" | "summary" | "description">> {
  /** @default none */
  readonly thresholds?: Thresholds<T>;
  readonly expr: (values: { readonly [name in T]: number }) => string;
}

type ThresholdNames<Change> = Exclude<keyof Exclude<Change, "none" | undefined>, keyof AlertOptions> & string;

/** The definition of each alert that options can change. */
export type AlertDefinitions<Options> = {
  readonly [name in keyof Options]-?: AlertDefinition<ThresholdNames<Options[name]>>;
};

/** A share: above 0 and below 1. */
export function ratio(value: number): Threshold {
  return {
    value,
    allows: (given) => Number.isFinite(given) && given > 0 && given < 1,
    rule: "must be a share above 0 and below 1, such as 0.05 for 5 percent",
  };
}

/** A whole number of something. */
export function whole(value: number, least: number, most: number): Threshold {
  return {
    value,
    allows: (given) => Number.isInteger(given) && given >= least && given <= most,
    rule: `must be a whole number from ${least} to ${most}`,
  };
}

/** An amount that may have a fraction, from zero. */
export function amount(value: number, most: number): Threshold {
  return {
    value,
    allows: (given) => Number.isFinite(given) && given >= 0 && given <= most,
    rule: `must be a number from 0 to ${most}`,
  };
}

/** Whole seconds, up to a year. */
export function seconds(value: number): Threshold {
  return whole(value, 1, MAX_RULE_SECONDS);
}

/** Whole days, up to a year. */
export function days(value: number): Threshold {
  return whole(value, 1, 365);
}

/** A group of the rules that a resolve function gives, none where it gives none; throws all problems at once. */
export function alertGroup(
  name: string,
  functionName: string,
  resolve: (problems: Problems) => readonly AlertRule[],
): readonly RuleGroup[] {
  const optionsName = `${functionName[0]?.toUpperCase()}${functionName.slice(1)}Options`;
  return groupOf(name, resolveOrThrow(functionName, optionsName, resolve));
}

/** A group, or none for no rules. */
export function groupOf(name: string, rules: readonly AlertRule[]): readonly [RuleGroup] | readonly [] {
  return rules.length === 0 ? [] : [{ name, rules }];
}

/**
 * The rules of definitions with a user's changes, and every problem of the changes.
 *
 * Codes: `unknown-alert`, `unknown-option`, `out-of-range`, `unknown-severity`.
 */
export function resolveAlerts<Options extends object>(
  definitions: AlertDefinitions<Options>,
  options: Options,
  problems: Problems,
): readonly AlertRule[] {
  const names = Object.keys(definitions) as (keyof Options & string)[];
  for (const name of Object.keys(options)) {
    checkKnown(problems, name, "unknown-alert", "alert", name, names);
  }
  return names.flatMap((name) => {
    const definition = definitions[name] as unknown as AlertDefinition;
    return resolveAlert(definition, options[name] as AlertChange<string> | undefined, problems.at(name));
  });
}

/** One alert, or none where it is switched off. */
export function resolveAlert<T extends string>(
  definition: AlertDefinition<T>,
  change: AlertChange<T> | undefined,
  problems: Problems,
): readonly AlertRule[] {
  if (change === "none" || !checkChange(problems, change)) {
    return [];
  }
  const { alert, summary, description, thresholds = {} as Thresholds<T> } = definition;
  const { forSeconds = definition.forSeconds, severity = definition.severity, ...given } = change ?? {};
  checkWholeNumber(problems, "forSeconds", forSeconds, 0, MAX_RULE_SECONDS);
  if (change?.severity !== undefined) {
    checkKnown(problems, "severity", "unknown-severity", "severity", severity, ALERT_SEVERITIES);
  }
  const expr = definition.expr(resolveThresholds(thresholds, given, problems, ["forSeconds", "severity"]));
  return [{ alert, expr, forSeconds, severity, summary, description, runbook: alert }];
}

/** The values of thresholds, where a user gave none their defaults; reports numbers that cannot stand for them. */
export function resolveThresholds<T extends string>(
  thresholds: Thresholds<T>,
  given: Numbers,
  problems: Problems,
  otherOptions: readonly string[] = [],
): { readonly [name in T]: number } {
  const known = [...Object.keys(thresholds), ...otherOptions];
  for (const name of Object.keys(given)) {
    checkKnown(problems, name, "unknown-option", "option", name, known);
  }
  return Object.fromEntries(
    Object.entries<Threshold>(thresholds).map(([name, threshold]) => {
      const value = given[name] ?? threshold.value;
      problems.addIf(isToken(value) || !threshold.allows(value), {
        prop: name,
        code: "out-of-range",
        rule: threshold.rule,
        value,
        fix: "choose a number in that range",
      });
      return [name, value];
    }),
  ) as { readonly [name in T]: number };
}

/** Reports what is neither an object nor undefined: a word other than "none", a number alone. */
export function checkChange(problems: Problems, change: unknown): boolean {
  return !problems.addIf(change !== undefined && (change === null || typeof change !== "object"), {
    prop: "",
    code: "unknown-option",
    rule: 'a change is an object with what differs, or "none"',
    value: change,
    fix: 'write "none" to leave it out, or the options that differ',
  });
}
