import * as fc from "fast-check";
import { Analysis } from "../../../constructs/delivery/analysis/analysis";
import { canary } from "../../../constructs/delivery/canary";
import { FLAGGER, GATEWAY, released, releaseProblems } from "../../support/releases";

const halves = [50, 100];

describe("canary", () => {
  it("is a Rollout with Argo Rollouts and a Deployment with Flagger", () => {
    expect(released(canary(), { route: GATEWAY })).toMatchObject({ kind: "Rollout" });
    expect(released(canary(), { route: GATEWAY, delivery: FLAGGER })).toMatchObject({ kind: "Deployment" });
  });

  it("says what is missing where nothing carries it out", () => {
    expect(releaseProblems(canary(), { delivery: undefined })).toEqual([" no-progressive-delivery"]);
  });

  it("needs a port with Flagger, and none where replicas split the work", () => {
    expect(releaseProblems(canary({ steps: halves }), { port: undefined })).toEqual([]);
    expect(releaseProblems(canary({ steps: halves }), { port: undefined, delivery: FLAGGER })).toEqual([
      " strategy-needs-port",
    ]);
  });

  it("refuses weights that few replicas cannot make, unless coarse ones are accepted", () => {
    const strategy = canary({ steps: [10, 50, 95] });
    expect(releaseProblems(strategy, { minReplicas: 3 })).toEqual([
      "steps[0] weight-needs-replicas",
      "steps[2] weight-needs-replicas",
    ]);
    expect(releaseProblems(strategy, { minReplicas: 20 })).toEqual([]);
    expect(releaseProblems(strategy, { minReplicas: undefined })).toEqual([]);
    expect(releaseProblems(strategy, { minReplicas: 3, route: GATEWAY })).toEqual([]);
    const coarse = canary({ steps: [10, 50, 95], acceptCoarseWeights: true });
    expect(releaseProblems(coarse, { minReplicas: 3 })).toEqual([]);
  });

  it("takes a weight by replicas exactly where each version has a pod for it", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99 }),
        fc.integer({ min: 1, max: 200 }),
        (weight, minReplicas) => {
          const problems = releaseProblems(canary({ steps: [weight] }), { minReplicas });
          const reachable = (weight * minReplicas) / 100 >= 1 && ((100 - weight) * minReplicas) / 100 >= 1;
          expect(problems).toEqual(reachable ? [] : ["steps[0] weight-needs-replicas"]);
        },
      ),
    );
  });

  it("refuses pods at a time that, with the defaults, let no pod go", () => {
    expect(releaseProblems(canary({ steps: halves, maxSurge: 0 }))).toEqual(["maxSurge update-cannot-move"]);
    expect(releaseProblems(canary({ steps: halves, maxSurge: 0 }), { route: GATEWAY })).toEqual([]);
  });

  it("refuses what needs a router where there is none", () => {
    const strategy = canary({
      steps: [{ weight: 50, replicas: 1 }],
      dynamicStableScale: true,
      abortScaleDownDelaySeconds: 60,
    });
    expect(releaseProblems(strategy)).toEqual([
      "dynamicStableScale needs-router",
      "abortScaleDownDelaySeconds needs-router",
      "steps[0].replicas needs-router",
    ]);
    expect(releaseProblems(strategy, { route: GATEWAY })).toEqual([]);
  });

  it("reports problems of all its parts at once", () => {
    const strategy = canary({
      steps: [60, 50],
      maxSurge: 0,
      maxUnavailable: 0,
      rollbackWindowRevisions: 0,
      progressDeadlineSeconds: 0,
      analysis: [Analysis.latencyP95({ maxMs: 0 })],
    });
    expect(releaseProblems(strategy)).toEqual([
      "steps[1] steps-not-rising",
      "maxSurge update-cannot-move",
      "analysis[0].maxMs out-of-range",
      "progressDeadlineSeconds out-of-range",
      "rollbackWindowRevisions out-of-range",
    ]);
  });

  it("says that a metric needs Prometheus", () => {
    const strategy = canary({ steps: halves, analysis: [Analysis.errorRate()] });
    expect(releaseProblems(strategy, { prometheusUrl: undefined })).toEqual(["analysis[0] no-prometheus"]);
  });
});
