import { Fn, Token } from "cdktf";
import { checkRules, type GivenParameters } from "../../../../constructs/keda/scalers/rules";
import type { ScalerRule } from "../../../../constructs/keda/scalers/scaler-table";
import { Problems } from "../../../../lib/core/errors";

const says = "the rule";
const LATER = Token.asString(Fn.upper("later"));
const EITHER = { says, either: [["a"], ["b", "c"]] };
const EXCLUSIVE = { says, exclusive: ["a", "b"] };
const TOGETHER = { says, together: ["a", "b"] };
const NEEDS = { says, when: { key: "mode", is: ["on", 1, true] }, needs: ["a", "b"] };
const NEEDS_IF_GIVEN = { says, when: { key: "mode" }, needs: ["a"] };
const REFUSES = { says, when: { key: "mode", is: ["on"] }, refuses: ["a", "b"] };
const MINIMUM = { says, minimum: { key: "a", value: 5 } };
const DIFFER = { says, differ: ["a", "b"] } as const;
const PATTERN = { says, pattern: { key: "a", regex: "^\\d+$" } };

/** Prop, code and way out of each problem. Props are KEDA's names in capitals. */
function found(rule: ScalerRule, given: GivenParameters, complete = true): string[] {
  const problems = new Problems();
  checkRules([rule], given, problems, (key) => key.toUpperCase(), complete);
  return problems.all.map(({ prop, code, fix }) => `${prop} ${code}: ${fix}`);
}

describe("checkRules", () => {
  it.each<[string, ScalerRule, GivenParameters]>([
    ["either, by one", EITHER, { a: 1 }],
    ["either, by the other", EITHER, { b: 1, c: 1 }],
    ["exclusive, by one", EXCLUSIVE, { a: 1 }],
    ["exclusive, by a switch that is off", EXCLUSIVE, { a: 1, b: false }],
    ["together, by none", TOGETHER, {}],
    ["together, by all", TOGETHER, { a: 1, b: 1 }],
    ["needs, where the condition does not hold", NEEDS, { mode: "off" }],
    ["needs, where nothing is given", NEEDS, {}],
    ["needs, where they are there", NEEDS, { mode: "on", a: 1, b: 1 }],
    ["needs, where the condition is known only after apply", NEEDS, { mode: LATER }],
    ["needs, where the switch is off", NEEDS_IF_GIVEN, { mode: false }],
    ["refuses, where the condition does not hold", REFUSES, { mode: "off", a: 1 }],
    ["refuses, by a switch that is off", REFUSES, { mode: "on", a: false }],
    ["a minimum", MINIMUM, { a: 5 }],
    ["a minimum of what is not given", MINIMUM, {}],
    ["a minimum of what is known only after apply", MINIMUM, { a: Token.asNumber(Fn.tonumber("1")) }],
    ["a difference", DIFFER, { a: 1, b: 2 }],
    ["a difference to what is not given", DIFFER, { a: 1 }],
    ["a difference of tokens", DIFFER, { a: LATER, b: LATER }],
    ["a pattern", PATTERN, { a: "12" }],
    ["a pattern of what is known only after apply", PATTERN, { a: LATER }],
  ])("is content with %s", (_, rule, given) => {
    expect(found(rule, given)).toEqual([]);
  });

  it.each<[string, ScalerRule, GivenParameters, string]>([
    ["neither of two", EITHER, {}, "A missing-either: add A"],
    ["half of one of two, which it finishes", EITHER, { b: 1 }, "C missing-either: add C"],
    ["both of two", EXCLUSIVE, { a: 1, b: 2 }, "B exclusive: keep one of A, B"],
    ["one without the other", TOGETHER, { b: 1 }, "A incomplete: add A"],
    ["what a value needs", NEEDS, { mode: "on" }, "A missing-dependent: add A and B"],
    ["what a value needs, in part", NEEDS, { mode: 1, a: 1 }, "B missing-dependent: add B"],
    ["what an item of a list needs", NEEDS, { mode: ["x", "on"], a: 1 }, "B missing-dependent: add B"],
    ["what a parameter needs", NEEDS_IF_GIVEN, { mode: "any" }, "A missing-dependent: add A"],
    ["what a value refuses", REFUSES, { mode: "on", a: 1, b: 1 }, "A not-applicable: leave out A and B"],
    ["too small a number", MINIMUM, { a: 4 }, "A out-of-range: use 5 or more"],
    ["two equal values", DIFFER, { a: 1, b: 1 }, "B equal-values: choose another value"],
    ["a wrong format", PATTERN, { a: "x" }, "A wrong-format: write it as the rule says"],
  ])("fails on %s", (_, rule, given, expected) => {
    expect(found(rule, given)).toEqual([expected]);
  });

  it("does not report as missing what may come from elsewhere, but what is there", () => {
    expect(found(EITHER, {}, false)).toEqual([]);
    expect(found(TOGETHER, { a: 1 }, false)).toEqual([]);
    expect(found(NEEDS, { mode: "on" }, false)).toEqual([]);
    expect(found(EXCLUSIVE, { a: 1, b: 2 }, false)).toHaveLength(1);
    expect(found(REFUSES, { mode: "on", a: 1 }, false)).toHaveLength(1);
  });

  it("reports every rule that is broken, each in its words, with values where they help", () => {
    const problems = new Problems();
    const rules = [EXCLUSIVE, { ...MINIMUM, says: "at least five" }];
    checkRules(rules, { a: 4, b: "hunter2" }, problems, (key) => key, true);
    expect(problems.all.map(({ rule, value }) => [rule, value])).toEqual([
      ["the rule", undefined],
      ["at least five", 4],
    ]);
  });
});
