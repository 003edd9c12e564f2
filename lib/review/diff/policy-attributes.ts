import type { Json } from "../../core/render";
import type { PlannedObject } from "../plan";
import { readPolicy } from "./policy-statements";
import { settled, UNKNOWN } from "./settled";
import { valueChanges } from "./value-changes";
import { pathText } from "./values";

/** A policy document of an object before and after; `UNKNOWN` where it is known after apply. */
export interface PolicyPair {
  readonly path: string;
  /** Whether it says who may take on the object, not what the object may do. */
  readonly trust: boolean;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/** Names that policy documents have in the provider aws 5.100.0. */
const NAMES: ReadonlySet<string> = new Set([
  "policy",
  "policy_document",
  "assume_role_policy",
  "access_policies",
  "inline_policy",
  "resource_policy",
]);

/** The policy documents of an object that change. They are known by their shape; by their name where they are unknown. */
export function policyPairs(
  object: Pick<PlannedObject, "type" | "before" | "after" | "afterUnknown">,
): readonly PolicyPair[] {
  const { changes } = valueChanges(object.before, settled(object.after, object.afterUnknown));
  return changes.flatMap(({ path, before, after }) => {
    const name = String(path.findLast((part) => typeof part === "string") ?? "");
    const named = object.type.startsWith("aws_") && NAMES.has(name);
    const known = readPolicy(before) !== undefined || readPolicy(after) !== undefined;
    return known || (named && after === UNKNOWN)
      ? [{ path: pathText(path), trust: name === "assume_role_policy", before, after }]
      : [];
  });
}

/** A policy document with what has no order sorted, so that a difference of its lines is one of its meaning. */
export function sortedPolicy(value: Json): Json {
  if (Array.isArray(value)) {
    return value.map(sortedPolicy);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, member]): [string, Json | undefined] => [
      name,
      name === "Statement" || member === undefined
        ? member && sortedPolicy(listOf(member))
        : sortedNames(member),
    ]),
  ) as Json;
}

function sortedNames(value: Json): Json {
  return Array.isArray(value) && value.every((item) => typeof item === "string")
    ? value.length === 1
      ? (value[0] as Json)
      : [...value].sort()
    : sortedPolicy(value);
}

function listOf(value: Json): Json {
  return Array.isArray(value) ? value : [value];
}
