import type { Problems } from "../../../lib/core/errors";
import { celString } from "./image-source";

/**
 * How an image may be named beside its digest, which is always right. `digest` takes nothing else; `any` takes every
 * tag and none; `allow` lists regular expressions (RE2) that a whole tag must match one of.
 */
export type ImageTags = "digest" | "any" | { readonly allow: readonly string[] };

/**
 * Tags that are written once: a whole version (`1.4.2`, `v1.4.2-rc.1`) and the commit (`sha-0123abc`,
 * `develop-0123abcdef`). `1.4`, `latest` and names of branches move.
 */
export const WRITTEN_ONCE: readonly string[] = [
  "v?[0-9]+\\.[0-9]+\\.[0-9]+(-[0-9A-Za-z.-]+)?",
  "([A-Za-z0-9_.-]+-)?[0-9a-f]{7,40}",
];

/** Ends in a digest. */
export const DIGEST = "@sha256:[0-9a-f]{64}$";

/** Ends in a tag: what follows the last colon is none of a registry's port. Source: OCI distribution, "Pulling manifests". */
export const TAGGED = "^(.*/)?[^/@:]+:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$";

/** A CEL expression that says whether the image in `variable` is named as asked; undefined where anything goes. */
export function namedAsAsked(tags: ImageTags, variable: string): string | undefined {
  if (tags === "any") {
    return undefined;
  }
  const digest = `${variable}.matches(${celString(DIGEST)})`;
  if (tags === "digest") {
    return digest;
  }
  const tag = `${variable}.substring(${variable}.lastIndexOf(":") + 1)`;
  const allowed = celString(wholeTag(tags.allow));
  return `${digest} || (${variable}.matches(${celString(TAGGED)}) && ${tag}.matches(${allowed}))`;
}

/** One pattern for tags that match one of several, from beginning to end: RE2 finds a pattern anywhere. */
export function wholeTag(patterns: readonly string[]): string {
  return `^(${patterns.map((pattern) => `(${pattern})`).join("|")})$`;
}

/** Reports tags nobody can have. Codes: `unknown-tags`, `no-tags`, `invalid-pattern`. */
export function checkTagRule(problems: Problems, prop: string, tags: ImageTags): void {
  if (typeof tags === "string") {
    problems.addIf(tags !== "digest" && tags !== "any", {
      prop,
      code: "unknown-tags",
      rule: "tags are not known",
      value: tags,
      fix: "use one of digest, any, or allow with a list of patterns",
    });
    return;
  }
  const at = problems.at(prop);
  at.addIf(tags.allow.length === 0, {
    prop: "allow",
    code: "no-tags",
    rule: "a list of allowed tags holds at least one",
    value: [],
    fix: 'add a pattern, or set tags to "digest"',
  });
  tags.allow.forEach((pattern, index) => {
    checkPattern(at.at("allow"), `[${index}]`, pattern);
  });
}

/** Reports text that is no regular expression of RE2, as far as JavaScript can tell. Code: `invalid-pattern`. */
export function checkPattern(problems: Problems, prop: string, pattern: string): void {
  problems.addIf(!compiles(pattern) || /\(\?[=!<]|\\[1-9]/.test(pattern), {
    prop,
    code: "invalid-pattern",
    rule: "must be a regular expression of RE2, which has no look-around and no back references",
    value: pattern,
    fix: "correct the pattern",
  });
}

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern) instanceof RegExp;
  } catch {
    return false;
  }
}
