import {
  type KyvernoValuesConfig,
  kyvernoValues,
  VALUES_KEYS,
} from "../../../../constructs/ci/image-trust/kyverno-values";
import { chartKeys, misfits } from "../../../support/chart-keys";

const MINIMAL: KyvernoValuesConfig = {
  releaseName: "kyverno",
  replicas: 1,
  controllerReplicas: 1,
  components: ["admission-controller"],
  failurePolicy: "by-policy",
  metrics: false,
  serviceMonitors: false,
  logFormat: "text",
  resources: {},
  priorityClassName: "none",
  nodeSelector: undefined,
  tolerations: undefined,
  serviceAccounts: {},
  serviceAccountAnnotations: {},
};

const some = { requests: { cpu: "100m", memory: "256Mi" }, limits: { memory: "512Mi" } };

const MAXIMAL: KyvernoValuesConfig = {
  ...MINIMAL,
  replicas: 3,
  controllerReplicas: 2,
  components: ["admission-controller", "background-controller", "cleanup-controller", "reports-controller"],
  failurePolicy: "Ignore",
  metrics: true,
  serviceMonitors: true,
  logFormat: "json",
  resources: {
    "admission-controller": some,
    "background-controller": some,
    "cleanup-controller": some,
    "reports-controller": some,
  },
  priorityClassName: "system-cluster-critical",
  // The chart takes any label here, but its list of keys knows only the one it sets.
  nodeSelector: { "kubernetes.io/os": "linux" },
  tolerations: [{ key: "CriticalAddonsOnly", operator: "Exists" }],
  serviceAccounts: { "admission-controller": "kyverno-admission-controller" },
  serviceAccountAnnotations: { "admission-controller": { "example.com/role": "kyverno" } },
};

describe("kyvernoValues", () => {
  it.each([
    ["minimal", MINIMAL],
    ["maximal", MAXIMAL],
  ])("sets only keys the pinned chart offers, from %s props", (_, config) => {
    expect(misfits(kyvernoValues(config), chartKeys("kyverno"))).toEqual([]);
  });

  it("keeps all but one replica during disruptions once there is more than one", () => {
    expect(kyvernoValues(MINIMAL).admissionController).not.toHaveProperty("podDisruptionBudget");
    expect(kyvernoValues(MAXIMAL)).toMatchObject({
      admissionController: {
        replicas: 3,
        podDisruptionBudget: { enabled: true, minAvailable: 2 },
        topologySpreadConstraints: [
          { labelSelector: { matchLabels: { "app.kubernetes.io/component": "admission-controller" } } },
        ],
      },
      reportsController: { replicas: 2, podDisruptionBudget: { minAvailable: 1 } },
    });
  });

  it("switches off the controllers that are not asked for", () => {
    const off = { enabled: false };
    expect(kyvernoValues(MINIMAL)).toMatchObject({
      backgroundController: off,
      cleanupController: off,
      reportsController: off,
    });
    expect(chartKeys("kyverno")).not.toHaveProperty(["admissionController.enabled"]);
  });

  it("puts resources where each component looks for them", () => {
    const values = kyvernoValues(MAXIMAL);
    expect(values.admissionController).toMatchObject({ container: { resources: some } });
    expect(values.reportsController).toMatchObject({ resources: some });
  });

  it("annotates the service accounts it was given", () => {
    expect(kyvernoValues(MAXIMAL).admissionController).toMatchObject({
      rbac: {
        serviceAccount: {
          name: "kyverno-admission-controller",
          annotations: { "example.com/role": "kyverno" },
        },
      },
    });
    expect(kyvernoValues(MAXIMAL).reportsController).not.toHaveProperty("rbac");
  });

  it("opens every webhook only when told to", () => {
    const forced = (config: KyvernoValuesConfig) => kyvernoValues(config).features;
    expect(forced(MINIMAL)).toMatchObject({ forceFailurePolicyIgnore: { enabled: false } });
    expect(forced(MAXIMAL)).toMatchObject({ forceFailurePolicyIgnore: { enabled: true } });
  });

  it("leaves security contexts to the chart, which restricts them", () => {
    for (const key of Object.values(VALUES_KEYS)) {
      expect(kyvernoValues(MAXIMAL)[key]).not.toHaveProperty("securityContext");
    }
    expect(chartKeys("kyverno")).toMatchObject({
      "admissionController.container.securityContext.readOnlyRootFilesystem": "boolean",
      "reportsController.securityContext.runAsNonRoot": "boolean",
    });
  });
});
