import type { Problems } from "../../../lib/core/errors";
import { checkChange, type Numbers, resolveThresholds, type Thresholds } from "./alert-set";

/** Thresholds of some by their names; what is not given is as for all others, `"none"` leaves that one out. */
export type PerName<T extends string = string> = { readonly [name: string]: Numbers<T> | "none" | undefined };

/** Who is meant by a part of a condition: `only` one, or all `except` those that have their own part. */
export type Selected = { readonly only: string } | { readonly except: readonly string[] };

/** Names of services, queues and backups that can stand in a selector as they are. */
const NAME = /^[A-Za-z0-9_][A-Za-z0-9_./:-]*$/;

/** Reports names and thresholds that cannot be. Codes: `invalid-name`, `unknown-option`, `out-of-range`. */
export function checkPerName(problems: Problems, perName: PerName | undefined, thresholds: Thresholds): void {
  for (const [name, given] of Object.entries(perName ?? {})) {
    checkSelectedName(problems.at(name), name);
    if (given !== "none" && checkChange(problems.at(name), given)) {
      resolveThresholds(thresholds, given ?? {}, problems.at(name));
    }
  }
}

/** Reports a name with signs that no label has, as `invalid-name`. */
export function checkSelectedName(problems: Problems, name: string): void {
  problems.addIf(!NAME.test(name), {
    prop: "",
    code: "invalid-name",
    rule: "the name has letters, digits and _./:- and starts with a letter, a digit or _",
    value: name,
    fix: "write the value of the label",
  });
}

/** One condition out of one for all and one for each name that differs. */
export function perName<T extends string>(
  perName: PerName<T> | undefined,
  general: { readonly [name in T]: number },
  condition: (who: Selected, values: { readonly [name in T]: number }) => string,
): string {
  const given = Object.entries(perName ?? {}).filter(([, numbers]) => numbers !== undefined);
  return [
    condition({ except: given.map(([name]) => name) }, general),
    ...given.flatMap(([only, numbers]) =>
      typeof numbers === "object" ? [condition({ only }, merged(general, numbers))] : [],
    ),
  ].join("\nor\n");
}

function merged<T extends string>(
  general: { readonly [name in T]: number },
  numbers: Numbers<T>,
): { readonly [name in T]: number } {
  const given = Object.entries(numbers).filter(([, number]) => number !== undefined);
  return { ...general, ...Object.fromEntries(given) };
}

/** Matchers of a label: `service="checkout"`, `service!~"checkout|search"`, or none for everybody. */
export function selecting(label: string, who: Selected): readonly string[] {
  if ("only" in who) {
    return [`${label}=${quoted(who.only)}`];
  }
  return who.except.length === 0
    ? []
    : [`${label}!~${quoted(who.except.map((name) => name.replaceAll(".", "[.]")).join("|"))}`];
}

/** A series with matchers, without braces where there are none. */
export function series(name: string, ...matchers: readonly string[]): string {
  return matchers.length === 0 ? name : `${name}{${matchers.join(", ")}}`;
}

/** A text as PromQL writes it; JSON's escapes are all known to it. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

/**
 * Exporters that tell of objects in many namespaces label their series with the namespace of the object. Where a
 * ServiceMonitor does not honour labels, that arrives as `exported_namespace` and `namespace` is the exporter's own.
 */
export function inNamespaceOfObject(expr: string): string {
  return `label_replace(${expr}, "namespace", "$1", "exported_namespace", "(.+)")`;
}
