import { bindRouting, type CanaryTraffic, resolveRouting } from "../../../constructs/delivery/canary-traffic";
import type { StrategyContext } from "../../../constructs/delivery/strategy-value";
import { ALB, GATEWAY, ROLLOUTS, releaseContext } from "../../support/releases";
import { codes } from "../../support/synth";

function settled(traffic: CanaryTraffic | undefined, overrides: Partial<StrategyContext> = {}) {
  const context = releaseContext(overrides);
  const routing = resolveRouting(traffic, context);
  return [routing, ...codes(context.problems.all)];
}

describe("resolveRouting", () => {
  it("splits by the route where there is one, and by replicas where there is none", () => {
    expect(settled(undefined)).toEqual(["replicas"]);
    expect(settled(undefined, { route: GATEWAY })).toEqual(["gateway-api"]);
    expect(settled(undefined, { route: ALB })).toEqual(["alb"]);
  });

  it("does as it is told", () => {
    expect(settled("replicas", { route: GATEWAY })).toEqual(["replicas"]);
    expect(settled("istio")).toEqual(["istio"]);
    expect(settled("route", { route: ALB })).toEqual(["alb"]);
  });

  it("refuses what cannot be", () => {
    expect(settled("route")).toEqual(["replicas", "traffic no-route"]);
    expect(settled("istio", { route: GATEWAY })).toEqual(["istio", "traffic route-not-split"]);
    expect(settled("istio", { port: undefined })).toEqual(["istio", " strategy-needs-port"]);
    expect(settled("smi" as never)).toContain("traffic unknown-traffic");
  });

  it.each([
    ["gateway-api", undefined, GATEWAY],
    ["alb", undefined, ALB],
    ["istio", "istio" as const, undefined],
  ])("refuses %s where the controller was not set up for it", (routing, traffic, route) => {
    const delivery = { ...ROLLOUTS, traffic: [] };
    expect(settled(traffic, { route, delivery })).toEqual([routing, "traffic traffic-not-set-up"]);
  });

  it("splits workers without port by replicas", () => {
    expect(settled(undefined, { port: undefined })).toEqual(["replicas"]);
  });
});

describe("bindRouting", () => {
  it("gives a Gateway a Service for each version, with the stable one under the workload's name", () => {
    expect(bindRouting("gateway-api", releaseContext({ route: GATEWAY }))).toEqual({
      canary: {
        stableService: "users",
        canaryService: "users-canary",
        trafficRouting: {
          plugins: { "argoproj-labs/gatewayAPI": { httpRoute: "users", namespace: "shop" } },
        },
      },
      services: ["users", "users-canary"],
      backends: [
        { service: "users", weight: 100 },
        { service: "users-canary", weight: 0 },
      ],
      manifests: [],
      target: "users-canary",
    });
  });

  it("names a route of gRPC as one", () => {
    const route = { type: "gateway-api", routeName: "users", routeKind: "GRPCRoute" } as const;
    expect(bindRouting("gateway-api", releaseContext({ route })).canary).toMatchObject({
      trafficRouting: { plugins: { "argoproj-labs/gatewayAPI": { grpcRoute: "users" } } },
    });
  });

  it("lets two Services take turns behind an AWS load balancer, under a third's rule", () => {
    expect(bindRouting("alb", releaseContext({ route: ALB }))).toEqual({
      canary: {
        pingPong: { pingService: "users-ping", pongService: "users-pong" },
        trafficRouting: { alb: { ingress: "users", rootService: "users", servicePort: 3000 } },
      },
      services: ["users", "users-ping", "users-pong"],
      backends: [{ service: "users", weight: 100 }],
      backendPort: "use-annotation",
      manifests: [],
      target: undefined,
    });
  });

  it("gives tests a Service where replicas split requests, and workers none", () => {
    expect(bindRouting("replicas", releaseContext())).toMatchObject({
      canary: { canaryService: "users-canary" },
      services: ["users", "users-canary"],
      backends: [{ service: "users", weight: 100 }],
    });
    expect(bindRouting("replicas", releaseContext({ port: undefined }))).toMatchObject({
      canary: {},
      services: [],
      backends: [],
    });
  });
});
