import { Analysis } from "../../../constructs/delivery/analysis/analysis";
import { type CanaryProps, canary } from "../../../constructs/delivery/canary";
import type { StrategyContext } from "../../../constructs/delivery/strategy-value";
import { ALB, definitionProblems, GATEWAY, released, releaseProblems } from "../../support/releases";

function canaryOf(props: CanaryProps, overrides: Partial<StrategyContext> = { route: GATEWAY }) {
  const { strategy } = released(canary(props), overrides).spec as { strategy: { canary: object } };
  return strategy.canary;
}

const errors = Analysis.errorRate();
const run = (name: string) => ({
  analysis: {
    templates: [{ templateName: name }],
    args: [{ name: "pod-hash", valueFrom: { podTemplateHashValue: "Latest" } }],
  },
});

describe("canaryRollout", () => {
  it("raises, waits and tests below 100, and then lets go", () => {
    expect(canaryOf({ analysis: [errors] })).toMatchObject({
      steps: [
        { setWeight: 10 },
        { pause: { duration: "5m" } },
        run("users-error-rate"),
        { setWeight: 50 },
        { pause: { duration: "5m" } },
        run("users-error-rate"),
        { setWeight: 100 },
      ],
    });
  });

  it("tests before a person decides", () => {
    expect(canaryOf({ steps: [10, 100], pauseSeconds: "until-promoted", analysis: [errors] })).toMatchObject({
      steps: [{ setWeight: 10 }, run("users-error-rate"), { pause: {} }, { setWeight: 100 }],
    });
  });

  it("ends after 80 without writing 100", () => {
    expect(canaryOf({ steps: "20-40-60-80" })).toMatchObject({
      steps: [
        { setWeight: 20 },
        { pause: { duration: "10m" } },
        { setWeight: 40 },
        { pause: { duration: "10m" } },
        { setWeight: 60 },
        { pause: { duration: "10m" } },
        { setWeight: 80 },
        { pause: { duration: "10m" } },
      ],
    });
  });

  it("gives back the number of pods to the weight after a step that chose it", () => {
    const steps = [{ weight: 1, replicas: 2 }, 50, 100];
    expect(canaryOf({ steps, pauseSeconds: 90 })).toMatchObject({
      steps: [
        { setCanaryScale: { replicas: 2 } },
        { setWeight: 1 },
        { pause: { duration: "90s" } },
        { setCanaryScale: { matchTrafficWeight: true } },
        { setWeight: 50 },
        { pause: { duration: "90s" } },
        { setWeight: 100 },
      ],
    });
  });

  it("bounds pods where replicas split requests, and nowhere else unless told to", () => {
    expect(canaryOf({ steps: [50] }, {})).toMatchObject({ maxSurge: "25%", maxUnavailable: 0 });
    expect(canaryOf({ steps: [50] })).not.toHaveProperty("maxSurge");
    expect(canaryOf({ steps: [50], maxSurge: 2 })).toMatchObject({ maxSurge: 2 });
  });

  it("passes on what the release was told", () => {
    const props = { dynamicStableScale: true, abortScaleDownDelaySeconds: 600, rollbackWindowRevisions: 2 };
    expect(canaryOf(props)).toMatchObject({ dynamicStableScale: true, abortScaleDownDelaySeconds: 600 });
    expect(released(canary(props), { route: GATEWAY }).spec).toMatchObject({
      progressDeadlineAbort: true,
      rollbackWindow: { revisions: 2 },
    });
    expect(canaryOf({})).not.toHaveProperty("dynamicStableScale");
  });

  it("makes one template of an analysis, however many steps run it", () => {
    const other = Analysis.cpu();
    const strategy = canary({ steps: [10, { weight: 50, analysis: [errors, other] }], analysis: [errors] });
    const names = released(strategy, { route: GATEWAY }).manifests.map(({ metadata }) => metadata.name);
    expect(names).toEqual(["users-error-rate", "users-cpu"]);
  });

  it("names the step whose own analysis is wrong", () => {
    const steps = [{ weight: 50, analysis: [Analysis.errorRate({ maxRatio: 0 })] }];
    expect(releaseProblems(canary({ steps }))).toEqual(["steps[0].analysis[0].maxRatio out-of-range"]);
  });

  it("refuses a smoke test where no Service leads to the new version alone", () => {
    const analysis = [Analysis.smokeTest({ image: "smoke:1.2.0" })];
    expect(releaseProblems(canary({ analysis }), { route: ALB })).toEqual(["analysis[0] no-test-target"]);
    expect(releaseProblems(canary({ analysis }), { route: GATEWAY })).toEqual([]);
  });

  it.each<[string, CanaryProps, Partial<StrategyContext>]>([
    ["a Gateway", {}, { route: GATEWAY }],
    ["an AWS load balancer", {}, { route: ALB }],
    ["Istio", { traffic: "istio" }, {}],
    ["replicas", { acceptCoarseWeights: true }, {}],
    ["nothing but replicas of a worker", { acceptCoarseWeights: true }, { port: undefined }],
  ])("follows the definitions with %s", (_, props, overrides) => {
    const analysis = [errors, Analysis.latencyP95({ maxMs: 500 }), Analysis.cpu()];
    const binding = released(canary({ ...props, analysis, rollbackWindowRevisions: 3 }), overrides);
    expect(binding.kind).toBe("Rollout");
    expect(definitionProblems(binding)).toEqual([]);
  });
});
