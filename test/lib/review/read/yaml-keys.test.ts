import * as fc from "fast-check";
import { parseDocument } from "yaml";
import { repeatsKey } from "../../../../lib/review/read/yaml-keys";

const repeats = (text: string) => repeatsKey(parseDocument(text, { uniqueKeys: false }).contents);

describe("repeatsKey", () => {
  it.each([
    "a: 1\na: 2",
    "a:\n  - b: 1\n    'b': 2",
    "{a: 1, a: 2}",
    "? {a: 1, a: 2}\n: b",
    "1: a\n0x1: b",
    "- - a:\n    a:",
  ])("finds one in %j", (text) => {
    expect(repeats(text)).toBe(true);
  });

  it.each(["a: 1\nb: {a: 1}", "- a: 1\n- a: 1", "1: a\n'1': b", "", "a", "- a: &x {b: 1}\n  c: *x"])(
    "finds none in %j",
    (text) => {
      expect(repeats(text)).toBe(false);
    },
  );

  it("says what the library says", () => {
    const part = fc.constantFrom(
      "a: 1",
      "b: 2",
      '"a": 3',
      "c:",
      "  a: 1",
      "  b: 1",
      "  - a: 1",
      "d: {a: 1, b: 1}",
      "true: 1",
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (lines) => {
        const text = lines.join("\n");
        fc.pre(parseDocument(text, { uniqueKeys: false }).errors.length === 0);
        expect(repeats(text)).toBe(parseDocument(text).errors.length > 0);
      }),
      { numRuns: 500 },
    );
  });
});
