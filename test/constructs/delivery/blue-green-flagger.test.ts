import { Analysis } from "../../../constructs/delivery/analysis/analysis";
import { blueGreen } from "../../../constructs/delivery/blue-green";
import {
  definitionProblems,
  FLAGGER,
  GATEWAY,
  manifestOf,
  released,
  releaseProblems,
} from "../../support/releases";

const delivery = FLAGGER;

describe("blueGreenFlagger", () => {
  it("asks its gate before requests go over, and leaves Services to Flagger", () => {
    const binding = released(blueGreen(), { delivery });
    const { spec } = manifestOf(binding, "Canary", "users");
    expect(spec).toMatchObject({
      provider: "kubernetes",
      targetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "users" },
      service: { port: 3000, targetPort: "http", portName: "http" },
      analysis: {
        iterations: 1,
        webhooks: [{ type: "confirm-promotion", url: FLAGGER.promotionGateUrl }],
      },
    });
    expect(spec).not.toHaveProperty("autoscalerRef");
    expect(binding).toMatchObject({
      services: [],
      backends: [{ service: "users", weight: 100 }],
      selectorLabels: { "slipway/release": "users" },
    });
    expect(definitionProblems(binding)).toEqual([]);
  });

  it("goes on by itself when told to, after as many rounds as its tests ask for", () => {
    const strategy = blueGreen({
      autoPromote: true,
      previewHost: "next.example.com",
      progressDeadlineSeconds: 120,
      prePromotion: [
        Analysis.errorRate({ count: 10, intervalSeconds: 30, failureLimit: 3 }),
        Analysis.latencyP95({ maxMs: 500, count: 4, failureLimit: 2 }),
      ],
    });
    const binding = released(strategy, { delivery, route: GATEWAY });
    const { spec } = manifestOf(binding, "Canary", "users");
    expect(spec.progressDeadlineSeconds).toBe(120);
    expect(spec.analysis).toEqual({
      interval: "1m",
      iterations: 10,
      threshold: 3,
      metrics: [
        { name: "error-rate", templateRef: { name: "users-error-rate" }, thresholdRange: { max: 0.01 } },
        { name: "latency-p95", templateRef: { name: "users-latency-p95" }, thresholdRange: { max: 500 } },
      ],
    });
    expect(binding.routes).toEqual([{ hostname: "next.example.com", service: "users-canary" }]);
    expect(definitionProblems(binding)).toEqual([]);
  });

  it("refuses what only Argo Rollouts can do, and a gate that is not there", () => {
    const strategy = blueGreen({
      autoPromoteAfterSeconds: 60,
      previewReplicas: 1,
      postPromotion: [Analysis.errorRate()],
      scaleDownDelaySeconds: 60,
      rollbackWindowRevisions: 2,
      abortScaleDownDelaySeconds: 60,
      abortOnDeadline: false,
    });
    expect(releaseProblems(strategy, { delivery: { ...FLAGGER, promotionGateUrl: undefined } })).toEqual([
      "autoPromoteAfterSeconds needs-argo-rollouts",
      "previewReplicas needs-argo-rollouts",
      "postPromotion needs-argo-rollouts",
      "scaleDownDelaySeconds needs-argo-rollouts",
      "rollbackWindowRevisions needs-argo-rollouts",
      "abortScaleDownDelaySeconds needs-argo-rollouts",
      "abortOnDeadline needs-argo-rollouts",
      "autoPromote promotion-needs-gate",
    ]);
  });

  it("refuses Jobs, which Flagger does not run", () => {
    const strategy = blueGreen({ prePromotion: [Analysis.smokeTest({ image: "smoke:1.2.0" })] });
    expect(releaseProblems(strategy, { delivery })).toEqual(["prePromotion[0] needs-argo-rollouts"]);
  });
});
