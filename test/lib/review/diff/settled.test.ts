import * as fc from "fast-check";
import { settled, UNKNOWN } from "../../../../lib/review/diff/settled";

describe("settled", () => {
  it("fills in what is known after apply, also members and items the value does not have", () => {
    const value = { arn: "a", list: ["x", null], nested: { known: 1 } };
    const unknown = { id: true, list: [false, true], nested: { late: true }, list2: [true] };
    expect(settled(value, unknown)).toEqual({
      arn: "a",
      id: UNKNOWN,
      list: ["x", UNKNOWN],
      nested: { known: 1, late: UNKNOWN },
      list2: [UNKNOWN],
    });
  });

  it("takes marks for a whole value, and for none", () => {
    expect(settled({ a: 1 }, true)).toBe(UNKNOWN);
    expect(settled(undefined, true)).toBe(UNKNOWN);
    expect(settled(undefined, {})).toBeUndefined();
  });

  it("gives back the same object where everything is known", () => {
    const value = { a: [{ b: 1 }] };
    expect(settled(value, false)).toBe(value);
    expect(settled(value, { a: [{}] })).toBe(value);
    expect(settled(value, { a: [{ b: false }] })).toBe(value);
  });

  it("survives marks of any shape", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (value, unknown) => {
        settled(value as never, unknown as never);
      }),
    );
  });
});
