import type { AlertRule, RuleGroup } from "../../lib/core/alert-rules";
import { ConfigError } from "../../lib/core/errors";
import { type AlertCase, alertsOf } from "./promtool";

type Series = AlertCase["series"];
type Labels = Readonly<Record<string, string>>;

/** A case in which one alert fires. */
export function fires(
  alert: string,
  when: string,
  series: Series,
  atMinute: number,
  labels: Labels,
  summary: string,
): AlertCase {
  return { alert, when, series, atMinute, fires: [{ labels, summary }] };
}

/** A case in which nothing fires. */
export function quiet(alert: string, when: string, series: Series, atMinute: number): AlertCase {
  return { alert, when, series, atMinute, fires: [] };
}

/** A condition that begins at a minute: quiet a minute before it has held long enough, firing as soon as it has. */
export function holding(
  alert: string,
  when: string,
  series: Series,
  minutes: { readonly from: number; readonly hold: number },
  labels: Labels,
  summary: string,
): readonly AlertCase[] {
  const at = minutes.from + minutes.hold;
  return [
    fires(alert, when, series, at, labels, summary),
    quiet(alert, `${when}, a minute too early`, series, at - 1),
  ];
}

/** What a test knows of one option: the alert it changes, and its thresholds. */
export interface ChangeableAlert {
  readonly alert: string;
  /** What the alert has where nothing is said. */
  readonly severity: AlertRule["severity"];
  /** Another value each threshold may have, and values it may not. */
  readonly thresholds?: Readonly<
    Record<string, { readonly other: number; readonly wrong: readonly number[] }>
  >;
}

/** Values that are no share. */
export const NO_RATIO: readonly number[] = [-0.1, 0, 1, 5, Number.NaN, Number.POSITIVE_INFINITY];

/** Values that are no number of things from one on. */
export const NO_COUNT: readonly number[] = [-1, 0, 1.5, Number.NaN];

/** Declares the tests every function of alerts has: what can be changed, and what is refused. */
export function describeChanges(
  name: string,
  make: (options: object) => readonly RuleGroup[],
  table: Readonly<Record<string, ChangeableAlert>>,
): void {
  const names = Object.keys(table);
  const entries = Object.entries(table);
  const thresholds = entries.flatMap(([option, { thresholds }]) =>
    Object.entries(thresholds ?? {}).map(([threshold, values]) => ({ option, threshold, ...values })),
  );

  function rule(alert: string, options: object) {
    return alertsOf(make(options)).find((one) => one.alert === alert);
  }

  function problems(options: object): readonly string[] {
    try {
      make(options);
    } catch (error) {
      if (error instanceof ConfigError) {
        return error.problems.map(({ prop, code }) => `${prop} ${code}`);
      }
      throw error;
    }
    return [];
  }

  describe(`${name}, changed`, () => {
    it("knows every alert by an option", () => {
      const alerts = alertsOf(make({})).map(({ alert }) => alert);
      expect(entries.map(([, { alert }]) => alert).sort()).toEqual([...alerts].sort());
    });

    it.each(entries)("tells of %s with its severity", (_option, { alert, severity }) => {
      expect(rule(alert, {})?.severity).toBe(severity);
    });

    it("leaves out what is switched off, and the group with the last of it", () => {
      const all = alertsOf(make({})).map(({ alert }) => alert);
      for (const [option, { alert }] of entries) {
        const left = alertsOf(make({ [option]: "none" })).map((one) => one.alert);
        expect(left).toEqual(all.filter((one) => one !== alert));
      }
      expect(make(Object.fromEntries(names.map((option) => [option, "none"])))).toEqual([]);
    });

    it.each(entries)(
      "takes another time and severity for %s, and leaves the rest alone",
      (option, { alert }) => {
        const other = table[option]?.severity === "critical" ? "info" : "critical";
        const change = { forSeconds: 4242, severity: other };
        const others = alertsOf(make({})).filter((one) => one.alert !== alert);
        expect(rule(alert, { [option]: change })).toEqual({ ...rule(alert, {}), ...change });
        expect(alertsOf(make({ [option]: change })).filter((one) => one.alert !== alert)).toEqual(others);
        expect(rule(alert, { [option]: {} })).toEqual(rule(alert, {}));
      },
    );

    it("has a runbook of its own for every alert, and two texts that differ", () => {
      for (const { alert, runbook, summary, description } of alertsOf(make({}))) {
        expect(runbook).toBe(alert);
        expect(summary).not.toEqual(description);
      }
    });

    if (thresholds.length > 0) {
      it.each(thresholds)("takes another $threshold of $option", ({ option, threshold, other }) => {
        const alert = table[option]?.alert ?? "";
        const changed = rule(alert, { [option]: { [threshold]: other } });
        expect(changed?.expr).not.toEqual(rule(alert, {})?.expr);
        expect({ ...changed, expr: "" }).toEqual({ ...rule(alert, {}), expr: "" });
      });

      it.each(thresholds)(
        "fails on a $threshold of $option that cannot be",
        ({ option, threshold, wrong }) => {
          for (const value of wrong) {
            expect(problems({ [option]: { [threshold]: value } })).toEqual([
              `${option}.${threshold} out-of-range`,
            ]);
          }
        },
      );
    }

    it.each(names)("fails on what %s does not know", (option) => {
      expect(problems({ [option]: { forSeconds: -1 } })).toEqual([`${option}.forSeconds out-of-range`]);
      expect(problems({ [option]: { forSeconds: 1.5 } })).toEqual([`${option}.forSeconds out-of-range`]);
      expect(problems({ [option]: { severity: "page" } })).toEqual([`${option}.severity unknown-severity`]);
      expect(problems({ [option]: { severity: "none" } })).toEqual([`${option}.severity unknown-severity`]);
      expect(problems({ [option]: { treshold: 1 } })).toEqual([`${option}.treshold unknown-option`]);
      expect(problems({ [option]: "off" })).toEqual([`${option} unknown-option`]);
      expect(problems({ [option]: null })).toEqual([`${option} unknown-option`]);
    });

    it("fails on an alert there is not", () => {
      expect(problems({ everything: "none" })).toEqual(["everything unknown-alert"]);
    });
  });
}

/** Groups with the one alert, for cases of options that concern nothing else. */
export function onlyAlert(groups: readonly RuleGroup[], alert: string): readonly RuleGroup[] {
  return groups.map((group) => ({
    ...group,
    rules: group.rules.filter((rule) => !("alert" in rule) || rule.alert === alert),
  }));
}
