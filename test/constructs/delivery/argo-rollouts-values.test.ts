import {
  type ArgoRolloutsValuesConfig,
  argoRolloutsValues,
} from "../../../constructs/delivery/argo-rollouts-values";
import { chartKeys, misfits } from "../../support/chart-keys";

const MINIMAL: ArgoRolloutsValuesConfig = {
  replicas: 1,
  traffic: [],
  plugin: undefined,
  verifyTargetGroups: false,
  dashboard: false,
  metrics: true,
  serviceMonitors: false,
  logLevel: "info",
  logFormat: "json",
  resources: { requests: { cpu: "100m" } },
  priorityClassName: undefined,
  nodeSelector: undefined,
  tolerations: undefined,
  serviceAccount: "argo-rollouts",
  serviceAccountAnnotations: {},
};

const MAXIMAL: ArgoRolloutsValuesConfig = {
  ...MINIMAL,
  replicas: 3,
  traffic: ["gateway-api", "alb", "istio"],
  plugin: {
    plugin: { name: "argoproj-labs/gatewayAPI", location: "file:///plugins/gatewayapi" },
    copy: { image: "registry.example.com/plugin:v0.5.0", path: "/bin/plugin" },
  },
  verifyTargetGroups: true,
  dashboard: true,
  serviceMonitors: true,
  priorityClassName: "system-cluster-critical",
  nodeSelector: { "kubernetes.io/arch": "arm64" },
  tolerations: [{ key: "CriticalAddonsOnly", operator: "Exists" }],
  serviceAccountAnnotations: { "example.com/role": "rollouts" },
};

describe("argoRolloutsValues", () => {
  it.each([
    ["minimal", MINIMAL],
    ["maximal", MAXIMAL],
  ])("sets only keys the pinned chart offers, from %s props", (_, config) => {
    expect(misfits(argoRolloutsValues(config), chartKeys("argo-rollouts"))).toEqual([]);
  });

  it("allows the routers in use and no others, of all the chart knows", () => {
    const known = Object.keys(chartKeys("argo-rollouts")).flatMap(
      (key) => /^providerRBAC\.providers\.(\w+)$/.exec(key)?.[1] ?? [],
    );
    const allowed = (config: ArgoRolloutsValuesConfig) => {
      const { providers } = argoRolloutsValues(config).providerRBAC as { providers: Record<string, boolean> };
      expect(Object.keys(providers).sort()).toEqual(known.sort());
      return Object.keys(providers).filter((name) => providers[name]);
    };
    expect(allowed(MINIMAL)).toEqual([]);
    expect(allowed(MAXIMAL)).toEqual(["istio", "awsLoadBalancerController", "gatewayAPI"]);
    expect(allowed({ ...MINIMAL, traffic: ["gateway-api"] })).toEqual(["gatewayAPI"]);
  });

  it("gives replicas a disruption budget and different nodes once there is more than one", () => {
    expect(argoRolloutsValues(MINIMAL).controller).not.toHaveProperty("pdb");
    expect(argoRolloutsValues(MAXIMAL).controller).toMatchObject({
      pdb: { enabled: true, maxUnavailable: 1 },
      topologySpreadConstraints: [{ topologyKey: "kubernetes.io/hostname" }],
    });
  });

  it("copies the plugin out of its image with as few rights as the controller has", () => {
    const { controller } = argoRolloutsValues(MAXIMAL) as { controller: Record<string, unknown> };
    const mount = { name: "gateway-api-plugin", mountPath: "/plugins" };
    expect(controller).toMatchObject({
      trafficRouterPlugins: [{ location: "file:///plugins/gatewayapi" }],
      initContainers: [
        {
          image: "registry.example.com/plugin:v0.5.0",
          command: ["cp", "/bin/plugin", "/plugins/gatewayapi"],
          securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true },
          volumeMounts: [mount],
        },
      ],
      volumes: [{ name: "gateway-api-plugin", emptyDir: {} }],
      volumeMounts: [mount],
    });
  });

  it("downloads a plugin without any of that", () => {
    const plugin = { plugin: { name: "x", location: "https://example.com/x" }, copy: undefined };
    const { controller } = argoRolloutsValues({ ...MINIMAL, plugin });
    expect(controller).toMatchObject({ trafficRouterPlugins: [{ location: "https://example.com/x" }] });
    expect(controller).not.toHaveProperty("initContainers");
  });

  it("shows the dashboard read-only, where it shows it", () => {
    expect(argoRolloutsValues(MINIMAL).dashboard).toEqual({ enabled: false, readonly: true });
    expect(argoRolloutsValues(MAXIMAL).dashboard).toEqual({ enabled: true, readonly: true });
  });
});
