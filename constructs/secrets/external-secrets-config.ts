import { CHARTS } from "../../lib/core/charts";
import { checkKnown, type Problems } from "../../lib/core/errors";
import { checkName, DNS_LABEL, DNS_SUBDOMAIN, HELM_RELEASE_NAME } from "../../lib/core/names";
import { checkStatements } from "../../lib/core/policy";
import { checkResources, checkWholeNumber } from "../../lib/core/quantities";
import { checkTolerations } from "../keda/tolerations";
import type { ExternalSecretsProps } from "./external-secrets";

/** Name of the operator's service account, and of its release unless told otherwise. */
export const EXTERNAL_SECRETS = "external-secrets";

/** Log levels the operator knows. */
const LOG_LEVELS = ["debug", "info", "warn", "error"];

/** Fills defaults and reports every problem. */
export function resolveExternalSecrets(props: ExternalSecretsProps, problems: Problems) {
  const config = {
    releaseName: props.releaseName ?? EXTERNAL_SECRETS,
    namespace: props.namespace ?? CHARTS["external-secrets"].namespace,
    serviceAccount: EXTERNAL_SECRETS,
    replicas: props.replicas ?? 2,
    watchNamespace: props.watchNamespace,
    permissions: props.permissions,
    serviceAccountTokens: props.serviceAccountTokens ?? "refused",
    clusterExternalSecrets: props.clusterExternalSecrets ?? false,
    pushSecrets: props.pushSecrets ?? false,
    networkPolicy: props.networkPolicy ?? true,
    serviceMonitors: props.serviceMonitors ?? false,
    logLevel: props.logLevel ?? "info",
    resources: props.resources ?? {},
    priorityClassName: props.priorityClassName,
    nodeSelector: props.nodeSelector,
    tolerations: props.tolerations,
  };
  checkName(problems, "releaseName", config.releaseName, HELM_RELEASE_NAME);
  checkName(problems, "namespace", config.namespace, DNS_LABEL);
  checkName(problems, "watchNamespace", config.watchNamespace, DNS_LABEL);
  checkName(problems, "priorityClassName", config.priorityClassName, DNS_SUBDOMAIN);
  checkWholeNumber(problems, "replicas", config.replicas, 1, 10);
  checkKnown(problems, "logLevel", "unknown-log-level", "log level", config.logLevel, LOG_LEVELS);
  checkKnown(
    problems,
    "serviceAccountTokens",
    "unknown-token-access",
    "access to tokens",
    config.serviceAccountTokens,
    ["refused", "allowed"],
  );
  problems.addIf(config.watchNamespace !== undefined && config.clusterExternalSecrets, {
    prop: "clusterExternalSecrets",
    code: "not-watched",
    rule: "an operator of one namespace acts on nothing that belongs to the cluster",
    value: true,
    fix: "leave watchNamespace or clusterExternalSecrets out",
  });
  const resources = problems.at("resources");
  checkResources(resources, "operator", config.resources.operator);
  checkResources(resources, "webhook", config.resources.webhook);
  checkResources(resources, "certController", config.resources.certController);
  checkTolerations(problems, "tolerations", config.tolerations);
  if (config.permissions !== undefined) {
    checkStatements(problems, "permissions", config.permissions);
  }
  return config;
}

/** The operator's props once every default is filled in. */
export type ResolvedExternalSecrets = ReturnType<typeof resolveExternalSecrets>;
