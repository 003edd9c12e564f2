import { ENVIRONMENTS, selectEnvironments } from "../../../stacks/environments";
import { staging } from "../../../stacks/environments/staging";
import { codes, problemsOf } from "../../support/synth";

describe("selectEnvironments", () => {
  it("knows local, staging and production", () => {
    expect(ENVIRONMENTS.map(({ name }) => name)).toEqual(["local", "staging", "production"]);
  });

  it("gives all without a name, and one by its name", () => {
    expect(selectEnvironments(ENVIRONMENTS, undefined)).toBe(ENVIRONMENTS);
    expect(selectEnvironments(ENVIRONMENTS, "")).toBe(ENVIRONMENTS);
    expect(selectEnvironments(ENVIRONMENTS, "staging")).toEqual([staging]);
  });

  it("fails on an unknown name and lists the known ones", () => {
    const problems = problemsOf(() => selectEnvironments(ENVIRONMENTS, "stagin"));
    expect(codes(problems)).toEqual(["name unknown-environment"]);
    expect(problems[0]?.fix).toContain("local, staging, production");
  });

  it("fails on two environments of one name, which would share a state", () => {
    expect(codes(problemsOf(() => selectEnvironments([staging, staging], undefined)))).toEqual([
      "name duplicate-environment",
    ]);
  });
});
