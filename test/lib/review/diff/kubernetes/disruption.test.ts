import { podDisruption } from "../../../../../lib/review/diff/kubernetes/disruption";

const budget = (spec: object) =>
  ({ kind: "PodDisruptionBudget", metadata: { name: "a", namespace: "n" }, spec }) as never;
const codes = (before: object | undefined, after: object | undefined) =>
  podDisruption(before && budget(before), after && budget(after)).map(({ code }) => code);

describe("podDisruption", () => {
  it.each<[object | undefined, object | undefined, string[]]>([
    [{ minAvailable: 2 }, undefined, ["disruption-budget-removed"]],
    [{ minAvailable: 2 }, { minAvailable: 1 }, ["disruption-budget-loosened"]],
    [{ maxUnavailable: "10%" }, { maxUnavailable: "50%" }, ["disruption-budget-loosened"]],
    [{ minAvailable: 1 }, { minAvailable: 2 }, []],
    [{ minAvailable: "50%" }, { minAvailable: 1 }, []],
    [{ maxUnavailable: 1 }, { maxUnavailable: 0 }, ["disruption-budget-blocks"]],
    [undefined, { minAvailable: "100%" }, ["disruption-budget-blocks"]],
    [{ maxUnavailable: 0 }, { maxUnavailable: 0 }, []],
    [undefined, { maxUnavailable: 1 }, []],
  ])("%j -> %j", (before, after, expected) => {
    expect(codes(before, after)).toEqual(expected);
  });

  it("leaves other kinds alone", () => {
    expect(podDisruption({ kind: "Pod" }, undefined)).toEqual([]);
    expect(podDisruption(undefined, undefined)).toEqual([]);
  });
});
