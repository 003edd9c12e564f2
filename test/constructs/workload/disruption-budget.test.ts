import * as fc from "fast-check";
import {
  type DisruptionBudget,
  disruptionBudget,
  resolveDisruptionBudget,
} from "../../../constructs/workload/disruption-budget";
import { coreProblems } from "../../support/core-kinds";
import { numberToken } from "../../support/fake-keda";
import { contextOf, reported } from "../../support/workloads";

function resolve(budget: DisruptionBudget | undefined, fewest: number | undefined) {
  return reported((problems) => resolveDisruptionBudget(budget, fewest, problems));
}

/** Pods that stay when as many go as the budget lets, as the disruption controller counts them: shares rounded up. */
function evictable(budget: Exclude<DisruptionBudget, "none">, running: number): number {
  const amount = (count: number | string) =>
    typeof count === "number" ? count : Math.ceil((Number.parseInt(count, 10) * running) / 100);
  return "minAvailable" in budget ? running - amount(budget.minAvailable) : amount(budget.maxUnavailable);
}

describe("resolveDisruptionBudget", () => {
  it.each<[number | undefined, unknown]>([
    [2, { minAvailable: 1 }],
    [10, { minAvailable: 1 }],
    [1, undefined],
    [0, undefined],
    [undefined, undefined],
  ])("keeps one of %s pods by default where there are others", (fewest, expected) => {
    expect(resolve(undefined, fewest)).toEqual({ result: expected, codes: [] });
  });

  it("has a switch", () => {
    expect(resolve("none", 5)).toEqual({ result: undefined, codes: [] });
  });

  it.each<[DisruptionBudget, number | undefined, string[]]>([
    [{ minAvailable: 2 }, 2, ["disruptionBudget.minAvailable budget-blocks-evictions"]],
    [{ minAvailable: 1 }, 1, ["disruptionBudget.minAvailable budget-blocks-evictions"]],
    [{ minAvailable: 1 }, 0, ["disruptionBudget.minAvailable budget-blocks-evictions"]],
    [{ minAvailable: "75%" }, 2, ["disruptionBudget.minAvailable budget-blocks-evictions"]],
    [{ minAvailable: "50%" }, 2, []],
    [{ minAvailable: "100%" }, undefined, ["disruptionBudget.minAvailable budget-blocks-evictions"]],
    [{ minAvailable: "99%" }, undefined, []],
    [{ minAvailable: 3 }, undefined, []],
    [{ maxUnavailable: 0 }, 5, ["disruptionBudget.maxUnavailable budget-blocks-evictions"]],
    [{ maxUnavailable: "0%" }, 5, ["disruptionBudget.maxUnavailable budget-blocks-evictions"]],
    [{ maxUnavailable: "1%" }, 2, []],
    [{ minAvailable: -1 }, 2, ["disruptionBudget.minAvailable invalid-pod-count"]],
    [{ minAvailable: 0.5 }, 2, ["disruptionBudget.minAvailable invalid-pod-count"]],
    [{ maxUnavailable: "101%" }, 2, ["disruptionBudget.maxUnavailable invalid-pod-count"]],
    [{ maxUnavailable: "half" as never }, 2, ["disruptionBudget.maxUnavailable invalid-pod-count"]],
    [{ minAvailable: numberToken() }, 1, []],
    [{ minAvailable: 1, maxUnavailable: 1 }, 3, ["disruptionBudget ambiguous-budget"]],
    [{} as never, 3, ["disruptionBudget ambiguous-budget"]],
  ])("judges %j of at least %s pods", (budget, fewest, expected) => {
    expect(resolve(budget, fewest).codes).toEqual(expected);
  });

  it("refuses just what lets no pod go when the fewest run", () => {
    const count = fc.oneof(
      fc.integer({ min: 0, max: 12 }),
      fc.integer({ min: 0, max: 100 }).map((share) => `${share}%` as const),
    );
    const budgets = fc.oneof(
      count.map((minAvailable) => ({ minAvailable })),
      count.map((maxUnavailable) => ({ maxUnavailable })),
    );
    fc.assert(
      fc.property(budgets, fc.integer({ min: 1, max: 10 }), (budget, running) => {
        expect(resolve(budget, running).codes.length > 0).toBe(evictable(budget, running) <= 0);
      }),
    );
  });
});

describe("disruptionBudget", () => {
  it("selects the pods, and never keeps a node for one that is not ready", () => {
    const made = disruptionBudget(contextOf(), { minAvailable: "50%" });
    expect(made.spec).toEqual({
      minAvailable: "50%",
      selector: { matchLabels: { "app.kubernetes.io/name": "users" } },
      unhealthyPodEvictionPolicy: "AlwaysAllow",
    });
    expect(coreProblems([made, disruptionBudget(contextOf(), { maxUnavailable: 1 })])).toEqual([]);
  });
});
