import {
  hasPath,
  overriddenBlock,
  overriddenType,
} from "../../../../../lib/rehearsal/schema/overrides/apply";
import { conflicting, values } from "../../../../../lib/rehearsal/schema/overrides/notation";
import type { BlockSchema } from "../../../../../lib/rehearsal/schema/types";

const BLOCK: BlockSchema = {
  attributes: {
    name: { type: "string", required: true },
    password: { type: "string", optional: true },
    password_wo: { type: "string", optional: true },
    found_wo: { type: "string", computed: true },
    set_wo: {
      type: ["list", ["object", { value: "string" }]],
      optional: true,
      nested: { nesting: "list", attributes: { value: { type: "string", required: true } } },
    },
  },
  blocks: {
    config: {
      nesting: "list",
      maxItems: 1,
      block: {
        attributes: { mode: { type: "string", optional: true }, token: { type: "string", optional: true } },
        blocks: { rule: { nesting: "set", block: { attributes: {}, blocks: {} } } },
      },
    },
  },
};

describe("overrides", () => {
  it("marks attributes at any depth, and nothing else", () => {
    const { attributes, blocks } = overriddenBlock(BLOCK, {
      sensitive: ["password", "config.token", "set_wo.value"],
      writeOnly: ["config.mode"],
    });
    expect(attributes.password).toEqual({ type: "string", optional: true, sensitive: true });
    expect(attributes.name).toEqual(BLOCK.attributes.name);
    expect(attributes.set_wo?.nested?.attributes.value).toMatchObject({ sensitive: true });
    expect(blocks.config?.block.attributes).toEqual({
      mode: { type: "string", optional: true, writeOnly: true },
      token: { type: "string", optional: true, sensitive: true },
    });
  });

  it("marks what is named like a write-only argument, with all that is in it, unless the provider fills it", () => {
    const { attributes } = overriddenBlock(BLOCK);
    expect(attributes.password_wo?.writeOnly).toBe(true);
    expect(attributes.set_wo?.writeOnly).toBe(true);
    expect(attributes.set_wo?.nested?.attributes.value?.writeOnly).toBe(true);
    expect(attributes.found_wo?.writeOnly).toBeUndefined();
    expect(attributes.password?.writeOnly).toBeUndefined();
  });

  it("limits blocks and says which are filled by the provider", () => {
    const { blocks } = overriddenBlock(BLOCK, {
      computedBlocks: ["config"],
      items: { "config.rule": { min: 2, max: 10 } },
    });
    expect(blocks.config).toMatchObject({ computed: true, maxItems: 1 });
    expect(blocks.config?.block.blocks.rule).toMatchObject({ minItems: 2, maxItems: 10 });
  });

  it("passes over what another version of the provider may have", () => {
    const { forceNew, rules } = overriddenType(BLOCK, {
      forceNew: ["name", "config.gone", "gone"],
      rules: [conflicting("name gone"), conflicting("name password"), values("config.mode", "A B")],
    });
    expect(forceNew).toEqual(["name"]);
    expect(rules).toEqual([conflicting("name password"), values("config.mode", "A B")]);
  });

  it("leaves the block it is given as it was", () => {
    const before = structuredClone(BLOCK);
    overriddenType(BLOCK, { sensitive: ["name"], computedBlocks: ["config"] });
    expect(BLOCK).toEqual(before);
    expect(overriddenType({ attributes: {}, blocks: {} })).toEqual({
      block: { attributes: {}, blocks: {} },
      forceNew: [],
      rules: [],
    });
  });

  it.each([
    ["name", true],
    ["config", true],
    ["config.rule", true],
    ["set_wo.value", true],
    ["", false],
    ["name.inner", false],
    ["config.none", false],
    ["set_wo.none", false],
  ])("finds the path %j: %s", (path, found) => {
    expect(hasPath(BLOCK, path)).toBe(found);
  });
});
