import {
  type ExternalSecretsValuesConfig,
  externalSecretsValues,
} from "../../../constructs/secrets/external-secrets-values";
import { chartKeys, misfits } from "../../support/chart-keys";
import { schemaProblems } from "../../support/chart-schemas";

const MINIMAL: ExternalSecretsValuesConfig = {
  releaseName: "external-secrets",
  serviceAccount: "external-secrets",
  serviceAccountAnnotations: {},
  replicas: 1,
  watchNamespace: undefined,
  serviceAccountTokens: "refused",
  clusterExternalSecrets: false,
  pushSecrets: false,
  networkPolicy: false,
  serviceMonitors: false,
  logLevel: "info",
  resources: {},
  priorityClassName: undefined,
  nodeSelector: undefined,
  tolerations: undefined,
};
const some = { requests: { cpu: "100m", memory: "100Mi" }, limits: { memory: "1Gi" } };
const MAXIMAL: ExternalSecretsValuesConfig = {
  ...MINIMAL,
  serviceAccountAnnotations: { "example.com/role": "r" },
  replicas: 3,
  watchNamespace: "shop",
  serviceAccountTokens: "allowed",
  pushSecrets: true,
  networkPolicy: true,
  serviceMonitors: true,
  resources: { operator: some, webhook: some, certController: some },
  priorityClassName: "system-cluster-critical",
  nodeSelector: { pool: "system" },
  tolerations: [{ key: "CriticalAddonsOnly", operator: "Exists" }],
};

describe("externalSecretsValues", () => {
  it.each([
    ["minimal", MINIMAL],
    ["maximal", MAXIMAL],
  ])("fits keys and schema of the pinned chart, from %s props", (_, config) => {
    const values = externalSecretsValues(config);
    expect(misfits(values, chartKeys("external-secrets"))).toEqual([]);
    expect(schemaProblems("external-secrets", values)).toEqual([]);
  });

  it("leaves definitions where they are when the release goes, and with them the Secrets", () => {
    expect(externalSecretsValues(MINIMAL).crds).toEqual({
      annotations: { "helm.sh/resource-policy": "keep" },
    });
  });

  it("lets one of several operators lead, keeps one pod through evictions and spreads them", () => {
    expect(externalSecretsValues(MINIMAL)).toMatchObject({ leaderElect: false, replicaCount: 1 });
    expect(externalSecretsValues(MINIMAL)).not.toHaveProperty("podDisruptionBudget");
    const values = externalSecretsValues(MAXIMAL);
    const budget = { podDisruptionBudget: { enabled: true, minAvailable: 1 }, replicaCount: 3 };
    expect(values).toMatchObject({ leaderElect: true, ...budget, webhook: budget, certController: budget });
    expect(values.webhook.topologySpreadConstraints?.[0]).toMatchObject({
      labelSelector: { matchLabels: { "app.kubernetes.io/name": "external-secrets-webhook" } },
    });
  });

  it("runs no controller nobody asked for", () => {
    expect(externalSecretsValues(MINIMAL)).toMatchObject({
      processClusterStore: true,
      processClusterExternalSecret: false,
      processPushSecret: false,
      processClusterPushSecret: false,
      processClusterGenerator: false,
      rbac: { serviceAccountTokenCreate: false },
    });
    expect(
      externalSecretsValues({ ...MINIMAL, clusterExternalSecrets: true, pushSecrets: true }),
    ).toMatchObject({
      processClusterExternalSecret: true,
      processPushSecret: true,
      processClusterPushSecret: true,
    });
  });

  it("ends at a namespace where it is told one", () => {
    expect(externalSecretsValues(MINIMAL)).not.toHaveProperty("scopedRBAC");
    expect(externalSecretsValues(MAXIMAL)).toMatchObject({
      scopedNamespace: "shop",
      scopedRBAC: true,
      processClusterStore: false,
      processClusterPushSecret: false,
      rbac: { serviceAccountTokenCreate: true },
    });
  });

  it("lets out what the chart's policies would hold back", () => {
    const open = { networkPolicy: { enabled: true, egress: [{}] } };
    expect(externalSecretsValues(MAXIMAL)).toMatchObject({ ...open, webhook: open, certController: open });
    expect(externalSecretsValues(MINIMAL)).not.toHaveProperty("networkPolicy");
  });

  it("fails rather than leave ServiceMonitors out", () => {
    expect(externalSecretsValues(MAXIMAL).serviceMonitor).toEqual({
      enabled: true,
      renderMode: "failIfMissing",
    });
    expect(externalSecretsValues(MINIMAL).serviceMonitor).toEqual({ enabled: false });
  });
});
