import type { Problems } from "../../../lib/core/errors";
import type { JsonObject } from "../../../lib/core/render";
import { type HttpFilters, headerFilters, rewriteFilter, ruleTimeouts } from "./http-filters";
import type { PathMatch } from "./paths";

/** Most rules of a route. Source: HTTPRouteSpec, Gateway API. */
const MOST = 16;

/**
 * The rules of an HTTPRoute, as a function of where requests go. A rewrite of the beginning of a path needs a rule for
 * each path: the Gateway API knows what to replace only where a rule has one match.
 *
 * Codes: `too-many-paths`, `rewrite-needs-prefix`, those of `rewriteFilter`, `headerFilters` and `ruleTimeouts`.
 */
export function httpRules(
  paths: readonly PathMatch[],
  filters: HttpFilters,
  problems: Problems,
): (backends: readonly JsonObject[]) => readonly JsonObject[] {
  const { rewrite } = filters;
  const each = rewrite?.prefix !== undefined;
  problems.addIf(each && paths.length > MOST, {
    prop: "paths",
    code: "too-many-paths",
    rule: `at most ${MOST} paths can have their beginning replaced`,
    value: paths.length,
    fix: "use the beginning that paths have in common",
  });
  problems.addIf(each && paths.some(({ type }) => type === "Exact"), {
    prop: "rewrite.prefix",
    code: "rewrite-needs-prefix",
    rule: "the beginning of a path can be replaced where a path is given by its beginning",
    value: rewrite?.prefix,
    fix: "use rewrite.path, or paths without exact",
  });
  const rendered = [
    ...(rewrite ? [rewriteFilter(rewrite, problems.at("rewrite"))] : []),
    ...headerFilters(filters, problems),
  ];
  const timeouts = ruleTimeouts(filters, problems);
  const groups = each ? paths.map((path) => [path]) : [paths];
  return (backendRefs) =>
    groups.map((group) => ({
      matches: group.map((path) => ({ path })),
      ...(rendered.length > 0 && { filters: rendered }),
      ...(timeouts && { timeouts }),
      backendRefs,
    }));
}
