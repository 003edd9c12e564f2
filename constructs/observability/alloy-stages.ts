import { alloyBlock, alloyObject, alloyString } from "./alloy-syntax";
import type { LogDropRule } from "./log-drop-rule";

/** Where JSON lines carry what, as JMESPath. */
export interface AlloyJson {
  readonly level: string;
  readonly traceId: string;
  /** What becomes the line in place of the JSON; undefined where the line stays. */
  readonly message?: string;
  /** When the line was written; undefined where that is when the node received it. */
  readonly timestamp?: { readonly field: string; readonly format: string };
}

/** How many lines pass. */
export interface AlloyRateLimit {
  readonly linesPerSecond: number;
  readonly burstLines: number;
  /** Label whose values have a limit each; undefined for one limit of the collector. */
  readonly label: string | undefined;
  /** Whether lines beyond are lost; otherwise reading waits. */
  readonly drop: boolean;
}

/** What the stages are made of. */
export interface AlloyStages {
  /** Undefined where lines are not read as JSON. */
  readonly json: AlloyJson | undefined;
  /** Reason to rule. */
  readonly drop: { readonly [reason: string]: LogDropRule };
  readonly rateLimit: AlloyRateLimit | undefined;
  /** Label whose value is the tenant; undefined where all lines have one tenant. */
  readonly tenantLabel: string | undefined;
}

/**
 * Stages of a `loki.process`, in the order that reads least: what is dropped whatever its level goes before anything is
 * parsed, what is dropped does not count against the rate.
 */
export function alloyStages({ json, drop, rateLimit, tenantLabel }: AlloyStages): string[] {
  const rules = Object.entries(drop);
  return [
    ...rules.filter(([, rule]) => rule.levels === undefined).map(dropStage),
    ...(json === undefined ? [] : jsonStages(json)),
    ...rules.filter(([, rule]) => rule.levels !== undefined).map(dropStage),
    ...(rateLimit === undefined ? [] : [limitStage(rateLimit)]),
    ...(json?.message === undefined
      ? []
      : [alloyBlock("stage.output", [`source = ${alloyString("message")}`])]),
    ...(tenantLabel === undefined
      ? []
      : [alloyBlock("stage.tenant", [`label = ${alloyString(tenantLabel)}`])]),
  ];
}

/** A selector of LogQL for one of several values; a regular expression where one value is not enough. */
export function anyOf(label: string, values: readonly string[], ignoreCase = false): string {
  const [only] = values;
  if (values.length === 1 && only !== undefined && !ignoreCase) {
    return `${label}=${alloyString(only)}`;
  }
  const alternatives = values.map((value) => value.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  return `${label}=~${alloyString(ignoreCase ? `(?i)(${alternatives})` : alternatives)}`;
}

function dropStage([reason, rule]: readonly [string, LogDropRule]): string {
  const counter = `drop_counter_reason = ${alloyString(reason)}`;
  const conditions = [
    ...(rule.expression === undefined ? [] : [`expression = ${alloyString(rule.expression)}`]),
    ...(rule.olderThanHours === undefined ? [] : [`older_than = ${alloyString(`${rule.olderThanHours}h`)}`]),
    ...(rule.longerThanKb === undefined ? [] : [`longer_than = ${alloyString(`${rule.longerThanKb}KB`)}`]),
  ];
  const matchers = [
    ...(rule.namespaces === undefined ? [] : [anyOf("namespace", rule.namespaces)]),
    ...(rule.apps === undefined ? [] : [anyOf("app", rule.apps)]),
    ...(rule.levels === undefined ? [] : [anyOf("level", rule.levels, true)]),
  ];
  if (matchers.length === 0) {
    return alloyBlock("stage.drop", [...conditions, counter]);
  }
  return alloyBlock("stage.match", [
    `selector = ${alloyString(`{${matchers.join(", ")}}`)}`,
    ...(conditions.length === 0
      ? [`action = ${alloyString("drop")}`, counter]
      : [alloyBlock("stage.drop", [...conditions, counter])]),
  ]);
}

function jsonStages({ level, traceId, message, timestamp }: AlloyJson): string[] {
  return [
    alloyBlock("stage.json", [
      `expressions = ${alloyObject({
        level,
        trace_id: traceId,
        ...(message !== undefined && { message }),
        ...(timestamp !== undefined && { timestamp: timestamp.field }),
      })}`,
    ]),
    alloyBlock("stage.labels", [`values = ${alloyObject({ level: "" })}`]),
    alloyBlock("stage.structured_metadata", [`values = ${alloyObject({ trace_id: "" })}`]),
    ...(timestamp === undefined
      ? []
      : [
          alloyBlock("stage.timestamp", [
            `source = ${alloyString("timestamp")}`,
            `format = ${alloyString(timestamp.format)}`,
            // By default a line without a time would get that of the line before it.
            `action_on_failure = ${alloyString("skip")}`,
          ]),
        ]),
  ];
}

function limitStage({ linesPerSecond, burstLines, label, drop }: AlloyRateLimit): string {
  return alloyBlock("stage.limit", [
    `rate = ${linesPerSecond}`,
    `burst = ${burstLines}`,
    `drop = ${drop}`,
    ...(label === undefined ? [] : [`by_label_name = ${alloyString(label)}`]),
  ]);
}
