import type { Json, JsonObject } from "../../core/render";
import { isMark } from "../mask/secrets";
import { parsedJson } from "./parsing";
import { isEmpty, isObject, pathText } from "./values";

/** A line of a text, and where in a document it stands. */
export interface Line {
  readonly text: string;
  /** Undefined where the text has no keys. */
  readonly place?: Place;
}

/** A member of a document, and that it stands in. */
export interface Place {
  readonly parent: Place | undefined;
  readonly part: string | number;
}

export function placeText(place: Place | undefined): string {
  const path: (string | number)[] = [];
  for (let at = place; at !== undefined; at = at.parent) {
    path.unshift(at.part);
  }
  return pathText(path);
}

/**
 * A value as lines of YAML, keys sorted, each line with its place. A text that is JSON stands as what it holds: a
 * dashboard in one line is beyond reading.
 *
 * Written by hand for the places, and because the documents of the library for YAML cost fifty times as much.
 */
export function yamlLines(value: Json): readonly Line[] {
  const lines: Line[] = [];
  write(value, "", "", undefined, lines);
  return lines;
}

/** Writes a value behind `head`, which is empty, `key:` or `-`, with all lines behind `indent`. */
function write(value: Json, head: string, indent: string, place: Place | undefined, lines: Line[]): void {
  const here = place === undefined ? {} : { place };
  const behind = head === "" ? "" : `${head} `;
  if (typeof value === "string") {
    const embedded = value.length >= LEAST_EMBEDDED ? parsedJson(value) : undefined;
    if (embedded !== undefined && !isEmpty(embedded)) {
      lines.push({ text: `${indent}${behind}# JSON`, ...here });
      writeMembers(embedded, `${indent}  `, place, lines);
    } else {
      writeText(value, behind, indent, here, lines);
    }
  } else if (typeof value !== "object" || value === null) {
    lines.push({ text: `${indent}${behind}${value}`, ...here });
  } else if (isEmpty(value)) {
    lines.push({ text: `${indent}${behind}${Array.isArray(value) ? "[]" : "{}"}`, ...here });
  } else if (head === "") {
    writeMembers(value, indent, place, lines);
  } else if (head === "-") {
    const first = lines.length;
    writeMembers(value, `${indent}  `, place, lines);
    const [line] = lines.slice(first, first + 1);
    if (line !== undefined) {
      lines[first] = { ...line, text: `${indent}- ${line.text.slice(indent.length + 2)}` };
    }
  } else {
    lines.push({ text: `${indent}${head}`, ...here });
    writeMembers(value, `${indent}  `, place, lines);
  }
}

/** Characters from which a text is looked at for JSON in it. */
const LEAST_EMBEDDED = 40;

function writeMembers(value: Json, indent: string, parent: Place | undefined, lines: Line[]): void {
  if (Array.isArray(value)) {
    value.forEach((item: Json, index) => {
      write(item, "-", indent, { parent, part: index }, lines);
    });
  } else if (isObject(value)) {
    for (const name of Object.keys(value).sort()) {
      const member = (value as JsonObject)[name];
      if (member !== undefined) {
        write(member, `${scalarText(name)}:`, indent, { parent, part: name }, lines);
      }
    }
  }
}

function writeText(
  text: string,
  behind: string,
  indent: string,
  here: Omit<Line, "text">,
  lines: Line[],
): void {
  if (!fitsBlock(text)) {
    lines.push({ text: `${indent}${behind}${scalarText(text)}`, ...here });
    return;
  }
  let ends = 0;
  while (text.at(-1 - ends) === "\n") {
    ends++;
  }
  const body = text.slice(0, text.length - ends);
  lines.push({ text: `${indent}${behind}|${ends === 0 ? "-" : ends === 1 ? "" : "+"}`, ...here });
  for (const line of [...body.split("\n"), ...Array<string>(Math.max(ends - 1, 0)).fill("")]) {
    lines.push({ text: line === "" ? "" : `${indent}  ${line}`, ...here });
  }
}

/** Texts of several lines that YAML can carry as they are: the first line must not begin with a blank. */
function fitsBlock(text: string): boolean {
  return /^\S.*\n/.test(text) && !NOT_PLAIN.test(text);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const NOT_PLAIN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ud800-\udfff]/;

/** Bare where YAML reads the same text, otherwise quoted. */
function scalarText(text: string): string {
  const bare =
    text.length <= LONGEST_BARE && BARE.test(text) && !OTHER_TYPE.test(text) && !/[\s:]$| #|: /.test(text);
  return bare || isMark(text) ? text : JSON.stringify(text);
}

/** Characters above which a text is quoted without a look: to find out what YAML makes of it takes ever longer. */
const LONGEST_BARE = 1000;
const BARE = /^[A-Za-z_/(*.\d$][\w \t./()*$@=+,:;~^%!?&|<>#-]*$/;
/** What starts like an alias or ends up as a number, a date, true or nothing. */
const OTHER_TYPE =
  /^(?:\*.*|[-+.]?\d[\d_.,:eExXoT+-]*(?:[A-Fa-f\d]*)?|\.(?:inf|nan)|y|n|yes|no|on|off|true|false|null|~|\.)$/i;
