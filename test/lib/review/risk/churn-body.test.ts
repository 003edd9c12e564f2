import { type Body, bodyOf, likenessOf } from "../../../../lib/review/risk/churn-body";
import { planOf } from "../../../support/plans";

function bodies(before: object, after: object, unknown: unknown = {}): readonly [Body, Body] {
  const [gone, made] = planOf([
    { address: "a.gone", before },
    { address: "a.made", after, unknown },
  ]).objects;
  if (gone === undefined || made === undefined) {
    throw new Error("no objects");
  }
  return [bodyOf(gone, "gone"), bodyOf(made, "made")];
}

const likeness = (...args: Parameters<typeof bodies>) => likenessOf(...bodies(...args));

describe("likenessOf", () => {
  it("is the share of arguments that are the same", () => {
    expect(likeness({ a: 1, b: 2 }, { a: 1, b: 2 })).toBe(1);
    expect(likeness({ a: 1, b: 2 }, { a: 1, b: 3 })).toBe(0.5);
    expect(likeness({ a: 1 }, { a: 2 })).toBe(0);
    expect(likeness({}, {})).toBe(0);
  });

  it("does not mind the order of a set, what is empty, and what is computed", () => {
    expect(likeness({ a: ["x", "y"], id: "1", b: null, c: [] }, { a: ["y", "x"], b: "" })).toBe(1);
  });

  it("leaves out what is not known, at whatever depth", () => {
    expect(likeness({ a: 1, url: "u" }, { a: 1 }, { url: true })).toBe(1);
    expect(likeness({ a: 1, m: [{ uid: "u", x: 1 }] }, { a: 1, m: [{ x: 1 }] }, { m: [{ uid: true }] })).toBe(
      1,
    );
    expect(likeness({ a: 1, m: { x: { y: 2 } } }, { a: 1 }, { m: true })).toBe(1);
  });

  it("is nothing between different names, and minds only names of both", () => {
    expect(likeness({ a: 1, b: 1, name: "x" }, { a: 1, b: 1, name: "y" })).toBe(0);
    expect(likeness({ a: 1, b: 1, name: "x" }, { a: 1, b: 1 }, { name: true })).toBe(1);
  });
});
