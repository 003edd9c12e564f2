import type { Json } from "../../core/render";
import type { DocumentDiff } from "../review";
import { editsOf, hunksOf, textLines } from "./line-diff";
import { type ParseBudget, parsedJson, parsedYaml } from "./parsing";
import { policyChange } from "./policy";
import { sortedPolicy } from "./policy-attributes";
import { readPolicy } from "./policy-statements";
import { UNKNOWN } from "./settled";
import { type ValueChange, valueChanges } from "./value-changes";
import { isEmpty, pathText } from "./values";
import { type Line, type Place, yamlLines } from "./yaml-lines";

/** A document for a difference of texts, or that nothing but their formatting differs; undefined: shown as it is. */
export type TextDocument = { readonly document: DocumentDiff } | { readonly hidden: "reordered" };

/** Characters of a text in one line up to which it is shown as it is. */
export const WIDEST_TEXT = 120;

/** Shows long texts as what they are: a policy, JSON, YAML, or lines. */
export function textDocument(change: ValueChange, budget: ParseBudget): TextDocument | undefined {
  const { before, after } = change;
  if (![before, after].every(isTextOrAbsent) || ![before, after].some((text) => isLong(text))) {
    return undefined;
  }
  return policyDocument(change) ?? jsonDocument(change) ?? { document: linesDocument(change, budget) };
}

function isTextOrAbsent(value: Json | undefined): boolean {
  return value === undefined || value === null || (typeof value === "string" && value !== UNKNOWN);
}

function isLong(value: Json | undefined): boolean {
  return (
    typeof value === "string" &&
    (value.includes("\n") || value.length > WIDEST_TEXT || readPolicy(value) !== undefined)
  );
}

function policyDocument({ path, before, after }: ValueChange): TextDocument | undefined {
  const change = policyChange(before, after);
  if (change === undefined) {
    return undefined;
  }
  if (change.same) {
    return { hidden: "reordered" };
  }
  const lines = [before, after].map((side) => {
    const value = typeof side === "string" ? parsedJson(side) : undefined;
    return value === undefined ? [] : yamlLines(sortedPolicy(value));
  });
  return {
    document: { ...headOf(path, "policy", "yaml"), notes: change.notes, lines: diffOf(lines[0], lines[1]) },
  };
}

function jsonDocument({ path, before, after }: ValueChange): TextDocument | undefined {
  const [old, new_] = [before, after].map((side) =>
    typeof side === "string" ? parsedJson(side) : undefined,
  );
  if ((old === undefined && !isEmpty(before)) || (new_ === undefined && !isEmpty(after))) {
    return undefined;
  }
  const lines = [old, new_].map((value) => (value === undefined ? [] : yamlLines(value)));
  return {
    document: {
      ...headOf(path, "JSON", "yaml"),
      notes: keyNotes(old, new_),
      lines: diffOf(lines[0], lines[1]),
    },
  };
}

function linesDocument({ path, before, after }: ValueChange, budget: ParseBudget): DocumentDiff {
  const [old = "", new_ = ""] = [before, after].map((side) => (typeof side === "string" ? side : ""));
  const isYaml =
    KEYS.test(old || new_) &&
    [old, new_].every((text) => text === "" || parsedYaml(text, budget) !== undefined);
  const linesOf = isYaml ? placedLines : textLines;
  const ends = old !== "" && new_ !== "" && old.endsWith("\n") !== new_.endsWith("\n");
  return {
    ...headOf(path, isYaml ? "YAML" : "text", isYaml ? "yaml" : "text"),
    notes: ends ? [`${new_.endsWith("\n") ? "gains" : "loses"} the line break at its end`] : [],
    lines: diffOf(linesOf(old), linesOf(new_)),
  };
}

const KEYS = /^[^\S\n]*(?:- )*[\w."'/-]+:(?:\s|$)/m;

function headOf(path: ValueChange["path"], what: string, language: DocumentDiff["language"]) {
  const text = pathText(path);
  return { path: text, title: what === "policy" ? text || what : `${text} (${what})`, language };
}

function diffOf(before: readonly Line[] = [], after: readonly Line[] = []): DocumentDiff["lines"] {
  return hunksOf(editsOf(before, after));
}

/** Notes of a document at most: the lines tell the rest. */
const MOST_NOTES = 5;

/** Keys whose values change, one by one, where there are few. */
export function keyNotes(before: Json | undefined, after: Json | undefined): readonly string[] {
  if (before === undefined || after === undefined) {
    return [];
  }
  const { changes } = valueChanges(before, after);
  const short = (value: Json | undefined) =>
    value === undefined ? "none" : typeof value === "object" ? JSON.stringify(value) : String(value);
  const notes = changes.map(
    (change) => `${pathText(change.path)} ${short(change.before)} -> ${short(change.after)}`,
  );
  return notes.length <= MOST_NOTES ? notes.filter((note) => note.length <= WIDEST_TEXT) : [];
}

/** Lines of YAML as they are written, with the keys above them as far as the indentation tells. */
export function placedLines(text: string): readonly Line[] {
  const above: { readonly indent: number; readonly place: Place }[] = [];
  return textLines(text).map(({ text: line }) => {
    const match = /^(\s*(?:- )*)["']?([\w./-]+)["']?:(?:\s|$)/.exec(line);
    const indent = match?.[1]?.length ?? line.search(/\S|$/);
    while (line.trim() !== "" && (above.at(-1)?.indent ?? -1) >= indent) {
      above.pop();
    }
    if (match?.[2] !== undefined) {
      above.push({ indent, place: { parent: above.at(-1)?.place, part: match[2] } });
    }
    const place = above.at(-1)?.place;
    return place === undefined ? { text: line } : { text: line, place };
  });
}
