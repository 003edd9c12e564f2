import { edgesOf } from "../../../../lib/review/risk/edges";
import { type ChangeSpec, planOf } from "../../../support/plans";

function edges(
  needs: Readonly<Record<string, readonly string[]>>,
  objects: readonly string[],
  changed: string[],
) {
  const resources = Object.entries(needs).map(([address, references]) => ({
    address,
    expressions: { x: { references } },
  }));
  const specs = objects.map((address): ChangeSpec => ({ address, before: {}, after: {} }));
  const plan = planOf(specs, { configuration: { root_module: { resources } } });
  return edgesOf(plan, new Set(changed)).map(({ from, to }) => `${from} -> ${to}`);
}

describe("edgesOf", () => {
  it("keeps references that touch a change", () => {
    const needs = { "a.app": ["a.role"], "a.role": ["a.vpc"], "a.zone": ["a.vpc"] };
    const objects = ["a.app", "a.role", "a.vpc", "a.zone"];
    expect(edges(needs, objects, ["a.role"])).toEqual(["a.app -> a.role", "a.role -> a.vpc"]);
    expect(edges(needs, objects, [])).toEqual([]);
  });

  it("joins blocks that repeat by their keys", () => {
    const objects = ["a.x[0]", "a.x[1]", "a.y[0]", "a.y[1]"];
    expect(edges({ "a.x": ["a.y"] }, objects, objects)).toEqual(["a.x[0] -> a.y[0]", "a.x[1] -> a.y[1]"]);
  });

  it("joins what has no key with all, up to a number", () => {
    const ys = Array.from({ length: 50 }, (_, index) => `a.y[${index}]`);
    expect(edges({ "a.x": ["a.y"] }, ["a.x", "a.y[0]", "a.y[1]"], ["a.x"])).toHaveLength(2);
    expect(edges({ "a.x": ["a.y"] }, ["a.x", ...ys], ["a.x"])).toHaveLength(20);
  });

  it("leaves out what is no object of the plan", () => {
    expect(edges({ "a.x": ["a.gone"] }, ["a.x"], ["a.x"])).toEqual([]);
  });
});
