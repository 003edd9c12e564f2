import type { Problems } from "../../lib/core/errors";
import { ifKnown } from "../../lib/core/tokens";

/**
 * Reports a regular expression that RE2, which Alloy and Loki use, does not take, as `invalid-regex`. Tokens pass.
 *
 * There is no RE2 here: what it lacks (looking around, references back, unknown escapes) is refused by name, and the
 * rest goes through the parser of JavaScript in its spelling. Source: Syntax of Go's package regexp/syntax.
 */
export function checkRe2(problems: Problems, prop: string, expression: string | undefined): void {
  ifKnown(expression, (known) => {
    const flaw = lacking(known) ?? parseFailure(known);
    problems.addIf(flaw !== undefined, {
      prop,
      code: "invalid-regex",
      rule: `a regular expression must be one of RE2: ${flaw}`,
      value: known,
      fix: "correct the expression",
    });
  });
}

/** Pieces that must be told apart: escapes, quoted text, named classes, beginnings of groups, repetitions. */
const PIECE =
  /\\Q[\s\S]*?(?:\\E|$)|\\[pP](?:\{\^?\w*\}|\w)?|\\x(?:\{[0-9A-Fa-f]*\}|[0-9A-Fa-f]{2})|\\[0-7]{1,3}|\\[\s\S]|\[\^?\]|\[:\^?\w+:\]|\(\?P?<?[^):>]*[):>]?|\{\d+(?:,\d*)?\}/g;

/** Letters and digits that mean something after a backslash. */
const ESCAPES = /^\\(?:[AabBCdDEfnrsStvwWzQpPx]|[^A-Za-z0-9]|[0-7]{2,3}|0|\n)/;

const MAX_REPEAT = 1000;

function lacking(expression: string): string | undefined {
  for (const [piece] of expression.matchAll(PIECE)) {
    if (/^\(\?(?:<?[=!]|>)/.test(piece)) {
      return `it cannot look around, as ${piece.slice(0, 4)} does`;
    }
    if (/^\\[1-9]$|^\\k/.test(piece)) {
      return `it cannot refer back, as ${piece} does`;
    }
    if (piece.startsWith("\\") && !ESCAPES.test(piece)) {
      return `it does not know ${piece}`;
    }
    if (/^\\[pPx]$/.test(piece)) {
      return `${piece} is not complete`;
    }
    if (/^\{/.test(piece) && [...piece.matchAll(/\d+/g)].some(([count]) => Number(count) > MAX_REPEAT)) {
      return `it repeats at most ${MAX_REPEAT} times`;
    }
  }
  return undefined;
}

function parseFailure(expression: string): string | undefined {
  try {
    new RegExp(expression.replace(PIECE, translated));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^.*: /s, "").toLowerCase() : String(error);
  }
}

/** A piece in the spelling of JavaScript, or something that parses alike. */
function translated(piece: string): string {
  if (piece.startsWith("\\Q")) {
    return "q";
  }
  if (/^\\[aACzpPx0-9]/.test(piece)) {
    return /^\\[Az]/.test(piece) ? "(?:)" : "x";
  }
  if (/^\[\^?\]$/.test(piece)) {
    return piece.replace("]", "\\]");
  }
  if (piece.startsWith("[:")) {
    return "x";
  }
  const flags = /^\(\?(?:[imsU]+(?:-[imsU]+)?|-[imsU]+)([:)])$/.exec(piece);
  if (flags) {
    return flags[1] === ":" ? "(?:" : "(?:)";
  }
  return /^\(\?P?<[A-Za-z_]\w*>$/.test(piece) ? "(" : piece;
}
