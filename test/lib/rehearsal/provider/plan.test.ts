import * as fc from "fast-check";
import { hasComputedBlocks, planChange, withUnknowns } from "../../../../lib/rehearsal/provider/plan";
import { conform } from "../../../../lib/rehearsal/provider/values";
import type { BlockSchema } from "../../../../lib/rehearsal/schema/types";
import { UNKNOWN, type Value, type Values } from "../../../../lib/rehearsal/world/backend";
import { resource } from "../../../support/simulated";

const text = { type: "string", optional: true } as const;
const made = { type: "string", computed: true } as const;
const either = { type: "string", optional: true, computed: true } as const;
const port: BlockSchema = { attributes: { port: text, port_id: made }, blocks: {} };
const schema = resource(
  {
    id: made,
    name: text,
    zone: either,
    tags: { type: ["map", "string"], optional: true },
    tags_all: { type: ["map", "string"], optional: true, computed: true },
    secret_wo: { ...text, writeOnly: true },
  },
  {
    forceNew: ["name"],
    blocks: {
      member: {
        nesting: "set",
        block: {
          attributes: { name: text, member_id: made },
          blocks: { rule: { nesting: "list", block: port } },
        },
      },
      filled: {
        nesting: "list",
        computed: true,
        block: { attributes: { range: either, note: text }, blocks: {} },
      },
    },
  },
);
const { block } = schema;
const config = (values: Values) => conform(block, values);
const settled: Values = config({
  id: "i",
  name: "n",
  zone: "z",
  tags: { a: "1" },
  tags_all: { a: "1", by: "provider" },
  member: [
    { name: "x", member_id: "mx", rule: [{ port: "1", port_id: "p1" }] },
    { name: "y", member_id: "my", rule: [] },
  ],
  filled: [{ range: "r", note: null }],
});

describe("planning a create", () => {
  it("leaves to the provider what the configuration leaves out", () => {
    const { planned, unchanged } = planChange(schema, null, config({ name: "n", member: [{ name: "x" }] }));
    expect(unchanged).toBe(false);
    expect(planned).toEqual({
      id: UNKNOWN,
      name: "n",
      zone: UNKNOWN,
      tags: null,
      tags_all: UNKNOWN,
      secret_wo: null,
      member: [{ name: "x", member_id: UNKNOWN, rule: [] }],
      filled: [{ range: UNKNOWN, note: null }],
    });
  });

  it("keeps blocks whose number is not known yet", () => {
    expect(planChange(schema, null, config({ member: UNKNOWN })).planned?.member).toBe(UNKNOWN);
  });

  it("never keeps a write-only value", () => {
    expect(planChange(schema, null, { ...config({}), secret_wo: "s" }).planned?.secret_wo).toBeNull();
  });
});

describe("planning an update", () => {
  it("changes nothing where nothing changed, even if terraform lost the elements of a set", () => {
    const lost: Value = [{ name: "y" }, { name: "x", rule: [{ port: "1" }] }];
    const plan = planChange(schema, settled, config({ ...settled, member: lost, filled: [] }));
    expect(plan).toEqual({ planned: settled, unchanged: true, requiresReplace: [] });
  });

  it("keeps computed values and asks for those of new elements", () => {
    const members: Value = [{ name: "x", rule: [{ port: "1" }] }, { name: "z" }];
    const { planned, requiresReplace } = planChange(schema, settled, config({ ...settled, member: members }));
    expect(requiresReplace).toEqual([]);
    expect(planned).toMatchObject({
      id: "i",
      zone: "z",
      member: [
        { name: "x", member_id: "mx" },
        { name: "z", member_id: UNKNOWN },
      ],
    });
  });

  it("takes a changed element for a new one", () => {
    const members: Value = [{ name: "x", rule: [{ port: "2" }] }, { name: "y" }];
    const { planned } = planChange(schema, settled, config({ ...settled, member: members }));
    expect(planned?.member).toMatchObject([{ member_id: UNKNOWN }, { member_id: "my" }]);
  });

  it("expects other tags_all with other tags only", () => {
    const tagged = planChange(schema, settled, config({ ...settled, tags: { a: "2" } }));
    expect(tagged.planned?.tags_all).toBe(UNKNOWN);
    const moved = planChange(schema, settled, config({ ...settled, zone: "other" }));
    expect(moved.planned?.tags_all).toEqual({ a: "1", by: "provider" });
  });

  it("replaces where a changed argument forces it", () => {
    const { requiresReplace } = planChange(schema, settled, config({ ...settled, name: UNKNOWN }));
    expect(requiresReplace).toEqual([{ steps: [{ attributeName: "name" }] }]);
  });

  it("is a fixed point: a plan that is carried out plans nothing", () => {
    const member = fc.record({ name: fc.string(), rule: fc.array(fc.record({ port: fc.string() })) });
    fc.assert(
      fc.property(fc.uniqueArray(member, { selector: ({ name }) => name }), fc.string(), (members, name) => {
        const wanted = config({ name, member: members });
        const { planned } = planChange(schema, null, wanted);
        const done = JSON.parse(
          JSON.stringify(planned, (_key, value) => (value === UNKNOWN ? "made" : value)),
        );
        const proposed = {
          ...wanted,
          id: "made",
          zone: "made",
          tags_all: "made",
          member: members.toReversed(),
        };
        expect(planChange(schema, done, config(proposed)).unchanged).toBe(true);
      }),
    );
  });
});

describe("planning a destroy", () => {
  it("plans nothing to be left", () => {
    expect(planChange(schema, settled, null)).toEqual({
      planned: null,
      unchanged: false,
      requiresReplace: [],
    });
  });
});

describe("computed blocks", () => {
  it("are found at any depth", () => {
    expect(hasComputedBlocks(block)).toBe(true);
    expect(hasComputedBlocks({ attributes: {}, blocks: { outer: { nesting: "list", block } } })).toBe(true);
    expect(hasComputedBlocks(port)).toBe(false);
  });

  it("keep what the configuration says about them", () => {
    const values = config({ filled: [{ range: "mine" }] });
    expect(withUnknowns(block, values).filled).toEqual([{ range: "mine", note: null }]);
  });
});
