import type { TfType } from "../schema/types";
import { UNKNOWN, type Value, type Values } from "./backend";
import { isRecord } from "./values";

/** The values with null in place of everything that is not known. */
export function withoutUnknown(values: Values): Values {
  return mapValues(values, known);
}

function known(value: Value): Value {
  if (Array.isArray(value)) {
    return value.map(known);
  }
  return isRecord(value) ? withoutUnknown(value) : value === UNKNOWN ? null : value;
}

/** What a collection or block of that nesting is when there is nothing in it. */
export function emptyOf(nesting: string): Value {
  return nesting === "map" ? {} : nesting === "single" ? null : [];
}

/** Type of the elements of a collection. */
export function elementType(type: TfType): TfType {
  return typeof type !== "string" && type[0] !== "object" ? type[1] : "dynamic";
}

/** Type of one member of an object or map. */
export function memberType(type: TfType, name: string): TfType {
  if (typeof type === "string") {
    return "dynamic";
  }
  return type[0] === "object" ? (type[1][name] ?? "dynamic") : type[1];
}

/** Name of the attribute at the end of a path: `tag` for `rule.0.tag.1`. */
export function lastName(path: string): string {
  return path.split(".").findLast((step) => !/^\d+$/.test(step)) ?? path;
}

/** A record with every value replaced. */
export function mapValues<T, R>(record: { readonly [key: string]: T }, map: (value: T, key: string) => R) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}
