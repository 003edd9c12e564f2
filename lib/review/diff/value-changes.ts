import type { Json } from "../../core/render";
import type { ValuePath } from "../plan";
import { canonical, entryOf, isEmpty, isObject, sameValue, textOf } from "./values";

/** A value that differs, as deep as it makes sense to look. */
export interface ValueChange {
  readonly path: ValuePath;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/** Values that differ, and how many items of lists stand at other places only. */
export interface ValueChanges {
  readonly changes: readonly ValueChange[];
  readonly reordered: number;
}

/** Characters up to which a block that comes or goes is shown as one value. */
const WIDEST_BLOCK = 160;
/** Items up to which two lists of plain values are shown side by side. */
const LONGEST_LIST = 8;

/** Compares two values. Lists of blocks are aligned by what their items have in common, not by their places. */
export function valueChanges(before: Json | undefined, after: Json | undefined): ValueChanges {
  const comparison = new Comparison();
  comparison.compare(before, after, []);
  return { changes: comparison.changes, reordered: comparison.reordered };
}

class Comparison {
  readonly changes: ValueChange[] = [];
  reordered = 0;

  compare(before: Json | undefined, after: Json | undefined, path: ValuePath): void {
    if (sameValue(before, after)) {
      return;
    }
    if (isObject(before) && isObject(after)) {
      for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
        this.compare(entryOf(before, name), entryOf(after, name), [...path, name]);
      }
    } else if (Array.isArray(before) && Array.isArray(after)) {
      this.compareLists(before, after, path);
    } else if (isAbsent(before) && isLarge(after, path)) {
      this.spread(after, path, (value, at) => this.compare(undefined, value, at));
    } else if (isAbsent(after) && isLarge(before, path)) {
      this.spread(before, path, (value, at) => this.compare(value, undefined, at));
    } else {
      this.changes.push({ path, before, after });
    }
  }

  private spread(
    value: Json | undefined,
    path: ValuePath,
    visit: (value: Json | undefined, path: ValuePath) => void,
  ): void {
    if (Array.isArray(value)) {
      value.forEach((item: Json, index) => {
        visit(item, [...path, index]);
      });
    } else if (isObject(value)) {
      for (const [name, member] of Object.entries(value)) {
        visit(member, [...path, name]);
      }
    }
  }

  private compareLists(before: readonly Json[], after: readonly Json[], path: ValuePath): void {
    const plain = [...before, ...after].every((item) => !isBlock(item));
    if (plain && Math.max(before.length, after.length) <= LONGEST_LIST) {
      this.changes.push({ path, before, after });
      return;
    }
    const { pairs, gone, come } = align(before, after);
    if (gone.length === 0 && come.length === 0 && pairs.every(([one, other]) => sameValue(one, other))) {
      // Terraform sorts sets: where nothing but the order differs, the order means something.
      this.changes.push({ path, before, after });
      return;
    }
    this.reordered += reorderedItems(pairs);
    for (const [one, other, , index] of pairs) {
      this.compare(one, other, [...path, index]);
    }
    for (const [value, index] of gone) {
      this.compare(value, undefined, [...path, index]);
    }
    for (const [value, index] of come) {
      this.compare(undefined, value, [...path, index]);
    }
  }
}

function isAbsent(value: Json | undefined): boolean {
  return value === undefined || value === null;
}

function isBlock(value: Json | undefined): boolean {
  return typeof value === "object" && value !== null;
}

/** The object itself is always looked into, a block where it is too long for a line or holds a document. */
function isLarge(value: Json | undefined, path: ValuePath): boolean {
  return (
    isBlock(value) &&
    !isEmpty(value) &&
    (path.length === 0 || canonical(value).length > WIDEST_BLOCK || holdsDocument(value))
  );
}

function holdsDocument(value: Json | undefined): boolean {
  return typeof value === "string"
    ? /^\s*[[{]|\n/.test(value)
    : typeof value === "object" && value !== null && Object.values(value).some(holdsDocument);
}

type Pair = readonly [before: Json, after: Json, oldIndex: number, newIndex: number];
type Item = readonly [value: Json, index: number];

/** Items of two lists that belong together, and those that do not. */
function align(before: readonly Json[], after: readonly Json[]) {
  const pairs: Pair[] = [];
  const left: [Item[], Item[]] = [[], []];
  for (let index = 0; index < Math.max(before.length, after.length); index++) {
    const [one, other] = [before[index], after[index]];
    if (one !== undefined && other !== undefined && sameValue(one, other)) {
      pairs.push([one, other, index, index]);
    } else {
      left[0].push(...(one === undefined ? [] : [[one, index] as const]));
      left[1].push(...(other === undefined ? [] : [[other, index] as const]));
    }
  }
  for (const identity of IDENTITIES) {
    pairBy(left, identity, pairs);
  }
  pairByLikeness(left, pairs);
  pairLast(left, pairs);
  pairs.sort((one, other) => one[3] - other[3]);
  return { pairs, gone: left[0], come: left[1] };
}

/** What makes two items the same one: all of it, then a name of it. */
const IDENTITIES: readonly ((item: Json) => string | undefined)[] = [
  (item) => canonical(item),
  ...[
    "sid",
    "Sid",
    "key",
    "name",
    "id",
    "rule_number",
    "rule_no",
    "priority",
    "device_name",
    "domain_name",
  ].map((member) => (item: Json) => (isObject(item) ? textOf(item[member]) : undefined)),
];

function pairBy(left: [Item[], Item[]], identity: (item: Json) => string | undefined, pairs: Pair[]): void {
  if (left[0].length === 0 || left[1].length === 0) {
    return;
  }
  const waiting = new Map<string, Item[]>();
  for (const item of left[0]) {
    const key = identity(item[0]);
    const known = key === undefined ? undefined : waiting.get(key);
    if (known !== undefined) {
      known.push(item);
    } else if (key !== undefined) {
      waiting.set(key, [item]);
    }
  }
  for (const items of waiting.values()) {
    items.reverse();
  }
  const taken = new Set<Item>();
  left[1] = left[1].filter((item) => {
    const key = identity(item[0]);
    const other = key === undefined ? undefined : waiting.get(key)?.pop();
    if (other === undefined) {
      return true;
    }
    taken.add(other);
    pairs.push([other[0], item[0], other[1], item[1]]);
    return false;
  });
  left[0] = left[0].filter((item) => !taken.has(item));
}

/** Comparisons above which items are not paired any more: they come and go. */
const MOST_COMPARISONS = 2500;

function pairByLikeness(left: [Item[], Item[]], pairs: Pair[]): void {
  if (left[0].length * left[1].length > MOST_COMPARISONS) {
    return;
  }
  const scored = left[0].flatMap((one) =>
    left[1].map((other) => ({ one, other, score: likeness(one[0], other[0]) })),
  );
  const taken = new Set<Item>();
  for (const { one, other, score } of scored.sort((a, b) => b.score - a.score)) {
    if (score > 0 && !taken.has(one) && !taken.has(other)) {
      taken.add(one).add(other);
      pairs.push([one[0], other[0], one[1], other[1]]);
    }
  }
  left[0] = left[0].filter((item) => !taken.has(item));
  left[1] = left[1].filter((item) => !taken.has(item));
}

/** One block that goes and one that comes are one that changes: most lists of blocks hold a single one. */
function pairLast(left: [Item[], Item[]], pairs: Pair[]): void {
  const [[one, ...ones], [other, ...others]] = left;
  if (one && other && ones.length + others.length === 0 && isObject(one[0]) && isObject(other[0])) {
    pairs.push([one[0], other[0], one[1], other[1]]);
    left[0] = [];
    left[1] = [];
  }
}

/** Share of the members that are given and the same; 0 for less than half. */
function likeness(one: Json, other: Json): number {
  if (!isObject(one) || !isObject(other)) {
    return 0;
  }
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
    (name) => !isEmpty(entryOf(one, name)) || !isEmpty(entryOf(other, name)),
  );
  const same = names.filter((name) => sameValue(entryOf(one, name), entryOf(other, name))).length;
  return names.length > 0 && same * 2 >= names.length ? same / names.length : 0;
}

/** Pairs whose order differs. What only moved up or down because others came or went counts for nothing. */
function reorderedItems(pairs: readonly Pair[]): number {
  let [last, count] = [-1, 0];
  for (const [, , index] of pairs) {
    if (index < last) {
      count++;
    }
    last = Math.max(last, index);
  }
  return count;
}
