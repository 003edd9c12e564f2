import { checkTaints, type NodeTaint, type TaintEffect } from "../../../constructs/eks/node-taints";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

function check(taints: readonly NodeTaint[]) {
  const problems = new Problems();
  checkTaints(problems, "taints", taints);
  return problems.all;
}

describe("checkTaints", () => {
  it("takes every effect, and one key with two effects", () => {
    expect(
      check([
        { key: "dedicated", value: "gpu", effect: "NO_SCHEDULE" },
        { key: "dedicated", value: "gpu", effect: "NO_EXECUTE" },
        { key: "example.com/slow", effect: "PREFER_NO_SCHEDULE" },
      ]),
    ).toEqual([]);
  });

  it.each([
    ["NoSchedule", "write NO_SCHEDULE"],
    ["NoExecute", "write NO_EXECUTE"],
    ["PreferNoSchedule", "write PREFER_NO_SCHEDULE"],
    ["no-schedule", "write NO_SCHEDULE"],
    ["Never", "use one of"],
  ])("fails on the effect %s, lists the known ones and says what is meant", (effect, advice) => {
    const problems = check([{ key: "a", effect: effect as TaintEffect }]);
    expect(codes(problems)).toEqual(["taints[0].effect unknown-taint-effect"]);
    expect(problems[0]?.fix).toContain(advice);
    expect(problems[0]?.fix).toContain("NO_SCHEDULE, NO_EXECUTE, PREFER_NO_SCHEDULE");
  });

  it("fails on a taint of the same key and effect, whatever its value", () => {
    expect(
      codes(
        check([
          { key: "a", value: "1", effect: "NO_SCHEDULE" },
          { key: "a", value: "2", effect: "NO_SCHEDULE" },
        ]),
      ),
    ).toEqual(["taints[1] duplicate-taint"]);
  });

  it("fails on a bad key and a bad value", () => {
    expect(codes(check([{ key: "a b", value: "c d", effect: "NO_SCHEDULE" }]))).toEqual([
      "taints[0].key invalid-label-key",
      "taints[0].value invalid-label-value",
    ]);
  });
});
