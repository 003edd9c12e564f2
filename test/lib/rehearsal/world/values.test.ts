import * as fc from "fast-check";
import { UNKNOWN, type Value, type Values } from "../../../../lib/rehearsal/world/backend";
import {
  canonical,
  elementsOf,
  isRecord,
  nameOf,
  stringsIn,
  textAt,
  valueAt,
} from "../../../../lib/rehearsal/world/values";

describe("isRecord", () => {
  it.each<[Value | undefined, boolean]>([
    [{}, true],
    [[], false],
    [null, false],
    ["a", false],
    [UNKNOWN, false],
    [undefined, false],
  ])("says of %p: %p", (value, expected) => {
    expect(isRecord(value)).toBe(expected);
  });
});

describe("valueAt", () => {
  it("enters lists at their first element", () => {
    expect(valueAt({ metadata: [{ name: "a" }, { name: "b" }] }, "metadata.name")).toBe("a");
  });

  it("tells null and UNKNOWN at the end from a path that leads nowhere", () => {
    const value: Values = { a: null, b: UNKNOWN };
    expect([valueAt(value, "a"), valueAt(value, "b"), valueAt(value, "c"), valueAt(value, "a.x")]).toEqual([
      null,
      UNKNOWN,
      undefined,
      undefined,
    ]);
  });
});

describe("textAt", () => {
  it("takes text only, and no empty one", () => {
    const value: Values = { text: "a", empty: "", number: 1, unknown: UNKNOWN };
    expect(Object.keys(value).map((name) => textAt(value, name))).toEqual([
      "a",
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("elementsOf", () => {
  it("takes a single block for a list of one", () => {
    expect([elementsOf([1, 2]), elementsOf({ a: 1 }), elementsOf(null), elementsOf("a")]).toEqual([
      [1, 2],
      [{ a: 1 }],
      [],
      [],
    ]);
  });
});

describe("stringsIn", () => {
  it("finds every text with the attribute it stands under", () => {
    const found = [...stringsIn({ a: ["x", { b: "y" }], c: 1, d: UNKNOWN, e: "z" })];
    expect(found).toEqual([
      { name: "a", text: "x" },
      { name: "b", text: "y" },
      { name: "e", text: "z" },
    ]);
  });
});

describe("stringsIn with exceptions", () => {
  it("leaves out everything below an attribute of such a name", () => {
    const found = [...stringsIn({ tags: { a: "x" }, b: [{ tags: "y", c: "z" }] }, "", new Set(["tags"]))];
    expect(found).toEqual([{ name: "c", text: "z" }]);
  });
});

describe("canonical", () => {
  it("does not depend on the order of keys, at any depth", () => {
    expect(canonical({ a: 1, b: { c: 2, d: 3 } })).toBe(canonical({ b: { d: 3, c: 2 }, a: 1 }));
  });

  it("tells UNKNOWN from null and from every text", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(new Set([canonical(UNKNOWN), canonical(null), canonical(text)]).size).toBe(3);
      }),
    );
  });

  it("is equal for JSON values exactly where their JSON is", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        const equal = canonical(one as never) === canonical(other as never);
        expect(equal).toBe(sorted(one) === sorted(other));
      }),
    );
  });
});

describe("nameOf", () => {
  it.each<[Values, string]>([
    [{ metadata: [{ name: "settings" }], id: "orders/settings" }, "settings"],
    [{ id: "vpc-1", tags: { Name: "main" } }, "main"],
    [{ bucket: "logs", id: "logs" }, "logs"],
    [{ id: "vpc-1" }, "vpc-1"],
    [{ name: UNKNOWN }, ""],
  ])("names %p", (values, name) => {
    expect(nameOf(values)).toBe(name);
  });
});

function sorted(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? { object: Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)) }
      : inner,
  );
}
