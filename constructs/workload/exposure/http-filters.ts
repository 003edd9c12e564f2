import type { Problems } from "../../../lib/core/errors";
import { checkWholeNumber } from "../../../lib/core/quantities";
import type { JsonObject } from "../../../lib/core/render";
import { isToken } from "../../../lib/core/tokens";
import { type HeaderChanges, headerFilter } from "./header-changes";
import { checkHostname } from "./hostnames";
import { checkPath } from "./paths";

/** What the service sees in place of the address that was asked for. */
export interface PathRewrite {
  /** Takes the place of the beginning that matched: `/` turns `/api/users` into `/users` behind the path `/api`. */
  readonly prefix?: string;
  /** Takes the place of the whole path. Of `prefix` and `path`, at most one. */
  readonly path?: string;
  /** Takes the place of the hostname. */
  readonly hostname?: string;
}

/** What happens to requests on their way to a service. */
export interface HttpFilters {
  /** @default the service sees the address that was asked for */
  readonly rewrite?: PathRewrite;
  /** @default the service sees the headers that were sent */
  readonly requestHeaders?: HeaderChanges;
  /** @default callers see the headers the service sent */
  readonly responseHeaders?: HeaderChanges;
  /** Time for the whole answer; 0 means without end, for streams. @default the proxy's */
  readonly timeoutSeconds?: number;
  /** Time for each attempt at the service. @default the proxy's */
  readonly backendTimeoutSeconds?: number;
}

/** A rewrite, those that stay the same for any path apart. Codes: `empty-rewrite`, `ambiguous-rewrite`, `invalid-path`, `invalid-hostname`. */
export function rewriteFilter(rewrite: PathRewrite, problems: Problems): JsonObject {
  const { prefix, path, hostname } = rewrite;
  problems.addIf(prefix === undefined && path === undefined && hostname === undefined, {
    prop: "",
    code: "empty-rewrite",
    rule: "a rewrite changes the beginning of the path, the path or the hostname",
    value: rewrite,
    fix: "name prefix, path or hostname, or leave rewrite out",
  });
  problems.addIf(prefix !== undefined && path !== undefined, {
    prop: "path",
    code: "ambiguous-rewrite",
    rule: "the path is replaced as a whole or at its beginning",
    value: path,
    fix: "leave one of prefix and path out",
  });
  checkReplacement(problems, "prefix", prefix);
  checkReplacement(problems, "path", path);
  checkHostname(problems, "hostname", hostname);
  problems.addIf(hostname?.startsWith("*") === true, {
    prop: "hostname",
    code: "invalid-hostname",
    rule: "a service sees one hostname",
    value: hostname,
    fix: "write it without *",
  });
  return {
    type: "URLRewrite",
    urlRewrite: {
      ...(hostname !== undefined && { hostname }),
      ...(path !== undefined && { path: { type: "ReplaceFullPath", replaceFullPath: path } }),
      ...(prefix !== undefined && { path: { type: "ReplacePrefixMatch", replacePrefixMatch: prefix } }),
    },
  };
}

function checkReplacement(problems: Problems, prop: string, path: string | undefined): void {
  if (path !== undefined) {
    checkPath(problems, prop, path);
  }
}

/** Filters that change headers. Codes: those of `headerFilter`. */
export function headerFilters(
  { requestHeaders, responseHeaders }: Pick<HttpFilters, "requestHeaders" | "responseHeaders">,
  problems: Problems,
): readonly JsonObject[] {
  return [
    ...(requestHeaders ? [headerFilter("request", requestHeaders, problems.at("requestHeaders"))] : []),
    ...(responseHeaders ? [headerFilter("response", responseHeaders, problems.at("responseHeaders"))] : []),
  ];
}

/** Timeouts of a rule; undefined where the proxy's own count. Codes: `out-of-range`, `timeouts-contradict`. */
export function ruleTimeouts(
  { timeoutSeconds, backendTimeoutSeconds }: HttpFilters,
  problems: Problems,
): JsonObject | undefined {
  checkWholeNumber(problems, "timeoutSeconds", timeoutSeconds, 0, 86_400);
  checkWholeNumber(problems, "backendTimeoutSeconds", backendTimeoutSeconds, 0, 86_400);
  const known = !isToken(timeoutSeconds) && !isToken(backendTimeoutSeconds);
  const whole = timeoutSeconds ?? 0;
  problems.addIf(known && whole > 0 && (backendTimeoutSeconds ?? 0) > whole, {
    prop: "backendTimeoutSeconds",
    code: "timeouts-contradict",
    rule: `an attempt takes no longer than the whole answer, which has ${whole} seconds`,
    value: backendTimeoutSeconds,
    fix: "lower it, or raise timeoutSeconds",
  });
  const timeouts = {
    ...(timeoutSeconds !== undefined && { request: `${timeoutSeconds}s` }),
    ...(backendTimeoutSeconds !== undefined && { backendRequest: `${backendTimeoutSeconds}s` }),
  };
  return Object.keys(timeouts).length > 0 ? timeouts : undefined;
}
