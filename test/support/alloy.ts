import { type AlloyBlock, type AlloyValue, parseAlloy } from "./alloy-parser";

type Kind =
  | "string"
  | "number"
  | "boolean"
  | "duration"
  | "size"
  | "strings"
  | "map"
  | "receivers"
  | "targets";

interface Shape {
  readonly required: Readonly<Record<string, Kind>>;
  readonly optional?: Readonly<Record<string, Kind>>;
  readonly blocks?: readonly string[];
  /** What others may refer to. */
  readonly exports?: string;
}

const STAGES = [
  "stage.drop",
  "stage.json",
  "stage.labels",
  "stage.limit",
  "stage.match",
  "stage.output",
  "stage.structured_metadata",
  "stage.tenant",
  "stage.timestamp",
];

/**
 * The part of Alloy that Slipway writes. Source: docs/sources/reference/components of grafana/alloy, one page for each
 * component.
 */
const SHAPES: Readonly<Record<string, Shape>> = {
  "discovery.kubernetes": { required: { role: "string" }, blocks: ["selectors"], exports: "targets" },
  selectors: { required: { role: "string" }, optional: { field: "string", label: "string" } },
  "discovery.relabel": { required: { targets: "targets" }, blocks: ["rule"], exports: "output" },
  rule: {
    required: {},
    optional: {
      source_labels: "strings",
      regex: "string",
      action: "string",
      replacement: "string",
      separator: "string",
      target_label: "string",
    },
  },
  "loki.source.kubernetes": { required: { targets: "targets", forward_to: "receivers" } },
  "loki.source.kubernetes_events": {
    required: { forward_to: "receivers" },
    optional: { job_name: "string", log_format: "string", namespaces: "strings" },
  },
  "loki.process": { required: { forward_to: "receivers" }, blocks: STAGES, exports: "receiver" },
  "stage.drop": {
    required: {},
    optional: {
      drop_counter_reason: "string",
      expression: "string",
      longer_than: "size",
      older_than: "duration",
      separator: "string",
      source: "string",
      value: "string",
    },
  },
  "stage.json": {
    required: { expressions: "map" },
    optional: { drop_malformed: "boolean", source: "string" },
  },
  "stage.labels": { required: { values: "map" } },
  "stage.limit": {
    required: { rate: "number", burst: "number" },
    optional: { by_label_name: "string", drop: "boolean", max_distinct_labels: "number" },
  },
  "stage.match": {
    required: { selector: "string" },
    optional: { action: "string", drop_counter_reason: "string", pipeline_name: "string" },
    blocks: STAGES,
  },
  "stage.output": { required: { source: "string" } },
  "stage.structured_metadata": { required: { values: "map" } },
  "stage.tenant": { required: {}, optional: { label: "string", source: "string", value: "string" } },
  "stage.timestamp": {
    required: { format: "string", source: "string" },
    optional: { action_on_failure: "string", fallback_formats: "strings", location: "string" },
  },
  "loki.write": {
    required: {},
    optional: { external_labels: "map" },
    blocks: ["endpoint"],
    exports: "receiver",
  },
  endpoint: { required: { url: "string" }, optional: { tenant_id: "string" } },
};

/** Components that stand at the top of a configuration; the others are parts. */
const COMPONENTS = Object.keys(SHAPES).filter((name) => /^(discovery|loki)\./.test(name));

/**
 * What Alloy would not take of a configuration: blocks and attributes it does not know, lacks or has twice, values of
 * another type, references to nothing, components nothing reads. Empty where it is right.
 *
 * @throws Error with the place where the text is not of Alloy's syntax
 */
export function alloyProblems(config: string): string[] {
  const blocks = parseAlloy(config);
  const names = blocks.map(({ name, label }) => `${name}.${label}`);
  const exported = new Set(
    blocks.map(({ name, label }) => `${name}.${label}.${SHAPES[name]?.exports ?? "nothing"}`),
  );
  const references = blocks.flatMap(referencesOf);
  return [
    ...blocks.flatMap(({ name, label }) => [
      ...(COMPONENTS.includes(name) ? [] : [`${name} is no component`]),
      ...(/^[A-Za-z_]\w*$/.test(label ?? "") ? [] : [`${name} has the label ${label}`]),
    ]),
    ...names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${name} is there twice`),
    ...blocks.flatMap((block) => blockProblems(block, `${block.name}.${block.label}`)),
    ...references
      .filter((reference) => !exported.has(reference) && reference !== "sys.env()")
      .map((reference) => `${reference} refers to nothing`),
    ...blocks
      .filter(({ name, label }) => {
        const { exports } = SHAPES[name] ?? {};
        return exports !== undefined && !references.includes(`${name}.${label}.${exports}`);
      })
      .map(({ name, label }) => `nothing reads ${name}.${label}`),
  ];
}

function blockProblems(block: AlloyBlock, at: string): string[] {
  const shape = SHAPES[block.name];
  if (shape === undefined) {
    return [`${at} is unknown`];
  }
  const known = { ...shape.required, ...shape.optional };
  return [
    ...Object.keys(shape.required)
      .filter((name) => !(name in block.attributes))
      .map((name) => `${at} lacks ${name}`),
    ...Object.entries(block.attributes).flatMap(([name, value]) => {
      const kind = known[name];
      return kind === undefined
        ? [`${at}.${name} is unknown`]
        : isOf(kind, value)
          ? []
          : [`${at}.${name} is no ${kind}`];
    }),
    ...block.blocks.flatMap((inner) =>
      shape.blocks?.includes(inner.name)
        ? blockProblems(inner, `${at} > ${inner.name}`)
        : [`${at} > ${inner.name} is unknown`],
    ),
  ];
}

function isOf(kind: Kind, value: AlloyValue): boolean {
  switch (kind) {
    case "string":
      return typeof value === "string" || (typeof value === "object" && "call" in value && value.call);
    case "number":
    case "boolean":
      return typeof value === kind;
    case "duration":
      return typeof value === "string" && /^(\d+(ns|us|ms|s|m|h))+$/.test(value);
    case "size":
      return typeof value === "string" && /^\d+(B|KB|MB|GB)$/.test(value);
    case "strings":
      return Array.isArray(value) && value.every((item) => typeof item === "string");
    case "map":
      return (
        typeof value === "object" &&
        "members" in value &&
        Object.values(value.members).every((member) => typeof member === "string")
      );
    case "receivers":
      return Array.isArray(value) && value.length > 0 && value.every((item) => refersTo(item, "receiver"));
    case "targets":
      return refersTo(value, "targets") || refersTo(value, "output");
  }
}

function refersTo(value: AlloyValue, exported: string): boolean {
  return typeof value === "object" && "reference" in value && value.reference.endsWith(`.${exported}`);
}

function referencesOf(block: AlloyBlock): string[] {
  return [...Object.values(block.attributes).flatMap(valueReferences), ...block.blocks.flatMap(referencesOf)];
}

function valueReferences(value: AlloyValue): string[] {
  if (typeof value !== "object") {
    return [];
  }
  if ("reference" in value) {
    return [value.call ? `${value.reference}()` : value.reference];
  }
  return (Array.isArray(value) ? value : Object.values("members" in value ? value.members : {})).flatMap(
    valueReferences,
  );
}
