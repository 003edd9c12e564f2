import { CHARTS } from "../../../lib/core/charts";
import { checkKnown, type Problems } from "../../../lib/core/errors";
import { checkName, DNS_LABEL, DNS_SUBDOMAIN, HELM_RELEASE_NAME } from "../../../lib/core/names";
import { checkResources, checkWholeNumber } from "../../../lib/core/quantities";
import { checkTolerations } from "../../keda/tolerations";
import type { KyvernoProps } from "./kyverno";
import type { KyvernoComponent } from "./kyverno-network-policies";
import { checkRepositoryArns } from "./registry-access";

/** Fills defaults and reports every problem. */
export function resolveKyverno(props: KyvernoProps, problems: Problems) {
  const config = {
    releaseName: props.releaseName ?? "kyverno",
    namespace: props.namespace ?? CHARTS.kyverno.namespace,
    replicas: props.replicas ?? 3,
    controllerReplicas: props.controllerReplicas ?? 2,
    components: componentsOf(props),
    failurePolicy: props.failurePolicy ?? "by-policy",
    pullFrom: props.pullFrom ?? [],
    networkPolicy: props.networkPolicy ?? true,
    metrics: props.metrics ?? true,
    serviceMonitors: props.serviceMonitors ?? false,
    logFormat: props.logFormat ?? "json",
    resources: props.resources ?? {},
    priorityClassName: props.priorityClassName ?? "system-cluster-critical",
    nodeSelector: props.nodeSelector,
    tolerations: props.tolerations,
  };
  checkName(problems, "releaseName", config.releaseName, HELM_RELEASE_NAME);
  checkName(problems, "namespace", config.namespace, DNS_LABEL);
  checkName(problems, "priorityClassName", config.priorityClassName, DNS_SUBDOMAIN);
  checkWholeNumber(problems, "replicas", config.replicas, 1, 10);
  checkWholeNumber(problems, "controllerReplicas", config.controllerReplicas, 1, 10);
  checkKnown(problems, "logFormat", "unknown-log-format", "log format", config.logFormat, ["json", "text"]);
  checkKnown(problems, "failurePolicy", "unknown-failure-policy", "failure policy", config.failurePolicy, [
    "by-policy",
    "Ignore",
  ]);
  problems.addIf(config.serviceMonitors && !config.metrics, {
    prop: "serviceMonitors",
    code: "service-monitors-need-metrics",
    rule: "a ServiceMonitor collects metrics, which are switched off",
    value: true,
    fix: "leave metrics on or serviceMonitors off",
  });
  checkComponentResources(config.resources, config.components, problems.at("resources"));
  checkTolerations(problems, "tolerations", config.tolerations);
  checkRepositoryArns(problems, "pullFrom", config.pullFrom);
  return config;
}

/** Kyverno's props once every default is filled in. */
export type ResolvedKyverno = ReturnType<typeof resolveKyverno>;

const COMPONENTS: readonly KyvernoComponent[] = [
  "admission-controller",
  "background-controller",
  "cleanup-controller",
  "reports-controller",
];

function componentsOf(props: KyvernoProps): readonly KyvernoComponent[] {
  const on: { readonly [component in KyvernoComponent]: boolean } = {
    "admission-controller": true,
    "background-controller": props.backgroundController ?? false,
    "cleanup-controller": props.cleanupController ?? false,
    "reports-controller": props.reportsController ?? true,
  };
  return COMPONENTS.filter((component) => on[component]);
}

function checkComponentResources(
  resources: NonNullable<KyvernoProps["resources"]>,
  components: readonly KyvernoComponent[],
  problems: Problems,
): void {
  for (const [component, amounts] of Object.entries(resources)) {
    const known = checkKnown(problems, component, "unknown-component", "component", component, COMPONENTS);
    problems.addIf(known && !components.includes(component as KyvernoComponent), {
      prop: component,
      code: "component-off",
      rule: "resources are given to a component that is switched off",
      value: component,
      fix: "switch the component on or leave its resources out",
    });
    checkResources(problems, component, amounts);
  }
}
