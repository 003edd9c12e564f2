import type {
  StrategyBinding,
  StrategyContext,
  StrategyValue,
} from "../../../constructs/delivery/strategy-value";
import { type DeployedProps, resolveDeployed } from "../../../constructs/workload/deployed";
import type {
  ExposureContext,
  ExposureTargets,
  ExposureValue,
} from "../../../constructs/workload/exposure/exposure-value";
import type { WorkloadBase } from "../../../constructs/workload/workload-kind";
import { numberToken } from "../../support/fake-keda";
import { baseOf, contextOf, reported } from "../../support/workloads";

type Props = DeployedProps & { readonly exposure?: ExposureValue };

function resolve(props: Props, base: Partial<WorkloadBase> = {}) {
  const { result, codes } = reported((problems) => resolveDeployed(props, baseOf(base), problems));
  const objects = result.parts.flatMap(({ manifests = [] }) =>
    manifests.map(({ kind, metadata }) => `${kind}/${metadata.name}`),
  );
  return { controller: result.controller({ spec: {} }), parts: result.parts, objects, codes };
}

const BINDING: StrategyBinding = {
  apiVersion: "argoproj.io/v1alpha1",
  kind: "Rollout",
  spec: { strategy: { canary: {} } },
  services: ["users", "users-canary"],
  backends: [
    { service: "users", weight: 100 },
    { service: "users-canary", weight: 0 },
  ],
  routes: [{ hostname: "preview.example.com", service: "users-canary" }],
  manifests: [
    { apiVersion: "argoproj.io/v1alpha1", kind: "AnalysisTemplate", metadata: { name: "users-errors" } },
  ],
  dependsOn: [],
};

/** A strategy that remembers what it was told. */
function strategy(binding: Partial<StrategyBinding> = {}) {
  const told: StrategyContext[] = [];
  const value: StrategyValue = {
    type: "canary",
    bind: (context) => {
      told.push(context);
      return { ...BINDING, ...binding };
    },
  };
  return { told, value };
}

/** An exposure that remembers what it was told. */
function exposure() {
  const told: [ExposureContext, ExposureTargets][] = [];
  const value: ExposureValue = {
    type: "gateway",
    route: ({ name }) => ({ type: "gateway-api", routeName: `${name}-route` }),
    bind: (context, targets) => {
      told.push([context, targets]);
      return { ingress: [{ ports: [] }] };
    },
  };
  return { told, value };
}

describe("resolveDeployed", () => {
  it("is a Deployment that replaces one pod after the other, behind one Service", () => {
    const { controller, objects, codes } = resolve({});
    expect(controller).toEqual({
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "users", namespace: "shop", labels: contextOf().labels },
      spec: {
        replicas: 2,
        minReadySeconds: 10,
        revisionHistoryLimit: 5,
        strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
        selector: { matchLabels: { "app.kubernetes.io/name": "users" } },
        template: { spec: {} },
      },
    });
    expect(objects).toEqual(["Service/users", "PodDisruptionBudget/users"]);
    expect(codes).toEqual([]);
  });

  it("has no Service where nobody calls it", () => {
    expect(resolve({}, { port: undefined }).objects).toEqual(["PodDisruptionBudget/users"]);
  });

  it("hands the strategy all it decides by, and makes of it what it says", () => {
    const { told, value } = strategy();
    const scaling = { minReplicas: 3, maxReplicas: 9, cpuPercent: 70 };
    const { controller, objects } = resolve({ strategy: value, scaling, exposure: exposure().value });
    expect(told).toMatchObject([
      {
        name: "users",
        namespace: "shop",
        minReplicas: 3,
        autoscaler: { kind: "HorizontalPodAutoscaler", name: "users" },
        port: { name: "http", number: 3000 },
        route: { type: "gateway-api", routeName: "users-route" },
      },
    ]);
    expect(controller).toMatchObject({
      apiVersion: "argoproj.io/v1alpha1",
      kind: "Rollout",
      spec: { strategy: { canary: {} }, minReadySeconds: 10 },
    });
    expect(controller.spec).not.toHaveProperty("replicas");
    expect(objects).toEqual([
      "Service/users",
      "Service/users-canary",
      "AnalysisTemplate/users-errors",
      "HorizontalPodAutoscaler/users",
      "PodDisruptionBudget/users",
    ]);
  });

  it("tells the strategy what tests in pods of their own need to know", () => {
    const { told, value } = strategy();
    const namespace = { name: "shop", cpuLimits: "required", dependencies: [] } as const;
    const nameServers = ["172.20.0.10/32"];
    resolve({ strategy: value }, { platform: { cluster: undefined as never, namespace, nameServers } });
    expect(told).toMatchObject([{ nameServers, cpuLimits: "required" }]);
  });

  it("aims the autoscaler at the kind the strategy makes", () => {
    const { parts } = resolve({ strategy: strategy().value, scaling: { maxReplicas: 9, cpuPercent: 70 } });
    const scaler = parts
      .flatMap(({ manifests = [] }) => manifests)
      .find(({ kind }) => /Autoscaler/.test(kind));
    expect(scaler?.spec).toMatchObject({ scaleTargetRef: { kind: "Rollout", name: "users" } });
  });

  it("tells the exposure where requests go", () => {
    const { told, value } = exposure();
    const { parts } = resolve({
      strategy: strategy({ backendPort: "use-annotation" }).value,
      exposure: value,
    });
    expect(told).toMatchObject([
      [
        { name: "users", port: { name: "http", number: 3000 }, platform: { namespace: "shop" } },
        { backends: BINDING.backends, backendPort: "use-annotation", routes: BINDING.routes },
      ],
    ]);
    expect(parts).toContainEqual({ ingress: [{ ports: [] }] });
  });

  it("adds labels to selector and pods, and rules, that a strategy asks for", () => {
    const ingress = [{ from: [], ports: [] }];
    const { controller, parts } = resolve({
      strategy: strategy({ selectorLabels: { app: "users" }, ingress }).value,
    });
    expect(controller.spec).toMatchObject({
      selector: { matchLabels: { "app.kubernetes.io/name": "users", app: "users" } },
    });
    expect(parts).toContainEqual(expect.objectContaining({ podLabels: { app: "users" }, ingress }));
    const services = parts
      .flatMap(({ manifests = [] }) => manifests)
      .filter(({ kind }) => kind === "Service");
    expect(services.map(({ spec }) => spec)).toMatchObject([
      { selector: { "app.kubernetes.io/name": "users" } },
      { selector: { "app.kubernetes.io/name": "users" } },
    ]);
    expect(JSON.stringify(services)).not.toContain('"app":');
  });

  it("keeps to rolling updates where the platform has no other", () => {
    const { told, value } = strategy();
    const platform = { ...baseOf().platform, strategies: "rolling" as const };
    expect(resolve({ strategy: value }, { platform }).controller.kind).toBe("Deployment");
    expect(told).toEqual([]);
  });

  it.each<[string, Props, Partial<WorkloadBase>, string[]]>([
    [
      "an exposure without a port",
      { exposure: exposure().value },
      { port: undefined },
      ["exposure no-port-to-expose"],
    ],
    [
      "numbers out of range",
      { minReadySeconds: -1, revisionHistoryLimit: 101 },
      {},
      ["minReadySeconds out-of-range", "revisionHistoryLimit out-of-range"],
    ],
    ["readiness behind the deadline", { minReadySeconds: 600 }, {}, ["minReadySeconds ready-after-deadline"]],
    [
      "readiness behind the deadline of the strategy",
      { minReadySeconds: 60, strategy: strategy({ spec: { progressDeadlineSeconds: 60 } }).value },
      {},
      ["minReadySeconds ready-after-deadline"],
    ],
    ["nothing where the numbers come later", { minReadySeconds: numberToken() }, {}, []],
  ])("refuses %s", (_, props, base, expected) => {
    expect(resolve(props, base).codes).toEqual(expected);
  });
});
