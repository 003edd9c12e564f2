import { type ArgoCdValuesConfig, argoCdValues } from "../../../../constructs/delivery/gitops/argo-cd-values";
import { chartKeys, misfits } from "../../../support/chart-keys";

const MINIMAL: ArgoCdValuesConfig = {
  releaseName: "argocd",
  highlyAvailable: false,
  domain: undefined,
  tls: "server",
  server: 1,
  repoServer: 1,
  applicationSet: 1,
  controllerShards: 1,
  sso: "none",
  ssoSettings: {},
  accessPolicy: { "policy.default": "", "policy.csv": "" },
  localAdmin: true,
  terminal: false,
  notifications: false,
  networkPolicy: false,
  metrics: false,
  serviceMonitors: false,
  logLevel: "info",
  resources: {},
  priorityClassName: undefined,
  nodeSelector: undefined,
  tolerations: undefined,
};

const some = { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "1Gi" } };
const tolerations = [{ key: "CriticalAddonsOnly", operator: "Exists" as const }];

const MAXIMAL: ArgoCdValuesConfig = {
  ...MINIMAL,
  highlyAvailable: true,
  domain: "argocd.example.com",
  tls: "gateway",
  server: { min: 2, max: 5 },
  repoServer: { min: 2, max: 5 },
  applicationSet: 2,
  controllerShards: 3,
  sso: "dex",
  ssoSettings: { "dex.config": "connectors: []" },
  localAdmin: false,
  notifications: true,
  networkPolicy: true,
  metrics: true,
  serviceMonitors: true,
  resources: { controller: some, server: some, repoServer: some, applicationSet: some },
  priorityClassName: "system-cluster-critical",
  nodeSelector: { "kubernetes.io/arch": "arm64" },
  tolerations,
};

/**
 * What the ConfigMaps of Argo CD 3.4 know and the chart has no default for: it hands every key of `cm` and `params` on.
 * Source: argocd-cm.yaml and argocd-cmd-params-cm.yaml of the operator manual.
 */
const HANDED_ON = {
  "configs.cm.users\\.anonymous\\.enabled": "boolean",
  "configs.cm.dex\\.config": "string",
  "configs.params.server\\.insecure": "boolean",
};

describe("argoCdValues", () => {
  it.each([
    ["minimal", MINIMAL],
    ["maximal", MAXIMAL],
  ])("sets only keys the pinned chart offers, from %s props", (_, config) => {
    const keys = {
      ...chartKeys("argo-cd"),
      ...HANDED_ON,
      "global.nodeSelector.kubernetes\\.io/arch": "string",
    };
    expect(misfits(argoCdValues(config), keys)).toEqual([]);
  });

  it("lets nobody in without a login, and nobody into containers", () => {
    expect(argoCdValues(MINIMAL)).toMatchObject({
      configs: {
        cm: { "admin.enabled": true, "exec.enabled": false, "users.anonymous.enabled": false },
        params: { "server.insecure": false },
      },
      dex: { enabled: false },
      notifications: { enabled: false },
    });
    expect(argoCdValues({ ...MINIMAL, terminal: true })).toHaveProperty(
      ["configs", "cm", "exec.enabled"],
      true,
    );
    expect(argoCdValues(MAXIMAL)).toMatchObject({
      configs: { cm: { "admin.enabled": false, "dex.config": "connectors: []" } },
      dex: { enabled: true },
    });
  });

  it("speaks plain HTTP only behind a gateway", () => {
    expect(argoCdValues(MAXIMAL)).toHaveProperty(["configs", "params", "server.insecure"], true);
  });

  it("replicates Redis and spreads pods where highly available", () => {
    expect(argoCdValues(MINIMAL)["redis-ha"]).toEqual({ enabled: false });
    expect(argoCdValues(MINIMAL)).not.toHaveProperty("global.topologySpreadConstraints");
    expect(argoCdValues(MAXIMAL)["redis-ha"]).toEqual({
      enabled: true,
      tolerations,
      haproxy: { metrics: { enabled: true }, tolerations },
    });
    expect(argoCdValues(MAXIMAL)).toHaveProperty(
      "global.topologySpreadConstraints.0.topologyKey",
      "topology.kubernetes.io/zone",
    );
  });

  it("gives a disruption budget to what has more than one pod, and to nothing else", () => {
    const budgets = (config: ArgoCdValuesConfig) =>
      Object.entries(argoCdValues(config))
        .filter(([, value]) => typeof value === "object" && value !== null && "pdb" in value)
        .map(([component]) => component);
    expect(budgets(MINIMAL)).toEqual([]);
    expect(budgets(MAXIMAL)).toEqual(["controller", "server", "repoServer", "applicationSet"]);
  });

  it("has either fixed replicas or a range", () => {
    expect(argoCdValues({ ...MINIMAL, server: 3 }).server).toMatchObject({ replicas: 3 });
    expect(argoCdValues(MAXIMAL).server).toMatchObject({
      autoscaling: { enabled: true, minReplicas: 2, maxReplicas: 5 },
    });
    expect(argoCdValues(MAXIMAL).server).not.toHaveProperty("replicas");
  });

  it("closes the replicated Redis with policies of its own", () => {
    expect(argoCdValues(MAXIMAL).extraObjects).toHaveLength(2);
    expect(argoCdValues({ ...MAXIMAL, networkPolicy: false })).not.toHaveProperty("extraObjects");
    expect(argoCdValues({ ...MAXIMAL, highlyAvailable: false })).not.toHaveProperty("extraObjects");
    expect(argoCdValues(MINIMAL)).toHaveProperty("global.networkPolicy.create", false);
  });

  it("leaves security contexts to the chart", () => {
    expect(JSON.stringify(argoCdValues(MAXIMAL))).not.toContain("SecurityContext");
    expect(chartKeys("argo-cd")).toMatchObject({
      "server.containerSecurityContext.readOnlyRootFilesystem": "boolean",
      "repoServer.containerSecurityContext.runAsNonRoot": "boolean",
    });
  });
});
