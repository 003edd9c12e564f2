import type { PlanEdge } from "../plan";
import { type Loose, list, record, text } from "./shape";

/** What the configuration of a plan says about who needs whom. */
export interface References {
  readonly edges: readonly PlanEdge[];
  /** Address without index -> argument -> what it is made of, with attributes: `aws_iam_role.app.arn`. */
  readonly byArgument: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
}

/** Reads the references of all modules. Addresses are without indices, as a configuration has them. */
export function readReferences(configuration: unknown): References {
  const byArgument = new Map<string, ReadonlyMap<string, readonly string[]>>();
  const edges = new Map<string, PlanEdge>();
  visitModule(record(record(configuration).root_module), "", (address, module, resource) => {
    const found = new Map<string, readonly string[]>();
    for (const [argument, expression] of Object.entries(record(resource.expressions))) {
      const named = referencesOf(expression).map((reference) => module + reference);
      if (named.length > 0) {
        found.set(argument, withoutPrefixes(named));
      }
    }
    byArgument.set(address, found);
    const needed = [
      ...[...found.values()].flat(),
      ...[resource.count_expression, resource.for_each_expression]
        .flatMap(referencesOf)
        .map((reference) => module + reference),
      ...list(resource.depends_on).flatMap((one) => (typeof one === "string" ? [module + one] : [])),
    ];
    for (const reference of needed) {
      const to = objectAddress(reference);
      if (to !== undefined && to !== address) {
        edges.set(`${address} ${to}`, { from: address, to });
      }
    }
  });
  return { edges: [...edges.values()], byArgument };
}

/** What objects of a state depend on, by addresses without index. */
export function readFormerDependencies(state: unknown): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  const visit = (module: Loose): void => {
    for (const resource of list(module.resources).map(record)) {
      const address = text(resource.address);
      const needs = list(resource.depends_on).filter((one): one is string => typeof one === "string");
      if (address !== undefined && needs.length > 0) {
        found.set(withoutIndices(address), needs);
      }
    }
    for (const child of list(module.child_modules)) {
      visit(record(child));
    }
  };
  visit(record(record(record(state).values).root_module));
  return found;
}

/** Address of the resource or data source a reference leads to; undefined for variables, locals and the like. */
export function objectAddress(reference: string): string | undefined {
  const bare = withoutIndices(reference);
  const match = /^((?:module\.[^.]+\.)*)(data\.[^.]+\.[^.]+|[^.]+\.[^.]+)/.exec(bare);
  const [, module = "", object = ""] = match ?? [];
  const [first = ""] = object.split(".");
  return match === null || NOT_OBJECTS.has(first) ? undefined : module + object;
}

/** An address as the configuration has it: without the indices of count and for_each, whose keys may hold anything. */
export function withoutIndices(address: string): string {
  return address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, "");
}

const NOT_OBJECTS: ReadonlySet<string> = new Set([
  "var",
  "local",
  "each",
  "count",
  "self",
  "path",
  "terraform",
  "module",
]);

function visitModule(
  module: Loose,
  prefix: string,
  visit: (address: string, prefix: string, resource: Loose) => void,
): void {
  for (const resource of list(module.resources).map(record)) {
    const address = text(resource.address);
    if (address !== undefined) {
      visit(prefix + address, prefix, resource);
    }
  }
  for (const [name, call] of Object.entries(record(module.module_calls))) {
    visitModule(record(record(call).module), `${prefix}module.${name}.`, visit);
  }
}

/** References of an expression, or of blocks of them, in the order they stand. */
function referencesOf(expression: unknown): readonly string[] {
  if (Array.isArray(expression)) {
    return expression.flatMap(referencesOf);
  }
  return Object.entries(record(expression)).flatMap(([key, value]) => {
    if (key === "references") {
      return list(value).filter((one): one is string => typeof one === "string");
    }
    return key === "constant_value" ? [] : referencesOf(value);
  });
}

/** Terraform names `a.b.c` and then `a.b`: the longer one says it all. */
function withoutPrefixes(references: readonly string[]): readonly string[] {
  const unique = [...new Set(references)];
  return unique.filter((one) => !unique.some((other) => other !== one && other.startsWith(`${one}.`)));
}
