import * as fc from "fast-check";
import { parseBudget, parsedJson, parsedYaml } from "../../../../lib/review/diff/parsing";

describe("parsedJson", () => {
  it("reads objects and lists, nothing else", () => {
    expect(parsedJson(' {"a": [1]}')).toEqual({ a: [1] });
    expect(["1", '"a"', "{", "a: 1", ""].map(parsedJson)).toEqual(Array(5).fill(undefined));
  });

  it("leaves what is nested without end", () => {
    expect(parsedJson("[".repeat(100_000) + "]".repeat(100_000))).toBeUndefined();
  });
});

describe("parsedYaml", () => {
  it("reads a document and counts what it cost", () => {
    const budget = parseBudget(100);
    expect(parsedYaml("a: 1\nb: [x]\n", budget)).toEqual({ a: 1, b: ["x"] });
    expect(budget.characters).toBe(88);
  });

  it("pays once for what two texts have in common", () => {
    const common = `text: ${"x".repeat(300)}\n`;
    const budget = parseBudget(400);
    expect(parsedYaml(`${common}a: 1\n`, budget)).toEqual({ text: "x".repeat(300), a: 1 });
    expect(parsedYaml(`${common}a: 2\n`, budget)).toEqual({ text: "x".repeat(300), a: 2 });
    expect(parsedYaml(`b: 1\n${common}`, budget)).toEqual({ b: 1, text: "x".repeat(300) });
    expect(budget.characters).toBe(400 - common.length - 15);
  });

  it("is done soon with very many keys", () => {
    const text = `a:\n${Array.from({ length: 60_000 }, (_, index) => `  k${index}: 1\n`).join("")}`;
    const start = process.cpuUsage();
    expect(Object.keys((parsedYaml(text, parseBudget()) as { a: object }).a)).toHaveLength(60_000);
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1e6).toBeLessThan(5);
  });

  it("takes JSON for free and leaves what it cannot pay", () => {
    const budget = parseBudget(3);
    expect(parsedYaml('{"a": 1}', budget)).toEqual({ a: 1 });
    expect(parsedYaml("a: 1\n", budget)).toBeUndefined();
    expect(budget.characters).toBe(3);
  });

  it.each([
    ["a scalar", "text"],
    ["errors", "a: [1"],
    ["keys that repeat", "a:\n  - b: 1\n    'b': 2\n"],
    ["several documents", "a: 1\n---\nb: 2\n"],
    [
      "a bomb of aliases",
      `a: &a [x]\n${"b: &b [*a, *a]\n".replace("b: ", "b: ")}c: [${"*b, ".repeat(200)}1]`,
    ],
    ["depth", `${"- ".repeat(3000)}a`],
    ["deep indentation", Array.from({ length: 300 }, (_, i) => `${"  ".repeat(i)}a:`).join("\n")],
  ])("gives up on %s", (_, text) => {
    expect(parsedYaml(text, parseBudget())).toBeUndefined();
  });

  it("makes JSON of what only YAML has", () => {
    expect(parsedYaml("a: !!binary aGk=\nb: .inf\nc: !own x\nd: 2001-01-01\n", parseBudget())).toMatchObject({
      b: "Infinity",
      c: "x",
      d: "2001-01-01",
    });
  });

  it("never crashes", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."ab:-[]{}&*!|> \n\"'#") }), (text) => {
        const value = parsedYaml(text, parseBudget());
        expect(value === undefined || typeof value === "object").toBe(true);
      }),
    );
  });
});
