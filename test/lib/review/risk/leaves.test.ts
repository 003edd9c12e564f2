import * as fc from "fast-check";
import type { Json } from "../../../../lib/core/render";
import { changedMembers, shown } from "../../../../lib/review/risk/leaves";

const NAMES = new Set(["encrypted"]);

describe("changedMembers", () => {
  it("finds members by name at any depth, with their paths", () => {
    const before = { disk: [{ encrypted: true }, { encrypted: false }], encrypted: true };
    const after = { disk: [{ encrypted: false }, { encrypted: false }], encrypted: null };
    expect(changedMembers(before, after, NAMES)).toEqual([
      { path: "disk[0].encrypted", name: "encrypted", before: true, after: false },
      { path: "encrypted", name: "encrypted", before: true, after: null },
    ]);
  });

  it("leaves out what goes with its block, and what goes with its object", () => {
    expect(changedMembers({ disk: [{ encrypted: true }] }, { disk: [] }, NAMES)).toEqual([]);
    expect(changedMembers({ encrypted: true }, undefined, NAMES)).toEqual([]);
  });

  it("takes a missing member and null for the same", () => {
    expect(changedMembers({ encrypted: null }, {}, NAMES)).toEqual([]);
  });

  it("finds nothing between equal values, and survives any others", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        expect(changedMembers(one as Json, structuredClone(one) as Json, NAMES)).toEqual([]);
        expect(Array.isArray(changedMembers(one as Json, other as Json, NAMES))).toBe(true);
      }),
    );
  });
});

describe("shown", () => {
  it("shows values as short text", () => {
    expect([shown(undefined), shown(null), shown(true), shown("x"), shown(["a"])]).toEqual([
      "none",
      "none",
      "true",
      "x",
      '["a"]',
    ]);
    expect(shown("x".repeat(500))).toHaveLength(123);
  });
});
