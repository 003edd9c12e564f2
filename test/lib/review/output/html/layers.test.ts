import * as fc from "fast-check";
import { acyclic, layersOf } from "../../../../../lib/review/output/html/layers";

type Edge = readonly [number, number];

/** A graph of a few nodes, without edges of a node to itself. */
const someGraph: fc.Arbitrary<readonly [number, readonly Edge[]]> = fc
  .integer({ min: 1, max: 30 })
  .chain((count) =>
    fc
      .array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 80 })
      .map((edges) => [count, edges.filter(([from, to]) => from !== to)] as const),
  );

describe("acyclic", () => {
  it("turns round no more than what closes a cycle", () => {
    expect(
      acyclic(3, [
        [0, 1],
        [1, 2],
        [2, 0],
      ]),
    ).toEqual([
      [0, 1],
      [1, 2],
      [0, 2],
    ]); // prettier-ignore
    expect(
      acyclic(3, [
        [0, 1],
        [0, 2],
        [1, 2],
      ]),
    ).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
    ]); // prettier-ignore
  });

  it("keeps every edge between its ends and leaves a graph that layers can be made of", () => {
    fc.assert(
      fc.property(someGraph, ([count, edges]) => {
        const turned = acyclic(count, edges);
        expect(turned.map((edge) => [...edge].sort())).toEqual(edges.map((edge) => [...edge].sort()));
        const layers = layersOf(count, turned);
        expect(turned.every(([from, to]) => (layers[from] ?? 0) < (layers[to] ?? 0))).toBe(true);
        expect(Math.min(...layers)).toBe(0);
      }),
    );
  });

  it("does not run out of stack on a long chain", () => {
    const chain = Array.from({ length: 50_000 }, (_, index): Edge => [index, index + 1]);
    expect(layersOf(50_001, acyclic(50_001, chain)).at(-1)).toBe(50_000);
  });
});

describe("layersOf", () => {
  it("puts a node behind the last of those that lead to it, and roots right before what they lead to", () => {
    expect(
      layersOf(5, [
        [0, 1],
        [1, 2],
        [0, 2],
        [3, 2],
      ]),
    ).toEqual([0, 1, 2, 1, 0]); // prettier-ignore
  });
});
