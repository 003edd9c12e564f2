import type { Json, JsonObject } from "../../core/render";
import type { ValuePath } from "../plan";

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value where it is a list, the only item where it is none, nothing where it is absent. */
export function items(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value as Json];
}

/** The texts in a value: a list of them, or the only one. */
export function texts(value: Json | undefined): readonly string[] {
  return items(value).flatMap((item) =>
    typeof item === "string" ? [item] : typeof item === "number" ? [String(item)] : [],
  );
}

/** The member of an object where there is one. */
export function member(value: Json | undefined, ...names: readonly string[]): Json | undefined {
  return names.reduce<Json | undefined>(
    (below, name) => (isObject(below) && Object.hasOwn(below, name) ? below[name] : undefined),
    value,
  );
}

/** The entry of a table: a name from a plan may be one that every object inherits. */
export function entryOf<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** The only block of a list of blocks, as Terraform writes `vpc_config`, or the value itself. */
export function block(value: Json | undefined): Json | undefined {
  return Array.isArray(value) && value.length === 1 ? (value[0] as Json) : value;
}

/** A member of text or a number, as text. */
export function textOf(value: Json | undefined): string | undefined {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : undefined;
}

/** A number, also one written as text. */
export function numberOf(value: Json | undefined): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

/** Whether nothing is given: null, empty text, an empty list or object. */
export function isEmpty(value: Json | undefined): boolean {
  return (
    value === undefined ||
    value === null ||
    value === "" ||
    (typeof value === "object" && Object.keys(value).length === 0)
  );
}

/** Text that is equal for equal values, whatever the order of the members. */
export function canonical(value: Json | undefined): string {
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join(",")}]`;
  }
  if (isObject(value)) {
    return `{${Object.keys(value)
      .filter((name) => value[name] !== undefined)
      .sort()
      .map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`)
      .join(",")}}`;
  }
  return value === undefined ? "" : JSON.stringify(value);
}

/** Whether two values are equal, whatever the order of the members. */
export function sameValue(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) {
    return true;
  }
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => sameValue(item, other[index]));
  }
  if (isObject(one) && isObject(other)) {
    const names = Object.keys(one);
    return (
      names.every((name) => sameValue(one[name], entryOf(other, name))) &&
      Object.keys(other).every((name) => other[name] === undefined || Object.hasOwn(one, name))
    );
  }
  return false;
}

/** A path as text: `tags.Name`, `ingress[0].from_port`, `labels["app.kubernetes.io/name"]`. */
export function pathText(path: ValuePath): string {
  return path.reduce<string>(
    (text, part) =>
      typeof part === "number"
        ? `${text}[${part}]`
        : /^[\w-]+$/.test(part)
          ? `${text}${text === "" ? "" : "."}${part}`
          : `${text}[${JSON.stringify(part)}]`,
    "",
  );
}

/** A list in words, cut where it is long. */
export function listed(names: readonly string[], most = 8): string {
  const shown = names.slice(0, most).join(", ");
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}
