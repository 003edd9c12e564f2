import { highest, isAtLeast, lowered } from "../../../../lib/review/risk/levels";

describe("levels", () => {
  it("finds the most dangerous one, and none of none", () => {
    expect(highest(["low", "critical", "review"])).toBe("critical");
    expect(highest(["review", "low"])).toBe("review");
    expect(highest([])).toBe("none");
  });

  it("compares what asks for more care", () => {
    expect([isAtLeast("medium", "review"), isAtLeast("low", "review"), isAtLeast("high", "high")]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it("never lowers what is unknown, and never below low", () => {
    expect([lowered("critical"), lowered("low"), lowered("review")]).toEqual(["high", "low", "review"]);
  });
});
