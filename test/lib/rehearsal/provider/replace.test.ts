import { forcedReplacements } from "../../../../lib/rehearsal/provider/replace";
import type { BlockSchema, Nesting } from "../../../../lib/rehearsal/schema/types";
import type { Value } from "../../../../lib/rehearsal/world/backend";
import { resource } from "../../../support/simulated";

const text = { type: "string", optional: true } as const;
const leaf: BlockSchema = { attributes: { a: text, b: text }, blocks: {} };

const forced = (nesting: Nesting, before: Value, after: Value, path = "x.a") =>
  forcedReplacements(
    resource(
      {},
      {
        forceNew: [path],
        blocks: { x: { nesting, block: { ...leaf, blocks: { y: { nesting: "list", block: leaf } } } } },
      },
    ),
    { x: before },
    { x: after },
  ).map(({ text: where }) => where);

describe("forcedReplacements", () => {
  it.each<[Nesting, Value, Value, string[]]>([
    ["single", { a: "1" }, { a: "2" }, ["x.a"]],
    ["single", { a: "1" }, { a: "1", b: "2" }, []],
    ["single", null, { a: "1" }, ["x.a"]],
    ["list", [{ a: "1" }, { a: "2" }], [{ a: "1" }, { a: "3" }], ["x[1].a"]],
    ["list", [{ a: "1" }], [{ a: "1" }, { a: "2" }], ["x[1].a"]],
    ["list", [{ a: "1" }], [{ a: "1" }, { b: "2" }], []],
    ["map", { k: { a: "1" }, l: { a: "1" } }, { k: { a: "2" } }, ['x["k"].a', 'x["l"].a']],
    ["set", [{ a: "1" }, { a: "2" }], [{ a: "2" }, { a: "1", b: "other" }], []],
    ["set", [{ a: "1" }], [{ a: "2" }], ["x"]],
  ])("in a %s block from %j to %j finds %j", (nesting, before, after, places) => {
    expect(forced(nesting, before, after)).toEqual(places);
  });

  it("follows a path through several blocks, and into the blocks of a set", () => {
    expect(forced("list", [{ y: [{ a: "1" }] }], [{ y: [{ a: "2" }] }], "x.y.a")).toEqual(["x[0].y[0].a"]);
    expect(forced("set", [{ y: [{ a: "1" }] }], [{ y: [{ a: "2" }] }], "x.y.a")).toEqual(["x"]);
    expect(forced("set", [{ y: [{ a: "1" }] }], [{ y: [{ a: "1" }], b: "2" }], "x.y.a")).toEqual([]);
  });

  it("compares a whole block where the path ends at it", () => {
    expect(forced("list", [{ b: "1" }], [{ b: "2" }], "x")).toEqual(["x"]);
  });
});
