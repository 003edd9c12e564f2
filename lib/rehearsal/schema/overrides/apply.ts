import type {
  AttributeSchema,
  BlockSchema,
  NestedAttributeSchema,
  NestedBlockSchema,
  ResourceSchema,
} from "../types";
import type { TypeOverrides } from "./types";

/** By the convention of every provider, write-only arguments are named so. */
const WRITE_ONLY_NAME = /_wo$/;

/** Schema of a type with its overrides applied. Paths that the block does not have are passed over: another version may have them. */
export function overriddenType(block: BlockSchema, overrides: TypeOverrides = {}): ResourceSchema {
  return {
    block: overriddenBlock(block, overrides),
    forceNew: (overrides.forceNew ?? []).filter((path) => hasPath(block, path)),
    rules: (overrides.rules ?? []).filter((rule) =>
      (rule.kind === "one-of-values" ? [rule.path] : rule.paths).every((path) => hasPath(block, path)),
    ),
  };
}

/** A block with its overrides applied. */
export function overriddenBlock(block: BlockSchema, overrides: TypeOverrides = {}): BlockSchema {
  return new Overriding(overrides).block(block, "");
}

/** Whether a dotted path names an attribute or block. */
export function hasPath(block: BlockSchema, path: string): boolean {
  const [first = "", ...rest] = path.split(".");
  const nested = block.blocks[first];
  if (nested !== undefined) {
    return rest.length === 0 || hasPath(nested.block, rest.join("."));
  }
  const attribute = block.attributes[first];
  return attribute !== undefined && (rest.length === 0 || hasAttribute(attribute, rest.join(".")));
}

function hasAttribute({ nested }: AttributeSchema, path: string): boolean {
  return nested !== undefined && hasPath({ attributes: nested.attributes, blocks: {} }, path);
}

class Overriding {
  constructor(private readonly overrides: TypeOverrides) {}

  block(block: BlockSchema, prefix: string): BlockSchema {
    return {
      attributes: this.attributes(block.attributes, prefix, false),
      blocks: mapped(block.blocks, (nested, name) => this.nestedBlock(nested, prefix + name)),
    };
  }

  private nestedBlock(nested: NestedBlockSchema, path: string): NestedBlockSchema {
    const { computedBlocks = [], items = {} } = this.overrides;
    const { min, max } = items[path] ?? {};
    return {
      ...nested,
      block: this.block(nested.block, `${path}.`),
      ...(min !== undefined && { minItems: min }),
      ...(max !== undefined && { maxItems: max }),
      ...(computedBlocks.includes(path) && { computed: true }),
    };
  }

  private attributes(
    attributes: Readonly<Record<string, AttributeSchema>>,
    prefix: string,
    insideWriteOnly: boolean,
  ): Readonly<Record<string, AttributeSchema>> {
    return mapped(attributes, (attribute, name) => {
      const path = prefix + name;
      const { sensitive = [], writeOnly = [] } = this.overrides;
      // Terraform accepts no attribute that is both computed and write-only.
      const named = (WRITE_ONLY_NAME.test(name) || writeOnly.includes(path)) && !attribute.computed;
      const isWriteOnly = insideWriteOnly || named;
      return {
        ...attribute,
        ...(sensitive.includes(path) && { sensitive: true }),
        ...(isWriteOnly && { writeOnly: true }),
        ...(attribute.nested && { nested: this.nested(attribute.nested, path, isWriteOnly) }),
      };
    });
  }

  private nested(
    nested: NestedAttributeSchema,
    path: string,
    insideWriteOnly: boolean,
  ): NestedAttributeSchema {
    return { ...nested, attributes: this.attributes(nested.attributes, `${path}.`, insideWriteOnly) };
  }
}

function mapped<T>(
  record: Readonly<Record<string, T>>,
  change: (value: T, name: string) => T,
): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value, name)]));
}
