import type { BlockSchema, ResourceSchema } from "../schema/types";
import { isList, isObject } from "../wire/codec";
import type { Value, Values } from "../world/backend";
import { Place } from "./place";
import {
  canonicalMember,
  type ElementKey,
  elementAt,
  elementsOf,
  nestedOf,
  placeOf,
  sameMember,
} from "./values";

/**
 * Places of arguments that differ and whose change makes a new object. A change inside a set is reported at
 * the set, because its elements have no address.
 *
 * `wanted` is what the configuration asks for, before anything is marked unknown: an attribute the provider is
 * going to fill must not count as changed.
 */
export function forcedReplacements(schema: ResourceSchema, prior: Values, wanted: Values): Place[] {
  return schema.forceNew.flatMap((path) => changed(schema.block, prior, wanted, path.split("."), Place.TOP));
}

function changed(
  block: BlockSchema,
  prior: Values,
  wanted: Values,
  path: readonly string[],
  place: Place,
): Place[] {
  const [name = "", ...rest] = path;
  const before: Value = prior[name] ?? null;
  const after: Value = wanted[name] ?? null;
  const here = place.attribute(name);
  if (rest.length === 0) {
    return sameMember(block, name, before, after) ? [] : [here];
  }
  const nested = nestedOf(block)[name];
  if (nested === undefined) {
    return [];
  }
  if (nested.nesting === "set") {
    const [old, now] = both(before, after).map((value) =>
      elementsOf("set", value, here)
        .map(({ element }) => below(nested.block, element, rest))
        .sort()
        .join(),
    );
    return old === now ? [] : [here];
  }
  return keysOf(before, after, nested.nesting === "single").flatMap((key) =>
    changed(
      nested.block,
      elementAt(before, key) ?? {},
      elementAt(after, key) ?? {},
      rest,
      placeOf(nested.nesting, here, key),
    ),
  );
}

/** Canonical text of what a path leads to inside an element of a set. */
function below(block: BlockSchema, element: Values, path: readonly string[]): string {
  const [name = "", ...rest] = path;
  const nested = nestedOf(block)[name];
  if (rest.length === 0 || nested === undefined) {
    return canonicalMember(block, name, element[name] ?? null);
  }
  const texts = elementsOf(nested.nesting, element[name] ?? null, Place.TOP).map((each) =>
    below(nested.block, each.element, rest),
  );
  return `[${(nested.nesting === "set" ? texts.sort() : texts).join()}]`;
}

function keysOf(before: Value, after: Value, single: boolean): ElementKey[] {
  if (single) {
    return [undefined];
  }
  if (isObject(before) || isObject(after)) {
    const all = both(before, after).flatMap((value) => (isObject(value) ? Object.keys(value) : []));
    return [...new Set(all)];
  }
  const length = Math.max(...both(before, after).map((value) => (isList(value) ? value.length : 0)));
  return Array.from({ length }, (_, index) => index);
}

function both(before: Value, after: Value): readonly Value[] {
  return [before, after];
}
