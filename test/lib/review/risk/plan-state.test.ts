import { planStateHits } from "../../../../lib/review/risk/plan-state";
import { planOf } from "../../../support/plans";

const check = (status: string) => ({
  address: { to_display: "check.health", kind: "check" },
  status,
  instances: [{ problems: [{ message: "the shop does not answer" }] }],
});
const deferred = {
  reason: "provider_config_unknown",
  resource_change: { address: "a.b", type: "a", change: { actions: ["create"] } },
};

describe("R17, what a plan says about itself", () => {
  it.each([
    [{ errored: true, complete: false }, ["high the plan ended in an error and shows only a part"]],
    [{ complete: false }, ["review the plan is not complete: another one has to follow"]],
    [{ checks: [check("fail")] }, ["medium a check fails"]],
    [{ checks: [check("error")] }, ["high a check cannot be made"]],
    [{ deferred_changes: [deferred] }, ["review objects are put off to another plan"]],
    [
      { action_invocations: [{ address: "action.aws_lambda_invoke.x", type: "aws_lambda_invoke" }] },
      ["review actions run that change no object of the plan"],
    ],
    [{ complete: true, errored: false, checks: [check("pass"), check("unknown")] }, []],
    [{}, []],
  ])("reads %j", (rest, expected) => {
    expect(planStateHits(planOf([], rest)).map(({ level, title }) => `${level} ${title}`)).toEqual(expected);
  });

  it("says what a check said", () => {
    expect(planStateHits(planOf([], { checks: [check("fail")] }))[0]?.evidence).toBe(
      "check.health: the shop does not answer",
    );
  });
});
