import { checkDropRule, type LogDropRule } from "../../../constructs/observability/log-drop-rule";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

function problemsIn(rule: LogDropRule, { reason = "noise", readsLevels = true } = {}): string[] {
  const problems = new Problems();
  checkDropRule(problems, reason, rule, readsLevels);
  return codes(problems.all);
}

describe("checkDropRule", () => {
  it.each<LogDropRule>([
    { levels: ["debug", "TRACE"] },
    { namespaces: ["dev"], apps: ["shop.web_1"] },
    { expression: "GET /healthz", olderThanHours: 1, longerThanKb: 256 },
  ])("takes %j", (rule) => {
    expect(problemsIn(rule)).toEqual([]);
  });

  it.each([{}, { expression: "" }, { expression: "", longerThanKb: 1 }, { levels: undefined }])(
    "fails on %j, which says nothing",
    (rule) => {
      expect(problemsIn(rule)).toEqual(["noise empty-drop-rule"]);
    },
  );

  it.each<[LogDropRule, string]>([
    [{ levels: [] }, "noise.levels empty-list"],
    [{ namespaces: [] }, "noise.namespaces empty-list"],
    [{ apps: [] }, "noise.apps empty-list"],
    [{ levels: ["debug", "a|b"] }, "noise.levels[1] invalid-level"],
    [{ namespaces: ["kube-.*"] }, "noise.namespaces[0] invalid-name"],
    [{ apps: ["web", 'a"b'] }, "noise.apps[1] invalid-app"],
    [{ expression: "(?!x)" }, "noise.expression invalid-regex"],
    [{ olderThanHours: 0 }, "noise.olderThanHours out-of-range"],
    [{ longerThanKb: 1.5 }, "noise.longerThanKb out-of-range"],
  ])("fails on %j", (rule, problem) => {
    expect(problemsIn(rule)).toEqual([problem]);
  });

  it("fails on levels where lines are not read", () => {
    expect(problemsIn({ levels: ["debug"] }, { readsLevels: false })).toEqual(["noise.levels unread-level"]);
  });

  it("fails on a rule without a reason", () => {
    expect(problemsIn({ expression: "x" }, { reason: " " })).toEqual(['[" "] missing-reason']);
  });
});
