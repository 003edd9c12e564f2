import { CHARTS } from "../../../lib/core/charts";
import { checkKnown, type Problems } from "../../../lib/core/errors";
import { checkName, DNS_LABEL, HELM_RELEASE_NAME } from "../../../lib/core/names";
import { checkResources, checkWholeNumber } from "../../../lib/core/quantities";
import { checkTolerations } from "../../keda/tolerations";
import { checkRepositoryArns } from "./registry-access";
import type { TrivyOperatorProps } from "./trivy-operator";
import { SCANNERS, type TrivyScanner, type TrivySeverity } from "./trivy-operator-values";

const SEVERITIES: readonly TrivySeverity[] = ["UNKNOWN", "LOW", "MEDIUM", "HIGH", "CRITICAL"];

const WITHOUT_NODES: readonly TrivyScanner[] = ["vulnerabilities", "exposed-secrets", "config-audit", "rbac"];

/** Fills defaults and reports every problem. */
export function resolveTrivyOperator(props: TrivyOperatorProps, problems: Problems) {
  const config = {
    releaseName: props.releaseName ?? "trivy-operator",
    namespace: props.namespace ?? CHARTS["trivy-operator"].namespace,
    scanners: props.scanners ?? WITHOUT_NODES,
    severities: props.severities ?? ["HIGH", "CRITICAL"],
    ignoreUnfixed: props.ignoreUnfixed ?? false,
    namespaces: props.namespaces ?? [],
    excludeNamespaces: props.excludeNamespaces ?? [],
    reportTtlHours: props.reportTtlHours ?? 24,
    concurrentScans: props.concurrentScans ?? 5,
    scanTimeoutSeconds: props.scanTimeoutSeconds ?? 300,
    scanJobs: props.scanJobs ?? {},
    databaseServer: props.databaseServer ?? false,
    readPullSecrets: props.readPullSecrets ?? false,
    pullFrom: props.pullFrom ?? [],
    serviceMonitors: props.serviceMonitors ?? false,
    resources: props.resources,
    nodeSelector: props.nodeSelector,
    tolerations: props.tolerations,
    serviceAccount: "trivy-operator",
  };
  checkName(problems, "releaseName", config.releaseName, HELM_RELEASE_NAME);
  checkName(problems, "namespace", config.namespace, DNS_LABEL);
  checkList(problems, "scanners", "scanner", config.scanners, SCANNERS);
  checkList(problems, "severities", "severity", config.severities, SEVERITIES);
  checkNamespaces(problems, config.namespaces, config.excludeNamespaces);
  checkWholeNumber(problems, "reportTtlHours", config.reportTtlHours, 1, 24 * 30);
  checkWholeNumber(problems, "concurrentScans", config.concurrentScans, 1, 100);
  checkWholeNumber(problems, "scanTimeoutSeconds", config.scanTimeoutSeconds, 30, 3600);
  checkResources(problems, "resources", config.resources);
  checkTolerations(problems, "tolerations", config.tolerations);
  checkResources(problems.at("scanJobs"), "resources", config.scanJobs.resources);
  checkTolerations(problems.at("scanJobs"), "tolerations", config.scanJobs.tolerations);
  checkRepositoryArns(problems, "pullFrom", config.pullFrom);
  return config;
}

/** The operator's props once every default is filled in. */
export type ResolvedTrivyOperator = ReturnType<typeof resolveTrivyOperator>;

function checkList(
  problems: Problems,
  prop: string,
  noun: string,
  given: readonly string[],
  known: readonly string[],
): void {
  const at = problems.at(prop);
  at.addIf(given.length === 0, {
    prop: "",
    code: `no-${prop}`,
    rule: `at least one ${noun} is looked for`,
    value: [],
    fix: `name one of ${known.join(", ")}, or leave the operator out`,
  });
  given.forEach((one, index) => {
    checkKnown(at, `[${index}]`, `unknown-${noun}`, noun, one, known);
  });
}

function checkNamespaces(
  problems: Problems,
  namespaces: readonly string[],
  excludeNamespaces: readonly string[],
): void {
  namespaces.forEach((name, index) => {
    checkName(problems.at("namespaces"), `[${index}]`, name, DNS_LABEL);
  });
  problems.addIf(namespaces.length > 0 && excludeNamespaces.length > 0, {
    prop: "excludeNamespaces",
    code: "exclude-without-all",
    rule: "namespaces are left out only where all others are scanned",
    value: excludeNamespaces,
    fix: "give namespaces or excludeNamespaces",
  });
}
