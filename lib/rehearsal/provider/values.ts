import type { BlockSchema, NestedBlockSchema, Nesting, TfType } from "../schema/types";
import { isList, isObject } from "../wire/codec";
import { UNKNOWN, type Value, type Values } from "../world/backend";
import type { Place } from "./place";

/** Which element of a nested block: position in a list or set, key in a map, nothing for a single one. */
export type ElementKey = number | string | undefined;

/** Nested blocks and nested attributes of a block alike: both hold objects with attributes of their own. */
export function nestedOf(block: BlockSchema): Readonly<Record<string, NestedBlockSchema>> {
  const attributes = Object.entries(block.attributes).flatMap(([name, { nested }]) =>
    nested === undefined
      ? []
      : [[name, { nesting: nested.nesting, block: { attributes: nested.attributes, blocks: {} } }] as const],
  );
  return attributes.length === 0 ? block.blocks : { ...block.blocks, ...Object.fromEntries(attributes) };
}

/** Changes every element of a nested value; null and unknown values stay. */
export function mapElements(
  nesting: Nesting,
  value: Value,
  change: (element: Values, key: ElementKey) => Value,
): Value {
  if (isList(value)) {
    return value.map((element, index) => (isObject(element) ? change(element, index) : element));
  }
  if (!isObject(value)) {
    return value;
  }
  return nesting === "map"
    ? Object.fromEntries(
        Object.entries(value).map(([key, element]) => [
          key,
          isObject(element) ? change(element, key) : element,
        ]),
      )
    : change(value, undefined);
}

/** Elements of a nested value with the place of each; none where the value is null or unknown. */
export function elementsOf(
  nesting: Nesting,
  value: Value,
  place: Place,
): { readonly element: Values; readonly place: Place }[] {
  const elements: { readonly element: Values; readonly place: Place }[] = [];
  mapElements(nesting, value, (element, key) => {
    elements.push({ element, place: placeOf(nesting, place, key) });
    return element;
  });
  return elements;
}

/** Place of one element of a nested value. */
export function placeOf(nesting: Nesting, place: Place, key: ElementKey): Place {
  if (nesting === "set") {
    return place.element();
  }
  if (typeof key === "number") {
    return place.index(key);
  }
  return key === undefined ? place : place.key(key);
}

/** The element of a nested value with the given key, null where there is none. */
export function elementAt(value: Value | undefined, key: ElementKey): Values | null {
  let element: Value | undefined = value;
  if (typeof key === "number") {
    element = isList(value) ? value[key] : undefined;
  } else if (key !== undefined) {
    element = isObject(value) ? value[key] : undefined;
  }
  return isObject(element) ? element : null;
}

/** Whether a nested block is left out: absent is null for a single block and empty for the others. */
export function isAbsent(value: Value | undefined): boolean {
  return (
    value === undefined ||
    value === null ||
    (isList(value) && value.length === 0) ||
    (isObject(value) && Object.keys(value).length === 0)
  );
}

/** Whether any part of a value is unknown. */
export function hasUnknown(value: Value): boolean {
  if (isList(value)) {
    return value.some(hasUnknown);
  }
  return isObject(value) ? Object.values(value).some(hasUnknown) : value === UNKNOWN;
}

/**
 * Values in the shape of the block: everything the block has and nothing else. Absent attributes are null,
 * absent blocks empty, write-only attributes null, since they are kept nowhere.
 */
export function conform(block: BlockSchema, values: Values): Values {
  const nested = nestedOf(block);
  const shaped = (name: string, value: Value): Value => {
    const schema = nested[name];
    return schema === undefined
      ? value
      : mapElements(schema.nesting, value, (element) => conform(schema.block, element));
  };
  return Object.fromEntries([
    ...Object.entries(block.attributes).map(([name, { writeOnly }]) => [
      name,
      writeOnly ? null : shaped(name, values[name] ?? null),
    ]),
    ...Object.entries(block.blocks).map(([name, { nesting }]) => [
      name,
      shaped(name, values[name] ?? emptyBlock(nesting)),
    ]),
  ]);
}

/** Whether two objects of a block are equal as terraform sees it: sets have no order, `5` equals `"5"` where a number is meant. */
export function sameObject(block: BlockSchema, left: Values, right: Values): boolean {
  return canonicalObject(block, left) === canonicalObject(block, right);
}

/** Like `sameObject`, for one argument or nested block. */
export function sameMember(block: BlockSchema, name: string, left: Value, right: Value): boolean {
  return canonicalMember(block, name, left) === canonicalMember(block, name, right);
}

/** Text that is equal for equal values of an argument or nested block, and only for those. */
export function canonicalMember(block: BlockSchema, name: string, value: Value): string {
  const nested = nestedOf(block)[name];
  if (nested === undefined) {
    return canonical(block.attributes[name]?.type ?? "dynamic", value);
  }
  if (value === null || value === UNKNOWN) {
    return leaf(value);
  }
  return joined(nested.nesting, value, (element) =>
    isObject(element) ? canonicalObject(nested.block, element) : leaf(element),
  );
}

function canonicalObject(block: BlockSchema, values: Values): string {
  const names = [...Object.keys(block.attributes), ...Object.keys(block.blocks)];
  return `{${names.map((name) => `${name}:${canonicalMember(block, name, values[name] ?? null)}`).join(",")}}`;
}

function canonical(type: TfType, value: Value): string {
  if (value === null || value === UNKNOWN) {
    return leaf(value);
  }
  if (type === "number") {
    return String(value);
  }
  if (typeof type === "string") {
    return leaf(value);
  }
  const [kind, inner] = type;
  if (kind === "object") {
    const fields = isObject(value) ? value : {};
    return `{${Object.entries(inner)
      .map(([name, field]) => `${name}:${canonical(field, fields[name] ?? null)}`)
      .join(",")}}`;
  }
  return joined(kind, value, (element) => canonical(inner, element));
}

function joined(nesting: Nesting, value: Value, text: (element: Value) => string): string {
  if (nesting === "single") {
    return text(value);
  }
  if (isList(value)) {
    const elements = value.map(text);
    return `[${(nesting === "set" ? elements.sort() : elements).join(",")}]`;
  }
  const entries = Object.entries(isObject(value) ? value : {}).map(
    ([key, element]) => `${JSON.stringify(key)}:${text(element)}`,
  );
  return `{${entries.sort().join(",")}}`;
}

/** `?` stands for what is not known: no JSON text looks like it. */
function leaf(value: Value): string {
  return JSON.stringify(value, (_key, inner) => (inner === UNKNOWN ? { "?": 0 } : inner));
}

function emptyBlock(nesting: Nesting): Value {
  if (nesting === "single") {
    return null;
  }
  return nesting === "map" ? {} : [];
}
