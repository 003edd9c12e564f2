import * as fc from "fast-check";
import type { Json } from "../../../../lib/core/render";
import { sharing } from "../../../../lib/review/read/sharing";

const copyOf = (value: unknown) => JSON.parse(JSON.stringify(value)) as Json;

describe("sharing", () => {
  it("gives the very same value for an equal one", () => {
    const before: Json = { a: [{ b: 1 }, "x"], c: {} };
    expect(sharing(before, copyOf(before))).toBe(before);
  });

  it("shares the parts that are equal, and leaves both values alone", () => {
    const before: Json = { a: { b: [1, { c: 2 }] }, d: [{ e: 1 }, { f: 1 }], g: 1 };
    const after: Json = { a: { b: [1, { c: 2 }] }, d: [{ e: 1 }, { f: 2 }], h: null };
    const copy = copyOf(after);
    const shared = sharing(before, after) as { a: Json; d: readonly Json[] };
    expect(shared).toEqual(copy);
    expect(after).toEqual(copy);
    expect(shared.a).toBe(before.a);
    expect(shared.d[0]).toBe((before.d as readonly Json[])[0]);
  });

  it("keeps the order of members where it differs", () => {
    const shared = sharing({ a: 1, b: { c: 1 } }, { b: { c: 1 }, a: 1 });
    expect(Object.keys(shared as object)).toEqual(["b", "a"]);
  });

  it("bears a nesting without end", () => {
    const deep = () => JSON.parse(`${"[".repeat(50_000)}${"]".repeat(50_000)}`) as Json;
    expect(Array.isArray(sharing(deep(), deep()))).toBe(true);
  });

  it("never changes what a value says", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
        expect(JSON.stringify(sharing(before as Json, after as Json))).toBe(JSON.stringify(after));
        expect(sharing(after as Json, copyOf(after))).toBe(
          typeof after === "object" && after !== null ? after : copyOf(after),
        );
      }),
    );
  });
});
