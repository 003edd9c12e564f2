import { shown, visible } from "../visible";

/** Longest value shown in a sentence or a table. */
const MAX_CHARACTERS = 240;

/**
 * A value as a code span. GitHub makes no mention, reference, link or emoji of what stands in one, neither in its parser
 * nor in the filters that run over the page afterwards: escaping with entities stops only the parser.
 */
export function code(value: string, maxCharacters = MAX_CHARACTERS): string {
  const text = shown(value, maxCharacters);
  if (text === "") {
    return "(empty)";
  }
  const fence = "`".repeat(longestRun(text) + 1);
  // A parser takes one space off each side where both have one, and all-blank spans stay as they are.
  const padded = /^`|`$|^ .*\S.* $/.test(text) ? ` ${text} ` : text;
  return `${fence}${padded}${fence}`;
}

/**
 * A sentence that may hold values. Words of letters and plain numbers stay as they are, all else becomes code, which is
 * both how a technical word is best read and the only safe form for one.
 */
export function prose(text: string, maxCharacters = 2 * MAX_CHARACTERS): string {
  const [first = "", ...rest] = shown(text, maxCharacters).match(PIECES) ?? [];
  // Where the sentence starts a line, a number with a full stop would start a list.
  return [STARTS_LIST.test(first) ? code(first) : proseWord(first), ...rest.map(proseWord)].join(" ");
}

const STARTS_LIST = /^\d+[.)]$/;
/** Words, and the markers of the masking step, which belong together. */
const PIECES = /\(sensitive #\d+\)|[^ ]+/g;

function proseWord(word: string): string {
  if (word === "->") {
    return "→";
  }
  const [, before = "", core = "", after = ""] = /^(\(?)(.*?)([),.;:!?]*)$/.exec(word) ?? [];
  if (core === "" || word.startsWith("(sensitive #")) {
    return code(word, word.length);
  }
  return isPlain(core) ? word : `${before}${code(core, core.length)}${after}`;
}

/** Hexadecimal words are left out: GitHub takes them for commits. */
function isPlain(word: string): boolean {
  return /^(\p{L}+(['’-]\p{L}+)*|\d{1,6}(\.\d{1,6})?%?|%)$/u.test(word) && !/^[0-9a-f]{7,40}$/i.test(word);
}

/** A value inside a line of HTML, which the parser of Markdown leaves alone: entities are enough within `<code>`. */
export function htmlCode(value: string, maxCharacters = MAX_CHARACTERS): string {
  const text = shown(value, maxCharacters).replace(/[&<>"'`]/g, (char) => `&#${char.charCodeAt(0)};`);
  return `<code>${text}</code>`;
}

/** A block of lines in a fence that no line of it can close. */
export function fenced(language: "diff" | "ts" | "text", lines: readonly string[]): string {
  const body = lines.map(visible);
  // No spread: a document may have more lines than a call takes arguments.
  const longest = body.reduce((length, line) => Math.max(length, longestRun(line)), 2);
  const fence = "`".repeat(longest + 1);
  return [`${fence}${language}`, ...body, fence].join("\n");
}

/** A table. Cells are Markdown already; a bar in them is escaped, together with the backslashes before it. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replace(/(\\*)\|/g, "$1$1\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

const MAX_URL = 500;

/** A link to a page, where its address is a plain one of http or https; otherwise the address as text. */
export function link(words: string, url: string): string {
  return isPlainUrl(url) ? `[${words}](${url})` : `${words}: ${code(url)}`;
}

function isPlainUrl(url: string): boolean {
  return (
    url.length <= MAX_URL &&
    /^https?:\/\/[\w-]+(\.[\w-]+)*(:\d+)?(\/[\w.~%/-]*)?(\?[\w.~%/=&-]*)?(#[\w.~%/-]*)?$/.test(url)
  );
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}
