import type { Plan } from "../../../../lib/review/plan";
import { BlastRadius, MOST_DEPENDENTS } from "../../../../lib/review/risk/blast-radius";
import { type ChangeSpec, planOf } from "../../../support/plans";

/** A plan of objects and the references between them: `{ "a.app": ["a.role"] }`. */
function plan(
  needs: Readonly<Record<string, readonly string[]>>,
  objects: readonly string[],
  state = {},
): Plan {
  const resources = Object.entries(needs).map(([address, references]) => ({
    address,
    expressions: { x: { references } },
  }));
  return planOf(
    objects.map((address): ChangeSpec => ({ address, before: {}, after: {} })),
    { configuration: { root_module: { resources } }, prior_state: { values: { root_module: state } } },
  );
}

describe("BlastRadius", () => {
  it("finds dependents, nearest first", () => {
    const needs = { "a.app": ["a.role.arn"], "a.role": ["a.vpc.id"], "a.zone": ["a.vpc.id"], "a.vpc": [] };
    const radius = new BlastRadius(plan(needs, ["a.app", "a.role", "a.zone", "a.vpc"]));
    expect(radius.of("a.vpc")).toEqual(["a.role", "a.zone", "a.app"]);
    expect(radius.of("a.app")).toEqual([]);
  });

  it("ends where references go in a circle, and leaves out the object itself", () => {
    const radius = new BlastRadius(plan({ "a.x": ["a.y"], "a.y": ["a.x"] }, ["a.x", "a.y"]));
    expect(radius.of("a.x")).toEqual(["a.y"]);
  });

  it("sees through data sources without naming them", () => {
    const needs = { "data.a.policy": ["a.role.arn"], "a.app": ["data.a.policy.json"], "a.role": [] };
    const radius = new BlastRadius(plan(needs, ["a.app", "a.role", "data.a.policy"]));
    expect(radius.of("a.role")).toEqual(["a.app"]);
  });

  it("names every object of a block that repeats", () => {
    const radius = new BlastRadius(
      plan({ "a.app": ["a.role"], "a.role": [] }, ["a.app[0]", 'a.app["x"]', "a.role"]),
    );
    expect([...radius.of("a.role")].sort()).toEqual(['a.app["x"]', "a.app[0]"]);
  });

  it("asks the state about what left the program", () => {
    const state = { resources: [{ address: "a.app[0]", depends_on: ["a.gone", "a.vpc"] }] };
    const radius = new BlastRadius(
      plan({ "a.app": [], "a.vpc": [] }, ["a.app[0]", "a.gone", "a.vpc"], state),
    );
    expect(radius.of("a.gone")).toEqual(["a.app[0]"]);
    expect(radius.of("a.vpc")).toEqual([]);
  });

  it("is bounded", () => {
    const names = Array.from({ length: 1_000 }, (_, index) => `a.x${index}`);
    const needs = Object.fromEntries([["a.hub", []], ...names.map((name) => [name, ["a.hub"]])]);
    expect(new BlastRadius(plan(needs, ["a.hub", ...names])).of("a.hub")).toHaveLength(MOST_DEPENDENTS);
  });
});
