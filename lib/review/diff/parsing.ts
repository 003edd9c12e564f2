import { parseDocument } from "yaml";
import type { Json, JsonObject } from "../../core/render";
import { repeatsKey } from "../read/yaml-keys";
import { Recent } from "./recent";
import { isObject } from "./values";
import { yamlPieces } from "./yaml-pieces";

/**
 * How much YAML may still be parsed, in characters. A review gives one to all its objects: the parser reads two to four
 * million characters a second, and a plan may hold a hundred millions. What comes later is compared as text. What was
 * parsed before costs nothing.
 */
export interface ParseBudget {
  characters: number;
  /** What pieces of texts hold; undefined: no YAML. */
  readonly known: Map<string, Json | undefined>;
}

/** What a review of a large plan spends on YAML: about two seconds. */
export function parseBudget(characters = 3_500_000): ParseBudget {
  return { characters, known: new Map() };
}

/** Levels above which a document is left as text: who nests deeper wants to break a reader. */
const DEEPEST = 100;

/** The object or list that a text in JSON holds; undefined where it holds none. */
export function parsedJson(text: string): Json | undefined {
  return /^\s*[[{]/.test(text) ? RECENT.of(text, readJson) : undefined;
}

/** Rules, noise and documents look at the same text one after the other. */
const RECENT = new Recent<Json | undefined>();

function readJson(text: string): Json | undefined {
  if (isDeep(text)) {
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The object or list that a text in YAML or JSON holds; undefined where it holds none, or costs too much. */
export function parsedYaml(text: string, budget: ParseBudget): Json | undefined {
  const json = parsedJson(text);
  if (json !== undefined) {
    return json;
  }
  if (budget.known.has(text)) {
    return budget.known.get(text);
  }
  if (isDeep(text)) {
    return undefined;
  }
  const pieces = text.length < LEAST_CUT ? undefined : yamlPieces(text);
  return (pieces && joined(pieces, budget)) ?? parsedOnce(text, budget);
}

/** Characters from which it is worth cutting a text into pieces. */
const LEAST_CUT = 200;

/** What pieces come to; undefined where one of them is no YAML, two hold the same key, or they cost too much. */
function joined(pieces: readonly string[], budget: ParseBudget): Json | undefined {
  const fresh = new Set(pieces.filter((piece) => !budget.known.has(piece)));
  const cost = [...fresh].reduce((sum, piece) => sum + piece.length, 0);
  if (cost > budget.characters) {
    return undefined;
  }
  const members = new Map<string, Json | undefined>();
  let count = 0;
  for (const piece of pieces) {
    const value = parsedOnce(piece, budget);
    if (!isObject(value)) {
      return undefined;
    }
    for (const [name, member] of Object.entries(value)) {
      members.set(name, member);
      count++;
    }
  }
  return members.size < count ? undefined : (Object.fromEntries(members) as JsonObject);
}

function parsedOnce(text: string, budget: ParseBudget): Json | undefined {
  if (budget.known.has(text)) {
    return budget.known.get(text);
  }
  if (text.length > budget.characters) {
    return undefined;
  }
  budget.characters -= text.length;
  const value = readYaml(text);
  budget.known.set(text, value);
  return value;
}

function readYaml(text: string): Json | undefined {
  try {
    const document = parseDocument(text, { logLevel: "error", prettyErrors: false, uniqueKeys: false });
    // A second document counts as an error.
    const wrong = document.errors.length > 0 || repeatsKey(document.contents);
    const value: unknown = wrong ? undefined : document.toJS({ maxAliasCount: 50 });
    return typeof value === "object" && value !== null ? plain(value) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the brackets of a text, or what stands before its lines, go too deep. */
function isDeep(text: string): boolean {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const char = text.charCodeAt(index);
    if (char === 0x7b || char === 0x5b) {
      depth++;
    } else if (char === 0x7d || char === 0x5d) {
      depth--;
    }
    if (depth > DEEPEST) {
      return true;
    }
  }
  return /^(?: {2}|- ){100}/m.test(text);
}

/** Dates, binaries and maps of YAML become what JSON has for them. */
function plain(value: unknown, depth = 0): Json {
  if (depth > DEEPEST) {
    throw new RangeError("nested too deeply");
  }
  if (Array.isArray(value)) {
    return value.map((item) => plain(item, depth + 1));
  }
  if (typeof value === "object" && value !== null) {
    return Object.getPrototypeOf(value) === Object.prototype
      ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member, depth + 1)]))
      : String(value);
  }
  return typeof value === "bigint" || (typeof value === "number" && !Number.isFinite(value))
    ? String(value)
    : ((value ?? null) as Json);
}
