import * as fc from "fast-check";
import { type Edit, editsOf, hunksOf, textLines } from "../../../../lib/review/diff/line-diff";
import { yamlLines } from "../../../../lib/review/diff/yaml-lines";

const lines = fc.array(fc.constantFrom("a", "b", "c", "", "- a"), { maxLength: 30 });
const diff = (before: readonly string[], after: readonly string[]) =>
  editsOf(
    before.map((text) => ({ text })),
    after.map((text) => ({ text })),
  );
const side = (edits: readonly Edit[], other: string) =>
  edits.filter(({ sign }) => sign !== other).map(({ line }) => line.text);

describe("editsOf", () => {
  it("makes the one text of the other, and keeps what both have", () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const edits = diff(before, after);
        expect(side(edits, "+")).toEqual(before);
        expect(side(edits, "-")).toEqual(after);
      }),
    );
  });

  it("is as short as can be", () => {
    const shown = diff(["a", "b", "c"], ["a", "x", "c", "d"]).map(({ sign, line }) => sign + line.text);
    expect(shown).toEqual([" a", "-b", "+x", " c", "+d"]);
  });

  it("stays quick on long texts that have everything in common but the order", () => {
    const before = Array.from({ length: 30_000 }, (_, index) => String(index));
    const after = [...before].reverse();
    const start = Date.now();
    const edits = diff(before, after);
    expect(Date.now() - start).toBeLessThan(3000);
    expect(side(edits, "+")).toEqual(before);
    expect(side(edits, "-")).toEqual(after);
  });
});

describe("hunksOf", () => {
  it("shows every line that changed, with a few around it", () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const edits = diff(before, after);
        const shown = hunksOf(edits).filter(({ sign }) => sign === "-" || sign === "+");
        expect(shown).toEqual(
          edits.filter(({ sign }) => sign !== " ").map(({ sign, line }) => ({ sign, text: line.text })),
        );
      }),
    );
  });

  it("makes the one text of the other again where all lines around are shown", () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        fc.pre(before.join("\n") !== after.join("\n"));
        const shown = hunksOf(diff(before, after), Number.POSITIVE_INFINITY);
        const without = (hidden: string) =>
          shown.filter(({ sign }) => sign !== hidden && sign !== "@").map(({ text }) => text);
        expect(without("+")).toEqual(before);
        expect(without("-")).toEqual(after);
      }),
    );
  });

  it("says where a change stands", () => {
    const values = (memory: string) => ({ controller: { replicas: 1, resources: { limits: { memory } } } });
    const edits = editsOf(yamlLines(values("1Gi")), yamlLines(values("2Gi")));
    expect(hunksOf(edits, 1)).toEqual([
      { sign: "@", text: "controller.resources.limits.memory" },
      { sign: " ", text: "    limits:" },
      { sign: "-", text: "      memory: 1Gi" },
      { sign: "+", text: "      memory: 2Gi" },
    ]);
    const plain = editsOf(textLines("a\nb\nc\nd\ne"), textLines("a\nb\nc\nd\nx"));
    expect(hunksOf(plain, 0)[0]).toEqual({ sign: "@", text: "line 5" });
  });

  it("leaves out the places of what is all new, and counts what is too much", () => {
    const many = Array.from({ length: 3000 }, (_, index) => ({ text: String(index) }));
    const shown = hunksOf(editsOf([], many));
    expect(shown[0]).toEqual({ sign: "+", text: "0" });
    expect(shown).toHaveLength(2001);
    expect(shown.at(-1)).toEqual({ sign: "@", text: "1000 more lines are not shown" });
  });

  it("shows the part of long lines in which they differ", () => {
    const long = (end: string) => `${"x".repeat(1000)}${end}${"y".repeat(1000)}`;
    const [, removed, added] = hunksOf(
      editsOf(textLines(`a\n${long("OLD")}`), textLines(`a\n${long("NEW")}`)),
      0,
    );
    expect(removed?.text).toMatch(/^\(940 characters\)\.\.\.x+OLDy+\.\.\.\(\d+ characters\)$/);
    expect(added?.text).toContain("NEW");
  });
});
