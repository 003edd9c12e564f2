import type { AttributeSchema, BlockSchema, Nesting, ProviderSchema, ResourceSchema } from "../schema/types";
import type { AttributeMessage, BlockMessage, Calls, SchemaMessage } from "./calls";

/** The schema of a provider as terraform asks for it. */
export function schemaMessage(schema: ProviderSchema): Calls["GetProviderSchema"]["response"] {
  return {
    provider: versioned(schema.config),
    resourceSchemas: schemas(schema.resources),
    dataSourceSchemas: schemas(schema.dataSources),
    serverCapabilities: {
      planDestroy: true,
      // Lets terraform keep the schema of one process and not ask the others of the same provider again.
      getProviderSchemaOptional: true,
      moveResourceState: true,
    },
  };
}

function schemas(types: Readonly<Record<string, ResourceSchema>>): Record<string, SchemaMessage> {
  return Object.fromEntries(Object.entries(types).map(([type, { block }]) => [type, versioned(block)]));
}

/** Bindings do not carry schema versions, so every state is of version 0. */
function versioned(block: BlockSchema): SchemaMessage {
  return { version: 0, block: blockMessage(block) };
}

function blockMessage(block: BlockSchema): BlockMessage {
  return {
    attributes: attributeMessages(block.attributes),
    blockTypes: Object.entries(block.blocks).map(([typeName, nested]) => ({
      typeName,
      block: blockMessage(nested.block),
      nesting: nestingName(nested.nesting),
      minItems: nested.minItems ?? 0,
      maxItems: nested.maxItems ?? 0,
    })),
  };
}

function attributeMessages(attributes: Readonly<Record<string, AttributeSchema>>): AttributeMessage[] {
  return Object.entries(attributes).map(([name, attribute]) => ({
    name,
    ...(attribute.nested === undefined
      ? { type: Buffer.from(JSON.stringify(attribute.type)) }
      : {
          nestedType: {
            attributes: attributeMessages(attribute.nested.attributes),
            nesting: nestingName(attribute.nested.nesting),
          },
        }),
    required: attribute.required ?? false,
    optional: attribute.optional ?? false,
    computed: attribute.computed ?? false,
    sensitive: attribute.sensitive ?? false,
    writeOnly: attribute.writeOnly ?? false,
  }));
}

function nestingName(nesting: Nesting): string {
  return nesting.toUpperCase();
}
