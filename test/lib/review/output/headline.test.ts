import { changesNothing, headline, headlineRisk } from "../../../../lib/review/output/headline";
import { changeOf, reviewOf } from "../../../support/reviews";
import { CALM_REVIEW, DANGEROUS_REVIEW } from "../../../support/sample-reviews";

describe("headline", () => {
  it.each([
    ["No stack was reviewed", []],
    ["No changes", [reviewOf([])]],
    ["Low risk: nothing is destroyed", [CALM_REVIEW]],
    ["Critical risk: 2 objects are destroyed", [CALM_REVIEW, DANGEROUS_REVIEW]],
    ["No risk found: 1 object is destroyed", [reviewOf([changeOf({ address: "aws_x.y", kind: "delete" })])]],
    ["A person has to look: nothing is destroyed", [reviewOf([], { risk: "review" })]],
    ["No changes (rehearsal, not on real state)", [reviewOf([], { basis: "rehearsal" })]],
    [
      "Low risk: nothing is removed, what is replaced is not known (configuration diff, not a plan)",
      [{ ...CALM_REVIEW, basis: "configuration" as const }],
    ],
    ["The plan failed: as far as it went, nothing is destroyed", [reviewOf([], { errored: true })]],
  ])("says: %s", (expected, reviews) => {
    expect(headline(reviews)).toBe(expected);
  });
});

describe("headlineRisk", () => {
  it("is the worst of all, and never calm where a plan failed", () => {
    expect(headlineRisk([])).toBe("none");
    expect(headlineRisk([CALM_REVIEW])).toBe("low");
    expect(headlineRisk([{ ...CALM_REVIEW, errored: true }])).toBe("critical");
  });
});

describe("changesNothing", () => {
  it("holds only where an apply would do nothing at all", () => {
    expect(changesNothing([reviewOf([changeOf({ address: "aws_x.y", kind: "no-op" })])])).toBe(true);
    expect(changesNothing([reviewOf([changeOf({ address: "aws_x.y", kind: "move" })])])).toBe(false);
    expect(changesNothing([reviewOf([], { errored: true })])).toBe(false);
    const output = { name: "a", kind: "update" as const, before: "1", after: "2" };
    expect(changesNothing([reviewOf([], { outputs: [output] })])).toBe(false);
    expect(changesNothing([reviewOf([], { invocations: [{ address: "action.a.b", trigger: "t" }] })])).toBe(
      false,
    );
    expect(changesNothing([reviewOf([], { deferred: [{ address: "aws_x.y", reason: "r" }] })])).toBe(false);
  });
});
