import { CHARTS } from "../../lib/core/charts";
import type { Problems } from "../../lib/core/errors";
import { checkName, DNS_LABEL, HELM_RELEASE_NAME } from "../../lib/core/names";
import { checkResources } from "../../lib/core/quantities";
import { checkLabels } from "./labels";
import type { KubernetesEvents, LogCollectorProps } from "./log-collector";
import { checkDropRule } from "./log-drop-rule";
import { resolveLogJson } from "./log-json";
import { resolveRateLimit } from "./log-rate-limit";
import { resolveTenant } from "./tenant";

/** Props with every default filled. */
export type ResolvedLogCollector = ReturnType<typeof resolveLogCollector>;

/** Fills defaults and reports every problem. */
export function resolveLogCollector(props: LogCollectorProps, problems: Problems) {
  const releaseName = props.releaseName ?? "alloy";
  const namespace = props.namespace ?? CHARTS.alloy.namespace;
  checkName(problems, "releaseName", releaseName, HELM_RELEASE_NAME);
  checkName(problems, "namespace", namespace, DNS_LABEL);
  const destination = {
    pushUrl: props.loki.pushUrl,
    ...resolveTenant(problems, "tenant", props.tenant, props.loki),
    labels: props.labels ?? { cluster: props.cluster.clusterName },
  };
  checkLabels(problems, "labels", destination.labels);
  checkNamespaces(problems, "excludeNamespaces", props.excludeNamespaces);
  const json = props.json === "none" ? undefined : resolveLogJson(props.json ?? {}, problems.at("json"));
  const drop = props.drop ?? {};
  for (const [reason, rule] of Object.entries(drop)) {
    checkDropRule(problems.at("drop"), reason, rule, json !== undefined);
  }
  const config = {
    releaseName,
    fullname: releaseName,
    namespace,
    alloy: {
      ...destination,
      excludeNamespaces: props.excludeNamespaces ?? [],
      json,
      drop,
      rateLimit:
        props.rateLimit === undefined || props.rateLimit === "none"
          ? undefined
          : resolveRateLimit(props.rateLimit, problems.at("rateLimit")),
    },
    everyNode: props.everyNode ?? true,
    serviceMonitors: props.serviceMonitors ?? false,
    usageReporting: props.usageReporting ?? false,
    resources: props.resources ?? {
      requests: { cpu: "50m", memory: "128Mi" },
      limits: { memory: "512Mi" },
    },
    events:
      props.events === undefined || props.events === "none"
        ? undefined
        : { ...resolveEvents(props.events, releaseName, problems), ...destination },
  };
  checkResources(problems, "resources", config.resources);
  return config;
}

function resolveEvents(events: KubernetesEvents, releaseName: string, problems: Problems) {
  const at = problems.at("events");
  const config = {
    releaseName: events.releaseName ?? `${releaseName}-events`,
    namespaces: events.namespaces ?? [],
    values: events.values,
    resources: events.resources ?? {
      requests: { cpu: "20m", memory: "128Mi" },
      limits: { memory: "256Mi" },
    },
  };
  checkName(at, "releaseName", config.releaseName, HELM_RELEASE_NAME);
  checkNamespaces(at, "namespaces", events.namespaces);
  checkResources(at, "resources", config.resources);
  return config;
}

function checkNamespaces(problems: Problems, prop: string, namespaces: readonly string[] | undefined): void {
  namespaces?.forEach((namespace, index) => {
    checkName(problems.at(prop), `[${index}]`, namespace, DNS_LABEL);
  });
}
