import { CHARTS } from "../../lib/core/charts";
import { checkKnown, type Problems } from "../../lib/core/errors";
import { checkName, DNS_LABEL, DNS_SUBDOMAIN, HELM_RELEASE_NAME } from "../../lib/core/names";
import { checkResources, checkWholeNumber } from "../../lib/core/quantities";
import { checkTolerations } from "../keda/tolerations";
import type { ArgoRolloutsProps } from "./argo-rollouts";
import { resolvePlugin } from "./gateway-api-plugin";
import type { IProgressiveDelivery } from "./strategy-value";

const LOG_LEVELS = ["debug", "info", "warn", "error"];
const LOG_FORMATS = ["json", "text"];
const TRAFFIC = ["gateway-api", "alb", "istio"];

/** Fills defaults and reports every problem. */
export function resolveArgoRollouts(props: ArgoRolloutsProps, problems: Problems) {
  const traffic = props.traffic ?? [];
  const config = {
    releaseName: props.releaseName ?? "argo-rollouts",
    namespace: props.namespace ?? CHARTS["argo-rollouts"].namespace,
    serviceAccount: "argo-rollouts",
    replicas: props.replicas ?? 2,
    traffic,
    plugin: props.gatewayApiPlugin && resolvePlugin(props.gatewayApiPlugin, problems.at("gatewayApiPlugin")),
    verifyTargetGroups: props.verifyTargetGroups ?? traffic.includes("alb"),
    dashboard: props.dashboard ?? false,
    metrics: props.metrics ?? true,
    serviceMonitors: props.serviceMonitors ?? false,
    logLevel: props.logLevel ?? "info",
    logFormat: props.logFormat ?? "json",
    resources: props.resources ?? DEFAULT_RESOURCES,
    priorityClassName: props.priorityClassName,
    nodeSelector: props.nodeSelector,
    tolerations: props.tolerations,
  };
  checkTraffic(problems, traffic);
  checkPlugin(props, problems);
  checkName(problems, "releaseName", config.releaseName, HELM_RELEASE_NAME);
  checkName(problems, "namespace", config.namespace, DNS_LABEL);
  checkName(problems, "priorityClassName", config.priorityClassName, DNS_SUBDOMAIN);
  checkWholeNumber(problems, "replicas", config.replicas, 1, 10);
  checkKnown(problems, "logLevel", "unknown-log-level", "log level", config.logLevel, LOG_LEVELS);
  checkKnown(problems, "logFormat", "unknown-log-format", "log format", config.logFormat, LOG_FORMATS);
  checkResources(problems, "resources", config.resources);
  checkTolerations(problems, "tolerations", config.tolerations);
  problems.addIf(config.serviceMonitors && !config.metrics, {
    prop: "serviceMonitors",
    code: "service-monitors-need-metrics",
    rule: "a ServiceMonitor collects metrics, which are switched off",
    value: true,
    fix: "leave metrics on or serviceMonitors off",
  });
  return config;
}

/** Argo Rollouts' props once every default is filled in. */
export type ResolvedArgoRollouts = ReturnType<typeof resolveArgoRollouts>;

/** The chart has none. A controller keeps every Rollout, ReplicaSet and pod it looks after in memory. */
const DEFAULT_RESOURCES = { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "512Mi" } };

/** Reports ways of splitting traffic that are not known, as `unknown-traffic`. */
export function checkTraffic(problems: Problems, traffic: IProgressiveDelivery["traffic"]): void {
  traffic.forEach((way, index) => {
    checkKnown(
      problems.at("traffic"),
      `[${index}]`,
      "unknown-traffic",
      "way of splitting requests",
      way,
      TRAFFIC,
    );
  });
}

function checkPlugin({ traffic = [], gatewayApiPlugin }: ArgoRolloutsProps, problems: Problems): void {
  const wanted = traffic.includes("gateway-api");
  problems.addIf(wanted && gatewayApiPlugin === undefined, {
    prop: "gatewayApiPlugin",
    code: "plugin-needed",
    rule: "Argo Rollouts splits requests of a Gateway by a plugin it does not bring",
    fix: "name the image or binary of a release of rollouts-plugin-trafficrouter-gatewayapi",
  });
  problems.addIf(!wanted && gatewayApiPlugin !== undefined, {
    prop: "gatewayApiPlugin",
    code: "plugin-not-used",
    rule: "the plugin is there for Gateways, which the controller is not set up for",
    fix: 'add "gateway-api" to traffic, or leave the plugin out',
  });
}
