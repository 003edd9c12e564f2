import type { ICluster } from "../../../constructs/cluster";
import type { ArgoRolloutsProps } from "../../../constructs/delivery/argo-rollouts";
import { checkTraffic, resolveArgoRollouts } from "../../../constructs/delivery/argo-rollouts-config";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

const cluster = { clusterName: "local" } as unknown as ICluster;

function resolved(options: Partial<ArgoRolloutsProps> = {}) {
  const problems = new Problems();
  const config = resolveArgoRollouts({ cluster, ...options }, problems);
  return { config, problems: codes(problems.all) };
}

describe("resolveArgoRollouts", () => {
  it("fills defaults: two replicas, no router, no dashboard", () => {
    expect(resolved()).toMatchObject({
      config: {
        namespace: "argo-rollouts",
        replicas: 2,
        traffic: [],
        dashboard: false,
        verifyTargetGroups: false,
      },
      problems: [],
    });
  });

  it("verifies target groups with an AWS load balancer, unless told not to", () => {
    expect(resolved({ traffic: ["alb"] }).config.verifyTargetGroups).toBe(true);
    expect(resolved({ traffic: ["alb"], verifyTargetGroups: false }).config.verifyTargetGroups).toBe(false);
  });

  it("needs the plugin for a Gateway, and only for that", () => {
    const gatewayApiPlugin = { image: "registry.example.com/plugin:v0.5.0" };
    expect(resolved({ traffic: ["gateway-api"] }).problems).toEqual(["gatewayApiPlugin plugin-needed"]);
    expect(resolved({ traffic: ["gateway-api"], gatewayApiPlugin }).problems).toEqual([]);
    expect(resolved({ traffic: ["alb"], gatewayApiPlugin }).problems).toEqual([
      "gatewayApiPlugin plugin-not-used",
    ]);
  });

  it.each<[Partial<ArgoRolloutsProps>, string[]]>([
    [{ replicas: 0 }, ["replicas out-of-range"]],
    [{ namespace: "A", releaseName: "_" }, ["releaseName invalid-name", "namespace invalid-name"]],
    [{ priorityClassName: "High!" }, ["priorityClassName invalid-name"]],
    [{ logLevel: "trace" as never }, ["logLevel unknown-log-level"]],
    [{ logFormat: "xml" as never }, ["logFormat unknown-log-format"]],
    [{ resources: { requests: { cpu: "one" } } }, ["resources.requests.cpu invalid-quantity"]],
    [{ metrics: false, serviceMonitors: true }, ["serviceMonitors service-monitors-need-metrics"]],
    [{ tolerations: [{ operator: "Equal" }] }, ["tolerations[0].key toleration-key"]],
    [
      { traffic: ["gateway-api"], gatewayApiPlugin: { location: "http://x/y", sha256: "" } },
      ["gatewayApiPlugin.location insecure-location", "gatewayApiPlugin.sha256 invalid-sha256"],
    ],
  ])("refuses %j", (options, problems) => {
    expect(resolved(options).problems).toEqual(problems);
  });
});

describe("checkTraffic", () => {
  it("names the router it does not know", () => {
    const problems = new Problems();
    checkTraffic(problems, ["alb", "smi" as never]);
    expect(codes(problems.all)).toEqual(["traffic[1] unknown-traffic"]);
  });
});
