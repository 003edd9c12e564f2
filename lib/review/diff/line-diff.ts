import diffSequence from "@jest/diff-sequences";
import type { DiffLine } from "../review";
import { type Line, placeText } from "./yaml-lines";

/** A line that stays, goes or comes. */
export interface Edit {
  readonly sign: " " | "-" | "+";
  readonly line: Line;
}

/** Lines that differ above which the middle of a text counts as new as a whole: a comparison may be quadratic. */
const MOST_LINES = 8000;

/** All lines of both texts, in order: those that stay and go are `before`, those that stay and come are `after`. */
export function editsOf(before: readonly Line[], after: readonly Line[]): readonly Edit[] {
  const edits: Edit[] = [];
  let [from, to] = [0, 0];
  const push = (untilBefore: number, untilAfter: number) => {
    for (; from < untilBefore; from++) {
      edits.push({ sign: "-", line: before[from] as Line });
    }
    for (; to < untilAfter; to++) {
      edits.push({ sign: "+", line: after[to] as Line });
    }
  };
  for (const [oldIndex, newIndex] of commonLines(before, after)) {
    push(oldIndex, newIndex);
    edits.push({ sign: " ", line: after[to] as Line });
    from++;
    to++;
  }
  push(before.length, after.length);
  return edits;
}

/** Places of lines that are the same, in order: a longest common subsequence. */
function commonLines(before: readonly Line[], after: readonly Line[]): [number, number][] {
  const common: [number, number][] = [];
  const least = Math.min(before.length, after.length);
  let head = 0;
  while (head < least && before[head]?.text === after[head]?.text) {
    common.push([head, head]);
    head++;
  }
  let tail = 0;
  while (tail < least - head && before.at(-1 - tail)?.text === after.at(-1 - tail)?.text) {
    tail++;
  }
  common.push(...commonInside(before, after, head, tail));
  for (let left = tail; left > 0; left--) {
    common.push([before.length - left, after.length - left]);
  }
  return common;
}

function commonInside(before: readonly Line[], after: readonly Line[], head: number, tail: number) {
  const numbers = new Map<string, number>();
  const numbered = (lines: readonly Line[]) =>
    lines.slice(head, lines.length - tail).map(({ text }, index) => {
      const number = numbers.get(text) ?? numbers.size;
      numbers.set(text, number);
      return { number, index: head + index };
    });
  const [old, new_] = [numbered(before), numbered(after)];
  // A line that the other text does not have cannot be common, and makes the search long.
  const [inOld, inNew] = [old, new_].map((lines) => new Set(lines.map(({ number }) => number)));
  const [ours, theirs] = [
    old.filter(({ number }) => inNew?.has(number)),
    new_.filter(({ number }) => inOld?.has(number)),
  ];
  const common: [number, number][] = [];
  if (ours.length + theirs.length > MOST_LINES) {
    return common;
  }
  diffSequence(
    ours.length,
    theirs.length,
    (one, other) => ours[one]?.number === theirs[other]?.number,
    (count, one, other) => {
      for (let step = 0; step < count; step++) {
        common.push([ours[one + step]?.index ?? 0, theirs[other + step]?.index ?? 0]);
      }
    },
  );
  return common;
}

/** Lines around a change that are shown with it. */
const CONTEXT = 3;
/** Lines of a document that are shown at most. */
const MOST_SHOWN = 2000;

/**
 * The lines that changed, each group with a few around it behind a line that says where it stands: `controller.resources`,
 * or the number of the line. A document that is all new or all gone has no such lines.
 */
export function hunksOf(edits: readonly Edit[], context = CONTEXT): readonly DiffLine[] {
  const lines: DiffLine[] = [];
  const whole = edits.every(({ sign }) => sign !== " ") && new Set(edits.map(({ sign }) => sign)).size === 1;
  for (const [from, to] of whole ? [[0, edits.length] as const] : rangesOf(edits, context)) {
    if (!whole) {
      lines.push({ sign: "@", text: headingOf(edits, from, to) });
    }
    lines.push(...shownLines(edits.slice(from, to)));
    if (lines.length > MOST_SHOWN) {
      const left = edits.slice(to).filter(({ sign }) => sign !== " ").length + lines.length - MOST_SHOWN;
      return [...lines.slice(0, MOST_SHOWN), { sign: "@", text: `${left} more lines are not shown` }];
    }
  }
  return lines;
}

function rangesOf(edits: readonly Edit[], context: number): readonly (readonly [number, number])[] {
  const ranges: [number, number][] = [];
  edits.forEach(({ sign }, index) => {
    if (sign === " ") {
      return;
    }
    const [from, to] = [Math.max(index - context, 0), Math.min(index + context + 1, edits.length)];
    const last = ranges.at(-1);
    if (last !== undefined && from <= last[1]) {
      last[1] = to;
    } else {
      ranges.push([from, to]);
    }
  });
  return ranges;
}

function headingOf(edits: readonly Edit[], from: number, to: number): string {
  const index = edits.slice(from, to).findIndex(({ sign }) => sign !== " ") + from;
  const place = edits[index]?.line.place;
  if (place !== undefined) {
    return placeText(place);
  }
  const line = edits.slice(0, index).filter(({ sign }) => sign !== "+").length + 1;
  return `line ${line}`;
}

/** Characters of a line that are shown at most. */
const WIDEST = 300;

function shownLines(edits: readonly Edit[]): readonly DiffLine[] {
  return edits.map(({ sign, line }, index) => {
    if (line.text.length <= WIDEST) {
      return { sign, text: line.text };
    }
    // Of two long lines the part is shown in which they differ.
    const other = edits[sign === "-" ? index + 1 : index - 1];
    const pair = other !== undefined && other.sign !== " " && other.sign !== sign;
    return { sign, text: cut(line.text, pair ? firstDifference(line.text, other.line.text) : 0) };
  });
}

function firstDifference(one: string, other: string): number {
  let index = 0;
  while (index < one.length && one[index] === other[index]) {
    index++;
  }
  return index;
}

function cut(text: string, around: number): string {
  const from = around < WIDEST - 60 ? 0 : around - 60;
  const part = text.slice(from, from + WIDEST);
  const rest = text.length - from - part.length;
  // Half a surrogate pair is no character.
  const shown = part.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, "");
  return `${from > 0 ? `(${from} characters)...` : ""}${shown}${rest > 0 ? `...(${rest} characters)` : ""}`;
}

/** Lines of a text that is no document. */
export function textLines(text: string): readonly Line[] {
  return text === "" ? [] : text.split("\n").map((line) => ({ text: line }));
}
