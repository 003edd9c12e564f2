import * as fc from "fast-check";
import {
  Rollout,
  type TargetingRule,
  targetingLogic,
  When,
} from "../../../../constructs/delivery/flags/targeting";
import { Problems } from "../../../../lib/core/errors";
import { numberToken } from "../../../support/fake-keda";
import { codes } from "../../../support/synth";

const VARIANTS = ["on", "off"];

function render(...rules: readonly TargetingRule[]) {
  const problems = new Problems();
  return { logic: targetingLogic(rules, VARIANTS, problems), codes: codes(problems.all) };
}

describe("targetingLogic", () => {
  it("nests rules in their order and falls back to the default", () => {
    const { logic, codes } = render(
      { when: When.endsWith("email", "@acme.com"), serve: "on" },
      { when: When.oneOf("country", ["DE", "AT"]), serve: Rollout.gradual(25) },
    );
    expect(codes).toEqual([]);
    expect(logic).toEqual({
      if: [
        { ends_with: [{ var: "email" }, "@acme.com"] },
        "on",
        {
          if: [
            { in: [{ var: "country" }, ["DE", "AT"]] },
            {
              fractional: [
                ["on", 25],
                ["off", 75],
              ],
            },
            null,
          ],
        },
      ],
    });
  });

  it("renders every condition", () => {
    const when = When.all(
      When.equals("plan", "pro"),
      When.not(When.startsWith("email", "bot@")),
      When.any(When.version("app", ">=", "2.1.0"), When.equals("beta", true)),
    );
    expect(render({ when, serve: "on" }).logic).toEqual({
      if: [
        {
          and: [
            { "===": [{ var: "plan" }, "pro"] },
            { "!": [{ starts_with: [{ var: "email" }, "bot@"] }] },
            { or: [{ sem_ver: [{ var: "app" }, ">=", "2.1.0"] }, { "===": [{ var: "beta" }, true] }] },
          ],
        },
        "on",
        null,
      ],
    });
  });

  it("decides by an attribute together with the flag's key when told to", () => {
    expect(render({ serve: Rollout.split({ on: 50, off: 50 }, { by: "tenant" }) }).logic).toEqual({
      fractional: [{ cat: [{ var: "$flagd.flagKey" }, { var: "tenant" }] }, ["on", 50], ["off", 50]],
    });
  });

  it("wraps a bare variant, because flagd takes objects only", () => {
    expect(render({ serve: "on" }).logic).toEqual({ if: [true, "on", null] });
    expect(render().logic).toEqual({});
  });

  it("takes any whole shares that sum to 100, and no others", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), fc.integer({ min: -50, max: 150 }), (on, off) => {
        const found = render({ serve: Rollout.split({ on, off }) }).codes;
        expect(found).toEqual(off >= 0 && on + off === 100 ? [] : ["[0].serve.percent split-not-100"]);
      }),
    );
  });

  it("sums to 100 for every gradual rollout", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), (percent) => {
        const { on = 0, off = 0 } = Rollout.gradual(percent).percent;
        expect(on + off).toBe(100);
        expect(render({ serve: Rollout.gradual(percent) }).codes).toEqual([]);
      }),
    );
  });

  it.each<[string, TargetingRule, string]>([
    ["fractions of a percent", { serve: Rollout.gradual(0.5) }, "[0].serve.percent split-not-100"],
    ["a split of one", { serve: Rollout.split({ on: 100 }) }, "[0].serve.percent split-of-one"],
    ["an unknown variant", { serve: "blue" }, "[0].serve unknown-variant"],
    [
      "a split with an unknown variant",
      { serve: Rollout.split({ on: 50, blue: 50 }) },
      "[0].serve.percent.blue unknown-variant",
    ],
    [
      "a version that is none",
      { when: When.version("app", ">", "2.1"), serve: "on" },
      "[0].when.version invalid-version",
    ],
    [
      "an unknown operator",
      { when: When.version("app", "=>" as ">=", "2.1.0"), serve: "on" },
      "[0].when.operator unknown-operator",
    ],
    [
      "an empty attribute",
      { when: When.all(When.equals(" ", 1)), serve: "on" },
      "[0].when.conditions[0].attribute missing-value",
    ],
    [
      "an empty list",
      { when: When.not(When.oneOf("a", [])), serve: "on" },
      "[0].when.condition.values no-conditions",
    ],
    ["no conditions", { when: When.any(), serve: "on" }, "[0].when.conditions no-conditions"],
  ])("refuses %s", (_, rule, expected) => {
    expect(render(rule).codes).toEqual([expected]);
  });

  it("refuses a rule behind one that takes everybody", () => {
    expect(render({ serve: "on" }, { when: When.equals("a", 1), serve: "off" }).codes).toEqual([
      "[1] unreachable-rule",
    ]);
  });

  it("leaves shares alone that are known after apply", () => {
    expect(render({ serve: Rollout.split({ on: numberToken(), off: 1 }) }).codes).toEqual([]);
  });
});
