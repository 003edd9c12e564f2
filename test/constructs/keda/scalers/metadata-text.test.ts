import { Fn, Token } from "cdktf";
import * as fc from "fast-check";
import { metadataText } from "../../../../constructs/keda/scalers/metadata-text";
import type { ParameterType, ScalerParameter } from "../../../../constructs/keda/scalers/scaler-table";
import { Problems } from "../../../../lib/core/errors";
import { codes, synth } from "../../../support/synth";

function written(type: ParameterType, value: unknown, options: Partial<ScalerParameter> = {}) {
  const problems = new Problems();
  const parameter: ScalerParameter = { key: "k", prop: "k", in: ["metadata"], type, doc: "", ...options };
  return { text: metadataText(parameter, value, problems, "k"), problems: codes(problems.all) };
}

describe("metadataText", () => {
  it.each<[ParameterType, unknown, string]>([
    ["string", "orders", "orders"],
    ["string", " ", " "],
    ["integer", 5, "5"],
    ["integer", 0, "0"],
    ["integer", -3, "-3"],
    ["number", 0.5, "0.5"],
    ["boolean", false, "false"],
    ["boolean", true, "true"],
    ["string-list", ["a", "b"], "a,b"],
    ["map", { a: "1", b: "2" }, "a=1,b=2"],
    ["duration", 90, "90s"],
    ["duration", 0.25, "0.25s"],
  ])("writes a %s of %j as %j", (type, value, text) => {
    expect(written(type, value)).toEqual({ text, problems: [] });
  });

  it("puts the scaler's own separator between items", () => {
    expect(written("string-list", ["a,b", "c"], { separator: ";" }).text).toBe("a,b;c");
  });

  it("writes any number without an exponent, so that it reads back as the same number", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const { text = "" } = written("number", value);
        expect(text).toMatch(/^-?\d+(\.\d+)?$/);
        expect(Number(text) === value).toBe(true);
      }),
      { examples: [[1e21], [1.5e-7], [-1e-7], [5e-324], [Number.MAX_VALUE], [1.2345678901234566e-7]] },
    );
  });

  it("writes any duration so that Go reads it", () => {
    fc.assert(
      fc.property(fc.double({ min: Number.MIN_VALUE, max: 1e9, noNaN: true }), (value) => {
        const { text = "" } = written("duration", value);
        expect(text).toMatch(/^\d+(\.\d+)?s$/);
        expect(Number(text.slice(0, -1)) === value).toBe(true);
      }),
    );
  });

  it("writes any list so that splitting it gives its items, or reports the one that would be split", () => {
    const item = fc.string({ minLength: 1 });
    fc.assert(
      fc.property(fc.array(item, { minLength: 1 }), fc.constantFrom(",", ";"), (items, separator) => {
        const { text, problems } = written("string-list", items, { separator });
        const splits = items.some((one) => one.includes(separator));
        expect(problems).toEqual(splits ? ["k separator-in-item"] : []);
        expect(text?.split(separator)).toEqual(splits ? undefined : items);
      }),
    );
  });

  it("lets Terraform write what is known only after apply", () => {
    const texts = synth((stack) => {
      const list = Token.asList(Fn.split(",", "a,b"));
      const values = {
        string: Token.asString(Fn.upper("a")),
        number: Token.asNumber(Fn.tonumber("7")),
        list,
      };
      stack.addOverride("locals", {
        string: written("string", values.string).text,
        number: written("integer", values.number).text,
        list: written("string-list", values.list, { separator: ";" }).text,
        item: written("string-list", [values.string, "b"]).text,
      });
    }).json.locals;
    expect(texts).toEqual({
      string: '${upper("a")}',
      number: '${tostring(tonumber("7"))}',
      list: '${join(";", split(",", "a,b"))}',
      item: '${upper("a")},b',
    });
  });

  it.each<[ParameterType, unknown]>([
    ["string", 5],
    ["string", ""],
    ["integer", 1.5],
    ["integer", "5"],
    ["integer", Number.NaN],
    ["integer", 2 ** 53],
    ["number", Number.POSITIVE_INFINITY],
    ["number", "0.5"],
    ["boolean", "true"],
    ["string-list", "a"],
    ["string-list", []],
    ["string-list", ["a", ""]],
    ["map", {}],
    ["map", ["a"]],
    ["map", null],
    ["map", { a: 1 }],
    ["duration", 0],
    ["duration", -1],
    ["duration", "5s"],
  ])("fails on a %s of %j", (type, value) => {
    expect(written(type, value)).toEqual({ text: undefined, problems: ["k wrong-type"] });
  });

  it("fails on a value outside of a closed set, alone or in a list", () => {
    const options = { enum: ["sum", "max"] };
    expect(written("string", "max", options).problems).toEqual([]);
    expect(written("string", "median", options).problems).toEqual(["k unknown-value"]);
    expect(written("string-list", ["max", "median"], options).problems).toEqual(["k unknown-value"]);
  });

  it("fails on a map whose key or value holds the separator", () => {
    expect(written("map", { "a,b": "1" }).problems).toEqual(["k separator-in-item"]);
    expect(written("map", { a: "1,2" }).problems).toEqual(["k separator-in-item"]);
  });
});
