import * as fc from "fast-check";
import { parseDocument } from "yaml";
import { parseBudget, parsedYaml } from "../../../../lib/review/diff/parsing";
import { yamlPieces } from "../../../../lib/review/diff/yaml-pieces";

describe("yamlPieces", () => {
  it("cuts before every top-level key", () => {
    const text = "# head\na: 1\nb:\n  c: 2\n\n# of d\nd:\n- x\n- y: 1\n";
    expect(yamlPieces(text)).toEqual(["# head\na: 1\n", "b:\n  c: 2\n\n# of d\n", "d:\n- x\n- y: 1\n"]);
    expect(yamlPieces(text)?.join("")).toBe(text);
  });

  it.each([
    ["- a\n"],
    ["---\na: 1\n"],
    ["a: 1\n---\nb: 2\n"],
    ["a: 1\n...\n"],
    ["%YAML 1.2\n"],
    [""],
    ["# a\n"],
  ])("leaves %j as it is", (text) => {
    expect(yamlPieces(text)).toBeUndefined();
  });

  /** Lines that break texts cut at the wrong place: open quotes, flows, blocks, anchors, keys that repeat. */
  const line = fc.constantFrom(
    "a: 1",
    "b: text",
    "a: two",
    "true: 1",
    '"true": 2',
    "c:",
    "  d: 1",
    "  e: 2",
    "- x",
    "  - y",
    "c: [",
    "]",
    "d: {",
    "}",
    "e: |",
    "  block",
    "",
    "f: >+",
    'g: "open',
    'h: close"',
    "i: 'open",
    "j: close'",
    "k: &anchor 1",
    "l: *anchor",
    "m: &anchor {n: 1}",
    "<<: *anchor",
    "? o",
    ": p",
    "# comment",
    "q: # comment",
    "plain words",
    "  more words",
    "---",
    "...",
    "\tr: 1",
    "s: !!str 1",
    "t: 1\r",
    "__proto__: 1",
    "u.v/w-x: 1",
    "z: {a: 1, a: 2}",
    "? [a]",
    "y:1",
  );

  it("never changes what a text says", () => {
    const long = `long: ${"x".repeat(250)}`;
    let read = 0;
    fc.assert(
      fc.property(fc.array(line, { maxLength: 10 }), fc.boolean(), (lines, first) => {
        const text = [...(first ? [long] : []), ...lines, ...(first ? [] : [long])].join("\n");
        const document = parseDocument(text, { logLevel: "error" });
        let whole: unknown;
        try {
          whole = document.errors.length > 0 ? undefined : document.toJS({ maxAliasCount: 50 });
        } catch {
          whole = undefined;
        }
        const expected = typeof whole === "object" ? whole : undefined;
        read += expected === undefined ? 0 : 1;
        expect(JSON.stringify(parsedYaml(text, parseBudget()))).toBe(JSON.stringify(expected));
      }),
      { numRuns: 3000 },
    );
    expect(read).toBeGreaterThan(300);
  });
});
