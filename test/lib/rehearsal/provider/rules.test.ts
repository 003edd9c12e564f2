import { checkRules } from "../../../../lib/rehearsal/provider/rules";
import type { BlockSchema, ProviderRule } from "../../../../lib/rehearsal/schema/types";
import { UNKNOWN, type Values } from "../../../../lib/rehearsal/world/backend";
import { resource } from "../../../support/simulated";

const text = { type: "string", optional: true } as const;
const target: BlockSchema = { attributes: { a: text, b: text }, blocks: {} };
const check = (rule: ProviderRule, config: Values) =>
  checkRules(
    resource(
      { a: text, b: text, c: text, list: { type: ["list", "string"], optional: true } },
      {
        rules: [rule],
        blocks: {
          target: { nesting: "list", block: target },
          any: { nesting: "set", block: target },
          box: {
            nesting: "single",
            block: { attributes: {}, blocks: { target: { nesting: "list", block: target } } },
          },
        },
      },
    ),
    config,
  ).map(({ detail }) => detail);

describe("conflicting arguments", () => {
  const rule: ProviderRule = { kind: "conflicting", paths: ["a", "b", "target"] };

  it("may stand alone, be null, or be unknown", () => {
    const fine: Values[] = [{}, { a: "x" }, { a: "x", b: null, target: [] }, { a: "x", b: UNKNOWN }];
    for (const config of fine) {
      expect(check(rule, config)).toEqual([]);
    }
  });

  it("fail together, blocks included", () => {
    expect(check(rule, { a: "x", b: "y" })).toEqual(['"a", "b" cannot be used together: keep one of them.']);
    expect(check(rule, { b: "", target: [{}] })).toEqual([
      '"b", "target" cannot be used together: keep one of them.',
    ]);
  });

  it("are looked for in each block by itself", () => {
    const inside: ProviderRule = { kind: "conflicting", paths: ["target.a", "target.b"] };
    expect(check(inside, { target: [{ a: "x" }, { b: "y" }] })).toEqual([]);
    expect(check(inside, { target: [{}, { a: "x", b: "y" }] })).toHaveLength(1);
  });
});

describe("exactly one of several arguments", () => {
  const rule: ProviderRule = { kind: "exactly-one-of", paths: ["a", "b"] };

  it("is enough", () => {
    const fine: Values[] = [{ a: "x" }, { b: "x" }, { a: UNKNOWN }, { a: "x", b: UNKNOWN }];
    expect(fine.flatMap((config) => check(rule, config))).toEqual([]);
  });

  it("fails with none and with two", () => {
    expect(check(rule, {})).toEqual(['Exactly one of "a", "b" must be set.']);
    expect(check(rule, { a: "x", b: "y" })).toEqual(['"a", "b" cannot be used together: keep one of them.']);
  });

  it("is asked for only where the block around it is", () => {
    const inside: ProviderRule = { kind: "exactly-one-of", paths: ["box.target.a", "box.target.b"] };
    expect(check(inside, {})).toEqual([]);
    expect(check(inside, { box: { target: [] } })).toEqual([]);
    expect(check(inside, { box: { target: [{}] } })).toEqual(['Exactly one of "a", "b" must be set.']);
  });
});

describe("at least one of several arguments", () => {
  it("fails with none only", () => {
    const rule: ProviderRule = { kind: "at-least-one-of", paths: ["a", "target.b"] };
    expect(check(rule, {})).toEqual(['At least one of "a", "target.b" must be set.']);
    expect(check(rule, { a: "x", target: [{ b: "y" }] })).toEqual([]);
    expect(check(rule, { target: [{ a: "x" }, { b: "y" }] })).toEqual([]);
  });
});

describe("arguments required together", () => {
  it("fail when one is missing", () => {
    const rule: ProviderRule = { kind: "required-together", paths: ["a", "b", "c"] };
    expect(check(rule, { a: "x", c: UNKNOWN })).toEqual(['"a", "b", "c" must be set together, missing "b".']);
    expect(check(rule, {})).toEqual([]);
    expect(check(rule, { a: "x", b: "y", c: "z" })).toEqual([]);
  });
});

describe("closed sets of values", () => {
  it("fail on other values and name the allowed ones", () => {
    const rule: ProviderRule = { kind: "one-of-values", path: "any.a", values: ["small", "large"] };
    expect(check(rule, { any: [{ a: "small" }, { a: null }, { a: UNKNOWN }] })).toEqual([]);
    expect(check(rule, { any: [{ a: "huge" }] })).toEqual([
      'any[*].a must be one of "small", "large", got "huge".',
    ]);
  });

  it("hold for every element of a list", () => {
    const rule: ProviderRule = { kind: "one-of-values", path: "list", values: ["x"] };
    expect(check(rule, { list: ["x", "y", UNKNOWN] })).toEqual(['list must be one of "x", got "y".']);
  });

  it("say nothing about a path the type does not have", () => {
    expect(check({ kind: "one-of-values", path: "gone.a", values: [] }, { a: "x" })).toEqual([]);
  });
});
