import * as fc from "fast-check";
import type { TfType } from "../../../../lib/rehearsal/schema/types";
import {
  containsDynamic,
  declaredType,
  engineClassType,
  valueType,
} from "../../../../lib/rehearsal/schema/value-types";

describe("types of values", () => {
  it.each<[string, string | undefined, TfType | undefined]>([
    ["this.getStringAttribute('x')", "string", "string"],
    ["this.getNumberAttribute('x')", "number", "number"],
    ["this.getBooleanAttribute('x')", "boolean | cdktf.IResolvable", "bool"],
    ["this.getListAttribute('x')", "string[]", ["list", "string"]],
    ["cdktf.Fn.tolist(this.getListAttribute('x'))", "string[]", ["set", "string"]],
    [
      "cdktf.Token.asNumberList(cdktf.Fn.tolist(this.getNumberListAttribute('x')))",
      undefined,
      ["set", "number"],
    ],
    ["this.getStringMapAttribute('x')", undefined, ["map", "string"]],
    ["this.getBooleanMapAttribute('x')", undefined, ["map", "bool"]],
    ["this.getNumberMapAttribute('x')", undefined, ["map", "number"]],
    ["this.getAnyMapAttribute('x')", "{ [key: string]: any }", "dynamic"],
    ["this.interpolationForAttribute('x')", "any", "dynamic"],
    ["this.interpolationForAttribute('x')", undefined, "dynamic"],
    [
      "this.interpolationForAttribute('x')",
      "{ [key: string]: string }[] | cdktf.IResolvable",
      ["list", ["map", "string"]],
    ],
    [
      "cdktf.Token.asAny(cdktf.Fn.tolist(this.interpolationForAttribute('x')))",
      "string[][] | cdktf.IResolvable",
      ["set", ["list", "string"]],
    ],
    [
      "this.interpolationForAttribute('x')",
      "Array<boolean | cdktf.IResolvable> | cdktf.IResolvable",
      ["list", "bool"],
    ],
    ["this.getSomethingNewAttribute('x')", "string", undefined],
    ["this._thing", undefined, undefined],
  ])("reads %s declared as %s", (getter, declared, expected) => {
    expect(valueType(declared, getter)).toEqual(expected);
  });

  it.each<[string, boolean, TfType | undefined]>([
    ["StringMap", false, ["map", "string"]],
    ["BooleanMap", false, ["map", "bool"]],
    ["NumberMapList", false, ["list", ["map", "number"]]],
    ["StringMapList", true, ["set", ["map", "string"]]],
    ["AnyMap", false, "dynamic"],
    ["VpcRuleList", false, undefined],
    ["List", false, undefined],
  ])("reads the engine's class %s", (className, wrapsSet, expected) => {
    expect(engineClassType(className, wrapsSet)).toEqual(expected);
  });

  it("reads any nesting of lists and maps back", () => {
    const types = fc.letrec<{ type: { text: string; type: TfType } }>((tie) => ({
      type: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom<{ text: string; type: TfType }>(
          { text: "string", type: "string" },
          { text: "number", type: "number" },
          { text: "(boolean | cdktf.IResolvable)", type: "bool" },
        ),
        tie("type").map(({ text, type }) => ({ text: `${text}[]`, type: ["list", type] as const })),
        tie("type").map(({ text, type }) => ({
          text: `{ [key: string]: ${text} }`,
          type: ["map", type] as const,
        })),
      ),
    })).type;
    fc.assert(
      fc.property(types, ({ text, type }) => {
        expect(declaredType(`${text} | cdktf.IResolvable`)).toEqual(type);
        expect(containsDynamic(type)).toBe(false);
      }),
    );
  });

  it("never throws on a text it does not understand", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const type = declaredType(text);
        expect(type === undefined || typeof type === "string" || Array.isArray(type)).toBe(true);
      }),
    );
  });

  it.each(["toString", "constructor", "__proto__"])(
    "takes %s for no type, though every object has it",
    (text) => {
      expect(declaredType(text)).toBeUndefined();
      expect(declaredType(`${text}[]`)).toBeUndefined();
    },
  );

  it("finds a dynamic part at any depth", () => {
    expect(containsDynamic(["list", ["object", { a: "string", b: ["map", "dynamic"] }]])).toBe(true);
    expect(containsDynamic(["object", { a: ["set", "string"] }])).toBe(false);
  });
});
