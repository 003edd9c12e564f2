import { chartJump, versionStep } from "../../../../lib/review/diff/chart-jump";

describe("versionStep", () => {
  it.each([
    ["86.1.0", "88.5.3", { size: "major", downgrade: false, breaking: true }],
    ["v1.2.0", "v1.3.0", { size: "minor", downgrade: false, breaking: false }],
    ["0.2.0", "0.3.0", { size: "minor", downgrade: false, breaking: true }],
    ["1.2.3", "1.2.2", { size: "patch", downgrade: true, breaking: false }],
    ["1.2.3-rc1", "1.2.3", { size: "other", downgrade: false, breaking: false }],
    ["latest", "1.0.0", { size: "other", downgrade: false, breaking: false }],
  ])("%s -> %s", (before, after, expected) => {
    expect(versionStep(before, after)).toEqual(expected);
  });

  it("says nothing of the same version", () => {
    expect(versionStep("1.0.0", "1.0.0")).toBeUndefined();
  });
});

describe("chartJump", () => {
  it("says what changes in words", () => {
    const before = {
      chart: "keda",
      version: "2.0.0",
      repository: "a",
      namespace: "x",
      atomic: true,
      wait: true,
    };
    const after = { ...before, version: "1.9.0", repository: "b", atomic: false, namespace: "y" };
    expect(chartJump(before, after)).toEqual({
      version: { before: "2.0.0", after: "1.9.0", step: { size: "major", downgrade: true, breaking: true } },
      repository: { before: "a", after: "b" },
      namespace: { before: "x", after: "y" },
      turnedOff: ["atomic"],
      notes: [
        "chart keda 2.0.0 -> 1.9.0 (major, downgrade)",
        "repository a -> b",
        "namespace x -> y",
        "atomic turned off",
      ],
    });
  });

  it("says nothing where none of it changes, or there is only one side", () => {
    expect(
      chartJump({ chart: "a", values: ["1"] }, { chart: "a", values: ["2"], atomic: true }),
    ).toBeUndefined();
    expect(chartJump(undefined, { chart: "a" })).toBeUndefined();
    expect(chartJump({ chart: "a" }, undefined)).toBeUndefined();
  });
});
