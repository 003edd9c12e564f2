import {
  atLeastOne,
  conflicting,
  exactlyOne,
  values,
  words,
} from "../../../../../lib/rehearsal/schema/overrides/notation";

describe("notation of override tables", () => {
  it("splits a row at spaces and lines", () => {
    expect(words("\n  name\n  vpc_config.subnet_ids  role_arn\n")).toEqual([
      "name",
      "vpc_config.subnet_ids",
      "role_arn",
    ]);
  });

  it("writes rules", () => {
    expect(conflicting("a b")).toEqual({ kind: "conflicting", paths: ["a", "b"] });
    expect(exactlyOne("a b")).toEqual({ kind: "exactly-one-of", paths: ["a", "b"] });
    expect(atLeastOne("a b")).toEqual({ kind: "at-least-one-of", paths: ["a", "b"] });
    expect(values("a.b", "X Y")).toEqual({ kind: "one-of-values", path: "a.b", values: ["X", "Y"] });
  });
});
