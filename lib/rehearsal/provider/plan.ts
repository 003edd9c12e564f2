import type { AttributeSchema, BlockSchema, ResourceSchema } from "../schema/types";
import type { AttributePath } from "../wire/calls";
import { isList, isObject } from "../wire/codec";
import { UNKNOWN, type Value, type Values } from "../world/backend";
import { forcedReplacements } from "./replace";
import { conform, elementAt, isAbsent, mapElements, nestedOf, sameMember, sameObject } from "./values";

/** What will happen to a resource. */
export type Plan = {
  /** Values after apply, UNKNOWN where the service decides; null when the resource goes. */
  readonly planned: Values | null;
  /** Nothing changes: the prior state is the planned one. */
  readonly unchanged: boolean;
  /** Arguments whose change cannot be made in place. */
  readonly requiresReplace: readonly AttributePath[];
};

/** Attributes that follow from another argument of their block, so that a change of the one makes the other unknown. */
const FOLLOWS: Readonly<Record<string, string>> = { tags_all: "tags" };

/**
 * Plans the change from `prior` (null: does not exist) to `proposed` (null: shall not exist). `proposed` is the
 * configuration, with prior values where the configuration leaves a computed attribute to the provider.
 */
export function planChange(schema: ResourceSchema, prior: Values | null, proposed: Values | null): Plan {
  if (proposed === null) {
    return { planned: null, unchanged: prior === null, requiresReplace: [] };
  }
  const { block } = schema;
  if (prior === null) {
    return { planned: withUnknowns(block, conform(block, proposed)), unchanged: false, requiresReplace: [] };
  }
  const wanted = keepPrior(block, conform(block, proposed), prior);
  if (sameObject(block, wanted, prior)) {
    return { planned: prior, unchanged: true, requiresReplace: [] };
  }
  return {
    planned: withUnknowns(block, followed(block, wanted, prior)),
    unchanged: false,
    requiresReplace: forcedReplacements(schema, prior, wanted).map((place) => place.path),
  };
}

/** Values of a block with UNKNOWN wherever the configuration leaves it to the provider. */
export function withUnknowns(block: BlockSchema, values: Values): Values {
  const nested = nestedOf(block);
  return Object.fromEntries(
    Object.entries(values).map(([name, value]): [string, Value] => {
      if (block.attributes[name]?.computed && value === null) {
        return [name, UNKNOWN];
      }
      const schema = nested[name];
      if (schema === undefined) {
        return [name, value];
      }
      if (schema.computed && isAbsent(value) && schema.nesting !== "map") {
        const filled = filledIn(schema.block);
        return [name, schema.nesting === "single" ? filled : [filled]];
      }
      return [name, mapElements(schema.nesting, value, (element) => withUnknowns(schema.block, element))];
    }),
  );
}

/** Whether a resource has blocks the provider fills: the schema cannot say so, and terraform must be told to bear it. */
export function hasComputedBlocks(block: BlockSchema): boolean {
  return Object.values(block.blocks).some(
    ({ computed, block: inner }) => computed === true || hasComputedBlocks(inner),
  );
}

/** A block the configuration leaves out and the provider fills. */
function filledIn(block: BlockSchema): Values {
  return withUnknowns(block, conform(block, {}));
}

function followed(block: BlockSchema, wanted: Values, prior: Values): Values {
  const outdated = Object.entries(FOLLOWS).filter(
    ([name, source]) =>
      block.attributes[name]?.computed &&
      source in block.attributes &&
      !sameMember(block, source, prior[source] ?? null, wanted[source] ?? null),
  );
  return { ...wanted, ...Object.fromEntries(outdated.map(([name]) => [name, UNKNOWN])) };
}

/**
 * Takes over what terraform could not: the elements of a set that are the prior ones apart from computed parts
 * (terraform finds an element of a set by its whole value), and blocks the provider filled in.
 */
function keepPrior(block: BlockSchema, wanted: Values, prior: Values): Values {
  const kept = Object.entries(nestedOf(block)).map(([name, nested]): [string, Value] => {
    const value = wanted[name] ?? null;
    const before = prior[name] ?? null;
    if (nested.computed && isAbsent(value)) {
      return [name, isAbsent(before) ? value : before];
    }
    if (nested.nesting === "set") {
      return [name, isList(value) && isList(before) ? matched(nested.block, value, before) : value];
    }
    return [
      name,
      mapElements(nested.nesting, value, (element, key) => {
        const counterpart = elementAt(before, key);
        return counterpart === null ? element : keepPrior(nested.block, element, counterpart);
      }),
    ];
  });
  return { ...wanted, ...Object.fromEntries(kept) };
}

function matched(block: BlockSchema, wanted: readonly Value[], prior: readonly Value[]): Value[] {
  const free = prior.filter(isObject);
  return wanted.map((element) => {
    const index = isObject(element) ? free.findIndex((before) => continues(block, element, before)) : -1;
    return index < 0 ? element : (free.splice(index, 1)[0] ?? element);
  });
}

/** Whether a wanted element is the prior one, apart from what it leaves to the provider. */
function continues(block: BlockSchema, wanted: Values, prior: Values): boolean {
  const nested = nestedOf(block);
  const attributes = Object.entries(block.attributes).every(
    ([name, attribute]) =>
      name in nested || attributeContinues(block, name, attribute, wanted[name] ?? null, prior[name] ?? null),
  );
  return (
    attributes &&
    Object.entries(nested).every(([name, { nesting, block: inner, computed }]) => {
      const value = wanted[name] ?? null;
      const before = prior[name] ?? null;
      if ((computed || block.attributes[name]?.computed) && isAbsent(value)) {
        return true;
      }
      if (isList(value) && isList(before) && value.length === before.length) {
        const result = nesting === "set" ? matched(inner, value, before) : paired(inner, value, before);
        return sameMember(block, name, result, before);
      }
      return isObject(value) && isObject(before) && nesting === "single"
        ? continues(inner, value, before)
        : sameMember(block, name, value, before);
    })
  );
}

function paired(block: BlockSchema, wanted: readonly Value[], prior: readonly Value[]): Value[] {
  return wanted.map((element, index) => {
    const before = elementAt(prior, index);
    return isObject(element) && before !== null && continues(block, element, before) ? before : element;
  });
}

function attributeContinues(
  block: BlockSchema,
  name: string,
  { computed }: AttributeSchema,
  value: Value,
  before: Value,
): boolean {
  return (computed === true && value === null) || sameMember(block, name, value, before);
}
