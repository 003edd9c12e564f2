import * as fc from "fast-check";
import { Place } from "../../../../lib/rehearsal/provider/place";
import {
  conform,
  elementAt,
  elementsOf,
  hasUnknown,
  isAbsent,
  mapElements,
  nestedOf,
  sameMember,
  sameObject,
} from "../../../../lib/rehearsal/provider/values";
import type { BlockSchema } from "../../../../lib/rehearsal/schema/types";
import { UNKNOWN, type Value } from "../../../../lib/rehearsal/world/backend";

const inner: BlockSchema = {
  attributes: { a: { type: "string" }, hidden: { type: "string", writeOnly: true } },
  blocks: {},
};
const block: BlockSchema = {
  attributes: {
    numbers: { type: ["set", "number"] },
    order: { type: ["list", "number"] },
    tags: { type: ["map", ["set", "string"]] },
    items: {
      type: ["list", ["object", { a: "string" }]],
      nested: { nesting: "list", attributes: inner.attributes },
    },
  },
  blocks: {
    one: { nesting: "single", block: inner },
    many: { nesting: "list", block: inner },
    any: { nesting: "set", block: inner },
    named: { nesting: "map", block: inner },
  },
};

describe("elements of nested values", () => {
  const at = Place.TOP.attribute("x");

  it.each<["single" | "list" | "set" | "map", Value, string[]]>([
    ["single", { a: "1" }, ["x"]],
    ["list", [{ a: "1" }, { a: "2" }], ["x[0]", "x[1]"]],
    ["set", [{ a: "1" }, { a: "2" }], ["x[*]", "x[*]"]],
    ["map", { k: { a: "1" } }, ['x["k"]']],
    ["list", null, []],
    ["list", UNKNOWN, []],
    ["list", [UNKNOWN, null], []],
  ])("of a %s are found with their places", (nesting, value, places) => {
    expect(elementsOf(nesting, value, at).map(({ place }) => place.text)).toEqual(places);
  });

  it("are changed in place", () => {
    const change = () => "changed";
    expect(mapElements("single", { a: "1" }, change)).toBe("changed");
    expect(mapElements("list", [{ a: "1" }, UNKNOWN], change)).toEqual(["changed", UNKNOWN]);
    expect(mapElements("map", { k: { a: "1" }, n: null }, change)).toEqual({ k: "changed", n: null });
    expect(mapElements("list", UNKNOWN, change)).toBe(UNKNOWN);
  });

  it("are found by position, by key, or as the only one", () => {
    expect(elementAt([{ a: "0" }, { a: "1" }], 1)).toEqual({ a: "1" });
    expect(elementAt({ k: { a: "1" } }, "k")).toEqual({ a: "1" });
    expect(elementAt({ a: "1" }, undefined)).toEqual({ a: "1" });
    expect([elementAt([], 0), elementAt(null, "k"), elementAt(UNKNOWN, undefined)]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe("conform", () => {
  it("gives a block everything it has and nothing else", () => {
    expect(conform(block, { order: [1], extra: true, many: [{ a: "x", hidden: "secret" }] })).toEqual({
      numbers: null,
      order: [1],
      tags: null,
      items: null,
      one: null,
      many: [{ a: "x", hidden: null }],
      any: [],
      named: {},
    });
  });

  it("drops write-only values of nested attributes", () => {
    expect(conform(block, { items: [{ a: "x", hidden: "secret" }] }).items).toEqual([
      { a: "x", hidden: null },
    ]);
  });
});

describe("sameObject", () => {
  it("takes sets in any order and lists in theirs", () => {
    const numbers = fc.uniqueArray(fc.integer(), { minLength: 2 });
    fc.assert(
      fc.property(numbers, (list) => {
        const turned = [...list.slice(1), ...list.slice(0, 1)];
        expect(sameMember(block, "numbers", list, turned)).toBe(true);
        expect(sameMember(block, "order", list, turned)).toBe(false);
        const elements = list.map((number) => ({ a: String(number) }));
        expect(sameMember(block, "any", elements, elements.toReversed())).toBe(true);
        expect(sameMember(block, "many", elements, elements.toReversed())).toBe(false);
      }),
    );
  });

  it("takes a number for the same whether it came as number or as text", () => {
    expect(sameMember(block, "order", [1, "0.5"], ["1", 0.5])).toBe(true);
  });

  it("tells apart what differs, and null from empty and unknown", () => {
    const value = fc.oneof(
      fc.constant(null),
      fc.constant(UNKNOWN),
      fc.dictionary(fc.string(), fc.array(fc.string())),
    );
    fc.assert(
      fc.property(value, value, (left, right) => {
        const sorted = (tags: typeof left) =>
          tags === null || tags === UNKNOWN
            ? String(tags)
            : JSON.stringify(
                Object.entries(tags)
                  .map(([key, list]) => [key, list.toSorted()])
                  .sort(),
              );
        expect(sameMember(block, "tags", left, right)).toBe(sorted(left) === sorted(right));
      }),
    );
  });

  it("sees every member", () => {
    const values = conform(block, { order: [1], named: { k: { a: "x" } } });
    expect(sameObject(block, values, { ...values })).toBe(true);
    expect(sameObject(block, values, { ...values, named: { k: { a: "y" } } })).toBe(false);
    expect(sameObject(block, values, { ...values, one: { a: null } })).toBe(false);
    expect(sameObject(block, values, { ...values, items: [{ a: "x" }] })).toBe(false);
  });
});

describe("nestedOf, isAbsent and hasUnknown", () => {
  it("treats nested attributes as blocks", () => {
    expect(Object.keys(nestedOf(block))).toEqual(["one", "many", "any", "named", "items"]);
  });

  it("takes null and empty for absent, but not unknown", () => {
    expect([null, undefined, [], {}].every(isAbsent)).toBe(true);
    const present: Value[] = [UNKNOWN, [{}], { a: null }];
    expect(present.some(isAbsent)).toBe(false);
  });

  it("finds what is unknown at any depth", () => {
    expect(hasUnknown({ a: [{ b: UNKNOWN }] })).toBe(true);
    expect(hasUnknown({ a: [{ b: null }] })).toBe(false);
  });
});
