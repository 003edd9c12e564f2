import { type FlaggerValuesConfig, flaggerValues } from "../../../constructs/delivery/flagger-values";
import { chartKeys, misfits } from "../../support/chart-keys";

const MINIMAL: FlaggerValuesConfig = {
  clusterName: "local",
  replicas: 1,
  provider: "kubernetes",
  prometheusUrl: "http://prometheus.monitoring:9090",
  watchNamespace: undefined,
  selectorLabel: "slipway/release",
  crossNamespaceReferences: false,
  serviceMonitors: false,
  logLevel: "info",
  resources: undefined,
  priorityClassName: undefined,
  nodeSelector: undefined,
  tolerations: undefined,
};

const MAXIMAL: FlaggerValuesConfig = {
  ...MINIMAL,
  replicas: 2,
  provider: "gateway-api",
  watchNamespace: "shop",
  crossNamespaceReferences: true,
  serviceMonitors: true,
  resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "512Mi" } },
  priorityClassName: "system-cluster-critical",
  nodeSelector: { "kubernetes.io/arch": "arm64" },
  tolerations: [{ key: "CriticalAddonsOnly", operator: "Exists" }],
};

describe("flaggerValues", () => {
  it.each([
    ["minimal", MINIMAL],
    ["maximal", MAXIMAL],
  ])("sets only keys the pinned chart offers, from %s props", (_, config) => {
    expect(misfits(flaggerValues(config), chartKeys("flagger"))).toEqual([]);
  });

  it.each([
    ["gateway-api" as const, "gatewayapi:v1"],
    ["istio" as const, "istio"],
    ["kubernetes" as const, "kubernetes"],
  ])("calls %s by Flagger's name", (provider, meshProvider) => {
    expect(flaggerValues({ ...MINIMAL, provider })).toMatchObject({ meshProvider });
  });

  it("has one of several pods lead, and keeps one running", () => {
    expect(flaggerValues(MINIMAL)).toMatchObject({
      leaderElection: { enabled: false, replicaCount: 1 },
      podDisruptionBudget: { enabled: false },
    });
    expect(flaggerValues(MAXIMAL)).toMatchObject({
      leaderElection: { enabled: true, replicaCount: 2 },
      podDisruptionBudget: { enabled: true, minAvailable: 1 },
    });
  });

  it("changes a label nobody else selects by, and stays inside a namespace unless told otherwise", () => {
    expect(flaggerValues(MINIMAL)).toMatchObject({
      selectorLabels: "slipway/release",
      noCrossNamespaceRefs: true,
      namespace: "",
    });
    expect(flaggerValues(MAXIMAL)).toMatchObject({ noCrossNamespaceRefs: false, namespace: "shop" });
  });
});
