import * as fc from "fast-check";
import { type HelmValues, mergeValues, overriddenPaths, renderValues } from "../../../lib/core/helm-values";

describe("mergeValues", () => {
  it("merges objects deeply, replaces lists and keeps null", () => {
    expect(
      mergeValues(
        { a: { b: 1, c: [1, 2] }, d: "x", e: { f: 1 } },
        { a: { c: [3] }, d: null },
        { a: { g: true }, e: "flat" },
      ),
    ).toEqual({ a: { b: 1, c: [3], g: true }, d: null, e: "flat" });
  });

  it("drops undefined, also where it would hide a lower layer", () => {
    expect(mergeValues({ a: 1, b: 1 }, { a: undefined, c: undefined })).toEqual({ a: 1, b: 1 });
  });

  it("never changes its inputs", () => {
    const [base, over] = [{ a: { b: 1 } }, { a: { c: 2 } }];
    mergeValues(base, over);
    expect([base, over]).toEqual([{ a: { b: 1 } }, { a: { c: 2 } }]);
  });

  it("treats a key called __proto__ as any other", () => {
    const merged = mergeValues({}, JSON.parse('{"__proto__": {"polluted": true}}'));
    expect(Object.keys(merged)).toEqual(["__proto__"]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it("is associative and lets the last layer win", () => {
    const values = fc.object({
      maxDepth: 3,
      key: fc.constantFrom("a", "b", "c"),
      values: [fc.integer(), fc.boolean()],
    });
    fc.assert(
      fc.property(values, values, values, (one, two, three) => {
        const [a, b, c] = [one, two, three] as [HelmValues, HelmValues, HelmValues];
        expect(mergeValues(mergeValues(a, b), b)).toEqual(mergeValues(a, b));
        expect(mergeValues({}, c)).toEqual(mergeValues(c, {}));
        expect(mergeValues(a, b, c)).toEqual(mergeValues(mergeValues(a, b), c));
      }),
    );
  });
});

describe("overriddenPaths", () => {
  it("names what a user takes away from a construct, not what they add or repeat", () => {
    expect(
      overriddenPaths(
        { serviceAccount: { name: "loki", create: true }, replicas: 2 },
        { serviceAccount: { name: "mine", create: true, labels: { a: "b" } }, replicas: 2, extra: 1 },
      ),
    ).toEqual(["serviceAccount.name"]);
  });
});

describe("renderValues", () => {
  it("writes sorted keys, one for each line", () => {
    expect(renderValues({ b: 1, a: { d: "x", c: [true, null] } })).toBe(
      'a:\n  c:\n    - true\n    - null\n  d: "x"\nb: 1\n',
    );
  });
});
