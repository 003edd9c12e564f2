import type { Json } from "../../core/render";
import { isObject } from "../diff/values";

/** A member of an object of the plan, before and after. */
export interface LeafPair {
  /** `root_block_device[0].encrypted`. */
  readonly path: string;
  readonly name: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/**
 * Members with one of these names that differ, at whatever depth. Items of lists are compared by their place. Members of
 * a block that goes are left out: what they set goes with it.
 */
export function changedMembers(
  before: Json | undefined,
  after: Json | undefined,
  names: ReadonlySet<string>,
): readonly LeafPair[] {
  const found: LeafPair[] = [];
  collect(before, after, "", names, found);
  return found;
}

function collect(
  before: Json | undefined,
  after: Json | undefined,
  path: string,
  names: ReadonlySet<string>,
  found: LeafPair[],
): void {
  if (before === after) {
    return;
  }
  if (Array.isArray(after)) {
    const old: readonly Json[] = Array.isArray(before) ? before : [];
    for (const [index, item] of after.entries()) {
      collect(old[index], item, `${path}[${index}]`, names, found);
    }
  } else if (isObject(after)) {
    const old = isObject(before) ? before : {};
    for (const name of new Set([...Object.keys(after), ...Object.keys(old)])) {
      const at = path === "" ? name : `${path}.${name}`;
      const [one, other] = [old[name], after[name]];
      if (names.has(name) && !isSame(one, other)) {
        found.push({ path: at, name, before: one, after: other });
      } else {
        collect(one, other, at, names, found);
      }
    }
  }
}

function isSame(one: Json | undefined, other: Json | undefined): boolean {
  return one === other || JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}

/** A value as evidence: `true`, `"ACTIVE"`, `none`. */
export function shown(value: Json | undefined): string {
  if (value === undefined || value === null) {
    return "none";
  }
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > MOST_SHOWN ? `${[...text].slice(0, MOST_SHOWN).join("")}...` : text;
}

const MOST_SHOWN = 120;
