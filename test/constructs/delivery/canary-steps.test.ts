import * as fc from "fast-check";
import { Analysis } from "../../../constructs/delivery/analysis/analysis";
import {
  CANARY_PRESETS,
  type CanarySteps,
  resolveSteps,
  type StepDefaults,
} from "../../../constructs/delivery/canary-steps";
import { Problems } from "../../../lib/core/errors";
import { numberToken } from "../../support/fake-keda";
import { codes } from "../../support/synth";

function resolved(steps: CanarySteps, defaults: Partial<StepDefaults> = {}) {
  const problems = new Problems();
  const list = resolveSteps(steps, { pauseSeconds: undefined, analysis: [], ...defaults }, problems);
  return { list, problems: codes(problems.all) };
}

const weight = fc.integer({ min: 1, max: 100 });
const errors = Analysis.errorRate();

describe("resolveSteps", () => {
  it.each([
    [
      "10-50-100" as const,
      [
        [10, 300],
        [50, 300],
        [100, 0],
      ],
    ],
    [
      "5-25-100" as const,
      [
        [5, 300],
        [25, 300],
        [100, 0],
      ],
    ],
    [
      "20-40-60-80" as const,
      [
        [20, 600],
        [40, 600],
        [60, 600],
        [80, 600],
      ],
    ],
  ])("knows the preset %s", (preset, expected) => {
    const { list, problems } = resolved(preset);
    expect(list.map((step) => [step.weight, step.pauseSeconds])).toEqual(expected);
    expect(problems).toEqual([]);
    expect(Object.keys(CANARY_PRESETS)).toContain(preset);
  });

  it("puts the pause and the tests of the release at every step below 100", () => {
    const { list } = resolved([10, 50, 100], { pauseSeconds: 60, analysis: [errors] });
    expect(list).toEqual([
      { weight: 10, pauseSeconds: 60, analysis: [errors], replicas: undefined, index: undefined },
      { weight: 50, pauseSeconds: 60, analysis: [errors], replicas: undefined, index: undefined },
      { weight: 100, pauseSeconds: 0, analysis: [], replicas: undefined, index: undefined },
    ]);
  });

  it("lets a step have its own", () => {
    const { list, problems } = resolved(
      [
        { weight: 1, pauseSeconds: "until-promoted", analysis: [], replicas: 2 },
        { weight: 100, pauseSeconds: 900, analysis: [errors] },
      ],
      { pauseSeconds: 60, analysis: [errors] },
    );
    expect(list).toEqual([
      { weight: 1, pauseSeconds: "until-promoted", analysis: [], replicas: 2, index: 0 },
      { weight: 100, pauseSeconds: 900, analysis: [errors], replicas: undefined, index: 1 },
    ]);
    expect(problems).toEqual([]);
  });

  it.each<[CanarySteps, string[]]>([
    [[], ["steps no-steps"]],
    [[0], ["steps[0] weight-out-of-range"]],
    [[10, 101], ["steps[1] weight-out-of-range"]],
    [[10, 10], ["steps[1] steps-not-rising"]],
    [[50, 10, 100], ["steps[1] steps-not-rising"]],
    [[10, 50.5], ["steps[1] weight-out-of-range"]],
    [[{ weight: 10, replicas: 0 }], ["steps[0].replicas out-of-range"]],
    [[{ weight: 10, pauseSeconds: -1 }], ["steps[0].pauseSeconds out-of-range"]],
    ["50-100" as never, ["steps unknown-preset"]],
    [[100], ["steps canary-never-waits"]],
  ])("refuses %j", (steps, problems) => {
    expect(resolved(steps).problems).toEqual(problems);
  });

  it("refuses a pause that is none, once", () => {
    expect(resolved([10, 50], { pauseSeconds: -1 }).problems).toEqual(["pauseSeconds out-of-range"]);
    const forever = { pauseSeconds: "for-ever" } as unknown as StepDefaults;
    expect(resolved([10, 50], forever).problems).toEqual(["pauseSeconds unknown-pause"]);
  });

  it("refuses steps that neither wait nor test, and takes tests for waiting", () => {
    expect(resolved([10, 100], { pauseSeconds: 0 }).problems).toEqual(["steps canary-never-waits"]);
    expect(resolved([10, 100], { pauseSeconds: 0, analysis: [errors] }).problems).toEqual([]);
  });

  it("takes every rising list and keeps its weights", () => {
    fc.assert(
      fc.property(fc.uniqueArray(weight, { minLength: 2 }), (weights) => {
        const sorted = [...weights].sort((a, b) => a - b);
        const { list, problems } = resolved(sorted);
        expect(problems).toEqual([]);
        expect(list.map((step) => step.weight)).toEqual(sorted);
      }),
    );
  });

  it("refuses a list exactly where a weight does not rise", () => {
    fc.assert(
      fc.property(fc.array(weight, { minLength: 2 }), (weights) => {
        const falls = weights.flatMap((one, index) =>
          index > 0 && one <= (weights[index - 1] ?? 0) ? [`steps[${index}] steps-not-rising`] : [],
        );
        const { problems } = resolved(weights);
        expect(problems.filter((problem) => problem.endsWith("steps-not-rising"))).toEqual(falls);
      }),
    );
  });

  it("refuses every weight that is no percentage", () => {
    const outside = fc.oneof(fc.integer({ max: 0 }), fc.integer({ min: 101 }), fc.constant(Number.NaN));
    fc.assert(
      fc.property(outside, (wrong) => {
        expect(resolved([wrong]).problems).toContain("steps[0] weight-out-of-range");
      }),
    );
  });

  it("leaves weights alone that are not known before apply", () => {
    expect(resolved([numberToken(), 50, numberToken()]).problems).toEqual([]);
  });
});
