/** Most repetitions RE2 takes, those of nested ones multiplied. */
const MAX_REPEAT = 1000;

/** Escapes beside punctuation. `\C` and numbers of groups are not among them. */
const ESCAPE =
  /^\\(?:[aftnrvdswDSWbBAz]|x[0-9A-Fa-f]{2}|x\{[0-9A-Fa-f]{1,5}\}|x\{10[0-9A-Fa-f]{4}\}|0[0-7]{0,2}|[1-7][0-7]{1,2}|[!-/:-@[-`{-~])/;
const UNICODE_CLASS = /^\\[pP](?:\{\^?(\w+)\}|([A-Z]))/;
const POSIX_CLASS =
  /^\[:\^?(?:alnum|alpha|ascii|blank|cntrl|digit|graph|lower|print|punct|space|upper|word|xdigit):\]/;
const QUOTED = /^\\Q[\s\S]*?\\E/;
const REPEAT = /^(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})\??/;
const GROUP = /^\((?:\?(?:P<\w+>|(?:[imsU]+(?:-[imsU]+)?|-[imsU]+)?:))?/;
const FLAGS = /^\(\?(?:[imsU]+(?:-[imsU]+)?|-[imsU]+)\)/;

/**
 * What keeps a regular expression from compiling in RE2, the kind Prometheus and Alertmanager know; undefined where
 * nothing does. RE2 has no lookahead, no lookbehind and no references to groups, because it never backtracks.
 *
 * Stricter than RE2 where a slip is likelier than intent: groups are named `(?P<name>...)`, which every version knows,
 * `\Q` is closed by `\E`, flags are not repeated, and `a)(b` is refused, though it happens to compile once Alertmanager
 * has put brackets around it.
 */
export function re2Problem(pattern: string): string | undefined {
  try {
    const reader = new Reader(pattern);
    readAlternatives(reader);
    return reader.rest === "" ? undefined : "a bracket ) closes nothing";
  } catch (error) {
    if (error instanceof Re2Error) {
      return error.message;
    }
    throw error;
  }
}

/** Text for a regular expression that matches just this text. */
export function quoteRe2(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, "\\$&");
}

class Re2Error extends Error {}

/** Reads a pattern from left to right. */
class Reader {
  private position = 0;

  constructor(private readonly pattern: string) {}

  get rest(): string {
    return this.pattern.slice(this.position);
  }

  /** Takes what stands next, where it fits. */
  take(shape: RegExp): RegExpExecArray | undefined {
    const match = shape.exec(this.rest) ?? undefined;
    this.position += match?.[0].length ?? 0;
    return match;
  }
}

/** Each read function gives how often the deepest part is repeated. */
function readAlternatives(reader: Reader): number {
  let repeats = 1;
  while (reader.rest !== "" && !reader.rest.startsWith(")")) {
    repeats = Math.max(repeats, reader.take(/^\|/) ? 1 : readRepeated(reader));
  }
  return repeats;
}

function readRepeated(reader: Reader): number {
  const start = REPEAT.exec(reader.rest);
  if (start !== null) {
    throw new Re2Error(`${start[0]} repeats nothing`);
  }
  // Flags are no part that could be repeated.
  if (reader.take(FLAGS)) {
    const orphan = REPEAT.exec(reader.rest);
    if (orphan !== null) {
      throw new Re2Error(`${orphan[0]} repeats nothing`);
    }
    return 1;
  }
  const inner = readAtom(reader);
  const repeat = reader.take(REPEAT);
  if (repeat === undefined) {
    return inner;
  }
  const twice = REPEAT.exec(reader.rest);
  if (twice !== null) {
    throw new Re2Error(`${repeat[0]}${twice[0]} repeats a repetition`);
  }
  const repeats = inner * counted(repeat);
  if (repeats > MAX_REPEAT) {
    throw new Re2Error(`nested repetitions come to more than ${MAX_REPEAT}`);
  }
  return repeats;
}

function counted([text, least, comma, most]: RegExpExecArray): number {
  if (least === undefined) {
    return 1;
  }
  const [from, to] = [Number(least), most ? Number(most) : Number(least)];
  if (from > MAX_REPEAT || to > MAX_REPEAT || (comma !== undefined && from > to)) {
    throw new Re2Error(`${text} is no range up to ${MAX_REPEAT}`);
  }
  return Math.max(to, 1);
}

function readAtom(reader: Reader): number {
  if (reader.rest.startsWith("(")) {
    return readGroup(reader);
  }
  if (reader.rest.startsWith("[")) {
    readClass(reader);
  } else if (reader.rest.startsWith("\\")) {
    if (!reader.take(QUOTED) && !takeUnicodeClass(reader) && !reader.take(ESCAPE)) {
      throw new Re2Error(`${reader.rest.slice(0, 2)} is no escape`);
    }
  } else {
    reader.take(/^[\s\S]/u);
  }
  return 1;
}

function readGroup(reader: Reader): number {
  const { rest } = reader;
  if (/^\(\?(?:[=!]|<[=!])/.test(rest)) {
    throw new Re2Error(`${rest.startsWith("(?<") ? "lookbehind" : "lookahead"} is not known`);
  }
  const opened = reader.take(GROUP);
  if (opened === undefined || reader.rest.startsWith("?")) {
    throw new Re2Error(`${rest.slice(0, 4)} opens no group`);
  }
  const repeats = readAlternatives(reader);
  if (!reader.take(/^\)/)) {
    throw new Re2Error("a bracket ( is not closed");
  }
  return repeats;
}

function readClass(reader: Reader): void {
  reader.take(/^\[\^?/);
  for (let first = true; first || !reader.rest.startsWith("]"); first = false) {
    if (reader.rest === "") {
      throw new Re2Error("a bracket [ is not closed");
    }
    if (!takeNamedClass(reader) && !takeUnicodeClass(reader) && !reader.take(/^\\[dswDSW]/)) {
      readRange(reader);
    }
  }
  reader.take(/^\]/);
}

/** What looks like a named class is one: RE2 does not read `[:digits:]` as single characters. */
function takeNamedClass(reader: Reader): boolean {
  const name = /^\[:[\s\S]*?:\]/.exec(reader.rest)?.[0];
  if (name === undefined) {
    return false;
  }
  if (!reader.take(POSIX_CLASS)) {
    throw new Re2Error(`${name} is no class of characters`);
  }
  return true;
}

function takeUnicodeClass(reader: Reader): boolean {
  const taken = reader.take(UNICODE_CLASS);
  if (taken === undefined) {
    return false;
  }
  const name = taken[1] ?? taken[2] ?? "";
  if (!isUnicodeClass(name)) {
    throw new Re2Error(`${taken[0]} is no class of characters`);
  }
  return true;
}

/** RE2 knows categories by their short names, and scripts by their long ones. */
function isUnicodeClass(name: string): boolean {
  try {
    return (
      name === "Any" || new RegExp(`\\p{${name.length > 2 ? "Script" : "gc"}=${name}}`, "u").source !== ""
    );
  } catch {
    return false;
  }
}

function readRange(reader: Reader): void {
  const from = readMember(reader);
  if (!/^-[^\]]/.test(reader.rest)) {
    return;
  }
  reader.take(/^-/);
  const to = readMember(reader);
  if (to < from) {
    throw new Re2Error("a range in brackets [ ] runs backwards");
  }
}

/** Code point of one character in brackets. */
function readMember(reader: Reader): number {
  if (!reader.rest.startsWith("\\")) {
    return reader.take(/^[\s\S]/u)?.[0].codePointAt(0) ?? 0;
  }
  const escaped = /^\\[dswDSWpPbBAz]/.test(reader.rest) ? undefined : reader.take(ESCAPE);
  if (escaped === undefined) {
    throw new Re2Error(`${reader.rest.slice(0, 2)} is no character`);
  }
  const text = escaped[0].slice(1);
  const control = { a: 7, f: 12, t: 9, n: 10, r: 13, v: 11 }[text];
  if (control !== undefined) {
    return control;
  }
  if (text.startsWith("x") && text.length > 1) {
    return Number.parseInt(text.replace(/[x{}]/g, ""), 16);
  }
  return /^[0-7]/.test(text) ? Number.parseInt(text, 8) : (text.codePointAt(0) ?? 0);
}
