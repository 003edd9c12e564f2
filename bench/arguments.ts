import type {
  AttributeSchema,
  BlockSchema,
  NestedBlockSchema,
  ProviderRule,
  ResourceSchema,
  TfType,
} from "../lib/rehearsal/schema/types";

/** How much of a type is set: what must be, or all that can be, of arguments that exclude each other the first or the last. */
export type Mode = "minimal" | "maximal" | "other maximal";

/** A value as a JSON configuration writes it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type Body = Record<string, Json>;

/** Arguments of one block of a configuration, and those that the rules of its type did not let in. */
export type Arguments = { readonly values: Body; readonly excluded: readonly string[] };

/**
 * Arguments that a provider must accept for a type. Minimal: what is required, and the first of several where one of them is. Maximal:
 * every argument and every block once.
 */
export function argumentsFor(type: string, schema: ResourceSchema, mode: Mode): Arguments {
  const generator = new Generator(type, schema, mode);
  return { values: generator.body(schema.block, []), excluded: [...generator.excluded] };
}

type GroupRule = Exclude<ProviderRule, { readonly kind: "one-of-values" }>;

class Generator {
  /** Paths that are left out, and with them all that is below. */
  readonly excluded: ReadonlySet<string>;
  /** Paths that are set though the schema calls them optional. */
  private readonly chosen: ReadonlySet<string>;
  private readonly allowed: ReadonlyMap<string, string>;

  constructor(
    private readonly type: string,
    schema: ResourceSchema,
    private readonly mode: Mode,
  ) {
    const groups = schema.rules.filter((rule): rule is GroupRule => rule.kind !== "one-of-values");
    const here = groups
      .map((rule) => ({ ...rule, paths: rule.paths.filter((path) => isSettable(schema.block, path)) }))
      .filter(({ paths }) => paths.length > 0);
    this.excluded =
      mode === "minimal" ? new Set() : exclusions(schema.block, here, mode === "maximal" ? 0 : -1);
    this.chosen = mode === "minimal" ? choices(schema.block, here) : new Set();
    this.allowed = new Map(
      schema.rules.flatMap((rule) =>
        rule.kind === "one-of-values" ? [[rule.path, rule.values[0] ?? ""] as const] : [],
      ),
    );
  }

  body({ attributes, blocks }: BlockSchema, path: readonly string[], copy = 0): Body {
    return {
      ...this.attributes(attributes, path, copy),
      ...Object.fromEntries(
        Object.entries(blocks).flatMap(([name, nested]): [string, Json][] => {
          const elements = this.elements(nested, [...path, name]);
          return elements === undefined ? [] : [[name, elements]];
        }),
      ),
    };
  }

  private elements(nested: NestedBlockSchema, path: readonly string[]): Json | undefined {
    const least = nested.minItems ?? 0;
    const wanted = this.isWanted(path, least > 0) ? Math.max(least, 1) : 0;
    if (wanted === 0 || nested.maxItems === 0) {
      return undefined;
    }
    const bodies = Array.from({ length: wanted }, (_, copy) => this.body(nested.block, path, copy));
    return held(nested.nesting, bodies);
  }

  private attributes(
    attributes: Readonly<Record<string, AttributeSchema>>,
    path: readonly string[],
    copy: number,
  ): Body {
    return Object.fromEntries(
      Object.entries(attributes)
        .filter(
          ([name, { required, optional }]) =>
            (required || optional) && this.isWanted([...path, name], required === true),
        )
        .map(([name, attribute]) => [name, this.attribute(attribute, [...path, name], copy)]),
    );
  }

  private attribute({ type, nested }: AttributeSchema, path: readonly string[], copy: number): Json {
    return nested === undefined
      ? this.value(type, path, copy)
      : held(nested.nesting, [this.attributes(nested.attributes, path, copy)]);
  }

  private isWanted(path: readonly string[], required: boolean): boolean {
    const dotted = path.join(".");
    return required || this.chosen.has(dotted) || (this.mode !== "minimal" && !this.excluded.has(dotted));
  }

  private value(type: TfType, path: readonly string[], copy: number): Json {
    switch (type) {
      case "string":
        return this.allowed.get(path.join(".")) ?? `${textFor(path.at(-1) ?? "")}${copy || ""}`;
      case "number":
        return Number(this.allowed.get(path.join(".")) ?? 1);
      case "bool":
        return true;
      case "dynamic":
        return dynamicFor(this.type);
    }
    const [kind, inner] = type;
    if (kind === "object") {
      return Object.fromEntries(
        Object.entries(inner).map(([name, field]) => [name, this.value(field, [...path, name], copy)]),
      );
    }
    const element = this.value(inner, path, copy);
    return kind === "map" ? { key: element } : [element];
  }
}

function held(nesting: NestedBlockSchema["nesting"], bodies: readonly Body[]): Json {
  const [first = {}] = bodies;
  if (nesting === "single") {
    return first;
  }
  return nesting === "map" ? { key: first } : bodies;
}

/** Of arguments that exclude each other, all but one: a required one if there is one, else one at an end of those not out already. */
function exclusions(block: BlockSchema, rules: readonly GroupRule[], end: 0 | -1): Set<string> {
  const out = new Set<string>();
  const isOut = (path: string): boolean => prefixes(path).some((prefix) => out.has(prefix));
  for (const { kind, paths } of rules) {
    if (kind === "conflicting" || kind === "exactly-one-of") {
      const left = paths.filter((path) => !isOut(path));
      const kept = left.find((path) => isRequired(block, path)) ?? left.at(end);
      for (const path of left.filter((other) => other !== kept)) {
        out.add(optionalPrefix(block, path));
      }
    }
  }
  for (const { kind, paths } of rules) {
    if (kind === "required-together" && paths.some(isOut)) {
      for (const path of paths) {
        out.add(optionalPrefix(block, path));
      }
    }
  }
  return out;
}

/** The first argument of each group of which one must be set. One in a block that is not there is not asked for either. */
function choices(block: BlockSchema, rules: readonly GroupRule[]): Set<string> {
  const chosen = new Set<string>();
  const isSet = (path: string): boolean => isRequired(block, path) || chosen.has(path);
  for (const { kind, paths } of rules) {
    if ((kind === "exactly-one-of" || kind === "at-least-one-of") && !paths.some(isSet)) {
      chosen.add(paths[0] ?? "");
    }
  }
  return chosen;
}

/** The outermost part of a path that may be left out so that the path is not set. */
function optionalPrefix(block: BlockSchema, path: string): string {
  const steps = prefixes(path);
  return steps.findLast((prefix) => !memberOf(block, prefix)?.required) ?? path;
}

/** Whether a path is set whenever the block it lies in is. */
function isRequired(block: BlockSchema, path: string): boolean {
  return memberOf(block, path)?.required === true;
}

function isSettable(block: BlockSchema, path: string): boolean {
  return memberOf(block, path)?.settable === true;
}

function memberOf(
  block: BlockSchema,
  path: string,
): { readonly required: boolean; readonly settable: boolean } | undefined {
  const steps = path.split(".");
  const name = steps.pop() ?? "";
  let at: BlockSchema | undefined = block;
  for (const step of steps) {
    const nested: AttributeSchema["nested"] = at?.attributes[step]?.nested;
    at = nested === undefined ? at?.blocks[step]?.block : { attributes: nested.attributes, blocks: {} };
  }
  const attribute = at?.attributes[name];
  if (attribute !== undefined) {
    const { required = false, optional = false } = attribute;
    return { required, settable: required || optional };
  }
  const nested = at?.blocks[name];
  return nested && { required: (nested.minItems ?? 0) > 0, settable: true };
}

function prefixes(path: string): string[] {
  const steps = path.split(".");
  return steps.map((_, index) => steps.slice(0, index + 1).join("."));
}

/** Text that looks like what an argument of this name holds. */
function textFor(name: string): string {
  const [, text = "example"] = TEXTS.find(([pattern]) => pattern.test(name)) ?? [];
  return text;
}

const TEXTS: readonly (readonly [RegExp, string])[] = [
  [/(^|_)arns?$/, "arn:aws:iam::111122223333:role/example"],
  [/ipv6_cidr/, "2001:db8::/64"],
  [/cidr/, "10.0.0.0/16"],
  [/(^|_)ips?(_address(es)?)?$/, "10.0.0.10"],
  [/^region$/, "eu-central-1"],
  [/availability_zone/, "eu-central-1a"],
  [/(^|_)(policy|json|definition)$/, "{}"],
  [/(^|_)(url|endpoint|host)$/, "https://example.org"],
  [/^(create|read|update|delete)$/, "10m"],
];

function dynamicFor(type: string): Json {
  return type.startsWith("kubernetes_")
    ? {
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: { name: "example", namespace: "default" },
        data: { key: "value" },
      }
    : { key: "value", list: [1, true] };
}
