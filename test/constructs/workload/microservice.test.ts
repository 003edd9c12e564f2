import type { TerraformStack } from "cdktf";
import { Strategy } from "../../../constructs/delivery/strategy";
import type { IProgressiveDelivery, StrategyValue } from "../../../constructs/delivery/strategy-value";
import { Scaler } from "../../../constructs/keda/scaler";
import { Secret } from "../../../constructs/secrets/secret";
import { Exposure } from "../../../constructs/workload/exposure/exposure";
import type { ExposureValue } from "../../../constructs/workload/exposure/exposure-value";
import { Microservice, type MicroserviceProps } from "../../../constructs/workload/microservice";
import { Probe } from "../../../constructs/workload/pod/probe";
import type { WorkloadPlatform } from "../../../constructs/workload/workload-platform";
import { coreProblems } from "../../support/core-kinds";
import { crdProblems } from "../../support/crds";
import { FakeKeda } from "../../support/fake-keda";
import { type Attributes, codes, problemsOf, synth } from "../../support/synth";
import { objectsOf, platformIn } from "../../support/workloads";

const GATEWAY = { name: "public", namespace: "edge", proxyNamespace: "edge", dependencies: [] };
const METRICS = {
  prometheusUrl: "http://prometheus.monitoring:9090",
  namespace: "monitoring",
  dependencies: [],
};
const HOST = { hostname: "users.example.com" };

function delivery(
  controller: IProgressiveDelivery["controller"],
  traffic: IProgressiveDelivery["traffic"][number],
): IProgressiveDelivery {
  return { controller, traffic: [traffic], dependencies: [] };
}

function make(
  stack: TerraformStack,
  options: Partial<MicroserviceProps> = {},
  platform: Partial<WorkloadPlatform> = {},
  id = "Users",
): Microservice {
  return new Microservice(stack, id, {
    platform: options.platform ?? platformIn(stack, platform),
    name: "users",
    image: { repository: "registry.example.com/users", tag: "1.4.2" },
    ports: { http: 3000, metrics: 9090 },
    probes: { readiness: Probe.http({ path: "/health" }) },
    ...options,
  });
}

function objects(options: Partial<MicroserviceProps> = {}, platform: Partial<WorkloadPlatform> = {}) {
  return objectsOf(
    synth((stack) => make(stack, options, platform)),
    "Users_Manifests_Release",
  );
}

/** Groups of the API that Kubernetes brings itself. */
const CORE = ["v1", "apps/v1", "policy/v1", "autoscaling/v2", "networking.k8s.io/v1"];

/** Custom resources are checked by their definitions, everything else by the types of Kubernetes. */
function problems(all: ReturnType<typeof objects>): readonly string[] {
  const core = Object.values(all).filter(({ apiVersion }) => CORE.includes(apiVersion));
  const custom = Object.values(all).filter((manifest) => !core.includes(manifest));
  return [...custom.flatMap(crdProblems), ...coreProblems(core)];
}

describe("Microservice", () => {
  it("is one release with all that a service needs", () => {
    const all = objects();
    expect(Object.keys(all).sort()).toEqual([
      "Deployment/users",
      "NetworkPolicy/users",
      "PodDisruptionBudget/users",
      "Service/users",
      "ServiceAccount/users",
    ]);
    expect(problems(all)).toEqual([]);
  });

  it("is watched, served, scaled and released step by step where it is asked for", () => {
    const all = objects(
      {
        scaling: { maxReplicas: 10, cpuPercent: 70 },
        strategy: Strategy.canary({ steps: [10, 50, 100] }),
        exposure: Exposure.gateway({ hostname: "users.example.com" }),
        config: { env: { LOG_LEVEL: "info" }, files: { "/etc/users/a.yaml": "a: 1\n" } },
      },
      { gateway: GATEWAY, metrics: METRICS, delivery: delivery("argo-rollouts", "gateway-api") },
    );
    const kinds = new Set(Object.values(all).map(({ kind }) => kind));
    expect(kinds).toEqual(
      new Set([
        "ConfigMap",
        "HTTPRoute",
        "HorizontalPodAutoscaler",
        "NetworkPolicy",
        "PodDisruptionBudget",
        "PrometheusRule",
        "Rollout",
        "Service",
        "ServiceAccount",
        "PodMonitor",
      ]),
    );
    expect(all["Rollout/users"]?.spec).not.toHaveProperty("replicas");
    expect(all["HorizontalPodAutoscaler/users"]?.spec).toMatchObject({ scaleTargetRef: { kind: "Rollout" } });
    expect(problems(all)).toEqual([]);
  });

  describe.each<[string, StrategyValue]>([
    ["rolling", Strategy.rolling()],
    ["blue-green", Strategy.blueGreen({ autoPromote: true, acceptAlbDowntime: true })],
    ["canary", Strategy.canary({ steps: [10, 50, 100] })],
  ])("released as %s", (_, strategy) => {
    it.each<[string, ExposureValue | undefined, IProgressiveDelivery]>([
      ["Argo Rollouts behind a gateway", Exposure.gateway(HOST), delivery("argo-rollouts", "gateway-api")],
      ["Argo Rollouts behind a load balancer", Exposure.alb(HOST), delivery("argo-rollouts", "alb")],
      ["Flagger behind a gateway", Exposure.gateway(HOST), delivery("flagger", "gateway-api")],
    ])("with %s is what the cluster takes, and finds its own pods", (__, exposure, controller) => {
      const all = objects(
        { strategy, exposure, replicas: 10 },
        { gateway: GATEWAY, metrics: METRICS, delivery: controller },
      );
      expect(problems(all)).toEqual([]);
      const spec = (all["Deployment/users"] ?? all["Rollout/users"])?.spec;
      const { selector, template } = spec as { selector: Attributes; template: Attributes };
      expect(template.metadata.labels).toMatchObject(selector.matchLabels);
    });
  });

  it("reads as ten lines with everything in it", () => {
    const synthesized = synth((stack) => {
      const keda = new FakeKeda(stack);
      const platform = platformIn(stack, { keda, gateway: GATEWAY, metrics: METRICS });
      const store = {
        kind: "ClusterSecretStore",
        name: "aws",
        namespaces: undefined,
        readable: undefined,
        dependencies: [],
      } as const;
      const secret = Secret.fromManager({ store, name: "users", data: { jwt: "prod/users/jwt" } });
      const auth = make(stack, { platform, name: "auth" }, {}, "Auth");
      new Microservice(stack, "Users", {
        platform,
        name: "users",
        image: { repository: "registry.example.com/users", tag: "1.4.2" },
        ports: { http: 3000, metrics: 9090 },
        probes: { readiness: Probe.http({ path: "/health" }) },
        env: { LOG_LEVEL: "info", JWT_SECRET: secret.key("jwt") },
        secrets: [secret],
        scaling: { maxReplicas: 10, triggers: [Scaler.cpu({ utilizationPercent: 70 })] },
        exposure: Exposure.gateway({ hostname: "users.example.com" }),
        calls: [auth],
      });
    });
    const all = objectsOf(synthesized, "Users_Manifests_Release");
    expect(Object.keys(all)).toEqual(
      expect.arrayContaining(["ExternalSecret/users", "ScaledObject/users", "HTTPRoute/users"]),
    );
    expect(problems(all)).toEqual([]);
    expect(JSON.stringify(all["Deployment/users"])).toContain('"secretKeyRef":{"key":"jwt","name":"users"}');
  });

  it("says how it is called", () => {
    synth((stack) => {
      const users = make(stack);
      const address: string = users.url;
      expect(address).toBe("http://users.shop:3000");
      expect(users).toMatchObject({
        name: "users",
        namespace: "shop",
        serviceName: "users",
        serviceAccount: "users",
        selector: { "app.kubernetes.io/name": "users" },
      });
    });
  });

  it.each<[string, Partial<MicroserviceProps>, string[]]>([
    ["no port", { ports: undefined, probes: undefined }, ["ports no-port"]],
    ["metrics alone", { ports: { metrics: 9090 } }, ["ports no-port"]],
    ["an image without a tag", { image: "registry.example.com/users" }, ["image image-without-tag"]],
    ["latest", { image: "registry.example.com/users:latest" }, ["image.tag mutable-tag"]],
    [
      "limits below requests",
      { resources: { requests: { cpu: "1" }, limits: { cpu: "500m" } } },
      ["resources.requests.cpu request-above-limit"],
    ],
    [
      "a probe at a port it does not have",
      { probes: { readiness: Probe.http({ path: "/", port: 8080 }) } },
      ["probes.readiness.port probe-port-not-exposed"],
    ],
    [
      "a budget that keeps every pod",
      { replicas: 2, disruptionBudget: { minAvailable: 2 } },
      ["disruptionBudget.minAvailable budget-blocks-evictions"],
    ],
    [
      "a canary where nothing carries it out",
      { strategy: Strategy.canary({ steps: [10, 50, 100] }) },
      ["strategy no-progressive-delivery"],
    ],
    [
      "a hostname without a gateway",
      { exposure: Exposure.gateway({ hostname: "users.example.com" }) },
      ["exposure.gateway no-gateway"],
    ],
    ["scalers without KEDA", { scaling: { maxReplicas: 3, triggers: [] } }, ["scaling.triggers no-keda"]],
  ])("refuses %s", (_, options, expected) => {
    expect(codes(problemsOf((stack) => make(stack, options)))).toEqual(expected);
  });
});
