import type { Json } from "../../core/render";

/** Levels below which nothing is shared: who nests deeper wants to break a reader. */
const DEEPEST = 100;

/**
 * `after` with the very parts of `before` where both are equal, members in the same order. A plan writes down everything
 * twice, and most of it does not change: what is the same object need not be masked, compared or kept a second time.
 */
export function sharing(before: Json | undefined, after: Json | undefined, depth = 0): Json | undefined {
  if (before === after) {
    return before;
  }
  if (typeof before !== "object" || typeof after !== "object" || depth > DEEPEST) {
    return after;
  }
  return Array.isArray(before)
    ? Array.isArray(after)
      ? sharingItems(before, after, depth)
      : after
    : before === null || after === null || Array.isArray(after)
      ? after
      : sharingMembers(before as Members, after as Members, depth);
}

type Members = { readonly [name: string]: Json };

function sharingItems(before: readonly Json[], after: readonly Json[], depth: number): Json {
  let shared: Json[] | undefined;
  let same = before.length === after.length;
  for (const [index, own] of after.entries()) {
    const item = sharing(before[index], own, depth + 1) as Json;
    same &&= item === before[index];
    if (item !== own && shared === undefined) {
      shared = after.slice(0, index);
    }
    shared?.push(item);
  }
  return same ? (before as Json) : ((shared ?? after) as Json);
}

function sharingMembers(before: Members, after: Members, depth: number): Json {
  const [names, afterNames] = [Object.keys(before), Object.keys(after)];
  let differs = false;
  let same = names.length === afterNames.length;
  const members = afterNames.map((name, index): [string, Json] => {
    const own = after[name] as Json;
    const member = Object.hasOwn(before, name) ? (sharing(before[name], own, depth + 1) as Json) : own;
    differs ||= member !== own;
    same &&= names[index] === name && member === before[name];
    return [name, member];
  });
  return same ? before : differs ? (Object.fromEntries(members) as Json) : after;
}
