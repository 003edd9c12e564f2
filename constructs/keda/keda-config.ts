import { CHARTS } from "../../lib/core/charts";
import { checkKnown, type Problems } from "../../lib/core/errors";
import { checkName, DNS_LABEL, DNS_SUBDOMAIN, HELM_RELEASE_NAME } from "../../lib/core/names";
import { checkStatements } from "../../lib/core/policy";
import { checkResources, checkWholeNumber } from "../../lib/core/quantities";
import type { KedaProps } from "./keda";
import type { KedaLogLevel } from "./keda-values";
import { checkTolerations } from "./tolerations";

/** Log levels KEDA and its add-on know. */
export const LOG_LEVELS: readonly KedaLogLevel[] = ["debug", "info", "error"];

/** Log formats KEDA and its add-on know. */
export const LOG_FORMATS: readonly string[] = ["json", "console"];

/** Fills defaults and reports every problem. */
export function resolveKeda(props: KedaProps, problems: Problems) {
  const config = {
    clusterName: props.cluster.clusterName,
    releaseName: props.releaseName ?? "keda",
    namespace: props.namespace ?? CHARTS.keda.namespace,
    replicas: props.replicas ?? 2,
    watchNamespace: props.watchNamespace,
    permissions: props.permissions,
    secretAccess: props.secretAccess ?? "every-namespace",
    serviceAccountTokens: props.serviceAccountTokens ?? [],
    metricsServer: props.metricsServer ?? true,
    admissionWebhooks: props.admissionWebhooks ?? true,
    networkPolicy: props.networkPolicy ?? true,
    metrics: props.metrics ?? true,
    serviceMonitors: props.serviceMonitors ?? false,
    logLevel: props.logLevel ?? "info",
    logFormat: props.logFormat ?? "json",
    httpTimeoutMilliseconds: props.httpTimeoutMilliseconds,
    resources: props.resources ?? {},
    priorityClassName: props.priorityClassName,
    nodeSelector: props.nodeSelector,
    tolerations: props.tolerations,
    serviceAccount: "keda-operator",
  };
  checkNames(config, problems);
  checkWholeNumber(problems, "replicas", config.replicas, 1, 10);
  checkWholeNumber(problems, "httpTimeoutMilliseconds", config.httpTimeoutMilliseconds, 1, 600_000);
  checkKnown(problems, "logLevel", "unknown-log-level", "log level", config.logLevel, LOG_LEVELS);
  checkKnown(problems, "logFormat", "unknown-log-format", "log format", config.logFormat, LOG_FORMATS);
  checkKnown(problems, "secretAccess", "unknown-secret-access", "secret access", config.secretAccess, [
    "every-namespace",
    "own-namespace",
  ]);
  problems.addIf(config.serviceMonitors && !config.metrics, {
    prop: "serviceMonitors",
    code: "service-monitors-need-metrics",
    rule: "a ServiceMonitor collects metrics, which are switched off",
    value: true,
    fix: "leave metrics on or serviceMonitors off",
  });
  const resources = problems.at("resources");
  checkResources(resources, "operator", config.resources.operator);
  checkResources(resources, "metricsServer", config.resources.metricsServer);
  checkResources(resources, "admissionWebhooks", config.resources.admissionWebhooks);
  checkTolerations(problems, "tolerations", config.tolerations);
  if (config.permissions !== undefined) {
    checkStatements(problems, "permissions", config.permissions);
  }
  return config;
}

/** KEDA's props once every default is filled in. */
export type ResolvedKeda = ReturnType<typeof resolveKeda>;

function checkNames(config: ResolvedKeda, problems: Problems): void {
  checkName(problems, "releaseName", config.releaseName, HELM_RELEASE_NAME);
  checkName(problems, "namespace", config.namespace, DNS_LABEL);
  checkName(problems, "watchNamespace", config.watchNamespace, DNS_LABEL);
  checkName(problems, "priorityClassName", config.priorityClassName, DNS_SUBDOMAIN);
  config.serviceAccountTokens.forEach(({ namespace, serviceAccount }, index) => {
    const at = problems.at("serviceAccountTokens").at(index);
    checkName(at, "namespace", namespace, DNS_LABEL);
    checkName(at, "serviceAccount", serviceAccount, DNS_SUBDOMAIN);
  });
}
