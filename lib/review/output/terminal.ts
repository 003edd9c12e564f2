import type { AttributeDiff, DiffLine, Finding, Review, ReviewedChange, RiskLevel } from "../review";
import { headline, headlineRisk } from "./headline";
import { shown } from "./visible";
import { byDanger, caveats, countWords, findingsOf, happensTo, letsGo, plural } from "./words";

export interface TerminalOptions {
  /** Whether to use colours; see `wantsColour`. */
  readonly colour: boolean;
  /**
   * Columns of the terminal; longer lines are cut.
   *
   * @default 100, which a log holds
   */
  readonly columns?: number;
  /**
   * Whether arguments and documents are shown.
   *
   * @default true
   */
  readonly differences?: boolean;
}

const DEFAULT_COLUMNS = 100;
const MIN_COLUMNS = 40;
const MAX_LINES = 60;
/** Changes that show their differences, riskiest first: nobody scrolls through more. */
const MAX_CHANGES = 100;

const STYLES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34, magenta: 35, cyan: 36 } as const;
type Style = keyof typeof STYLES;

const RISK_STYLES: Readonly<Record<RiskLevel, readonly Style[]>> = {
  critical: ["bold", "red"],
  high: ["red"],
  medium: ["yellow"],
  review: ["blue"],
  low: ["green"],
  none: ["dim"],
};

const SIGN_STYLES: Readonly<Record<DiffLine["sign"], readonly Style[]>> = {
  "+": ["green"],
  "-": ["red"],
  "@": ["cyan"],
  " ": [],
};

/**
 * Whether a stream takes colours, by the conventions of no-color.org and force-color.org: what is set to anything but an
 * empty text counts, and without a word it takes a terminal that is not a dumb one.
 */
export function wantsColour(
  environment: { readonly [name: string]: string | undefined },
  stream: { readonly isTTY?: boolean },
): boolean {
  if (environment.NO_COLOR) {
    return false;
  }
  if (environment.FORCE_COLOR && environment.FORCE_COLOR !== "0") {
    return true;
  }
  return stream.isTTY === true && environment.TERM !== "dumb";
}

/** Reviews for a terminal: the verdict first, then stack by stack. No value steers the terminal. */
export function renderTerminal(reviews: readonly Review[], options: TerminalOptions): string {
  const pen = new Pen(options.colour, Math.max(MIN_COLUMNS, options.columns ?? DEFAULT_COLUMNS));
  pen.write(headline(reviews), ["bold", ...RISK_STYLES[headlineRisk(reviews)]]);
  for (const review of reviews) {
    stack(pen, review, options.differences ?? true);
  }
  return pen.toString();
}

/** Writes lines cut to the columns, with a style over the whole of a line or none. */
class Pen {
  private readonly lines: string[] = [];

  constructor(
    private readonly colour: boolean,
    private readonly columns: number,
  ) {}

  write(text: string, styles: readonly Style[] = []): void {
    const line = cut(text, this.columns);
    const codes = styles.map((style) => STYLES[style]).join(";");
    this.lines.push(this.colour && codes !== "" ? `\u001b[${codes}m${line}\u001b[0m` : line);
  }

  /** Text that must be read whole goes on on the next line, below its first character. */
  wrap(text: string, styles: readonly Style[] = []): void {
    const indent = /^ */.exec(text)?.[0] ?? "";
    const width = this.columns - indent.length;
    for (const line of brokenAt(text.slice(indent.length), width)) {
      this.write(`${indent}${line}`, styles);
    }
  }

  gap(): void {
    this.lines.push("");
  }

  toString(): string {
    return `${this.lines.join("\n")}\n`;
  }
}

function cut(text: string, columns: number): string {
  const characters = Array.from(text);
  return characters.length <= columns ? text : `${characters.slice(0, columns - 1).join("")}…`;
}

/** Lines of at most so many characters, broken at spaces where a word is not longer than that. */
function brokenAt(text: string, width: number): string[] {
  const lines: string[] = [];
  let rest = Array.from(text);
  while (rest.length > width) {
    const space = rest.lastIndexOf(" ", width);
    const end = space > 0 ? space : width;
    lines.push(rest.slice(0, end).join(""));
    rest = rest.slice(space > 0 ? end + 1 : end);
  }
  return [...lines, rest.join("")];
}

function stack(pen: Pen, review: Review, differences: boolean): void {
  pen.gap();
  pen.write(`${shown(review.stack, 80)}: ${countWords(review.counts)}`, ["bold"]);
  for (const caveat of caveats(review)) {
    pen.wrap(`  ${caveat}`, ["yellow"]);
  }
  const told = byDanger(review.changes);
  const gone = told.filter(letsGo);
  if (gone.length > 0) {
    pen.gap();
    pen.write("  Destroyed or let go", ["bold", "red"]);
    for (const change of gone) {
      pen.wrap(`    ${happensTo(change, brief)}: ${shown(change.address, 1_000)}`, ["red"]);
    }
  }
  findings(pen, review);
  if (differences) {
    for (const change of told.slice(0, MAX_CHANGES)) {
      changeLines(pen, change);
    }
    if (told.length > MAX_CHANGES) {
      pen.gap();
      pen.write(`  The differences of ${plural(told.length - MAX_CHANGES, "change")} are left out here`, [
        "dim",
      ]);
    }
  }
  sides(pen, review);
}

function findings(pen: Pen, review: Review): void {
  const open = findingsOf(review, "open");
  if (open.length > 0) {
    pen.gap();
    pen.write("  Findings", ["bold"]);
    for (const finding of open) {
      findingLines(pen, finding);
    }
  }
  for (const { from, to, remedy } of review.churn) {
    pen.gap();
    pen.wrap(`  Probably renamed: ${shown(from, 300)} -> ${shown(to, 300)}; paste`, ["yellow"]);
    pen.wrap(`    ${shown(remedy, 1_000)}`, ["cyan"]);
  }
}

function findingLines(pen: Pen, { level, rule, address, title, evidence, fix }: Finding): void {
  pen.wrap(
    `    ${level} ${shown(rule, 40)} ${shown(title, 200)}: ${shown(address, 300)}`,
    RISK_STYLES[level],
  );
  pen.wrap(`      seen: ${shown(evidence, 400)}`);
  pen.wrap(`      way out: ${shown(fix, 400)}`);
}

function changeLines(pen: Pen, change: ReviewedChange): void {
  pen.gap();
  const path = change.constructPath === undefined ? "" : ` (${shown(change.constructPath, 200)})`;
  pen.write(`  ${shown(change.address, 300)} ${happensTo(change, brief)}${path}`, RISK_STYLES[change.risk]);
  for (const attribute of change.attributes) {
    pen.write(`    ${attributeWords(attribute)}`, attribute.forcesReplacement ? ["red"] : []);
  }
  for (const document of change.documents) {
    // A document made of several arguments has no path of its own.
    const path = document.path === "" ? "" : `${shown(document.path, 100)}: `;
    pen.write(`    ${path}${shown(document.title, 200)}`, ["bold"]);
    for (const note of document.notes) {
      pen.wrap(`      ${shown(note, 400)}`, ["yellow"]);
    }
    for (const { sign, text } of document.lines.slice(0, MAX_LINES)) {
      pen.write(`      ${sign} ${shown(text, 400)}`, SIGN_STYLES[sign]);
    }
    if (document.lines.length > MAX_LINES) {
      pen.write(`      ${plural(document.lines.length - MAX_LINES, "more line")}`, ["dim"]);
    }
  }
}

function attributeWords({ path, before, after, forcesReplacement, sources }: AttributeDiff): string {
  const value = (text: string | undefined) => (text === undefined ? "not set" : shown(text, 200));
  const from = sources.length === 0 ? "" : ` from ${sources.map((source) => shown(source, 100)).join(", ")}`;
  return `${shown(path, 200)}: ${value(before)} -> ${value(after)}${from}${forcesReplacement ? " (forces replacement)" : ""}`;
}

function sides(pen: Pen, review: Review): void {
  const failing = review.checks.filter(({ status }) => status !== "pass");
  const facts = [
    ...failing.map(
      ({ address, status, messages }) =>
        `check ${status}: ${shown(address, 300)} ${shown(messages.join("; "), 400)}`,
    ),
    ...review.invocations.map(
      ({ address, trigger }) => `invokes ${shown(address, 300)} ${shown(trigger, 200)}`,
    ),
    ...review.deferred.map(({ address, reason }) => `put off: ${shown(address, 300)} ${shown(reason, 200)}`),
    ...review.outputs.map(
      ({ name, before, after }) =>
        `output ${attributeWords({ path: name, before, after, forcesReplacement: false, sources: [] })}`,
    ),
    ...review.drift.map((change) => `drift: ${shown(change.address, 300)} ${happensTo(change, brief)}`),
    ...findingsOf(review, "waived").map(
      ({ rule, address, waiver }) =>
        `waived until ${shown(waiver?.expires ?? "", 20)}: ${shown(rule, 40)} ${shown(address, 300)}, ${shown(waiver?.reason ?? "", 200)}`,
    ),
  ];
  if (facts.length > 0) {
    pen.gap();
    for (const fact of facts) {
      pen.wrap(`  ${fact}`);
    }
  }
}

function brief(text: string): string {
  return shown(text, 40);
}
