import type { Problems } from "../../lib/core/errors";
import { checkWholeNumber } from "../../lib/core/quantities";
import { ifKnown, isToken } from "../../lib/core/tokens";
import { alloyString } from "./alloy-syntax";
import { checkLabels } from "./labels";
import { MAX_RETENTION_DAYS } from "./object-storage-config";

/** Streams that are kept for another time than the rest. */
export interface LokiRetentionOverride {
  /** Labels a stream has, all of them: `{ namespace: "audit" }`. */
  readonly selector: Readonly<Record<string, string>>;
  /** Days their lines are kept. */
  readonly days: number;
  /** Of two overrides that hold for one stream, the one with more wins. @default 0 */
  readonly priority?: number;
}

/** How long lines are kept. */
export interface LokiRetention {
  readonly retentionDays: number | "forever";
  readonly retentionOverrides: readonly LokiRetentionOverride[];
}

/** Retention as `limits_config` and the overrides of a tenant have it. */
export type RetentionLimits = {
  readonly retention_period: string;
  readonly retention_stream?: readonly {
    readonly selector: string;
    readonly priority: number;
    readonly period: string;
  }[];
};

/** Retention as Loki writes it. `0s` keeps for ever. */
export function retentionLimits({ retentionDays, retentionOverrides }: LokiRetention): RetentionLimits {
  return {
    retention_period: retentionDays === "forever" ? "0s" : hours(retentionDays),
    ...(retentionOverrides.length > 0 && {
      retention_stream: retentionOverrides.map(({ selector, days, priority = 0 }) => ({
        selector: streamSelector(selector),
        priority,
        period: hours(days),
      })),
    }),
  };
}

/** Labels as a selector of LogQL: `{app="shop", namespace="prod"}`. */
export function streamSelector(labels: Readonly<Record<string, string>>): string {
  const matchers = Object.entries(labels).map(([name, value]) => `${name}=${alloyString(value)}`);
  return `{${matchers.join(", ")}}`;
}

/** The longest time anything is kept. */
export function longestRetention(retentions: readonly LokiRetention[]): number | "forever" {
  const days = retentions.flatMap(({ retentionDays, retentionOverrides }) => [
    retentionDays,
    ...retentionOverrides.map((override) => override.days),
  ]);
  return days.reduce<number | "forever">(
    (longest, one) => (longest === "forever" || one === "forever" ? "forever" : Math.max(longest, one)),
    0,
  );
}

/**
 * Checks a retention.
 *
 * Codes: `out-of-range`, `empty-selector`, `invalid-label`, `template-in-selector`, `overlapping-overrides`,
 * `shadowed-override`.
 */
export function checkRetention(
  { retentionDays, retentionOverrides }: LokiRetention,
  problems: Problems,
): void {
  if (retentionDays !== "forever") {
    checkWholeNumber(problems, "retentionDays", retentionDays, 1, MAX_RETENTION_DAYS);
  }
  const overrides = problems.at("retentionOverrides");
  retentionOverrides.forEach((override, index) => {
    checkOverride(override, overrides.at(index));
    retentionOverrides.slice(0, index).forEach((earlier, position) => {
      checkPair(override, earlier, position, overrides.at(index));
    });
  });
}

function checkOverride({ selector, days, priority }: LokiRetentionOverride, problems: Problems): void {
  checkWholeNumber(problems, "days", days, 1, MAX_RETENTION_DAYS);
  checkWholeNumber(problems, "priority", priority, 0, 1_000_000);
  problems.addIf(Object.keys(selector).length === 0, {
    prop: "selector",
    code: "empty-selector",
    rule: "an override holds for the streams with some label",
    value: selector,
    fix: "name a label, or change retentionDays for all streams",
  });
  checkLabels(problems, "selector", selector);
  for (const [name, value] of Object.entries(selector)) {
    ifKnown(value, (known) => {
      problems.at("selector").addIf(/\{\{|\$\{/.test(known), {
        prop: name,
        code: "template-in-selector",
        rule: "the chart would read {{ and Loki ${ in its configuration as something to replace",
        value: known,
        fix: "select by another label",
      });
    });
  }
}

/** Two overrides one stream can match must say which of them wins, and neither may always lose. */
function checkPair(
  override: LokiRetentionOverride,
  earlier: LokiRetentionOverride,
  position: number,
  problems: Problems,
): void {
  const [one = 0, other = 0] = [override.priority, earlier.priority];
  if (isToken(one) || isToken(other) || !canMeet(override.selector, earlier.selector)) {
    return;
  }
  problems.addIf(one === other && override.days !== earlier.days, {
    prop: "priority",
    code: "overlapping-overrides",
    rule: `a stream can match this and retentionOverrides[${position}], which have the same priority`,
    value: one,
    fix: "give the one that should win more priority",
  });
  const shadowed =
    (one < other && holdsWherever(earlier.selector, override.selector)) ||
    (one > other && holdsWherever(override.selector, earlier.selector));
  problems.addIf(shadowed, {
    prop: "priority",
    code: "shadowed-override",
    rule: `this and retentionOverrides[${position}] hold for the same streams, and the wider one always wins`,
    value: one,
    fix: "give the narrower selector more priority, or leave it out",
  });
}

type Labels = Readonly<Record<string, string>>;

function canMeet(one: Labels, other: Labels): boolean {
  return Object.entries(one).every(([name, value]) => other[name] === undefined || other[name] === value);
}

/** Whether the wide selector holds for every stream of the narrow one. */
function holdsWherever(wide: Labels, narrow: Labels): boolean {
  return Object.entries(wide).every(([name, value]) => narrow[name] === value);
}

function hours(days: number): string {
  return `${days * 24}h`;
}
