import { type IResolveContext, Lazy } from "cdktf";
import { Document, Pair, Scalar, YAMLMap, YAMLSeq } from "yaml";
import { ConfigError } from "./errors";
import { isToken } from "./tokens";

/** A JSON value. Declare values as `type` aliases: an interface is not assignable to an index signature. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** A JSON object. A member with undefined counts as absent. */
export type JsonObject = { readonly [key: string]: Json | undefined };

/**
 * Renders a value as YAML text for a Terraform argument: keys sorted, one key per line, every string quoted,
 * text of several lines as a block, so that a plan shows a change as the line that changed.
 *
 * Neither JSON.stringify nor Terraform's yamlencode is safe here: `${` and `%{` of a dashboard would be read as
 * Terraform, and a token whose value holds a quote would break the text. Literals are escaped for Terraform and
 * each token becomes `${jsonencode(...)}`, which YAML reads as a scalar or a flow collection.
 */
export function renderYaml(value: JsonObject): string {
  return render(value, toYaml);
}

/** Renders a value as JSON text for a Terraform argument, as safely as `renderYaml`. Key order is kept. */
export function renderJson(value: JsonObject): string {
  return render(value, (plain) => JSON.stringify(plain).replace(PREPENDED, jsonEscape));
}

type Format = (plain: unknown) => string;

function render(value: JsonObject, format: Format): string {
  if (!holdsToken(value)) {
    return escapeTemplate(format(value));
  }
  const once = lastOnly(format);
  return Lazy.stringValue({ produce: (context) => renderResolved(value, once, context) });
}

/** cdktf resolves every argument three times; the text is formatted anew only when what it is made of changed. */
function lastOnly(format: Format): Format {
  let last: { readonly key: string; readonly text: string } | undefined;
  return (plain) => {
    const key = JSON.stringify(plain);
    last = last?.key === key ? last : { key, text: format(plain) };
    return last.text;
  };
}

function renderResolved(value: JsonObject, format: Format, context: IResolveContext): string {
  const expressions: string[] = [];
  const plain = replaceTokens(value, context, (expression) => {
    expressions.push(expression);
    return `${PLACEHOLDER}${expressions.length - 1}_`;
  });
  return escapeTemplate(format(plain)).replace(
    PLACEHOLDER_PATTERN,
    (_, index) => `\${jsonencode(${expressions[Number(index)]})}`,
  );
}

/** Private-use characters keep the marker apart from anything a value may hold, and force quotes nowhere. */
const PLACEHOLDER = "\uE0A0slipway_";
const PLACEHOLDER_PATTERN = /"\uE0A0slipway_(\d+)_"/g;

function replaceTokens(
  value: unknown,
  context: IResolveContext,
  mark: (expression: string) => string,
): unknown {
  if (typeof value === "string" && isToken(value)) {
    const resolved = stringExpression(value, context);
    return resolved.known ? resolved.text : mark(resolved.expression);
  }
  if (isToken(value)) {
    const resolved: unknown = context.resolve(value);
    const expression = typeof resolved === "string" ? interpolation(resolved) : undefined;
    return expression === undefined ? replaceTokens(resolved, context, mark) : mark(expression);
  }
  if (Array.isArray(value)) {
    return value.filter((item) => item !== undefined).map((item) => replaceTokens(item, context, mark));
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .map(([key, member]) => [
          replaceTokens(key, context, mark) as string,
          replaceTokens(member, context, mark),
        ]),
    );
  }
  return value;
}

type StringExpression =
  | { readonly known: true; readonly text: string }
  | { readonly known: false; readonly expression: string };

/** A stretch of a string: literal text, or an HCL expression without its braces. */
type Piece = { readonly text: string } | { readonly expression: string };

/** Turns a string that holds tokens into an HCL expression, or into plain text where all of it is known by now. */
function stringExpression(value: string, context: IResolveContext): StringExpression {
  const pieces = value
    .split(TOKEN_MARKER)
    .filter((piece) => piece !== "")
    .map(
      (piece): Piece => (isToken(piece) ? resolvedPiece(context.resolve(piece), context) : { text: piece }),
    );
  if (pieces.every((piece) => "text" in piece)) {
    return { known: true, text: pieces.map((piece) => piece.text).join("") };
  }
  const [only] = pieces;
  if (pieces.length === 1 && only && "expression" in only) {
    return { known: false, expression: only.expression };
  }
  const body = pieces.map((piece) =>
    "text" in piece ? escapeTemplate(quoted(piece.text)) : `\${${piece.expression}}`,
  );
  return { known: false, expression: `"${body.join("")}"` };
}

/** Text as it stands between the quotes of an HCL string. */
function quoted(text: string): string {
  return JSON.stringify(text).slice(1, -1).replace(PREPENDED, longEscape);
}

/** The form cdktf gives a token inside a string; the marker may stand in any place of it. */
const TOKEN_MARKER = /(\$\{TfToken\[[^\]]+\]\})/;

function resolvedPiece(resolved: unknown, context: IResolveContext): Piece {
  if (typeof resolved !== "string") {
    return { text: String(resolved) };
  }
  const expression = interpolation(resolved);
  if (expression !== undefined) {
    return { expression };
  }
  if (resolved.includes("${") || resolved.includes("%{")) {
    throw new ConfigError(context.scope.node.path, "values", [
      {
        prop: "",
        code: "mixed-template",
        rule: "a lazy string resolves to text mixed with Terraform expressions, which cannot be quoted safely",
        value: resolved,
        fix: "pass the parts as one template literal of plain text and attributes",
      },
    ]);
  }
  return { text: resolved };
}

/** The expression inside `${...}` where the text is exactly one interpolation. */
function interpolation(text: string): string | undefined {
  return text.startsWith("${") && endOfInterpolation(text) === text.length ? text.slice(2, -1) : undefined;
}

/** Index after the brace that closes the interpolation the text starts with; -1 where it never closes. */
function endOfInterpolation(text: string): number {
  const open: ("expression" | "string")[] = ["expression"];
  for (let index = 2; index < text.length; index++) {
    const char = text[index];
    if (open.at(-1) === "string") {
      if (char === "\\") {
        index++;
      } else if (char === '"') {
        open.pop();
      } else if ((char === "$" || char === "%") && text[index + 1] === "{") {
        open.push("expression");
        index++;
      }
    } else if (char === '"') {
      open.push("string");
    } else if (char === "{") {
      open.push("expression");
    } else if (char === "}") {
      open.pop();
      if (open.length === 0) {
        return index + 1;
      }
    }
  }
  return -1;
}

/** Makes Terraform read `${` and `%{` as text. */
function escapeTemplate(text: string): string {
  return text.replace(/[$%]\{/g, (opening) => opening[0] + opening);
}

/**
 * Characters Unicode joins to the one after them (Grapheme_Cluster_Break=Prepend). Terraform's reader of JSON walks
 * by such clusters and misses a quote or backslash that follows one, so they are always written as escapes.
 */
const PREPENDED =
  /[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e\u{110bd}\u{110cd}\u{111c2}\u{111c3}\u{113d1}\u{1193f}\u{11941}\u{11a3a}\u{11a84}-\u{11a89}\u{11d46}\u{11f02}]/gu;

/** JSON knows escapes of four digits only: a character above them is written as its two halves. */
function jsonEscape(char: string): string {
  return Array.from({ length: char.length }, (_, index) => longEscape(char[index] ?? "")).join("");
}

/** The escape of YAML and HCL: four digits, or eight for a character above them. */
function longEscape(char: string): string {
  const hex = (char.codePointAt(0) ?? 0).toString(16);
  return hex.length <= 4 ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}

function holdsToken(value: unknown): boolean {
  if (isToken(value)) {
    return true;
  }
  if (Array.isArray(value)) {
    return value.some(holdsToken);
  }
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).some(([key, member]) => isToken(key) || holdsToken(member));
  }
  return false;
}

/** Characters a YAML block cannot carry unchanged: carriage returns, other controls, Unicode line breaks. */
const NOT_FOR_BLOCKS =
  /[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]|\x85/u;

function toYaml(plain: unknown): string {
  const document = new Document();
  document.contents = toNode(plain) as typeof document.contents;
  const text = document.toString({ lineWidth: 0, doubleQuotedAsJSON: true, directives: false });
  return text.replace(PREPENDED, longEscape);
}

/** Builds the node of a value with its style; createNode and a visit of the document cost three times as much. */
function toNode(plain: unknown): Scalar | YAMLMap | YAMLSeq {
  if (Array.isArray(plain)) {
    const sequence = new YAMLSeq();
    sequence.items = plain.map(toNode);
    return sequence;
  }
  if (typeof plain === "object" && plain !== null) {
    const map = new YAMLMap();
    map.items = Object.entries(plain)
      .filter(([, member]) => member !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, member]) => new Pair(keyNode(key), toNode(member)));
    return map;
  }
  const scalar = new Scalar(plain);
  if (typeof plain === "string") {
    scalar.type = fitsBlock(plain) ? Scalar.BLOCK_LITERAL : Scalar.QUOTE_DOUBLE;
  }
  return scalar;
}

function keyNode(key: string): Scalar {
  const scalar = new Scalar(key);
  scalar.type = needsQuotes(key) ? Scalar.QUOTE_DOUBLE : Scalar.PLAIN;
  return scalar;
}

/** Keys stay bare only where no YAML version could read them as anything but the same text. */
function needsQuotes(key: string): boolean {
  return !/^[A-Za-z_][\w./-]*$/.test(key) || /^(y|n|yes|no|on|off|true|false|null)$/i.test(key);
}

function fitsBlock(text: string): boolean {
  return (
    text.includes("\n") &&
    /^\S/.test(text) &&
    !/[ \t](\n|$)/.test(text) &&
    !NOT_FOR_BLOCKS.test(text) &&
    text.search(PREPENDED) < 0
  );
}
