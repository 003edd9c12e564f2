import { type RuleGroup, renderRuleGroups } from "../../lib/core/alert-rules";
import { Problems } from "../../lib/core/errors";
import { type AlertCase, testRules } from "./promtool";

/**
 * Lets promtool say what rules recorded: fails unless the expression gives the one value at that minute, or nothing
 * where none is expected. Its own tests speak of alerts, so an alert tells the value.
 */
export function expectRecorded(
  groups: readonly RuleGroup[],
  expr: string,
  series: AlertCase["series"],
  atMinute: number,
  expected: { readonly labels: Readonly<Record<string, string>>; readonly value: string } | undefined,
  everyMinutes?: number,
): void {
  const problems = new Problems();
  const tells: RuleGroup = {
    name: "tells",
    rules: [
      {
        alert: "Tells",
        expr,
        severity: "info",
        summary: '{{ $value | printf "%.3g" }}',
        description: "What was recorded.",
        runbook: "Tells",
      },
    ],
  };
  const file = renderRuleGroups([...groups, tells], problems);
  expect(problems.all).toEqual([]);
  testRules(file, {
    alert: "Tells",
    when: "",
    series,
    atMinute,
    everyMinutes,
    fires: expected === undefined ? [] : [{ labels: expected.labels, summary: expected.value }],
  });
}
