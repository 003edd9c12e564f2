import * as fc from "fast-check";
import type { Trigger } from "../../../constructs/keda/scaler-value";
import {
  formulaNames,
  isResourceMetric,
  type ScalingModifiers,
  scalingModifiers,
} from "../../../constructs/keda/scaling-modifiers";
import { Problems } from "../../../lib/core/errors";
import { numberToken } from "../../support/fake-keda";
import { codes } from "../../support/synth";

const TRIGGERS: readonly Trigger[] = [
  { type: "rabbitmq", name: "orders", metadata: {} },
  { type: "kafka", name: "lag", metadata: {} },
  { type: "cpu", name: "load", metadata: {} },
  { type: "cron", metadata: {} },
];

function rendered(modifiers: Partial<ScalingModifiers>, triggers = TRIGGERS) {
  const problems = new Problems();
  const result = scalingModifiers(
    { formula: "orders + lag", target: 10, ...modifiers },
    triggers,
    problems.at("scalingModifiers"),
  );
  return { result, problems: problems.all, codes: codes(problems.all) };
}

describe("scalingModifiers", () => {
  it("renders numbers as text, as KEDA takes them", () => {
    expect(rendered({})).toMatchObject({ result: { formula: "orders + lag", target: "10" }, codes: [] });
    expect(rendered({ target: 0.5, activationTarget: 0, metricType: "Value" }).result).toEqual({
      formula: "orders + lag",
      target: "0.5",
      activationTarget: "0",
      metricType: "Value",
    });
  });

  it("fails on every name that no trigger has, and lists those that are there", () => {
    const { problems, codes: found } = rendered({ formula: "order + lagg" });
    expect(found).toEqual([
      "scalingModifiers.formula unknown-trigger",
      "scalingModifiers.formula unknown-trigger",
    ]);
    expect(problems.map(({ value }) => value)).toEqual(["order", "lagg"]);
    expect(problems[0]?.fix).toBe("use one of orders, lag");
  });

  it("fails on the name of a cpu trigger, which KEDA never sees", () => {
    expect(rendered({ formula: "orders + load" }).codes).toEqual([
      "scalingModifiers.formula unknown-trigger",
    ]);
  });

  it("fails on a formula without a trigger", () => {
    expect(rendered({ formula: "1 + 1" }).codes).toEqual(["scalingModifiers.formula no-external-trigger"]);
    const { problems } = rendered({ formula: "1" }, [{ type: "cron", metadata: {} }]);
    expect(problems[0]?.fix).toBe("name one of the triggers, each with its prop name");
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("fails on a target of %d", (target) => {
    expect(rendered({ target }).codes).toEqual(["scalingModifiers.target out-of-range"]);
  });

  it("fails on an activation target below 0 and on a metric type nobody knows", () => {
    expect(rendered({ activationTarget: -1, metricType: "Utilization" as never }).codes).toEqual([
      "scalingModifiers.activationTarget out-of-range",
      "scalingModifiers.metricType unknown-metric-type",
    ]);
  });

  it("leaves numbers alone that are known only after apply", () => {
    expect(rendered({ target: numberToken(), activationTarget: numberToken() }).codes).toEqual([]);
  });
});

type Part = { readonly text: string; readonly names: readonly string[] };

/** Words of Expr, which no generated name may be. */
const WORDS = "true false nil and or not in matches contains startsWith endsWith let if else".split(" ");

describe("formulaNames", () => {
  it.each([
    ["orders + 2 * returns", ["orders", "returns"]],
    ["max([queue, lag])", ["queue", "lag"]],
    ["queue > 10 ? lag : queue", ["queue", "lag"]],
    ["count([a, b], {# > 1}) > 0 and not c", ["a", "b", "c"]],
    ["let both = a + b; both * 2", ["a", "b"]],
    ['env == "prod" || name matches `a\\` ? 1 : 0', ["env", "name"]],
    [`'it\\'s a name' contains "so \\" is b"`, []],
    ["a.length + b?.size", ["a", "b"]],
    ["1e3 + 0xFF + 1_000 + a1", ["a1"]],
    ["max (a)", ["a"]],
    ["max + max(a, 1)", ["max", "a"]],
    ["a /* not b */ + c // nor d", ["a", "c"]],
    ["a / b / c", ["a", "b", "c"]],
    ["", []],
  ])("finds in %s the names %j", (formula, names) => {
    expect(formulaNames(formula)).toEqual(names);
  });

  it("finds exactly the names of any expression", () => {
    const name = fc
      .stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,7}$/)
      .filter((text) => !WORDS.includes(text))
      .map((text) => ({ text, names: [text] }));
    const number = fc
      .oneof(fc.nat().map(String), fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }).map(String))
      .map((text) => ({ text, names: [] }));
    const string = fc
      .tuple(fc.constantFrom('"', "'"), fc.string())
      .map(([quote, text]) => `${quote}${text.replace(/["'\\]/g, "\\$&")}${quote}`)
      .map((text) => ({ text, names: [] }));
    const { expression } = fc.letrec<{ expression: Part; call: Part; pair: Part }>((tie) => ({
      expression: fc.oneof(
        { maxDepth: 4, depthSize: "small" },
        name,
        number,
        string,
        tie("call"),
        tie("pair"),
      ),
      call: fc
        .tuple(name, fc.array(tie("expression"), { maxLength: 3 }), fc.constantFrom("", " "))
        .map(([{ text }, parts, space]) => ({
          text: `${text}${space}(${parts.map((part) => part.text).join(", ")})`,
          names: parts.flatMap((part) => part.names),
        })),
      pair: fc
        .tuple(
          tie("expression"),
          fc.constantFrom(
            "+",
            "-",
            "*",
            "/",
            "**",
            "%",
            ">=",
            "==",
            "&&",
            " and ",
            " in ",
            " matches ",
            "??",
          ),
          tie("expression"),
        )
        .map(([one, operator, other]) => ({
          text: `${one.text}${operator}${other.text}`,
          names: [...one.names, ...other.names],
        })),
    }));
    fc.assert(
      fc.property(expression, ({ text, names }) => {
        expect(formulaNames(text)).toEqual([...new Set(names)]);
      }),
    );
  });
});

describe("isResourceMetric", () => {
  it("holds for CPU and memory alone", () => {
    expect(["cpu", "memory", "cron", "prometheus"].filter(isResourceMetric)).toEqual(["cpu", "memory"]);
  });
});
