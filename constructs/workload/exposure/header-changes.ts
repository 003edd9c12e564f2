import type { Problems } from "../../../lib/core/errors";
import type { JsonObject } from "../../../lib/core/render";
import { isToken } from "../../../lib/core/tokens";

/** Headers by their name. A name is the same in upper and lower case. */
export interface HeaderChanges {
  /** Replaces the value, or adds the header. @default none */
  readonly set?: Readonly<Record<string, string>>;
  /** Adds a value to those that are there. @default none */
  readonly add?: Readonly<Record<string, string>>;
  /** Takes the header away. @default none */
  readonly remove?: readonly string[];
}

/** Most headers of each change. Source: HTTPHeaderFilter, Gateway API. */
const MOST = 16;

/** Source: HTTPHeaderName, Gateway API. */
const HEADER_NAME = /^[A-Za-z0-9!#$%&'*+\-.^_`|~]{1,256}$/;

/**
 * Renders a filter that changes headers. Codes: `invalid-header-name`, `invalid-header-value`, `duplicate-header`,
 * `too-many-headers`, `no-header`.
 */
export function headerFilter(
  direction: "request" | "response",
  { set = {}, add = {}, remove = [] }: HeaderChanges,
  problems: Problems,
): JsonObject {
  problems.addIf(Object.keys(set).length + Object.keys(add).length + remove.length === 0, {
    prop: "",
    code: "no-header",
    rule: "a change of headers names at least one",
    fix: "add it to set, add or remove, or leave the prop out",
  });
  checkNames(Object.keys(set), problems.at("set"));
  checkNames(Object.keys(add), problems.at("add"));
  checkNames(remove, problems.at("remove"));
  checkValues(set, problems.at("set"));
  checkValues(add, problems.at("add"));
  const [type, member] =
    direction === "request"
      ? ["RequestHeaderModifier", "requestHeaderModifier"]
      : ["ResponseHeaderModifier", "responseHeaderModifier"];
  return {
    type,
    [member]: {
      ...(Object.keys(set).length > 0 && { set: pairs(set) }),
      ...(Object.keys(add).length > 0 && { add: pairs(add) }),
      ...(remove.length > 0 && { remove }),
    },
  };
}

function pairs(headers: Readonly<Record<string, string>>) {
  return Object.entries(headers).map(([name, value]) => ({ name, value }));
}

function checkNames(names: readonly string[], problems: Problems): void {
  problems.addIf(names.length > MOST, {
    prop: "",
    code: "too-many-headers",
    rule: `at most ${MOST} headers can be changed in one way`,
    value: names.length,
    fix: "change the others in the service",
  });
  const seen = new Set<string>();
  for (const name of names) {
    problems.addIf(!HEADER_NAME.test(name), {
      prop: "",
      code: "invalid-header-name",
      rule: "the name of a header is letters, digits and !#$%&'*+-.^_`|~, at most 256 of them",
      value: name,
      fix: "write it like X-Request-Id",
    });
    problems.addIf(seen.has(name.toLowerCase()), {
      prop: "",
      code: "duplicate-header",
      rule: "a header is the same in upper and lower case",
      value: name,
      fix: "remove one of them",
    });
    seen.add(name.toLowerCase());
  }
}

function checkValues(headers: Readonly<Record<string, string>>, problems: Problems): void {
  for (const [name, value] of Object.entries(headers)) {
    problems.at(name).addIf(!isToken(value) && !/^[^\0\r\n]{1,4096}$/.test(value), {
      prop: "",
      code: "invalid-header-value",
      rule: "the value of a header is one line of at most 4096 characters",
      fix: "shorten it, or remove the header with remove",
    });
  }
}
