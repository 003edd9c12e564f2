import { DETAILS, type Detail, detailedChanges } from "../../../../../lib/review/output/markdown/detail";
import { RISK_LEVELS } from "../../../../../lib/review/review";
import { changeOf, reviewOf } from "../../../../support/reviews";

describe("DETAILS", () => {
  it("shows less with every step", () => {
    const measures = DETAILS.map((detail) => [
      detail.changes,
      RISK_LEVELS.length - RISK_LEVELS.indexOf(detail.from),
      detail.lines,
      detail.attributes,
      detail.rows,
    ]);
    for (const [index, measure] of measures.entries()) {
      const before = measures[index - 1] ?? measure;
      expect(measure.every((value, part) => value <= (before[part] ?? 0))).toBe(true);
      expect(index === 0 || measure.some((value, part) => value < (before[part] ?? 0))).toBe(true);
    }
  });
});

describe("detailedChanges", () => {
  const change = (name: string, risk: "low" | "review" | "high") =>
    changeOf({ address: `aws_x.${name}`, kind: "update", risk });
  const [low, review, high] = [change("low", "low"), change("review", "review"), change("high", "high")];
  const reviews = [
    reviewOf([low, review]),
    reviewOf([high, changeOf({ address: "aws_x.same", kind: "no-op" })]),
  ];
  const with_ = (rest: Partial<Detail>): Detail => ({
    changes: 9,
    from: "none",
    lines: 1,
    attributes: 1,
    rows: 1,
    ...rest,
  });

  it("takes the riskiest of all stacks and nothing that does not change", () => {
    expect([...detailedChanges(reviews, with_({}))]).toEqual([high, review, low]);
    expect([...detailedChanges(reviews, with_({ changes: 1 }))]).toEqual([high]);
    expect([...detailedChanges(reviews, with_({ changes: Number.POSITIVE_INFINITY }))]).toHaveLength(3);
  });

  it("leaves out what is less risky than asked for", () => {
    expect([...detailedChanges(reviews, with_({ from: "review" }))]).toEqual([high, review]);
    expect([...detailedChanges(reviews, with_({ changes: 0 }))]).toEqual([]);
  });
});
