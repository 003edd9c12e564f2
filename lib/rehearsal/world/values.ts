import { UNKNOWN, type Value, type Values } from "./backend";

/** Whether a value is an object or a map: not a list, not a scalar, not null and not UNKNOWN. */
export function isRecord(value: Value | undefined): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The value at a dotted path, `metadata.name`. A list on the way is entered at its first element, because a block
 * that stands once is a list of one. Undefined where the path leads nowhere, null or UNKNOWN where it ends in them.
 */
export function valueAt(value: Value | undefined, path: string): Value | undefined {
  let at: Value | undefined = value;
  for (const step of path.split(".")) {
    if (Array.isArray(at)) {
      at = at[0];
    }
    if (!isRecord(at)) {
      return undefined;
    }
    at = at[step];
  }
  return at;
}

/** The text at a dotted path; undefined where there is none, or it is empty or not known. */
export function textAt(value: Value | undefined, path: string): string | undefined {
  const found = valueAt(value, path);
  return typeof found === "string" && found !== "" ? found : undefined;
}

/** The elements of a list or set; a single block counts as one element, everything else as none. */
export function elementsOf(value: Value | undefined): readonly Value[] {
  if (Array.isArray(value)) {
    return value;
  }
  return isRecord(value) ? [value] : [];
}

/**
 * Every string inside a value with the name of the attribute it stands under, depth first. Nothing below an attribute
 * of a name in `except` counts.
 */
export function* stringsIn(
  value: Value | undefined,
  name = "",
  except: ReadonlySet<string> = new Set(),
): Generator<{ name: string; text: string }> {
  if (except.has(name)) {
    return;
  }
  if (typeof value === "string") {
    yield { name, text: value };
  } else if (Array.isArray(value)) {
    for (const element of value) {
      yield* stringsIn(element, name, except);
    }
  } else if (isRecord(value)) {
    for (const [key, inner] of Object.entries(value)) {
      yield* stringsIn(inner, key, except);
    }
  }
}

/** One text for equal values: keys sorted, UNKNOWN marked by a character that no configuration holds. */
export function canonical(value: Value | undefined): string {
  if (value === UNKNOWN) {
    return "\u0000";
  }
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join(",")}]`;
  }
  if (isRecord(value)) {
    const entries = Object.keys(value)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
    return `{${entries.join(",")}}`;
  }
  return JSON.stringify(value ?? null);
}

/** The human name of an object, for events and messages: what its type calls name, or its id. */
export function nameOf(values: Values): string {
  for (const path of NAME_PATHS) {
    const name = textAt(values, path);
    if (name !== undefined) {
      return name;
    }
  }
  return "";
}

const NAME_PATHS = [
  "metadata.name",
  "name",
  "bucket",
  "node_group_name",
  "addon_name",
  "function_name",
  "identifier",
  "cluster_identifier",
  "tags.Name",
  "id",
  "manifest.metadata.name",
] as const;
