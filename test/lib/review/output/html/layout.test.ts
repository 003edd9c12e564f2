import * as fc from "fast-check";
import { BOX, type Edge, layered } from "../../../../../lib/review/output/html/layout";

const someGraph: fc.Arbitrary<readonly [number, readonly Edge[]]> = fc
  .integer({ min: 1, max: 40 })
  .chain((count) =>
    fc
      .array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 90 })
      .map((edges) => [count, edges.filter(([from, to]) => from !== to)] as const),
  );

describe("layered", () => {
  it("draws a chain from left to right", () => {
    const { boxes, routes } = layered(3, [
      [0, 1],
      [1, 2],
    ]); // prettier-ignore
    expect(boxes.map(({ x }) => x)).toEqual([...boxes.map(({ x }) => x)].sort((one, other) => one - other));
    expect(new Set(boxes.map(({ y }) => y)).size).toBe(1);
    expect(routes[0]).toEqual([
      { x: (boxes[0]?.x ?? 0) + BOX.width, y: (boxes[0]?.y ?? 0) + BOX.height / 2 },
      { x: boxes[1]?.x, y: (boxes[1]?.y ?? 0) + BOX.height / 2 },
    ]);
  });

  it("uncrosses what need not cross", () => {
    const { boxes } = layered(4, [
      [0, 3],
      [1, 2],
    ]); // prettier-ignore
    const y = (node: number) => boxes[node]?.y ?? 0;
    expect(y(0) < y(1)).toBe(y(3) < y(2));
  });

  it("never lets boxes overlap or leave the picture, and joins every edge to its boxes", () => {
    fc.assert(
      fc.property(someGraph, ([count, edges]) => {
        const { boxes, routes, width, height } = layered(count, edges);
        expect(boxes).toHaveLength(count);
        for (const [index, box] of boxes.entries()) {
          expect(box.x >= 0 && box.y >= 0 && box.x + BOX.width <= width && box.y + BOX.height <= height).toBe(
            true,
          );
          for (const other of boxes.slice(index + 1)) {
            const apart = Math.abs(box.x - other.x) >= BOX.width || Math.abs(box.y - other.y) >= BOX.height;
            expect(apart).toBe(true);
          }
        }
        for (const [index, [from, to]] of edges.entries()) {
          const [start, end] = [routes[index]?.[0], routes[index]?.at(-1)];
          expect(start?.y).toBe((boxes[from]?.y ?? 0) + BOX.height / 2);
          expect(end?.y).toBe((boxes[to]?.y ?? 0) + BOX.height / 2);
        }
        expect(layered(count, edges)).toEqual({ boxes, routes, width, height });
      }),
      { numRuns: 60 },
    );
  });

  it("stands nodes without edges in rows, not in one column", () => {
    const { width, height } = layered(40, []);
    expect(width / height).toBeGreaterThan(0.8);
    expect(width / height).toBeLessThan(5);
  });
});
