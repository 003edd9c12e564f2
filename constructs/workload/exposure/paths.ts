import type { Problems } from "../../../lib/core/errors";
import { isToken } from "../../../lib/core/tokens";

/** Requests by their path: a beginning (`/api` takes `/api` and `/api/users`), or one path and no other. */
export type RoutePath = string | { readonly exact: string };

/** A path as the Gateway API has it. */
export type PathMatch = {
  readonly type: "PathPrefix" | "Exact";
  readonly value: string;
};

/** Most matches of a rule. Source: HTTPRouteRule, Gateway API. */
const MOST = 64;

/** Source: rules of HTTPPathMatch, Gateway API. */
const CHARACTERS = /^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+$/;
const FORBIDDEN = /\/\/|\/\.{1,2}(?:\/|$)|%2f/i;

/**
 * Reads paths, all of them where none is given. Codes: `no-path`, `too-many-paths`, `invalid-path`, `duplicate-path`.
 */
export function resolvePaths(
  paths: readonly RoutePath[] | undefined,
  problems: Problems,
): readonly PathMatch[] {
  const at = problems.at("paths");
  at.addIf(paths?.length === 0, {
    prop: "",
    code: "no-path",
    rule: "without a path no request would arrive",
    value: [],
    fix: "name a path, or leave paths out for all of them",
  });
  const matches = (paths ?? ["/"]).map(
    (path): PathMatch =>
      typeof path === "string" ? { type: "PathPrefix", value: path } : { type: "Exact", value: path.exact },
  );
  at.addIf(matches.length > MOST, {
    prop: "",
    code: "too-many-paths",
    rule: `a route has at most ${MOST} paths`,
    value: matches.length,
    fix: "use the beginning that paths have in common",
  });
  const keys = matches.map(pathKey);
  matches.forEach(({ value }, index) => {
    checkPath(at.at(index), "", value);
    at.at(index).addIf(!isToken(value) && keys.indexOf(keys[index] ?? "") < index, {
      prop: "",
      code: "duplicate-path",
      rule: "a path stands once in a route",
      value,
      fix: "remove one of them",
    });
  });
  return matches;
}

/** Reports a path that no request has, or that the Gateway API refuses: `invalid-path`. Tokens pass. */
export function checkPath(problems: Problems, prop: string, path: string): void {
  problems.addIf(!isToken(path) && !isPath(path), {
    prop,
    code: "invalid-path",
    rule: "a path is absolute, at most 1024 characters, without // . .. %2F, query and fragment",
    value: path,
    fix: "write it like /api",
  });
}

/** Whether text is a path a route may have. */
export function isPath(text: string): boolean {
  return text.startsWith("/") && text.length <= 1024 && CHARACTERS.test(text) && !FORBIDDEN.test(text);
}

/** What identifies a path: a beginning with a slash at its end is the same as one without. */
export function pathKey({ type, value }: PathMatch): string {
  const trimmed = type === "PathPrefix" ? value.replace(/\/+$/, "") || "/" : value;
  return `${type} ${trimmed}`;
}
