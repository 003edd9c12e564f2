import { Analysis } from "../../../constructs/delivery/analysis/analysis";
import { canary } from "../../../constructs/delivery/canary";
import {
  ALB,
  definitionProblems,
  FLAGGER,
  GATEWAY,
  manifestOf,
  released,
  releaseProblems,
} from "../../support/releases";

const delivery = FLAGGER;

describe("canaryFlagger", () => {
  it("hands Service and route to Flagger, and goes on once a pause", () => {
    const strategy = canary({ analysis: [Analysis.errorRate({ failureLimit: 2 })] });
    const binding = released(strategy, { delivery, route: GATEWAY });
    const { spec } = manifestOf(binding, "Canary");
    expect(spec).toMatchObject({
      provider: "gatewayapi:v1",
      service: {
        hosts: ["users.example.com"],
        gatewayRefs: [{ name: "public", namespace: "gateways", kind: "Gateway" }],
      },
      analysis: {
        interval: "5m",
        threshold: 3,
        stepWeights: [10, 50, 100],
        metrics: [{ name: "error-rate", thresholdRange: { max: 0.01 } }],
      },
    });
    expect(spec.analysis).not.toHaveProperty("webhooks");
    expect(binding).toMatchObject({
      services: [],
      backends: [],
      selectorLabels: { "slipway/release": "users" },
    });
    expect(definitionProblems(binding)).toEqual([]);
  });

  it("asks its gate before each step where a person decides", () => {
    const binding = released(canary({ pauseSeconds: "until-promoted", traffic: "istio" }), { delivery });
    const { spec } = manifestOf(binding, "Canary");
    expect(spec).toMatchObject({
      provider: "istio",
      analysis: { webhooks: [{ type: "confirm-traffic-increase", url: FLAGGER.promotionGateUrl }] },
    });
    expect(definitionProblems(binding)).toEqual([]);
    const without = { ...FLAGGER, promotionGateUrl: undefined };
    expect(
      releaseProblems(canary({ pauseSeconds: "until-promoted" }), { delivery: without, route: GATEWAY }),
    ).toEqual(["pauseSeconds promotion-needs-gate"]);
  });

  it.each([
    ["HorizontalPodAutoscaler" as const, "autoscaling/v2"],
    ["ScaledObject" as const, "keda.sh/v1alpha1"],
  ])("names the autoscaler: %s", (kind, apiVersion) => {
    const binding = released(canary(), { delivery, route: GATEWAY, autoscaler: { kind, name: "users" } });
    expect(manifestOf(binding, "Canary").spec.autoscalerRef).toEqual({ apiVersion, kind, name: "users" });
    expect(definitionProblems(binding)).toEqual([]);
  });

  it("splits by a router or not at all", () => {
    expect(releaseProblems(canary(), { delivery })).toEqual(["traffic canary-needs-router"]);
    expect(releaseProblems(canary(), { delivery, route: ALB })).toEqual([
      "traffic traffic-not-set-up",
      "traffic canary-needs-router",
    ]);
  });

  it("must know the hostnames of the route it makes", () => {
    const route = { type: "gateway-api", routeName: "users" } as const;
    expect(releaseProblems(canary(), { delivery, route })).toEqual(["traffic route-without-hosts"]);
  });

  it("makes no routes of gRPC", () => {
    const route = { ...GATEWAY, type: "gateway-api", routeName: "users", routeKind: "GRPCRoute" } as const;
    expect(releaseProblems(canary(), { delivery, route })).toEqual(["traffic needs-argo-rollouts"]);
  });

  it("refuses what only Argo Rollouts can do", () => {
    const strategy = canary({
      steps: [
        10,
        { weight: 20, pauseSeconds: 60 },
        { weight: 50, replicas: 2 },
        { weight: 60, analysis: [] },
        100,
      ],
      rollbackWindowRevisions: 2,
      abortScaleDownDelaySeconds: 30,
      abortOnDeadline: false,
      dynamicStableScale: true,
      maxSurge: 1,
      maxUnavailable: 1,
    });
    expect(releaseProblems(strategy, { delivery, route: GATEWAY })).toEqual([
      "rollbackWindowRevisions needs-argo-rollouts",
      "abortScaleDownDelaySeconds needs-argo-rollouts",
      "abortOnDeadline needs-argo-rollouts",
      "dynamicStableScale needs-argo-rollouts",
      "maxSurge needs-argo-rollouts",
      "maxUnavailable needs-argo-rollouts",
      "steps[1] step-needs-argo-rollouts",
      "steps[2] step-needs-argo-rollouts",
      "steps[3] step-needs-argo-rollouts",
    ]);
  });
});
