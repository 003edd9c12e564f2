import * as fc from "fast-check";
import { type ValueChange, valueChanges } from "../../../../lib/review/diff/value-changes";
import { pathText, sameValue } from "../../../../lib/review/diff/values";

const shown = (before: unknown, after: unknown) =>
  valueChanges(before as never, after as never).changes.map(
    ({ path, before: old, after: new_ }: ValueChange) =>
      `${pathText(path)}: ${JSON.stringify(old)} -> ${JSON.stringify(new_)}`,
  );

describe("valueChanges", () => {
  it("goes as deep as the difference", () => {
    expect(shown({ a: { b: [{ c: 1, d: 2 }] }, e: 1 }, { a: { b: [{ c: 1, d: 3 }] }, e: 1 })).toEqual([
      "a.b[0].d: 2 -> 3",
    ]);
  });

  it("aligns blocks by likeness", () => {
    const rule = (port: number, cidr: string) => ({ from_port: port, to_port: port, protocol: "tcp", cidr });
    const before = { ingress: [rule(22, "a"), rule(443, "b")] };
    const after = { ingress: [rule(80, "c"), rule(443, "b"), rule(22, "d")] };
    expect(shown(before, after)).toEqual([
      'ingress[2].cidr: "a" -> "d"',
      'ingress[0]: undefined -> {"from_port":80,"to_port":80,"protocol":"tcp","cidr":"c"}',
    ]);
    expect(valueChanges(before, after).reordered).toBe(1);
  });

  it("aligns blocks by name", () => {
    const before = [
      { name: "a", value: "1" },
      { name: "b", value: "2" },
      { name: "c", value: "3" },
    ];
    const after = [
      { name: "c", value: "3" },
      { name: "a", value: "9" },
    ];
    expect(shown({ env: before }, { env: after })).toEqual([
      'env[1].value: "1" -> "9"',
      'env[1]: {"name":"b","value":"2"} -> undefined',
    ]);
  });

  it("takes one block that goes and one that comes for one that changes", () => {
    expect(shown({ spec: [{ a: 1, b: 2 }] }, { spec: [{ a: 3, b: 4 }] })).toEqual([
      "spec[0].a: 1 -> 3",
      "spec[0].b: 2 -> 4",
    ]);
  });

  it("shows short lists side by side and long ones by what differs", () => {
    expect(shown({ a: ["x", "y"] }, { a: ["y", "z"] })).toEqual(['a: ["x","y"] -> ["y","z"]']);
    const many = Array.from({ length: 20 }, (_, index) => `n${index}`);
    expect(shown({ a: many }, { a: [...many.slice(1), "new"] })).toEqual([
      'a[0]: "n0" -> undefined',
      'a[19]: undefined -> "new"',
    ]);
  });

  it("shows a new order, which Terraform would not plan if it meant nothing", () => {
    expect(shown({ a: [{ x: 1 }, { x: 2 }] }, { a: [{ x: 2 }, { x: 1 }] })).toHaveLength(1);
  });

  it("looks into long blocks and into those that hold documents, not into short ones", () => {
    expect(shown({}, { a: { b: 1 } })).toEqual(['a: undefined -> {"b":1}']);
    expect(shown({}, { a: { b: '{"c": 1}' } })).toHaveLength(1);
    expect(shown({}, { a: { b: '{"c": 1}', d: 1 } })).toEqual([
      'a.b: undefined -> "{\\"c\\": 1}"',
      "a.d: undefined -> 1",
    ]);
    expect(shown(undefined, { a: 1, b: null })).toEqual(["a: undefined -> 1", "b: undefined -> null"]);
  });

  it("finds something exactly where something differs", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
        const { changes } = valueChanges(before as never, after as never);
        expect(changes.length > 0).toBe(!sameValue(before as never, after as never));
        expect(changes.every((change) => !sameValue(change.before, change.after))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("finds it in lists of blocks as well", () => {
    const blocks = fc.array(
      fc.record({ name: fc.constantFrom("a", "b"), port: fc.nat(2), on: fc.boolean() }),
      {
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(blocks, blocks, (before, after) => {
        expect(valueChanges({ a: before }, { a: after }).changes.length > 0).toBe(!sameValue(before, after));
      }),
    );
  });

  it("stays quick on long lists", () => {
    const blocks = (from: number) =>
      Array.from({ length: 5000 }, (_, index) => ({ cidr: `c${from + index}`, port: 1 }));
    const start = Date.now();
    expect(valueChanges({ a: blocks(0) }, { a: blocks(1000) }).changes).toHaveLength(2000);
    expect(Date.now() - start).toBeLessThan(2000);
  });
});
