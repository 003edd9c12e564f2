import { UNKNOWN } from "../../../../lib/review/diff/settled";
import { shownValue, summaryOf } from "../../../../lib/review/diff/shown-value";

describe("shownValue", () => {
  it.each([
    ["text", "text"],
    ["", '""'],
    [0, "0"],
    [false, "false"],
    [null, undefined],
    [undefined, undefined],
    [["10.0.0.0/8", "a,b"], '[10.0.0.0/8, "a,b"]'],
    [{ port: 22, none: null, cidrs: [] }, "{port: 22, cidrs: []}"],
    ["a\nb\n", "(2 lines, 4 characters)"],
    ["x".repeat(500), "(500 characters)"],
    [Array(200).fill("item"), "(200 items)"],
    [{ a: "x".repeat(500) }, "(1 member)"],
  ])("%j", (value, expected) => {
    expect(shownValue(value)).toBe(expected);
  });
});

describe("summaryOf", () => {
  it("says how much there is", () => {
    expect(summaryOf(["a: 1\nb: 2\n"])).toBe("(2 lines, 10 characters)");
    expect(summaryOf(["a", "b"])).toBe("(2 items)");
    expect(summaryOf(UNKNOWN)).toBe(UNKNOWN);
    expect(summaryOf(null)).toBeUndefined();
  });
});
