import { UNKNOWN } from "../../../../lib/rehearsal/world/backend";
import {
  elementType,
  emptyOf,
  lastName,
  mapValues,
  memberType,
  withoutUnknown,
} from "../../../../lib/rehearsal/world/shapes";

describe("withoutUnknown", () => {
  it("puts null in place of what is not known, at any depth", () => {
    expect(withoutUnknown({ a: UNKNOWN, b: [UNKNOWN, { c: UNKNOWN, d: 1 }], e: [[UNKNOWN]] })).toEqual({
      a: null,
      b: [null, { c: null, d: 1 }],
      e: [[null]],
    });
  });
});

describe("emptyOf", () => {
  it("is what terraform takes for nothing in it", () => {
    expect(["map", "single", "list", "set"].map(emptyOf)).toEqual([{}, null, [], []]);
  });
});

describe("elementType and memberType", () => {
  it("go down into collections and objects, and say dynamic where the type ends", () => {
    expect([elementType(["set", "bool"]), elementType("string"), elementType(["object", {}])]).toEqual([
      "bool",
      "dynamic",
      "dynamic",
    ]);
    expect([
      memberType(["object", { a: "number" }], "a"),
      memberType(["object", {}], "a"),
      memberType(["map", "string"], "a"),
      memberType("dynamic", "a"),
    ]).toEqual(["number", "dynamic", "string", "dynamic"]);
  });
});

describe("lastName", () => {
  it("skips positions", () => {
    expect(["id", "rule.0.tag.1", "0"].map(lastName)).toEqual(["id", "tag", "0"]);
  });
});

describe("mapValues", () => {
  it("keeps the keys", () => {
    expect(mapValues({ a: 1, b: 2 }, (value, key) => `${key}${value}`)).toEqual({ a: "a1", b: "b2" });
  });
});
