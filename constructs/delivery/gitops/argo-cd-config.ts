import { CHARTS } from "../../../lib/core/charts";
import { checkKnown, type Problems } from "../../../lib/core/errors";
import { checkName, DNS_LABEL, DNS_SUBDOMAIN, HELM_RELEASE_NAME } from "../../../lib/core/names";
import { checkResources, checkWholeNumber } from "../../../lib/core/quantities";
import { ifKnown, isToken } from "../../../lib/core/tokens";
import { checkTolerations } from "../../keda/tolerations";
import type { ArgoCdProps } from "./argo-cd";
import { accessPolicy } from "./argo-cd-access";
import { ssoSettings } from "./argo-cd-sso";
import type { ArgoCdReplicas } from "./argo-cd-values";

/** Argo CD's props once every default is filled in. */
export type ResolvedArgoCd = ReturnType<typeof resolveArgoCd>;

const LOG_LEVELS = ["debug", "info", "warn", "error"];

/** Fills defaults and reports every problem. */
export function resolveArgoCd(props: ArgoCdProps, problems: Problems) {
  const highlyAvailable = props.highlyAvailable ?? true;
  const replicas = highlyAvailable ? 2 : 1;
  const config = {
    releaseName: props.releaseName ?? "argocd",
    namespace: props.namespace ?? CHARTS["argo-cd"].namespace,
    highlyAvailable,
    domain: props.domain,
    tls: props.tls ?? "server",
    server: props.replicas?.server ?? replicas,
    repoServer: props.replicas?.repoServer ?? replicas,
    applicationSet: props.replicas?.applicationSet ?? replicas,
    controllerShards: props.replicas?.controllerShards ?? 1,
    sso: props.sso?.type ?? ("none" as const),
    ssoSettings: props.sso === undefined ? {} : ssoSettings(props.sso, problems.at("sso")),
    accessPolicy: accessPolicy(props.access ?? {}, problems.at("access")),
    localAdmin: props.localAdmin ?? props.sso === undefined,
    terminal: props.terminal ?? false,
    notifications: props.notifications ?? false,
    networkPolicy: props.networkPolicy ?? true,
    metrics: props.metrics ?? true,
    serviceMonitors: props.serviceMonitors ?? false,
    logLevel: props.logLevel ?? "info",
    resources: props.resources ?? {},
    priorityClassName: props.priorityClassName,
    nodeSelector: props.nodeSelector,
    tolerations: props.tolerations,
  };
  checkName(problems, "releaseName", config.releaseName, HELM_RELEASE_NAME);
  checkName(problems, "namespace", config.namespace, DNS_LABEL);
  checkName(problems, "priorityClassName", config.priorityClassName, DNS_SUBDOMAIN);
  checkKnown(problems, "tls", "unknown-tls", "place TLS ends at", config.tls, ["server", "gateway"]);
  checkKnown(problems, "logLevel", "unknown-log-level", "log level", config.logLevel, LOG_LEVELS);
  checkSizes(config, problems);
  checkLogin(props, problems);
  problems.addIf(config.serviceMonitors && !config.metrics, {
    prop: "serviceMonitors",
    code: "service-monitors-need-metrics",
    rule: "a ServiceMonitor collects metrics, which are switched off",
    value: true,
    fix: "leave metrics on or serviceMonitors off",
  });
  return config;
}

function checkSizes(
  config: Pick<ResolvedArgoCd, "server" | "repoServer" | "applicationSet" | "controllerShards"> &
    Pick<ArgoCdProps, "resources" | "tolerations">,
  problems: Problems,
): void {
  const at = problems.at("replicas");
  checkReplicas(at, "server", config.server);
  checkReplicas(at, "repoServer", config.repoServer);
  checkWholeNumber(at, "applicationSet", config.applicationSet, 1, 10);
  checkWholeNumber(at, "controllerShards", config.controllerShards, 1, 50);
  const resources = problems.at("resources");
  for (const component of ["controller", "server", "repoServer", "applicationSet"] as const) {
    checkResources(resources, component, config.resources?.[component]);
  }
  checkTolerations(problems, "tolerations", config.tolerations);
}

function checkReplicas(problems: Problems, prop: string, replicas: ArgoCdReplicas): void {
  if (typeof replicas === "number") {
    checkWholeNumber(problems, prop, replicas, 1, 50);
    return;
  }
  const at = problems.at(prop);
  checkWholeNumber(at, "min", replicas.min, 1, 50);
  checkWholeNumber(at, "max", replicas.max, 1, 50);
  at.addIf(!isToken(replicas.min) && !isToken(replicas.max) && replicas.max < replicas.min, {
    prop: "max",
    code: "max-below-min",
    rule: `a range ends above its beginning, which is ${replicas.min}`,
    value: replicas.max,
    fix: "raise max or lower min",
  });
}

function checkLogin({ domain, sso, tls }: ArgoCdProps, problems: Problems): void {
  ifKnown(domain, (known) => {
    problems.addIf(!DNS_SUBDOMAIN.pattern.test(known) || !known.includes("."), {
      prop: "domain",
      code: "invalid-domain",
      rule: "a domain is a host name without scheme and path",
      value: known,
      fix: "write it like argocd.example.com",
    });
  });
  problems.addIf(domain === undefined && (sso !== undefined || tls === "gateway"), {
    prop: "domain",
    code: "missing-domain",
    rule: "login providers and gateways lead to a host name",
    fix: "set domain to the name people open, such as argocd.example.com",
  });
}
