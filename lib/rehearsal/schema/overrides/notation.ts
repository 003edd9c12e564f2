import type { ProviderRule } from "../types";

/** Splits a table row into its words, so that a list of paths takes a line and not a page. */
export function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

/** At most one of the paths may be set. */
export function conflicting(paths: string): ProviderRule {
  return { kind: "conflicting", paths: words(paths) };
}

/** Exactly one of the paths must be set. */
export function exactlyOne(paths: string): ProviderRule {
  return { kind: "exactly-one-of", paths: words(paths) };
}

/** One or more of the paths must be set. */
export function atLeastOne(paths: string): ProviderRule {
  return { kind: "at-least-one-of", paths: words(paths) };
}

/** The path, or each element of it, takes one of these values; numbers are written as text. */
export function values(path: string, allowed: string): ProviderRule {
  return { kind: "one-of-values", path, values: words(allowed) };
}
