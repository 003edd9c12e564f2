import { checkKnown, type Problems } from "../../lib/core/errors";
import { checkWholeNumber } from "../../lib/core/quantities";
import { isToken } from "../../lib/core/tokens";
import type { AnalysisValue } from "./analysis/analysis-value";

/** Time at a step: seconds, 0 for none, or until a person says so (`kubectl argo rollouts promote users`). */
export type CanaryPause = number | "until-promoted";

/** One step of a canary release. */
export interface CanaryStep {
  /** Requests of 100 that go to the new version, 1 to 100. */
  readonly weight: number;
  /** @default that of the release; none at 100 */
  readonly pauseSeconds?: CanaryPause;
  /** Tests of this step. @default those of the release; none at 100 */
  readonly analysis?: readonly AnalysisValue[];
  /**
   * Pods of the new version at this step, whatever its weight. Argo Rollouts with a router only.
   * @default in proportion to the weight
   */
  readonly replicas?: number;
}

/** Weights of a release with the time at each. */
export type CanaryPreset = "10-50-100" | "5-25-100" | "20-40-60-80";

/** 80 is the last weight of a release that then ends at once: what is left follows without a pause. */
export const CANARY_PRESETS: {
  readonly [preset in CanaryPreset]: { readonly weights: readonly number[]; readonly pauseSeconds: number };
} = {
  "10-50-100": { weights: [10, 50, 100], pauseSeconds: 300 },
  "5-25-100": { weights: [5, 25, 100], pauseSeconds: 300 },
  "20-40-60-80": { weights: [20, 40, 60, 80], pauseSeconds: 600 },
};

/** A preset, weights, or steps with more to say. */
export type CanarySteps = CanaryPreset | readonly (number | CanaryStep)[];

/** A step once every default is filled in. */
export interface ResolvedStep {
  readonly weight: number;
  readonly pauseSeconds: CanaryPause;
  readonly analysis: readonly AnalysisValue[];
  readonly replicas: number | undefined;
  /** Where its own analyses stand in the props; undefined where they are those of the release. */
  readonly index: number | undefined;
}

/** Defaults of steps. */
export interface StepDefaults {
  readonly pauseSeconds: CanaryPause | undefined;
  readonly analysis: readonly AnalysisValue[];
}

/**
 * Steps with every default filled in. Codes: `unknown-preset`, `no-steps`, `weight-out-of-range`, `steps-not-rising`,
 * `out-of-range`, `canary-never-waits`.
 */
export function resolveSteps(
  steps: CanarySteps,
  defaults: StepDefaults,
  problems: Problems,
): readonly ResolvedStep[] {
  checkPause(problems, defaults.pauseSeconds);
  const { weights, pauseSeconds } = typeof steps === "string" ? presetOf(steps, problems) : ofList(steps);
  const resolved = weights.map((step, index) =>
    resolveStep(step, index, { ...defaults, pauseSeconds: defaults.pauseSeconds ?? pauseSeconds }),
  );
  checkWeights(resolved, problems.at("steps"));
  resolved.forEach(({ pauseSeconds: pause, replicas }, index) => {
    const at = problems.at("steps").at(index);
    if (defaults.pauseSeconds !== pause) {
      checkPause(at, pause);
    }
    checkWholeNumber(at, "replicas", replicas, 1, 1000);
  });
  problems.addIf(
    resolved.length > 0 &&
      resolved.every(({ pauseSeconds: pause, analysis }) => pause === 0 && analysis.length === 0),
    {
      prop: "steps",
      code: "canary-never-waits",
      rule: "a canary release waits or tests at some step, or its steps are nothing but a rolling update",
      value: resolved.map(({ weight }) => weight),
      fix: "set pauseSeconds or analysis, or use Strategy.rolling()",
    },
  );
  return resolved;
}

/** Pause of releases with steps of their own. */
const PAUSE_SECONDS = 300;

function ofList(weights: readonly (number | CanaryStep)[]) {
  return { weights, pauseSeconds: PAUSE_SECONDS };
}

function presetOf(preset: CanaryPreset, problems: Problems) {
  const known = Object.keys(CANARY_PRESETS);
  const chosen = checkKnown(problems, "steps", "unknown-preset", "preset of steps", preset, known)
    ? preset
    : "10-50-100";
  return CANARY_PRESETS[chosen];
}

function resolveStep(step: number | CanaryStep, index: number, defaults: StepDefaults): ResolvedStep {
  const given: CanaryStep = typeof step === "number" ? { weight: step } : step;
  const whole = given.weight === 100;
  return {
    weight: given.weight,
    pauseSeconds: given.pauseSeconds ?? (whole ? 0 : (defaults.pauseSeconds ?? PAUSE_SECONDS)),
    analysis: given.analysis ?? (whole ? [] : defaults.analysis),
    replicas: given.replicas,
    index: given.analysis === undefined ? undefined : index,
  };
}

function checkWeights(steps: readonly ResolvedStep[], problems: Problems): void {
  problems.addIf(steps.length === 0, {
    prop: "",
    code: "no-steps",
    rule: "a canary release has at least one step",
    value: [],
    fix: 'write [10, 50, 100], or a preset such as "10-50-100"',
  });
  steps.forEach(({ weight }, index) => {
    if (isToken(weight)) {
      return;
    }
    const at = problems.at(index);
    const outside = at.addIf(!Number.isInteger(weight) || weight < 1 || weight > 100, {
      prop: "",
      code: "weight-out-of-range",
      rule: "a weight is a whole number from 1 to 100",
      value: weight,
      fix: "write the share of requests in percent",
    });
    const before = steps[index - 1]?.weight;
    at.addIf(!outside && before !== undefined && !isToken(before) && weight <= before, {
      prop: "",
      code: "steps-not-rising",
      rule: `a step gives the new version more than the one before it, which gives ${before}`,
      value: weight,
      fix: "sort the weights and leave out what stands twice",
    });
  });
}

function checkPause(problems: Problems, pause: CanaryPause | undefined): void {
  if (typeof pause === "string" && !isToken(pause)) {
    checkKnown(problems, "pauseSeconds", "unknown-pause", "pause", pause, ["until-promoted"]);
  } else {
    checkWholeNumber(problems, "pauseSeconds", typeof pause === "number" ? pause : undefined, 0, 604_800);
  }
}
