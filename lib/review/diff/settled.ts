import type { Json } from "../../core/render";
import { entryOf, isObject } from "./values";

/** What a value shows that is not known before apply. */
export const UNKNOWN = "(known after apply)";

/**
 * A planned value with `UNKNOWN` where terraform cannot say yet. The same object where everything is known.
 *
 * @param unknown `true` where a value is not known, in the shape of the value
 */
export function settled(value: Json | undefined, unknown: Json | undefined): Json | undefined {
  if (unknown === true) {
    return UNKNOWN;
  }
  if (Array.isArray(unknown)) {
    const items: readonly Json[] = Array.isArray(value) ? value : [];
    return mergeItems(items, unknown, value);
  }
  return isObject(unknown) ? mergeMembers(value, unknown) : value;
}

/** A member that is wholly unknown is missing in the value: it stands in the marks only. */
function mergeMembers(value: Json | undefined, unknown: { readonly [key: string]: Json | undefined }) {
  const members = isObject(value) ? value : {};
  let merged: Map<string, Json | undefined> | undefined;
  for (const [name, marks] of Object.entries(unknown)) {
    const known = entryOf(members, name);
    const member = settled(known, marks);
    if (member !== known) {
      merged ??= new Map(Object.entries(members));
      merged.set(name, member);
    }
  }
  return merged === undefined ? value : (Object.fromEntries(merged) as Json);
}

function mergeItems(items: readonly Json[], unknown: readonly Json[], value: Json | undefined) {
  const length = Math.max(items.length, unknown.length);
  const merged = Array.from({ length }, (_, index) => settled(items[index], unknown[index]) ?? null);
  return merged.length === items.length && merged.every((item, index) => item === items[index])
    ? value
    : merged;
}
