import type { Field, ModuleText, Struct } from "./module-text";
import type { AttributeSchema, BlockSchema, NestedBlockSchema, Nesting, TfType } from "./types";
import { containsDynamic, engineClassType, valueType } from "./value-types";

/** Something the text does not settle: the attribute is then served as dynamic. */
export type Warn = (path: string, text: string) => void;

type Attributes = Record<string, AttributeSchema>;

/**
 * Builds the schema of a resource or data source from its fields, structs included.
 *
 * @param path where the fields hang, for warnings: `aws_eks_cluster`
 */
export function blockOf(module: ModuleText, fields: readonly Field[], path: string, warn: Warn): BlockSchema {
  return new StructReader(module, warn).block(fields, path, []);
}

class StructReader {
  constructor(
    private readonly module: ModuleText,
    private readonly warn: Warn,
  ) {}

  block(fields: readonly Field[], path: string, parents: readonly string[]): BlockSchema {
    const attributes: Attributes = {};
    const blocks: Record<string, NestedBlockSchema> = {};
    for (const [index, field] of fields.entries()) {
      const here = `${path}.${field.name}`;
      const struct = this.structOf(field, here, parents);
      if (struct === undefined || !this.isBlock(fields, index, struct, here)) {
        attributes[field.name] = this.attribute(field, struct, here, parents);
        continue;
      }
      const nested = this.nestedBlock(field, struct, here, parents);
      if (nested.nesting === "set" && blockHasDynamic(nested.block)) {
        // Terraform refuses a dynamic part inside a set block and with it the whole provider; one dynamic attribute takes the
        // same configuration.
        attributes[field.name] = { type: "dynamic", ...flagsOf(field) };
      } else {
        blocks[field.name] = nested;
      }
    }
    return { attributes, blocks };
  }

  private nestedBlock(
    field: Field,
    struct: Struct,
    path: string,
    parents: readonly string[],
  ): NestedBlockSchema {
    const once = struct.access === "first-of-list" || struct.access === "first-of-set";
    return {
      nesting: nestingOf(field, struct),
      block: this.block(struct.fields, path, [...parents, structName(field)]),
      ...(field.required && struct.access !== "single" && { minItems: 1 }),
      ...(once && { maxItems: 1 }),
    };
  }

  private attribute(
    field: Field,
    struct: Struct | undefined,
    path: string,
    parents: readonly string[],
  ): AttributeSchema {
    if (struct === undefined) {
      return { type: this.plainType(field, path), ...flagsOf(field) };
    }
    const nesting = nestingOf(field, struct);
    const inside = [...parents, structName(field)];
    const attributes: Attributes = Object.fromEntries(
      struct.fields.map((child) => {
        const here = `${path}.${child.name}`;
        return [child.name, this.attribute(child, this.structOf(child, here, inside), here, inside)];
      }),
    );
    const type = collectionOf(nesting, objectOf(attributes));
    if (nesting === "set" && containsDynamic(type)) {
      return { type: "dynamic", ...flagsOf(field) };
    }
    return isPlainObject(field, struct)
      ? { type, ...flagsOf(field) }
      : { type, ...flagsOf(field), nested: { nesting, attributes } };
  }

  private plainType(field: Field, path: string): TfType {
    const fromEngine = field.holder && engineClassType(field.holder.className, field.holder.wrapsSet);
    const type = fromEngine ?? valueType(field.declared, field.getter);
    if (type === undefined) {
      this.warn(path, "its type is not understood");
    }
    return type ?? "dynamic";
  }

  private structOf(field: Field, path: string, parents: readonly string[]): Struct | undefined {
    const name = structName(field);
    const struct = name === "" ? undefined : this.module.struct(name);
    if (struct !== undefined && parents.includes(name)) {
      this.warn(path, "it contains itself");
      return undefined;
    }
    return struct;
  }

  /**
   * Whether a struct is a block or an attribute. A block that may appear once has a class of its own kind; a list says it in its
   * mapper. Single ones show it by their place: cdktf writes attributes in alphabetical order, and then blocks in theirs.
   */
  private isBlock(fields: readonly Field[], index: number, struct: Struct, path: string): boolean {
    const field = fields[index];
    if (field === undefined || field.computed || field.holder?.className.endsWith("Map")) {
      return false;
    }
    if (struct.access === "first-of-list" || struct.access === "first-of-set") {
      return true;
    }
    const place = placeOf(fields, index);
    if (struct.access === "single") {
      return place === undefined ? field.name === "timeouts" : place === "block";
    }
    const written = this.module.writesBlocks(structName(field));
    if (written === undefined || (place !== undefined && written !== (place === "block"))) {
      this.warn(path, "whether it is a block or an attribute is not clear");
    }
    return written ?? place === "block";
  }
}

/** Class name of the struct a field holds, without the suffix of the holder; empty for the engine's own classes. */
function structName(field: Field): string {
  const className = field.holder?.className ?? "";
  return /^(.+)(?:OutputReference|List|Map)$/.exec(className)?.[1] ?? "";
}

/** Place of a field among its siblings, undefined where the order leaves it open. */
function placeOf(fields: readonly Field[], index: number): "attribute" | "block" | undefined {
  const descent = fields.findIndex(({ name }, at) => at > 0 && name < (fields[at - 1]?.name ?? ""));
  if (descent !== -1) {
    return index >= descent ? "block" : "attribute";
  }
  return fields.slice(index + 1).some(({ holder }) => holder === undefined) ? "attribute" : undefined;
}

function nestingOf(field: Field, struct: Struct): Nesting {
  switch (struct.access) {
    case "single":
      return "single";
    case "first-of-list":
      return "list";
    case "first-of-set":
      return "set";
    case "element":
      if (field.holder?.className.endsWith("Map")) {
        return "map";
      }
      return field.holder?.wrapsSet ? "set" : "list";
  }
}

/**
 * Whether an attribute is of a plain object type rather than one with attributes of its own. Values only the provider makes need
 * no flags inside. In a block that the older plugin SDK presents as an attribute, every part is both optional and computed.
 */
function isPlainObject(field: Field, struct: Struct): boolean {
  return (
    (field.computed && !field.optional) ||
    struct.fields.every(({ computed, optional }) => computed && optional)
  );
}

function flagsOf(field: Field): Pick<AttributeSchema, "required" | "optional" | "computed"> {
  return {
    ...(field.required && { required: true }),
    ...(field.optional && { optional: true }),
    ...(field.computed && { computed: true }),
  };
}

/** Object type of a set of attributes. */
export function objectOf(attributes: Readonly<Record<string, AttributeSchema>>): TfType {
  return ["object", Object.fromEntries(Object.entries(attributes).map(([name, { type }]) => [name, type]))];
}

/** Type of objects held as the nesting says. */
export function collectionOf(nesting: Nesting, type: TfType): TfType {
  return nesting === "single" ? type : [nesting, type];
}

function blockHasDynamic(block: BlockSchema): boolean {
  return (
    Object.values(block.attributes).some(({ type }) => containsDynamic(type)) ||
    Object.values(block.blocks).some((nested) => blockHasDynamic(nested.block))
  );
}
