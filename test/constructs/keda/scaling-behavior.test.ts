import { type ScalingBehavior, scalingBehavior } from "../../../constructs/keda/scaling-behavior";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

function rendered(behavior: ScalingBehavior) {
  const problems = new Problems();
  const result = scalingBehavior(behavior, problems.at("behavior"));
  return { result, problems: codes(problems.all) };
}

describe("scalingBehavior", () => {
  it("says nothing where the defaults of Kubernetes stand", () => {
    expect(rendered({})).toEqual({ result: {}, problems: [] });
    expect(rendered({ scaleUp: {} })).toEqual({ result: { scaleUp: {} }, problems: [] });
  });

  it("renders windows, policies, their selection and tolerance as an autoscaler has them", () => {
    expect(
      rendered({
        scaleUp: { stabilizationWindowSeconds: 0, tolerance: 0.05 },
        scaleDown: {
          selectPolicy: "Min",
          policies: [
            { pods: 2, periodSeconds: 60 },
            { percent: 10, periodSeconds: 1800 },
          ],
        },
      }),
    ).toEqual({
      result: {
        scaleUp: { stabilizationWindowSeconds: 0, tolerance: "0.05" },
        scaleDown: {
          selectPolicy: "Min",
          policies: [
            { type: "Pods", value: 2, periodSeconds: 60 },
            { type: "Percent", value: 10, periodSeconds: 1800 },
          ],
        },
      },
      problems: [],
    });
  });

  it("fails on every number out of range, with its path", () => {
    const { problems } = rendered({
      scaleUp: { stabilizationWindowSeconds: 3601, tolerance: 1 },
      scaleDown: {
        stabilizationWindowSeconds: -1,
        tolerance: Number.NaN,
        policies: [
          { pods: 1, periodSeconds: 60 },
          { pods: 0, periodSeconds: 1801 },
          { percent: 1.5, periodSeconds: 0 },
        ],
      },
    });
    expect(problems).toEqual([
      "behavior.scaleUp.stabilizationWindowSeconds out-of-range",
      "behavior.scaleUp.tolerance out-of-range",
      "behavior.scaleDown.stabilizationWindowSeconds out-of-range",
      "behavior.scaleDown.tolerance out-of-range",
      "behavior.scaleDown.policies[1].pods out-of-range",
      "behavior.scaleDown.policies[1].periodSeconds out-of-range",
      "behavior.scaleDown.policies[2].percent out-of-range",
      "behavior.scaleDown.policies[2].periodSeconds out-of-range",
    ]);
  });

  it("fails on a selection nobody knows", () => {
    const selectPolicy = "max" as never;
    expect(rendered({ scaleUp: { selectPolicy } }).problems).toEqual([
      "behavior.scaleUp.selectPolicy unknown-select-policy",
    ]);
  });
});
