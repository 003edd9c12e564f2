import { checkTolerations, type Toleration } from "../../../constructs/keda/tolerations";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

function found(...tolerations: readonly Toleration[]): string[] {
  const problems = new Problems();
  checkTolerations(problems, "tolerations", tolerations);
  return codes(problems.all);
}

describe("checkTolerations", () => {
  it("takes what the API server takes, and none at all", () => {
    expect(
      found(
        { operator: "Exists" },
        { key: "a", value: "b", effect: "NoSchedule" },
        { key: "a", operator: "Exists" },
      ),
    ).toEqual([]);
    const problems = new Problems();
    checkTolerations(problems, "tolerations", undefined);
    expect(problems.all).toEqual([]);
  });

  it.each<[string, object, string[]]>([
    ["an unknown operator", { key: "a", operator: "In" }, ["tolerations[0].operator unknown-operator"]],
    ["an unknown effect", { key: "a", effect: "Never" }, ["tolerations[0].effect unknown-effect"]],
    ["a value without key", { value: "b" }, ["tolerations[0].key toleration-key"]],
    [
      "a value where every value is taken",
      { key: "a", operator: "Exists", value: "b" },
      ["tolerations[0].value toleration-value"],
    ],
  ])("fails on %s", (_, toleration, expected) => {
    expect(found(toleration as Toleration)).toEqual(expected);
  });
});
