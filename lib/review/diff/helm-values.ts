import { mergeValues } from "../../core/helm-values";
import type { Json, JsonObject } from "../../core/render";
import { type ParseBudget, parsedYaml } from "./parsing";
import { UNKNOWN } from "./settled";
import { isEmpty, isObject, items, member, textOf, texts } from "./values";

/** The values of a Helm release. */
export interface ReleaseValues {
  /** All of them merged, in the order Helm merges them; undefined where one of the texts cannot be read. */
  readonly merged: JsonObject | undefined;
  /** The texts as they are. */
  readonly texts: readonly string[];
  /** Whether one of them is known after apply only. */
  readonly unknown: boolean;
}

/** Reads what a release sets: `values`, later ones win, then `set`, `set_list` and `set_sensitive`. */
export function releaseValues(body: Json | undefined, budget: ParseBudget): ReleaseValues {
  const given = texts(member(body, "values"));
  const known = given.filter((text) => text !== UNKNOWN && text.trim() !== "");
  const parsed = known.map((text) => parsedYaml(text, budget));
  const settings = SETTINGS.flatMap((name) =>
    // Masked as a whole, or unknown, it is a text.
    items(member(body, name))
      .filter(isObject)
      .map((entry) => ({ list: name === "set_list", entry })),
  );
  const merged = parsed.every(isObject)
    ? settings.reduce<JsonObject>(
        (values, { list, entry }) =>
          mergeAt(values, pathOf(textOf(entry.name) ?? ""), list ? (entry.value ?? null) : scalarOf(entry)),
        mergeValues(...(parsed as readonly JsonObject[])),
      )
    : undefined;
  return { merged, texts: known, unknown: known.length < given.length && given.includes(UNKNOWN) };
}

const SETTINGS = ["set", "set_list", "set_sensitive"] as const;

/** `type: string` keeps a text; otherwise Helm reads a number, true, false and null. */
function scalarOf(entry: JsonObject): Json {
  const text = textOf(entry.value) ?? null;
  if (text === null || entry.type === "string") {
    return text;
  }
  if (/^(?:true|false|null)$/.test(text)) {
    return JSON.parse(text);
  }
  return /^(?:0|-?[1-9]\d{0,14})$/.test(text) ? Number(text) : text;
}

/** `a.b[0]."c.d"` as Helm reads it: a backslash keeps a dot. */
function pathOf(name: string): readonly (string | number)[] {
  return (name.match(/(?:\\.|[^.[\]\\])+|\[\d+\]/g) ?? []).map((part) =>
    /^\[\d+\]$/.test(part) ? Number(part.slice(1, -1)) : part.replace(/\\(.)/g, "$1"),
  );
}

/** Items a list can be extended to by its index. */
const MOST_ITEMS = 1000;

function mergeAt(values: JsonObject, path: readonly (string | number)[], value: Json): JsonObject {
  const merged = path.length === 0 ? values : put(values, path, value);
  return isObject(merged) ? merged : values;
}

function put(target: Json | undefined, path: readonly (string | number)[], value: Json): Json {
  const [first, ...rest] = path;
  if (first === undefined) {
    return value;
  }
  if (typeof first === "number") {
    const list = Array.isArray(target) ? [...target] : [];
    if (first < MOST_ITEMS) {
      while (list.length < first) {
        list.push(null);
      }
      list[first] = put(list[first], rest, value);
    }
    return list;
  }
  const entries = new Map(Object.entries(isObject(target) ? target : {}));
  entries.set(first, put(entries.get(first), rest, value));
  return Object.fromEntries(entries) as Json;
}

/** Kubernetes objects a release of Slipway's `Manifests` carries, by kind, namespace and name. */
export function carriedManifests(values: JsonObject | undefined): Readonly<Record<string, JsonObject>> {
  const manifests = values?.manifests;
  const isCarried = (value: Json | undefined): value is JsonObject =>
    isObject(value) && typeof value.apiVersion === "string" && typeof value.kind === "string";
  return isObject(manifests) && !isEmpty(manifests) && Object.values(manifests).every(isCarried)
    ? (manifests as Readonly<Record<string, JsonObject>>)
    : {};
}
