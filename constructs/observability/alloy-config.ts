/** What is left out of the logs. Conditions of one rule must all hold. */
export interface LogDropRule {
  /** Regular expression (RE2) a line matches. */
  readonly expression?: string;
  /** Lines written longer ago than this many hours. */
  readonly olderThanHours?: number;
  /** Lines longer than this many kilobytes of 1024 bytes. */
  readonly longerThanKb?: number;
}

/** What the configuration is made of. */
export interface AlloyConfig {
  readonly pushUrl: string;
  readonly tenant: string | undefined;
  /** Labels of every line. */
  readonly labels: { readonly [label: string]: string };
  readonly excludeNamespaces: readonly string[];
  /** Fields of JSON lines, as JMESPath; undefined where lines are not read as JSON. */
  readonly json: { readonly level: string; readonly traceId: string } | undefined;
  /** Reason to rule. */
  readonly drop: { readonly [reason: string]: LogDropRule };
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
    block('discovery.kubernetes "pods"', [
      `role = ${alloyString("pod")}`,
      block("selectors", [
        `role = ${alloyString("pod")}`,
        `field = ${alloyString("spec.nodeName=")} + sys.env(${alloyString("HOSTNAME")})`,
      ]),
    ]),
    block('discovery.relabel "pods"', [
      "targets = discovery.kubernetes.pods.targets",
      ...relabelRules(config.excludeNamespaces),
    ]),
    block('loki.source.kubernetes "pods"', [
      "targets = discovery.relabel.pods.output",
      "forward_to = [loki.process.pods.receiver]",
    ]),
    block('loki.process "pods"', [
      ...Object.entries(config.drop).map(([reason, rule]) => dropStage(reason, rule)),
      ...jsonStages(config.json),
      "forward_to = [loki.write.default.receiver]",
    ]),
    block('loki.write "default"', [
      block("endpoint", [
        `url = ${alloyString(config.pushUrl)}`,
        ...(config.tenant === undefined ? [] : [`tenant_id = ${alloyString(config.tenant)}`]),
      ]),
      ...(Object.keys(config.labels).length === 0 ? [] : [`external_labels = ${object(config.labels)}`]),
    ]),
  ].join("\n\n");
}

/** Text as a string of Alloy's syntax, which takes the escapes of JSON. Halves of surrogate pairs are replaced. */
export function alloyString(text: string): string {
  return JSON.stringify(text.replace(/\p{Surrogate}/gu, "\uFFFD"));
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
  return block("rule", [
    `source_labels = [${sources.map(alloyString).join(", ")}]`,
    ...Object.entries(members).map(([name, value]) => `${name} = ${alloyString(value)}`),
  ]);
}

function dropStage(reason: string, rule: LogDropRule): string {
  return block("stage.drop", [
    ...(rule.expression === undefined ? [] : [`expression = ${alloyString(rule.expression)}`]),
    ...(rule.olderThanHours === undefined ? [] : [`older_than = ${alloyString(`${rule.olderThanHours}h`)}`]),
    ...(rule.longerThanKb === undefined ? [] : [`longer_than = ${alloyString(`${rule.longerThanKb}KB`)}`]),
    `drop_counter_reason = ${alloyString(reason)}`,
  ]);
}

function jsonStages(json: AlloyConfig["json"]): string[] {
  return json === undefined
    ? []
    : [
        block("stage.json", [`expressions = ${object({ level: json.level, trace_id: json.traceId })}`]),
        block("stage.labels", [`values = ${object({ level: "" })}`]),
        block("stage.structured_metadata", [`values = ${object({ trace_id: "" })}`]),
      ];
}

function object(members: { readonly [name: string]: string }): string {
  const lines = Object.entries(members).map(([name, value]) => `${name} = ${alloyString(value)},`);
  return `{\n${indent(lines)}\n}`;
}

function block(header: string, body: readonly string[]): string {
  return `${header} {\n${indent(body)}\n}`;
}

function indent(lines: readonly string[]): string {
  return lines.join("\n").replace(/^/gm, "  ");
}
