/** Least characters of a secret that is looked for inside other texts. */
const LEAST_INSIDE = 6;
/** Least characters of a secret that is looked for as a whole value. */
const LEAST_WHOLE = 4;
/** Least characters of a line of a longer secret that is looked for by itself: what YAML indents falls into lines. */
const LEAST_LINE = 16;

/** Values so common that looking for them would blank a plan and tell nobody anything. */
const COMMON: ReadonlySet<string> = new Set([
  "true",
  "false",
  "null",
  "none",
  "default",
  "enabled",
  "disabled",
  "unknown",
  "admin",
]);

/**
 * The secrets of a plan, each with its number. Whatever is looked for is masked wherever it recurs: as a value, inside
 * a longer text, as a key of a map, in Base64, escaped for a URL or for JSON.
 */
export class Secrets {
  private readonly numbers = new Map<string, number>();
  private readonly whole = new Map<string, string>();
  private readonly inside = new Map<string, string>();
  private finder: Finder | undefined;

  /** How many different secrets are known. */
  get count(): number {
    return this.numbers.size;
  }

  /** The text that stands for a secret value: the same for the same value. */
  mark(value: unknown): string {
    const key = typeof value === "string" ? value : JSON.stringify(value);
    const number = this.numbers.get(key) ?? this.numbers.size + 1;
    this.numbers.set(key, number);
    return `(sensitive #${number})`;
  }

  /** Has a secret looked for everywhere, and gives what stands for it. */
  add(secret: string): string {
    if (isMark(secret)) {
      return secret;
    }
    const known = this.numbers.size;
    const mark = this.mark(secret);
    if (this.numbers.size === known) {
      return mark;
    }
    this.finder = undefined;
    const trimmed = secret.trim();
    if (COMMON.has(trimmed.toLowerCase())) {
      return mark;
    }
    if (trimmed.length >= LEAST_WHOLE) {
      this.whole.set(secret, mark);
      this.whole.set(trimmed, mark);
    }
    if (trimmed.length >= LEAST_INSIDE) {
      for (const form of [secret, trimmed, ...linesOf(trimmed)].flatMap(formsOf)) {
        if (form.length >= LEAST_INSIDE) {
          this.inside.set(form, mark);
        }
      }
    }
    return mark;
  }

  /** A text with everything masked that is a secret. */
  mask(text: string): string {
    const mark = this.whole.get(text);
    if (mark !== undefined) {
      return mark;
    }
    this.finder ??= new Finder(this.inside);
    return this.finder.replace(text);
  }
}

/** Whether a text is what stands for a secret. */
export function isMark(text: string): boolean {
  return /^\(sensitive #\d+\)$/.test(text);
}

/** Finds many texts in one pass: a pattern of their first characters, then a table. */
class Finder {
  private readonly byHead = new Map<string, readonly [text: string, mark: string][]>();
  private readonly heads: RegExp | undefined;

  constructor(texts: ReadonlyMap<string, string>) {
    for (const entry of texts) {
      const head = entry[0].slice(0, LEAST_INSIDE);
      this.byHead.set(head, [...(this.byHead.get(head) ?? []), entry]);
    }
    for (const [head, entries] of this.byHead) {
      // The longest first: a secret may begin with another one.
      this.byHead.set(
        head,
        [...entries].sort(([one], [other]) => other.length - one.length),
      );
    }
    const pattern = [...this.byHead.keys()].map(escapePattern).sort().join("|");
    this.heads = pattern === "" ? undefined : new RegExp(pattern, "g");
  }

  replace(text: string): string {
    if (this.heads === undefined || text.length < LEAST_INSIDE) {
      return text;
    }
    let masked = "";
    let from = 0;
    this.heads.lastIndex = 0;
    for (let match = this.heads.exec(text); match !== null; match = this.heads.exec(text)) {
      const found = this.byHead.get(match[0])?.find(([secret]) => text.startsWith(secret, match.index));
      if (found === undefined) {
        this.heads.lastIndex = match.index + 1;
        continue;
      }
      masked += text.slice(from, match.index) + found[1];
      from = match.index + found[0].length;
      this.heads.lastIndex = from;
    }
    return masked + text.slice(from);
  }
}

/** A secret as it is, and as it stands in encoded texts. */
function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const base64 = bytes.toString("base64");
  return [
    secret,
    // Without the last characters, which depend on what comes behind.
    base64.replace(/=+$/, ""),
    bytes.toString("base64url"),
    // Half a surrogate pair, which JSON may hold, has no form in a URL.
    encodeURIComponent(bytes.toString()),
    JSON.stringify(secret).slice(1, -1),
  ];
}

function linesOf(secret: string): readonly string[] {
  return secret.includes("\n")
    ? secret
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => line.length >= LEAST_LINE)
    : [];
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
