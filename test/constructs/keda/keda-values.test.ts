import { type KedaValuesConfig, kedaValues } from "../../../constructs/keda/keda-values";
import { chartKeys, misfits } from "../../support/chart-keys";

const MINIMAL: KedaValuesConfig = {
  clusterName: "local",
  replicas: 1,
  watchNamespace: undefined,
  secretAccess: "every-namespace",
  serviceAccountTokens: [],
  metricsServer: true,
  admissionWebhooks: true,
  networkPolicy: false,
  metrics: true,
  serviceMonitors: false,
  logLevel: "info",
  logFormat: "json",
  httpTimeoutMilliseconds: undefined,
  resources: {},
  priorityClassName: undefined,
  nodeSelector: undefined,
  tolerations: undefined,
  serviceAccount: "keda-operator",
  serviceAccountAnnotations: {},
};

const some = { requests: { cpu: "100m", memory: "100Mi" }, limits: { memory: "1Gi" } };

const MAXIMAL: KedaValuesConfig = {
  ...MINIMAL,
  replicas: 3,
  watchNamespace: "shop",
  secretAccess: "own-namespace",
  serviceAccountTokens: [{ namespace: "shop", serviceAccount: "orders" }],
  networkPolicy: true,
  serviceMonitors: true,
  httpTimeoutMilliseconds: 5000,
  priorityClassName: "system-cluster-critical",
  nodeSelector: { "kubernetes.io/arch": "arm64" },
  tolerations: [{ key: "CriticalAddonsOnly", operator: "Exists" }],
  resources: { operator: some, metricsServer: some, admissionWebhooks: some },
  serviceAccountAnnotations: { "example.com/role": "keda" },
};

describe("kedaValues", () => {
  it.each([
    ["minimal", MINIMAL],
    ["maximal", MAXIMAL],
  ])("sets only keys the pinned chart offers, from %s props", (_, config) => {
    expect(misfits(kedaValues(config), chartKeys("keda"))).toEqual([]);
  });

  it("gives replicas a disruption budget and different nodes once there is more than one", () => {
    expect(kedaValues(MINIMAL)).not.toHaveProperty("podDisruptionBudget");
    expect(kedaValues(MINIMAL)).not.toHaveProperty("topologySpreadConstraints");
    const values = kedaValues(MAXIMAL);
    expect(values.podDisruptionBudget).toEqual({
      operator: { maxUnavailable: 1 },
      metricServer: { maxUnavailable: 1 },
      webhooks: { maxUnavailable: 1 },
    });
    expect(values.topologySpreadConstraints?.operator).toEqual([
      {
        maxSkew: 1,
        topologyKey: "kubernetes.io/hostname",
        whenUnsatisfiable: "ScheduleAnyway",
        labelSelector: { matchLabels: { app: "keda-operator" } },
      },
    ]);
  });

  it("puts requests and limits where each component looks for them", () => {
    expect(kedaValues(MINIMAL)).not.toHaveProperty("resources");
    expect(kedaValues(MAXIMAL).resources).toEqual({ operator: some, metricServer: some, webhooks: some });
  });

  it("lets the operator ask for the tokens of named service accounts only", () => {
    expect(kedaValues(MINIMAL)).not.toHaveProperty("permissions");
    expect(kedaValues({ ...MAXIMAL, secretAccess: "every-namespace" }).permissions).toEqual({
      operator: {
        restrict: { serviceAccountTokenCreationRoles: [{ name: "orders", namespace: "shop" }] },
      },
    });
  });

  it("takes the permission to read everything away with the one to read secrets", () => {
    expect(kedaValues(MINIMAL)).not.toHaveProperty("rbac");
    expect(kedaValues(MAXIMAL).rbac).toEqual({ enabledCustomScaledRefKinds: false });
  });

  it("leaves security contexts to the chart", () => {
    expect(kedaValues(MAXIMAL)).not.toHaveProperty("securityContext");
    expect(kedaValues(MAXIMAL)).not.toHaveProperty("podSecurityContext");
    expect(chartKeys("keda")).toMatchObject({
      "securityContext.operator.allowPrivilegeEscalation": "boolean",
      "securityContext.operator.readOnlyRootFilesystem": "boolean",
      "podSecurityContext.operator.runAsNonRoot": "boolean",
    });
  });
});
