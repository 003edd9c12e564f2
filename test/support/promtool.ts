import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import {
  type AlertRule,
  isAlert,
  type RenderedRule,
  type RuleFile,
  type RuleGroup,
  renderRuleGroups,
} from "../../lib/core/alert-rules";
import { Problems } from "../../lib/core/errors";

/** Whether promtool, the tool that comes with Prometheus, is installed. */
export const PROMTOOL = spawnSync("promtool", ["--version"], { stdio: "ignore" }).status === 0;

/** Like describe, but skipped, and counted as skipped, where promtool is not installed. */
export const describeWithPromtool = PROMTOOL ? describe : describe.skip;

/** What an alert must do on given series. */
export interface AlertCase {
  readonly alert: string;
  /** Completes "fires" or "is quiet": `when a trigger fails all the time`. */
  readonly when: string;
  /** Series in Prometheus' notation to their values, one a minute, in promtool's: `0+1x30`, `1x9 0x20`, `_x5`. */
  readonly series: Readonly<Record<string, string>>;
  /** Minutes after the first values at which to look. */
  readonly atMinute: number;
  /** Minutes between evaluations: days of them, one a minute, take seconds. @default 1 */
  readonly everyMinutes?: number;
  /** Alerts that fire then; none where it must be quiet. Labels are all but alertname and severity. */
  readonly fires: readonly FiringAlert[];
}

export interface FiringAlert {
  readonly labels: Readonly<Record<string, string>>;
  /** The summary as people read it. */
  readonly summary: string;
}

/**
 * Declares the tests every set of alerts has: promtool takes the rules, each alert has a case in which it fires and
 * one in which it is quiet, and does what its cases say.
 */
export function describeAlerts(
  name: string,
  groups: readonly RuleGroup[],
  cases: readonly AlertCase[],
): void {
  describe(name, () => {
    const alerts = alertsOf(groups);

    it("shows every alert firing and quiet", () => {
      const names = alerts.map(({ alert }) => alert);
      const shown = (firing: boolean) =>
        new Set(cases.filter(({ fires }) => fires.length > 0 === firing).map(({ alert }) => alert));
      expect(names.filter((alert) => !shown(true).has(alert) || !shown(false).has(alert))).toEqual([]);
      expect(cases.map(({ alert }) => alert).filter((alert) => !names.includes(alert))).toEqual([]);
    });

    describeWithPromtool("through promtool", () => {
      it("are rules Prometheus takes", () => {
        checkRules(rendered(groups));
      });

      it.each(
        cases.map((one) => [one.alert, one.fires.length > 0 ? "fires" : "is quiet", one.when, one] as const),
      )("%s %s %s", (_alert, _verdict, _when, one) => {
        testRules(rendered(groups), one);
      });
    });
  });
}

/** The alerts of groups. */
export function alertsOf(groups: readonly RuleGroup[]): readonly AlertRule[] {
  return groups.flatMap(({ rules }) => rules.filter(isAlert));
}

/** Lets promtool check a rule file, lint included; fails with what it says. */
export function checkRules(file: RuleFile): void {
  inFolder({ "rules.json": file }, (cwd) => promtool(cwd, "check", "rules", "--lint-fatal", "rules.json"));
}

/** Lets promtool evaluate the rules over the series of a case; fails with what it says. */
export function testRules(file: RuleFile, one: AlertCase): void {
  const rule = file.groups.flatMap(({ rules }) => rules).find(({ alert }) => alert === one.alert);
  if (rule === undefined) {
    throw new Error(`no alert is called ${one.alert}`);
  }
  const test = {
    rule_files: ["rules.json"],
    evaluation_interval: `${one.everyMinutes ?? 1}m`,
    // Without an order of groups promtool takes a random one, and a rule may see what another recorded a round late.
    group_eval_order: file.groups.map(({ name }) => name),
    tests: [
      {
        interval: "1m",
        input_series: Object.entries(one.series).map(([series, values]) => ({ series, values })),
        alert_rule_test: [
          {
            eval_time: `${one.atMinute}m`,
            alertname: one.alert,
            exp_alerts: one.fires.map(({ labels, summary }) => ({
              exp_labels: { ...labels, ...rule.labels },
              exp_annotations: { summary },
            })),
          },
        ],
      },
    ],
  };
  inFolder({ "rules.json": only(one.alert, file), "test.json": test }, (cwd) =>
    promtool(cwd, "test", "rules", "test.json"),
  );
}

function rendered(groups: readonly RuleGroup[]): RuleFile {
  const problems = new Problems();
  const file = renderRuleGroups(groups, problems);
  expect(problems.all).toEqual([]);
  return file;
}

/**
 * One alert with the recording rules it may rely on: a day of all rules takes a second. promtool compares every
 * annotation, and a case states only the one that names what is wrong.
 */
function only(alert: string, file: RuleFile): RuleFile {
  return {
    groups: file.groups.map((group) => ({
      ...group,
      rules: group.rules
        .filter((rule) => rule.alert === undefined || rule.alert === alert)
        .map(
          ({ annotations, ...rule }): RenderedRule => ({
            ...rule,
            ...(annotations?.summary !== undefined && { annotations: { summary: annotations.summary } }),
          }),
        ),
    })),
  };
}

function promtool(cwd: string, ...args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync("promtool", [...args], { cwd, encoding: "utf8" });
  if (status !== 0) {
    throw new Error(`promtool ${args.join(" ")}\n${stdout}${stderr}`);
  }
}

/** Prometheus reads YAML, and so JSON. */
function inFolder(files: Readonly<Record<string, object>>, use: (cwd: string) => void): void {
  const cwd = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-promtool-"));
  try {
    for (const [name, content] of Object.entries(files)) {
      fs.writeFileSync(path.join(cwd, name), JSON.stringify(content));
    }
    use(cwd);
  } finally {
    fs.rmSync(cwd, { recursive: true, force: true });
  }
}
