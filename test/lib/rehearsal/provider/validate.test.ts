import { validateBlock, validateResource } from "../../../../lib/rehearsal/provider/validate";
import type { BlockSchema } from "../../../../lib/rehearsal/schema/types";
import { UNKNOWN, type Values } from "../../../../lib/rehearsal/world/backend";
import { resource } from "../../../support/simulated";

const rule: BlockSchema = {
  attributes: { port: { type: "number", required: true }, rule_id: { type: "string", computed: true } },
  blocks: {},
};
const schema = resource(
  {
    id: { type: "string", computed: true },
    name: { type: "string", required: true },
    zone: { type: "string", optional: true, computed: true },
    secret_wo: { type: "string", optional: true, writeOnly: true },
    items: {
      type: ["list", ["object", { port: "number", rule_id: "string" }]],
      optional: true,
      nested: { nesting: "list", attributes: rule.attributes },
    },
  },
  { blocks: { rule: { nesting: "list", block: rule }, any: { nesting: "set", block: rule } } },
);

const details = (config: Values, writeOnly = true) =>
  validateResource(schema, config, writeOnly).map(({ detail }) => detail);

describe("validateResource", () => {
  it("finds nothing wrong with what is right, known or not", () => {
    expect(details({ name: "n", zone: "a", rule: [{ port: 1 }], secret_wo: "s" })).toEqual([]);
    expect(details({ name: UNKNOWN, zone: UNKNOWN, rule: UNKNOWN })).toEqual([]);
  });

  it("fails on read-only attributes that are set, at any depth", () => {
    const config: Values = { name: "n", id: "mine", rule: [{ port: 1 }, { port: 2, rule_id: UNKNOWN }] };
    expect(details(config)).toEqual([
      "id is decided by the provider and cannot be set: remove it.",
      "rule[1].rule_id is decided by the provider and cannot be set: remove it.",
    ]);
  });

  it("fails on null for a required argument, at any depth", () => {
    const config = { name: null, items: [{ port: null }], any: [{ port: null }] };
    expect(details(config)).toEqual([
      "name is required and must not be null.",
      "any[*].port is required and must not be null.",
      "items[0].port is required and must not be null.",
    ]);
  });

  it("points terraform at the argument", () => {
    const [problem] = validateBlock(schema.block, { name: "n", rule: [{ port: null }] });
    expect(problem).toMatchObject({
      severity: "ERROR",
      summary: "Missing required argument",
      attribute: { steps: [{ attributeName: "rule" }, { elementKeyInt: 0 }, { attributeName: "port" }] },
    });
  });

  it("fails on write-only arguments where terraform is too old for them", () => {
    expect(details({ name: "n", secret_wo: "s" }, false)).toEqual([
      "secret_wo is write-only, which needs terraform 1.11 or later.",
    ]);
  });
});
