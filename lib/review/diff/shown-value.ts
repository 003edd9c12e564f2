import type { Json } from "../../core/render";
import { UNKNOWN } from "./settled";
import { WIDEST_TEXT } from "./text-documents";
import { isObject } from "./values";

/** A value as short text; undefined where there is none. */
export function shownValue(value: Json | undefined): string | undefined {
  if (value === undefined || value === null) {
    return undefined;
  }
  if (typeof value === "string") {
    return value === "" ? '""' : isShort(value) ? value : lengthOf(value);
  }
  const text = flow(value);
  return text.length <= LONGEST ? text : lengthOf(value);
}

/** How much there is in a value that is shown elsewhere; what is unknown stays so. */
export function summaryOf(value: Json | undefined): string | undefined {
  return value === undefined || value === null || value === UNKNOWN
    ? (value ?? undefined)
    : lengthOf(Array.isArray(value) && value.length === 1 ? (value[0] as Json) : value);
}

/** Characters up to which a block or a list is shown in a line. */
const LONGEST = 2 * WIDEST_TEXT;

function isShort(text: string): boolean {
  return text.length <= WIDEST_TEXT && !text.includes("\n");
}

function lengthOf(value: Json): string {
  if (typeof value === "string") {
    const lines = value.replace(/\n$/, "").split("\n").length;
    return lines === 1 ? `(${value.length} characters)` : `(${lines} lines, ${value.length} characters)`;
  }
  if (typeof value !== "object" || value === null) {
    return String(value);
  }
  const [count, one, many] = Array.isArray(value)
    ? [value.length, "item", "items"]
    : [Object.keys(value).length, "member", "members"];
  return `(${count} ${count === 1 ? one : many})`;
}

/** A value in one line, as YAML would have it. */
function flow(value: Json): string {
  if (Array.isArray(value)) {
    return `[${value.map(flow).join(", ")}]`;
  }
  if (isObject(value)) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined && member !== null);
    return `{${members.map(([name, member]) => `${name}: ${flow(member as Json)}`).join(", ")}}`;
  }
  return typeof value === "string"
    ? /^[\w./:@*()# +-]+$/.test(value)
      ? value
      : JSON.stringify(value)
    : `${value}`;
}
