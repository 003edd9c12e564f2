import { readModule } from "../../../../lib/rehearsal/schema/module-text";
import { blockOf, collectionOf, objectOf } from "../../../../lib/rehearsal/schema/structs";
import type { BlockSchema } from "../../../../lib/rehearsal/schema/types";
import { ELEMENT, field, moduleOf, nested, struct, text } from "../../../support/bindings";

function read(
  fields: readonly string[],
  structs: readonly string[] = [],
  mappers: Readonly<Record<string, boolean>> = {},
): BlockSchema & { warnings: string[] } {
  const module = readModule(moduleOf("aws_thing", fields, structs, mappers));
  if (module === undefined) {
    throw new Error("the fixture is no module");
  }
  const warnings: string[] = [];
  const block = blockOf(module, module.fields, "aws_thing", (path, why) => warnings.push(`${path}: ${why}`));
  return { ...block, warnings };
}

const RULE = [text("port", "r"), text("cidr", "o")];

describe("structs of a resource", () => {
  it("makes a block that may appear once of a struct reached as first of a list", () => {
    const { blocks, warnings } = read(
      [text("name", "r"), nested("config", "r", "ThingConfigOutputReference")],
      [struct("ThingConfig", "false, 0", RULE)],
    );
    expect(blocks.config).toEqual({
      nesting: "list",
      minItems: 1,
      maxItems: 1,
      block: {
        attributes: { port: { type: "string", required: true }, cidr: { type: "string", optional: true } },
        blocks: {},
      },
    });
    expect(warnings).toEqual([]);
  });

  it("makes a set block that may appear once of a struct reached as first of a set", () => {
    const { blocks } = read(
      [nested("config", "o", "ThingConfigOutputReference")],
      [struct("ThingConfig", "true, 0", RULE)],
    );
    expect(blocks.config).toMatchObject({ nesting: "set", maxItems: 1 });
    expect(blocks.config).not.toHaveProperty("minItems");
  });

  it.each([
    [true, "set"],
    [false, "list"],
  ])(
    "makes a block without limits of a list whose mapper writes blocks (wraps a set: %s)",
    (wraps, nesting) => {
      const { blocks } = read(
        [text("name", "r"), nested("a_rule", "o", "ThingRuleList", wraps)],
        [struct("ThingRule", ELEMENT, RULE)],
        { thingRule: true },
      );
      expect(blocks.a_rule).toMatchObject({ nesting });
      expect(blocks.a_rule?.maxItems).toBeUndefined();
    },
  );

  it("makes an attribute with attributes of its own of a list whose mapper does not", () => {
    const { attributes, blocks } = read(
      [nested("rule", "o", "ThingRuleList", false), text("zone", "o")],
      [struct("ThingRule", ELEMENT, RULE)],
      { thingRule: false },
    );
    expect(blocks).toEqual({});
    expect(attributes.rule).toEqual({
      type: ["list", ["object", { port: "string", cidr: "string" }]],
      optional: true,
      nested: {
        nesting: "list",
        attributes: { port: { type: "string", required: true }, cidr: { type: "string", optional: true } },
      },
    });
  });

  it("makes a plain object type of a block that the plugin SDK presents as an attribute", () => {
    const { attributes } = read(
      [nested("ingress", "oc", "ThingIngressList", true)],
      [struct("ThingIngress", ELEMENT, [text("port", "oc"), text("cidr", "oc")])],
      { thingIngress: false },
    );
    expect(attributes.ingress).toEqual({
      type: ["set", ["object", { port: "string", cidr: "string" }]],
      optional: true,
      computed: true,
    });
  });

  it("makes a plain object type of what only the provider writes", () => {
    const { attributes } = read(
      [nested("status", "c", "ThingStatusList", false)],
      [
        struct("ThingStatus", ELEMENT, [nested("inner", "c", "ThingStatusInnerOutputReference")]),
        struct("ThingStatusInner", "false", [text("phase", "c")]),
      ],
    );
    expect(attributes.status).toEqual({
      type: ["list", ["object", { inner: ["object", { phase: "string" }] }]],
      computed: true,
    });
  });

  it("makes a map of a holder that is one", () => {
    const { attributes } = read(
      [nested("locale", "r", "ThingLocaleMap")],
      [struct("ThingLocale", "false, complexObjectKey", [text("version", "r")])],
    );
    expect(attributes.locale).toMatchObject({
      type: ["map", ["object", { version: "string" }]],
      required: true,
      nested: { nesting: "map" },
    });
  });

  it("tells single attributes from single blocks by their place in the alphabet", () => {
    const single = (name: string) => struct(name, "false", [text("create", "o")]);
    const attribute = read(
      [nested("timeouts", "o", "TimeoutsOutputReference"), text("zone", "o")],
      [single("Timeouts")],
    );
    const block = read(
      [text("zone", "o"), nested("timeouts", "o", "TimeoutsOutputReference")],
      [single("Timeouts")],
    );
    expect(Object.keys(attribute.attributes)).toEqual(["timeouts", "zone"]);
    expect(block.blocks.timeouts).toMatchObject({ nesting: "single" });
    expect(block.blocks.timeouts).not.toHaveProperty("maxItems");
  });

  it("takes a single struct at the end for an attribute, and only timeouts for a block", () => {
    const { attributes, blocks } = read(
      [
        text("name", "o"),
        nested("postrender", "o", "PostrenderOutputReference"),
        nested("timeouts", "o", "TimeoutsOutputReference"),
      ],
      [
        struct("Postrender", "false", [text("path", "r")]),
        struct("Timeouts", "false", [text("create", "o")]),
      ],
    );
    expect(Object.keys(attributes)).toEqual(["name", "postrender"]);
    expect(Object.keys(blocks)).toEqual(["timeouts"]);
  });

  it("degrades a set block with a dynamic part to one dynamic attribute, which terraform accepts", () => {
    const { attributes, blocks } = read(
      [text("name", "r"), nested("a_rule", "r", "ThingRuleList", true)],
      [
        struct("ThingRule", ELEMENT, [
          text("name", "r"),
          nested("action", "o", "ThingRuleActionOutputReference"),
        ]),
        struct("ThingRuleAction", "false, 0", [
          field("statement", "o", "this.interpolationForAttribute('statement')", "_statement?: any; "),
        ]),
      ],
      { thingRule: true },
    );
    expect(blocks).toEqual({});
    expect(attributes.a_rule).toEqual({ type: "dynamic", required: true });
  });

  it("keeps a dynamic part in a list block", () => {
    const { blocks } = read(
      [text("name", "r"), nested("a_rule", "o", "ThingRuleList", false)],
      [
        struct("ThingRule", ELEMENT, [
          field("any", "o", "this.interpolationForAttribute('any')", "_any?: any; "),
        ]),
      ],
      { thingRule: true },
    );
    expect(blocks.a_rule?.block.attributes.any).toEqual({ type: "dynamic", optional: true });
  });

  it("degrades a set attribute with a dynamic part", () => {
    const { attributes } = read(
      [nested("rule", "o", "ThingRuleList", true), text("zone", "o")],
      [
        struct("ThingRule", ELEMENT, [
          field("any", "o", "this.interpolationForAttribute('any')", "_any?: any; "),
        ]),
      ],
      { thingRule: false },
    );
    expect(attributes.rule).toEqual({ type: "dynamic", optional: true });
  });

  it("warns of what it does not understand and serves it as dynamic", () => {
    const { attributes, warnings } = read(
      [field("odd", "o", "this.getOddAttribute('odd')"), nested("loop", "o", "LoopOutputReference")],
      [struct("Loop", "false, 0", [nested("loop", "o", "LoopOutputReference")])],
    );
    expect(attributes.odd).toEqual({ type: "dynamic", optional: true });
    expect(warnings).toEqual([
      "aws_thing.odd: its type is not understood",
      "aws_thing.loop.loop: it contains itself",
      "aws_thing.loop.loop: its type is not understood",
    ]);
  });

  it("warns where mapper and place disagree, or neither says anything", () => {
    const rule = struct("ThingRule", ELEMENT, RULE);
    const list = nested("rule", "o", "ThingRuleList", false);
    const unclear = "aws_thing.rule: whether it is a block or an attribute is not clear";
    expect(read([list, text("zone", "o")], [rule], { thingRule: true }).warnings).toEqual([unclear]);
    expect(read([text("name", "o"), list], [rule]).warnings).toEqual([unclear]);
  });

  it("writes the type of nested attributes out in full", () => {
    const object = objectOf({ a: { type: "string", required: true }, b: { type: ["set", "number"] } });
    expect(object).toEqual(["object", { a: "string", b: ["set", "number"] }]);
    expect(collectionOf("map", object)).toEqual(["map", object]);
    expect(collectionOf("single", object)).toBe(object);
  });
});
