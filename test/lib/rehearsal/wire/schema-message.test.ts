import { decodeMessage, encodeMessage } from "../../../../lib/rehearsal/wire/messages";
import { schemaMessage } from "../../../../lib/rehearsal/wire/schema-message";
import { providerSchema, resource } from "../../../support/simulated";

describe("schemaMessage", () => {
  const schema = providerSchema({
    config: { attributes: { region: { type: "string", optional: true } }, blocks: {} },
    resources: {
      test_thing: resource(
        {
          tags: { type: ["map", "string"], optional: true, computed: true, sensitive: true },
          items: {
            type: ["set", ["object", { name: "string" }]],
            optional: true,
            nested: {
              nesting: "set",
              attributes: { name: { type: "string", required: true, writeOnly: true } },
            },
          },
        },
        {
          blocks: {
            rule: { nesting: "list", minItems: 1, maxItems: 3, block: { attributes: {}, blocks: {} } },
          },
        },
      ),
    },
    dataSources: { test_lookup: resource({ id: { type: "string", computed: true } }) },
  });
  const message = schemaMessage(schema);

  it("spells types as JSON and flags one by one", () => {
    expect(message.resourceSchemas.test_thing?.block.attributes[0]).toEqual({
      name: "tags",
      type: Buffer.from('["map","string"]'),
      required: false,
      optional: true,
      computed: true,
      sensitive: true,
      writeOnly: false,
    });
  });

  it("sends a nested attribute with its attributes and without a type", () => {
    const items = message.resourceSchemas.test_thing?.block.attributes[1];
    expect(items).not.toHaveProperty("type");
    expect(items?.nestedType).toMatchObject({
      nesting: "SET",
      attributes: [{ name: "name", writeOnly: true }],
    });
  });

  it("sends blocks with their limits", () => {
    expect(message.resourceSchemas.test_thing?.block.blockTypes).toMatchObject([
      { typeName: "rule", nesting: "LIST", minItems: 1, maxItems: 3 },
    ]);
  });

  it("fits the messages of the protocol", () => {
    const bytes = encodeMessage("GetProviderSchemaResponse", message);
    expect(decodeMessage("GetProviderSchemaResponse", bytes)).toMatchObject({
      provider: { block: { attributes: [{ name: "region" }] } },
      resourceSchemas: { test_thing: { block: { blockTypes: [{ nesting: "LIST", maxItems: 3 }] } } },
      dataSourceSchemas: { test_lookup: { version: 0 } },
      serverCapabilities: { planDestroy: true, getProviderSchemaOptional: true },
    });
  });
});
