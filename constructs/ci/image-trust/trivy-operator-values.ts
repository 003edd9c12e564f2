import type { ResourceRequirements } from "../../../lib/core/quantities";
import type { JsonObject } from "../../../lib/core/render";
import type { Toleration } from "../../keda/tolerations";

/** What the operator looks for. */
export type TrivyScanner =
  | "vulnerabilities"
  | "exposed-secrets"
  | "config-audit"
  | "rbac"
  | "infrastructure"
  | "compliance";

/** How bad a vulnerability is, as Trivy has it. */
export type TrivySeverity = "UNKNOWN" | "LOW" | "MEDIUM" | "HIGH" | "CRITICAL";

/** What the values are made of: resolved props, and what the cluster gave the service account. */
export interface TrivyOperatorValuesConfig {
  readonly scanners: readonly TrivyScanner[];
  readonly severities: readonly TrivySeverity[];
  readonly ignoreUnfixed: boolean;
  readonly namespaces: readonly string[];
  readonly excludeNamespaces: readonly string[];
  readonly reportTtlHours: number;
  readonly concurrentScans: number;
  readonly scanTimeoutSeconds: number;
  readonly scanJobs: {
    readonly resources?: ResourceRequirements;
    readonly nodeSelector?: { readonly [label: string]: string };
    readonly tolerations?: readonly Toleration[];
  };
  readonly databaseServer: boolean;
  readonly readPullSecrets: boolean;
  readonly serviceMonitors: boolean;
  readonly resources: ResourceRequirements | undefined;
  readonly nodeSelector: { readonly [label: string]: string } | undefined;
  readonly tolerations: readonly Toleration[] | undefined;
  readonly serviceAccount: string;
  readonly serviceAccountAnnotations: { readonly [key: string]: string };
}

/** The chart's switch of each scanner. */
const SWITCHES: { readonly [scanner in TrivyScanner]: string } = {
  vulnerabilities: "vulnerabilityScannerEnabled",
  "exposed-secrets": "exposedSecretScannerEnabled",
  "config-audit": "configAuditScannerEnabled",
  rbac: "rbacAssessmentScannerEnabled",
  infrastructure: "infraAssessmentScannerEnabled",
  compliance: "clusterComplianceEnabled",
};

/** Scanners the operator knows. */
export const SCANNERS = Object.keys(SWITCHES) as readonly TrivyScanner[];

/** The values for a resolved configuration. Security contexts are left to the chart, whose defaults are restricted. */
export function trivyOperatorValues(config: TrivyOperatorValuesConfig): JsonObject {
  const { scanJobs } = config;
  return {
    targetNamespaces: config.namespaces.join(","),
    excludeNamespaces: config.excludeNamespaces.join(","),
    operator: {
      ...Object.fromEntries(SCANNERS.map((name) => [SWITCHES[name], config.scanners.includes(name)])),
      scannerReportTTL: `${config.reportTtlHours}h`,
      scanJobsConcurrentLimit: config.concurrentScans,
      scanJobTimeout: `${config.scanTimeoutSeconds}s`,
      builtInTrivyServer: config.databaseServer,
      accessGlobalSecretsAndServiceAccount: config.readPullSecrets,
    },
    trivyOperator: {
      ...(scanJobs.nodeSelector !== undefined && { scanJobNodeSelector: scanJobs.nodeSelector }),
      ...(scanJobs.tolerations !== undefined && { scanJobTolerations: scanJobs.tolerations }),
    },
    trivy: {
      severity: config.severities.join(","),
      ignoreUnfixed: config.ignoreUnfixed,
      timeout: `${config.scanTimeoutSeconds}s`,
      ...(scanJobs.resources !== undefined && { resources: scanJobs.resources }),
    },
    serviceMonitor: { enabled: config.serviceMonitors },
    serviceAccount: {
      name: config.serviceAccount,
      ...(Object.keys(config.serviceAccountAnnotations).length > 0 && {
        annotations: config.serviceAccountAnnotations,
      }),
    },
    ...(config.resources !== undefined && { resources: config.resources }),
    ...(config.nodeSelector !== undefined && { nodeSelector: config.nodeSelector }),
    ...(config.tolerations !== undefined && { tolerations: config.tolerations }),
  };
}
