import {
  SCANNERS,
  type TrivyOperatorValuesConfig,
  trivyOperatorValues,
} from "../../../../constructs/ci/image-trust/trivy-operator-values";
import { chartKeys, misfits } from "../../../support/chart-keys";

const MINIMAL: TrivyOperatorValuesConfig = {
  scanners: ["vulnerabilities"],
  severities: ["CRITICAL"],
  ignoreUnfixed: false,
  namespaces: [],
  excludeNamespaces: [],
  reportTtlHours: 24,
  concurrentScans: 5,
  scanTimeoutSeconds: 300,
  scanJobs: {},
  databaseServer: false,
  readPullSecrets: false,
  serviceMonitors: false,
  resources: undefined,
  nodeSelector: undefined,
  tolerations: undefined,
  serviceAccount: "trivy-operator",
  serviceAccountAnnotations: {},
};

const some = { requests: { cpu: "100m", memory: "256Mi" }, limits: { memory: "512Mi" } };
const tolerations = [{ key: "scans", operator: "Exists" as const }];

const MAXIMAL: TrivyOperatorValuesConfig = {
  ...MINIMAL,
  scanners: SCANNERS,
  severities: ["HIGH", "CRITICAL"],
  ignoreUnfixed: true,
  namespaces: ["shop", "billing"],
  excludeNamespaces: ["kube-*"],
  scanJobs: { resources: some, nodeSelector: { pool: "scans" }, tolerations },
  databaseServer: true,
  readPullSecrets: true,
  serviceMonitors: true,
  resources: some,
  nodeSelector: { pool: "system" },
  tolerations,
  serviceAccountAnnotations: { "example.com/role": "trivy" },
};

describe("trivyOperatorValues", () => {
  it.each([
    ["minimal", MINIMAL],
    ["maximal", MAXIMAL],
  ])("sets only keys the pinned chart offers, from %s props", (_, config) => {
    expect(misfits(trivyOperatorValues(config), chartKeys("trivy-operator"))).toEqual([]);
  });

  it("switches every scanner on or off, so that none of the chart's runs unasked", () => {
    expect(trivyOperatorValues(MINIMAL).operator).toMatchObject({
      vulnerabilityScannerEnabled: true,
      exposedSecretScannerEnabled: false,
      configAuditScannerEnabled: false,
      rbacAssessmentScannerEnabled: false,
      infraAssessmentScannerEnabled: false,
      clusterComplianceEnabled: false,
    });
    const switches = Object.entries(trivyOperatorValues(MAXIMAL).operator ?? {});
    expect(switches.filter(([, value]) => value === false)).toEqual([]);
  });

  it("says what is scanned, how long and how much of it is reported", () => {
    expect(trivyOperatorValues(MAXIMAL)).toMatchObject({
      targetNamespaces: "shop,billing",
      excludeNamespaces: "kube-*",
      operator: { scannerReportTTL: "24h", scanJobTimeout: "300s", scanJobsConcurrentLimit: 5 },
      trivy: { severity: "HIGH,CRITICAL", ignoreUnfixed: true, timeout: "300s", resources: some },
      trivyOperator: { scanJobNodeSelector: { pool: "scans" }, scanJobTolerations: tolerations },
      serviceMonitor: { enabled: true },
      serviceAccount: { name: "trivy-operator", annotations: { "example.com/role": "trivy" } },
    });
  });

  it("reads secrets only when told to", () => {
    expect(trivyOperatorValues(MINIMAL).operator).toMatchObject({
      accessGlobalSecretsAndServiceAccount: false,
    });
  });

  it("leaves security contexts to the chart, which restricts them", () => {
    expect(trivyOperatorValues(MAXIMAL)).not.toHaveProperty("securityContext");
    expect(chartKeys("trivy-operator")).toMatchObject({
      "securityContext.readOnlyRootFilesystem": "boolean",
      "trivyOperator.scanJobPodTemplateContainerSecurityContext.allowPrivilegeEscalation": "boolean",
    });
  });
});
