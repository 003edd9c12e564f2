import { checkExclusive } from "../../../../constructs/keda/scalers/exclusive";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

function problemsOf(...alternatives: Record<string, unknown>[]) {
  const problems = new Problems();
  checkExclusive(problems.at("login"), "there is one login", ...alternatives);
  return problems.all;
}

describe("checkExclusive", () => {
  it("accepts one alternative with all that belongs to it, or none", () => {
    expect(problemsOf({ token: undefined }, { user: "a", password: "b" }, { header: undefined })).toEqual([]);
    expect(problemsOf({ token: undefined }, {})).toEqual([]);
  });

  it("fails on a second alternative, and names both", () => {
    const problems = problemsOf({ token: "t" }, { user: undefined, password: "b" }, { header: undefined });
    expect(codes(problems)).toEqual(["login.password exclusive"]);
    expect(problems[0]).toMatchObject({ rule: "there is one login", fix: "keep one of token, password" });
  });

  it("takes false and 0 as given, for they say something", () => {
    expect(codes(problemsOf({ token: false }, { user: 0 }))).toEqual(["login.user exclusive"]);
  });
});
