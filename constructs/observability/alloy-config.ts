import { type AlloyStages, alloyStages } from "./alloy-stages";
import { alloyBlock, alloyList, alloyObject, alloyString } from "./alloy-syntax";

export type { LogDropRule } from "./log-drop-rule";

/** Where the lines go. */
export interface AlloyDestination {
  readonly pushUrl: string;
  /** Tenant of lines that have none of their own. */
  readonly tenant: string | undefined;
  /** Labels of every line. */
  readonly labels: { readonly [label: string]: string };
}

/** What the configuration is made of. */
export interface AlloyConfig extends AlloyDestination, AlloyStages {
  readonly excludeNamespaces: readonly string[];
}

/** What the configuration for events is made of. */
export interface AlloyEventsConfig extends AlloyDestination {
  /** None for all. */
  readonly namespaces: readonly string[];
  readonly tenantLabel: string | undefined;
}

const POD = "__meta_kubernetes_pod";
const NAMESPACE = "__meta_kubernetes_namespace";

/**
 * Configuration of Alloy that sends the logs of the pods on its own node to Loki.
 *
 * Logs are read through the API server, so that the collector needs neither root nor the disks of its node. Lines
 * get the labels namespace, pod, container, app and job; JSON lines their level as a label and their trace id as
 * structured metadata, because every value of a label makes a stream of its own.
 */
export function alloyConfig(config: AlloyConfig): string {
  return [
    alloyBlock('discovery.kubernetes "pods"', [
      `role = ${alloyString("pod")}`,
      alloyBlock("selectors", [
        `role = ${alloyString("pod")}`,
        `field = ${alloyString("spec.nodeName=")} + sys.env(${alloyString("HOSTNAME")})`,
      ]),
    ]),
    alloyBlock('discovery.relabel "pods"', [
      "targets = discovery.kubernetes.pods.targets",
      ...relabelRules(config.excludeNamespaces),
    ]),
    alloyBlock('loki.source.kubernetes "pods"', [
      "targets = discovery.relabel.pods.output",
      "forward_to = [loki.process.pods.receiver]",
    ]),
    alloyBlock('loki.process "pods"', [...alloyStages(config), "forward_to = [loki.write.default.receiver]"]),
    write(config),
  ].join("\n\n");
}

/**
 * Configuration of the one Alloy that sends the cluster's events to Loki: two would send each event twice.
 *
 * Lines are JSON, with the labels namespace (of the object the event is about) and job `kubernetes-events`.
 */
export function alloyEventsConfig(config: AlloyEventsConfig): string {
  const stages = alloyStages({
    json: undefined,
    drop: {},
    rateLimit: undefined,
    tenantLabel: config.tenantLabel,
  });
  const receiver = stages.length === 0 ? "loki.write.default" : "loki.process.events";
  return [
    alloyBlock('loki.source.kubernetes_events "cluster"', [
      `job_name = ${alloyString("kubernetes-events")}`,
      `log_format = ${alloyString("json")}`,
      ...(config.namespaces.length === 0 ? [] : [`namespaces = ${alloyList(config.namespaces)}`]),
      `forward_to = [${receiver}.receiver]`,
    ]),
    ...(stages.length === 0
      ? []
      : [alloyBlock('loki.process "events"', [...stages, "forward_to = [loki.write.default.receiver]"])]),
    write(config),
  ].join("\n\n");
}

function write({ pushUrl, tenant, labels }: AlloyDestination): string {
  return alloyBlock('loki.write "default"', [
    alloyBlock("endpoint", [
      `url = ${alloyString(pushUrl)}`,
      ...(tenant === undefined ? [] : [`tenant_id = ${alloyString(tenant)}`]),
    ]),
    ...(Object.keys(labels).length === 0 ? [] : [`external_labels = ${alloyObject(labels)}`]),
  ]);
}

function relabelRules(excludeNamespaces: readonly string[]): string[] {
  return [
    ...(excludeNamespaces.length === 0
      ? []
      : [rule([NAMESPACE], { regex: excludeNamespaces.join("|"), action: "drop" })]),
    rule([NAMESPACE], { target_label: "namespace" }),
    rule([`${POD}_name`], { target_label: "pod" }),
    rule([`${POD}_container_name`], { target_label: "container" }),
    // The recommended label, or the older `app` where a pod has only that.
    rule([`${POD}_label_app_kubernetes_io_name`, `${POD}_label_app`], {
      regex: ";*([^;]+)(;.*)?",
      replacement: "$1",
      target_label: "app",
    }),
    rule([NAMESPACE, `${POD}_container_name`], { separator: "/", target_label: "job" }),
  ];
}

function rule(sources: readonly string[], members: { readonly [name: string]: string }): string {
  return alloyBlock("rule", [
    `source_labels = ${alloyList(sources)}`,
    ...Object.entries(members).map(([name, value]) => `${name} = ${alloyString(value)}`),
  ]);
}
