import type { BlockSchema, ProviderRule, ResourceSchema } from "../schema/types";
import type { Diagnostic } from "../wire/calls";
import { isList } from "../wire/codec";
import { UNKNOWN, type Value, type Values } from "../world/backend";
import { errorAt, Place } from "./place";
import { elementsOf, isAbsent, nestedOf } from "./values";

type GroupRule = Exclude<ProviderRule, { readonly kind: "one-of-values" }>;

/** An object the paths of a rule start from. */
type Scope = { readonly block: BlockSchema; readonly values: Values; readonly place: Place };

/** What a path leads to. */
type Found = { readonly value: Value; readonly place: Place };

/** Whether an argument is there: a value that is not known yet may still turn out to be null. */
type Presence = "set" | "unset" | "unknown";

/** Checks the rules a provider has beyond types: conflicting arguments, closed sets of values. */
export function checkRules(schema: ResourceSchema, config: Values): Diagnostic[] {
  const top: Scope = { block: schema.block, values: config, place: Place.TOP };
  return schema.rules.flatMap((rule) =>
    rule.kind === "one-of-values" ? checkValues(rule, top) : checkGroup(rule, top),
  );
}

function checkValues(
  rule: Extract<ProviderRule, { readonly kind: "one-of-values" }>,
  top: Scope,
): Diagnostic[] {
  return follow(top, rule.path.split("."))
    .flatMap(({ value, place }): Found[] =>
      isList(value) ? value.map((each) => ({ value: each, place })) : [{ value, place }],
    )
    .filter(({ value }) => value !== null && value !== UNKNOWN && !rule.values.includes(String(value)))
    .map(({ value, place }) =>
      errorAt(
        "Value outside its closed set",
        `${place.text} must be one of ${quoted(rule.values)}, got ${JSON.stringify(value)}.`,
        place,
      ),
    );
}

/** A group rule is about siblings: it is checked in every block that could hold all of its arguments. */
function checkGroup(rule: GroupRule, top: Scope): Diagnostic[] {
  const paths = rule.paths.map((path) => path.split("."));
  const depth = commonDepth(paths);
  const prefix = paths[0]?.slice(0, depth) ?? [];
  return scopes(top, prefix).flatMap((scope) => {
    const members = paths.map((path) => {
      const rest = path.slice(depth);
      const found = follow(scope, rest);
      const place = found[0]?.place ?? scope.place.attribute(rest[0] ?? "");
      return { name: rest.join("."), place, presence: presenceOf(found) };
    });
    const problem = groupProblem(rule.kind, members);
    return problem === undefined ? [] : [problem];
  });
}

function groupProblem(
  kind: GroupRule["kind"],
  members: readonly { readonly name: string; readonly place: Place; readonly presence: Presence }[],
): Diagnostic | undefined {
  const set = members.filter(({ presence }) => presence === "set");
  const missing = members.filter(({ presence }) => presence === "unset");
  const names = quoted(members.map(({ name }) => name));
  const last = set.at(-1)?.place;
  if (set.length > 1 && (kind === "conflicting" || kind === "exactly-one-of")) {
    return errorAt(
      "Conflicting arguments",
      `${quoted(set.map(({ name }) => name))} cannot be used together: keep one of them.`,
      last,
    );
  }
  if (missing.length === members.length && (kind === "exactly-one-of" || kind === "at-least-one-of")) {
    const count = kind === "exactly-one-of" ? "Exactly one" : "At least one";
    return errorAt(
      "Missing one of several arguments",
      `${count} of ${names} must be set.`,
      members[0]?.place,
    );
  }
  if (kind === "required-together" && set.length > 0 && missing.length > 0) {
    return errorAt(
      "Missing arguments",
      `${names} must be set together, missing ${quoted(missing.map(({ name }) => name))}.`,
      last,
    );
  }
  return undefined;
}

/** Every value a path leads to, through all elements of the blocks on its way. */
function follow(scope: Scope, path: readonly string[]): Found[] {
  const name = path.at(-1) ?? "";
  return scopes(scope, path.slice(0, -1)).map(({ block, values, place }) => {
    const value = values[name] ?? null;
    return { value: name in block.blocks && isAbsent(value) ? null : value, place: place.attribute(name) };
  });
}

/** The objects below a path of blocks. */
function scopes(from: Scope, path: readonly string[]): Scope[] {
  const [name, ...rest] = path;
  if (name === undefined) {
    return [from];
  }
  const nested = nestedOf(from.block)[name];
  if (nested === undefined) {
    return [];
  }
  return elementsOf(nested.nesting, from.values[name] ?? null, from.place.attribute(name)).flatMap(
    ({ element, place }) => scopes({ block: nested.block, values: element, place }, rest),
  );
}

function presenceOf(found: readonly Found[]): Presence {
  if (found.some(({ value }) => value !== null && value !== UNKNOWN)) {
    return "set";
  }
  return found.some(({ value }) => value === UNKNOWN) ? "unknown" : "unset";
}

function commonDepth(paths: readonly (readonly string[])[]): number {
  const [first = [], ...others] = paths;
  const parents = first.slice(0, -1);
  const end = parents.findIndex((step, index) =>
    others.some((path) => index >= path.length - 1 || path[index] !== step),
  );
  return end < 0 ? parents.length : end;
}

function quoted(names: readonly string[]): string {
  return names.map((name) => JSON.stringify(name)).join(", ");
}
