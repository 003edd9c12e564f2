import * as fc from "fast-check";
import { parseCron } from "../../../../constructs/keda/scalers/cron-expression";

const range = (from: number, to: number, step = 1): number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);

/** Values of the minute, or of another field. */
function field(text: string, index = 0): readonly number[] | undefined {
  const fields = ["*", "*", "*", "*", "*"];
  fields[index] = text;
  const parsed = parseCron(fields.join(" "));
  return parsed.problem === undefined ? parsed.fields[index] : undefined;
}

const BOUNDS: readonly (readonly [number, number])[] = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 6],
];
const anyField = fc
  .integer({ min: 0, max: 4 })
  .map((index) => ({ index, least: BOUNDS[index]?.[0] ?? 0, most: BOUNDS[index]?.[1] ?? 0 }));

describe("parseCron", () => {
  it("reads the working hours of a week", () => {
    expect(parseCron("0 8 * * 1-5")).toEqual({
      fields: [[0], [8], range(1, 31), range(1, 12), [1, 2, 3, 4, 5]],
    });
  });

  it("reads lists, steps, open steps and names", () => {
    expect(field("5,1,5")).toEqual([1, 5]);
    expect(field("*/20")).toEqual([0, 20, 40]);
    expect(field("10/20")).toEqual([10, 30, 50]);
    expect(field("10-30/15")).toEqual([10, 25]);
    expect(field("?", 2)).toEqual(range(1, 31));
    expect(field("jan-MAR,Dec", 3)).toEqual([1, 2, 3, 12]);
    expect(field("mon-fri", 4)).toEqual([1, 2, 3, 4, 5]);
  });

  it("takes any white space between and around fields", () => {
    expect(parseCron(" 0  8\t* * 1 ")).toEqual(parseCron("0 8 * * 1"));
  });

  it.each([
    ["0 8 * *", "a cron expression has five fields, and this one has 4"],
    ["0 0 8 * * 1", "a cron expression has five fields, and this one has 6"],
    ["@daily", "a cron expression has five fields, and this one has 1"],
    ["60 8 * * *", '"60" is no minute, which goes from 0 to 59'],
    ["0 24 * * *", '"24" is no hour, which goes from 0 to 23'],
    ["0 0 0 * *", '"0" is no day of the month, which goes from 1 to 31'],
    ["0 0 * 13 *", '"13" is no month, which goes from 1 to 12'],
    ["0 0 * * 7", '"7" is no day of the week, which goes from 0 to 6'],
    ["0 0 * * monday", '"monday" is no day of the week, which goes from 0 to 6'],
    ["jan 0 * * *", '"jan" is no minute, which goes from 0 to 59'],
    ["-1 0 * * *", '"-1" is no minute, which goes from 0 to 59'],
    ["1,,2 0 * * *", '"" is no minute, which goes from 0 to 59'],
    ["1-2-3 0 * * *", '"1-2-3" is no minute, which goes from 0 to 59'],
    ["*-5 0 * * *", '"*-5" is no minute, which goes from 0 to 59'],
    ["0 18-8 * * *", '"18-8" ends before it begins'],
    ["*/0 * * * *", 'the step of "*/0" is 0'],
    ["0 0 31 2,4 *", "none of its months has such a day"],
  ])("fails on %s", (text, problem) => {
    expect(parseCron(text)).toEqual({ problem });
  });

  it("accepts a day that some month or some weekday has", () => {
    expect(parseCron("0 0 29 2 *").problem).toBeUndefined();
    expect(parseCron("0 0 31 2,3 ?").problem).toBeUndefined();
    expect(parseCron("0 0 31 2 1").problem).toBeUndefined();
  });

  it("reads every range with every step within the bounds", () => {
    const cases = anyField.chain(({ index, least, most }) =>
      fc.tuple(
        fc.constant(index),
        fc.tuple(fc.integer({ min: least, max: most }), fc.integer({ min: least, max: most })),
        fc.integer({ min: 1, max: 100 }),
      ),
    );
    fc.assert(
      fc.property(cases, ([index, ends, step]) => {
        const [from, to] = [Math.min(...ends), Math.max(...ends)];
        const parsed = field(`${from}-${to}/${step}`, index);
        expect(parsed).toEqual(range(from, to, step));
      }),
    );
  });

  it("fails on every number outside the bounds", () => {
    const cases = anyField.chain(({ index, least, most }) =>
      fc.tuple(
        fc.constant(index),
        fc.oneof(fc.integer({ min: most + 1 }), fc.integer({ min: -100, max: least - 1 })),
      ),
    );
    fc.assert(
      fc.property(cases, ([index, value]) => {
        expect(field(String(value), index)).toBeUndefined();
      }),
    );
  });

  it("reads or refuses any text, and reads values within the bounds only", () => {
    const item = fc.string({
      unit: fc.constantFrom(..."0123456789*?/,-LW#jansu"),
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(fc.array(item, { minLength: 5, maxLength: 5 }), (items) => {
        const parsed = parseCron(items.join(" "));
        if (parsed.problem === undefined) {
          parsed.fields.forEach((values, index) => {
            const [least = 0, most = 0] = BOUNDS[index] ?? [];
            expect(values.length).toBeGreaterThan(0);
            expect(values).toEqual([...new Set(values)].sort((one, other) => one - other));
            expect(values.every((value) => value >= least && value <= most)).toBe(true);
          });
        } else {
          expect(parsed.problem).not.toMatch(/\.$/);
        }
      }),
    );
  });
});
