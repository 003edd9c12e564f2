import * as fc from "fast-check";
import { parse } from "yaml";
import { placeText, yamlLines } from "../../../../lib/review/diff/yaml-lines";

const text = (value: unknown) =>
  yamlLines(value as never)
    .map((line) => line.text)
    .join("\n");

describe("yamlLines", () => {
  it("writes keys sorted, lists and blocks", () => {
    const value = { b: [{ z: 1, x: "two words" }, [], "3"], a: { c: null, d: "first\n\n  second\n" }, e: {} };
    expect(text(value)).toBe(
      [
        "a:",
        "  c: null",
        "  d: |",
        "    first",
        "",
        "      second",
        "b:",
        "  - x: two words",
        "    z: 1",
        "  - []",
        '  - "3"',
        "e: {}",
      ].join("\n"),
    );
  });

  it("says where a line stands", () => {
    const places = yamlLines({ spec: { containers: [{ image: "a" }] } }).map(({ place }) => placeText(place));
    expect(places).toEqual(["spec", "spec.containers", "spec.containers[0].image"]);
  });

  it("shows JSON in a text as what it holds", () => {
    const dashboard = JSON.stringify({ title: "Orders", panels: [{ id: 1 }], refresh: "30s" });
    expect(text({ dashboard })).toBe(
      ["dashboard: # JSON", "  panels:", "    - id: 1", "  refresh: 30s", "  title: Orders"].join("\n"),
    );
  });

  it("shows masked and unknown values as they are", () => {
    expect(text({ a: "(sensitive #12)", b: "(known after apply)" })).toBe(
      "a: (sensitive #12)\nb: (known after apply)",
    );
  });

  it("writes what YAML reads as the same value", () => {
    // Longer texts may be JSON, which is written as what it holds.
    const json = fc
      .jsonValue({ stringUnit: "binary" })
      .filter((value) => typeof value === "object" && value !== null);
    const tricky = fc.dictionary(
      fc.string({ maxLength: 8 }),
      fc.oneof(
        fc.string({ unit: fc.constantFrom(..."a1:-#|>&*!? \n\t\"'{}[],.~e+%@`="), maxLength: 20 }),
        fc.constantFrom(
          "1e3",
          "0x1f",
          "2001-01-01",
          "yes",
          "null",
          "~",
          "1:30",
          "-",
          ".5",
          "1_000",
          "=",
          "<<",
        ),
      ),
    );
    fc.assert(
      fc.property(fc.oneof(json, tricky), (value) => {
        const plain = JSON.parse(JSON.stringify(value));
        const read = parse(text(plain), { logLevel: "error", uniqueKeys: false });
        expect(read).toEqual(plain);
      }),
      { numRuns: 1000 },
    );
  });
});
