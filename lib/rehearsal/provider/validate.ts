import type { AttributeSchema, BlockSchema, ResourceSchema } from "../schema/types";
import type { Diagnostic } from "../wire/calls";
import type { Value, Values } from "../world/backend";
import { errorAt, Place } from "./place";
import { checkRules } from "./rules";
import { elementsOf, nestedOf } from "./values";

/**
 * What a provider finds wrong with the configuration of a resource or data source. terraform has checked types,
 * unknown and missing arguments and the number of blocks before; the two things it leaves to providers are
 * values for attributes only the provider sets, and an explicit null for a required argument.
 */
export function validateResource(
  schema: ResourceSchema,
  config: Values,
  writeOnlyAllowed = true,
): Diagnostic[] {
  return [...validateBlock(schema.block, config, writeOnlyAllowed), ...checkRules(schema, config)];
}

/** Like `validateResource`, for a block without rules: the configuration of a provider. */
export function validateBlock(
  block: BlockSchema,
  config: Values,
  writeOnlyAllowed = true,
  place = Place.TOP,
): Diagnostic[] {
  const attributes = Object.entries(block.attributes).flatMap(([name, attribute]) =>
    validateAttribute(attribute, config[name] ?? null, place.attribute(name), writeOnlyAllowed),
  );
  const nested = Object.entries(nestedOf(block)).flatMap(([name, { nesting, block: inner }]) =>
    elementsOf(nesting, config[name] ?? null, place.attribute(name)).flatMap(({ element, place: at }) =>
      validateBlock(inner, element, writeOnlyAllowed, at),
    ),
  );
  return [...attributes, ...nested];
}

function validateAttribute(
  { required, optional, computed, writeOnly }: AttributeSchema,
  value: Value,
  place: Place,
  writeOnlyAllowed: boolean,
): Diagnostic[] {
  if (value === null) {
    return required
      ? [errorAt("Missing required argument", `${place.text} is required and must not be null.`, place)]
      : [];
  }
  if (computed && !optional && !required) {
    return [
      errorAt(
        "Value for a read-only attribute",
        `${place.text} is decided by the provider and cannot be set: remove it.`,
        place,
      ),
    ];
  }
  if (writeOnly && !writeOnlyAllowed) {
    return [
      errorAt(
        "Write-only argument not supported",
        `${place.text} is write-only, which needs terraform 1.11 or later.`,
        place,
      ),
    ];
  }
  return [];
}
