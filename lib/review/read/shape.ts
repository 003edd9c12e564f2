import type { Json } from "../../core/render";

/** Part of a document whose shape nobody guarantees. */
export type Loose = { readonly [key: string]: unknown };

/** The value where it is an object, otherwise an empty one. */
export function record(value: unknown): Loose {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Loose) : {};
}

/** The value where it is a list, otherwise an empty one. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value where it is text. */
export function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** The value where it is true or false. */
export function flag(value: unknown): boolean | undefined {
  return typeof value === "boolean" ? value : undefined;
}

/** A value of a parsed JSON document; null counts as absent. */
export function json(value: unknown): Json | undefined {
  return value === null || value === undefined ? undefined : (value as Json);
}
