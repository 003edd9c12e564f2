import type { Plan, PlannedObject } from "../plan";
import { withoutIndices } from "../read/references";
import type { Synthesized } from "../read/synthesized";

/** Tells whether the program says something about an argument, or the provider fills it in by itself. */
export type Configured = (object: PlannedObject, path: string) => boolean;

/**
 * Looks into the configuration of a stack, where there is one, otherwise into the references of the plan: a value that is
 * known after apply is made of some. Where neither knows the object, everything counts as said.
 */
export function configuredBy(
  plan: Pick<Plan, "references">,
  synthesized: Synthesized | undefined,
): Configured {
  return ({ address }, path) => {
    const names = path.match(/[^.[\]]+/g) ?? [];
    const configuration = synthesized?.configuration(address);
    if (configuration !== undefined) {
      return reaches(configuration, names);
    }
    const references = plan.references.get(withoutIndices(address));
    return references === undefined || references.has(names[0] ?? "");
  };
}

/** Whether a value has something at a path. A block may stand alone or in a list; an expression may hold anything. */
function reaches(value: unknown, [name, ...rest]: readonly string[]): boolean {
  if (name === undefined || typeof value === "string") {
    return value !== undefined && value !== null;
  }
  if (Array.isArray(value)) {
    const item = /^\d+$/.test(name) ? value[Number(name)] : undefined;
    return item !== undefined
      ? reaches(item, rest)
      : value.some((one) => reaches(one, /^\d+$/.test(name) ? rest : [name, ...rest]));
  }
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const members = value as { readonly [name: string]: unknown };
  return /^\d+$/.test(name) && !(name in members) ? reaches(value, rest) : reaches(members[name], rest);
}
