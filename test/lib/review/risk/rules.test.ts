import { DRIFT_RULES, OBJECT_RULES, RULES, ruleAnchor } from "../../../../lib/review/risk/rules";

describe("rules", () => {
  it("have the numbers 1 to 18, each once", () => {
    const numbers = RULES.map(({ id }) => Number(id.slice(1))).sort((one, other) => one - other);
    expect(numbers).toEqual(Array.from({ length: 18 }, (_, index) => index + 1));
  });

  it("have names of their own, and a sentence each", () => {
    expect(new Set(RULES.map(({ name }) => name)).size).toBe(RULES.length);
    for (const { name, summary } of RULES) {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(summary).toMatch(/^[A-Z].*\.$/);
    }
  });

  it("are all asked about changes that are asked about drift", () => {
    const ids = (rules: typeof DRIFT_RULES) => rules.map(({ id }) => id);
    expect(ids(OBJECT_RULES)).toEqual(expect.arrayContaining(ids(DRIFT_RULES)));
  });

  it("have a place in the docs", () => {
    expect(ruleAnchor({ id: "R1", name: "stateful-destruction" })).toBe(
      "docs/review.md#r1-stateful-destruction",
    );
  });
});
