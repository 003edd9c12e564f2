import { checkOutputs, stepOutputs } from "../../../lib/cli/review-outputs";
import { HOSTILE_TEXTS, reviewOf } from "../../support/reviews";
import { CALM_REVIEW, DANGEROUS_REVIEW } from "../../support/sample-reviews";
import { codes, problemsOf } from "../../support/synth";

describe("checkOutputs", () => {
  it("takes every format and level, and refuses others with those there are", () => {
    expect(() => checkOutputs({ format: "markdown", failOn: "high" })).not.toThrow();
    const problems = problemsOf(() => checkOutputs({ format: "pdf", failOn: "none" }));
    expect(codes(problems)).toEqual(["--format unknown-format", "--fail-on unknown-level"]);
    expect(problems[0]?.fix).toContain("terminal, summary, markdown");
  });
});

describe("stepOutputs", () => {
  it("is a line for each output", () => {
    const lines = stepOutputs([CALM_REVIEW, DANGEROUS_REVIEW]).trim().split("\n");
    expect(lines).toHaveLength(5);
    expect(lines[0]).toBe(`risk=${DANGEROUS_REVIEW.risk}`);
  });

  it("has no line that a stack's name could add", () => {
    for (const stack of HOSTILE_TEXTS) {
      expect(
        stepOutputs([reviewOf([], { stack })])
          .trim()
          .split("\n"),
      ).toHaveLength(5);
    }
  });
});
