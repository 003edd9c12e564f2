import { checkLabels } from "../../../constructs/observability/labels";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

function problemsIn(labels: Record<string, string>): string[] {
  const problems = new Problems();
  checkLabels(problems, "labels", labels);
  return codes(problems.all);
}

describe("checkLabels", () => {
  it("accepts names of letters, digits and underscores, and values known after apply", () => {
    expect(problemsIn({ cluster: "a", _x1: "b", Team_2: "${TfToken[TOKEN.1]}" })).toEqual([]);
  });

  it.each(["1st", "a-b", "__reserved", "a.b", ""])("fails on a label called %j", (name) => {
    expect(problemsIn({ [name]: "x" }).map((problem) => problem.split(" ").at(-1))).toEqual([
      "invalid-label",
    ]);
  });

  it("fails on a label without a value", () => {
    expect(problemsIn({ cluster: "" })).toEqual(["labels.cluster invalid-label"]);
  });
});
