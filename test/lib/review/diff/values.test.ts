import * as fc from "fast-check";
import {
  block,
  canonical,
  entryOf,
  isEmpty,
  items,
  listed,
  member,
  numberOf,
  pathText,
  sameValue,
  texts,
} from "../../../../lib/review/diff/values";

describe("values", () => {
  it("compares whatever the order of the members, not of the items", () => {
    expect(sameValue({ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 })).toBe(true);
    expect(sameValue({ a: [1, 2] }, { a: [2, 1] })).toBe(false);
    expect(sameValue({ a: null }, {})).toBe(false);
    expect(sameValue({ a: undefined }, {})).toBe(true);
  });

  it("agrees with the canonical text on what is equal", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        const equal = canonical(one as never) === canonical(other as never);
        expect(sameValue(one as never, other as never)).toBe(equal);
      }),
    );
    fc.assert(
      fc.property(fc.jsonValue(), (value) => sameValue(value as never, structuredClone(value) as never)),
    );
  });

  it("does not take what an object inherits for a member", () => {
    expect(member({}, "constructor")).toBeUndefined();
    expect(entryOf({ a: 1 }, "constructor")).toBeUndefined();
    expect(entryOf({ a: 1 }, "a")).toBe(1);
    expect(member({ a: { b: 1 } }, "a", "b")).toBe(1);
    expect(sameValue({ a: 1 }, JSON.parse('{"__proto__": 1}'))).toBe(false);
  });

  it("writes paths as people do", () => {
    expect(pathText(["ingress", 0, "from_port"])).toBe("ingress[0].from_port");
    expect(pathText(["labels", "app.kubernetes.io/name"])).toBe('labels["app.kubernetes.io/name"]');
    expect(pathText([])).toBe("");
  });

  it("reads one or many, texts or numbers", () => {
    expect(items(null)).toEqual([]);
    expect(items("a")).toEqual(["a"]);
    expect(texts(["a", 1, {}])).toEqual(["a", "1"]);
    expect(block([{ a: 1 }])).toEqual({ a: 1 });
    expect(block([1, 2])).toEqual([1, 2]);
    expect([numberOf("3"), numberOf(" "), numberOf("x"), numberOf(null), numberOf(2)]).toEqual([
      3,
      undefined,
      undefined,
      undefined,
      2,
    ]);
    expect([null, "", [], {}, 0, false].map((value) => isEmpty(value))).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(listed(["a", "b", "c"], 2)).toBe("a, b and 1 more");
  });
});
