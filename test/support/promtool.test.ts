import { type RuleGroup, renderRuleGroups } from "../../lib/core/alert-rules";
import { Problems } from "../../lib/core/errors";
import { type AlertCase, alertsOf, checkRules, describeWithPromtool, testRules } from "./promtool";

const GROUP: RuleGroup = {
  name: "queues",
  rules: [
    { record: "queue:messages", expr: "sum by (queue) (queue_messages)" },
    {
      alert: "QueueBacklog",
      expr: "queue:messages > 100",
      forSeconds: 300,
      severity: "warning",
      summary: "{{ $labels.queue }} holds {{ $value }} messages",
      description: "Messages of {{ $labels.queue }} wait.",
      runbook: "QueueBacklog",
    },
  ],
};
const FIRES: AlertCase = {
  alert: "QueueBacklog",
  when: "when messages pile up",
  series: {
    'queue_messages{queue="orders", pod="a"}': "60x10",
    'queue_messages{queue="orders", pod="b"}': "50x10",
  },
  atMinute: 6,
  fires: [{ labels: { queue: "orders" }, summary: "orders holds 110 messages" }],
};

function file(group: RuleGroup = GROUP) {
  return renderRuleGroups([group], new Problems());
}

function withExpression(expr: string): RuleGroup {
  return { name: "queues", rules: alertsOf([GROUP]).map((rule) => ({ ...rule, expr })) };
}

describe("alertsOf", () => {
  it("leaves recording rules out", () => {
    expect(alertsOf([GROUP, GROUP]).map(({ alert }) => alert)).toEqual(["QueueBacklog", "QueueBacklog"]);
  });
});

describeWithPromtool("promtool", () => {
  it("takes rules and cases that hold", () => {
    checkRules(file());
    testRules(file(), FIRES);
    testRules(file(), { ...FIRES, atMinute: 4, fires: [] });
  });

  it("fails on PromQL that does not parse", () => {
    expect(() => checkRules(file(withExpression("sum by (queue) queue_messages > 100")))).toThrow(
      /parse error/,
    );
  });

  it("fails on a text whose template does not parse", () => {
    const [rule] = alertsOf([GROUP]);
    const broken = { name: "queues", rules: rule ? [{ ...rule, description: "{{ $labels.queue }" }] : [] };
    expect(() => checkRules(file(broken))).toThrow(/unexpected "}"/);
  });

  it.each<[string, Partial<AlertCase>]>([
    ["it must be quiet", { fires: [] }],
    ["it must fire before its time", { atMinute: 4 }],
    ["its summary must be another", { fires: [{ labels: { queue: "orders" }, summary: "orders" }] }],
    ["its labels must be others", { fires: [{ labels: {}, summary: "orders holds 110 messages" }] }],
  ])("fails on an alert that fires where %s", (_, change) => {
    expect(() => testRules(file(), { ...FIRES, ...change })).toThrow(/QueueBacklog/);
  });

  it("fails on an alert nobody defined", () => {
    expect(() => testRules(file(), { ...FIRES, alert: "Other" })).toThrow("no alert is called Other");
  });
});
