import * as fc from "fast-check";
import { FAIL_ON_LEVELS, failsOn, labelsFor, REVIEW_LABELS } from "../../../../lib/review/output/labels";
import { RISK_LEVELS } from "../../../../lib/review/review";
import { changeOf, reviewOf, someReviews } from "../../../support/reviews";
import { CALM_REVIEW, DANGEROUS_REVIEW } from "../../../support/sample-reviews";

describe("labelsFor", () => {
  it("names the worst risk of all stacks and what is worth a filter", () => {
    expect(labelsFor([CALM_REVIEW])).toEqual(["risk:low"]);
    expect(labelsFor([CALM_REVIEW, DANGEROUS_REVIEW])).toEqual([
      "risk:critical",
      "plan:destroys",
      "plan:replaces",
      "plan:drift",
    ]);
  });

  it("says where nothing changes and where the plan failed", () => {
    expect(labelsFor([reviewOf([changeOf({ address: "aws_x.y", kind: "no-op" })])])).toEqual([
      "risk:none",
      "plan:no-changes",
    ]);
    expect(labelsFor([reviewOf([], { errored: true })])).toContain("plan:failed");
  });

  it("brings only labels that are known, so that stale ones can be taken off", () => {
    fc.assert(
      fc.property(someReviews(), (reviews) => {
        expect(REVIEW_LABELS).toEqual(expect.arrayContaining([...labelsFor(reviews)]));
      }),
      { numRuns: 50 },
    );
  });
});

describe("failsOn", () => {
  const reviews = RISK_LEVELS.map((risk) => reviewOf([], { risk }));

  it.each(FAIL_ON_LEVELS)("fails on %s and above only", (level) => {
    const codes = reviews.map((review) => failsOn([review], level));
    const from = RISK_LEVELS.indexOf(level);
    expect(codes).toEqual(RISK_LEVELS.map((_, index) => index >= from));
  });

  it("never fails without a level", () => {
    expect(failsOn(reviews, undefined)).toBe(false);
  });

  it("fails where a plan holds only a part, whatever the level", () => {
    expect(failsOn([reviewOf([], { errored: true })], "critical")).toBe(true);
    expect(failsOn([reviewOf([], { errored: true })], undefined)).toBe(false);
  });
});
