import { alloyProblems } from "./alloy";
import { parseAlloy } from "./alloy-parser";

const WRITE = 'loki.write "default" {\n  endpoint {\n    url = "http://loki"\n  }\n}';

function withProcess(...lines: string[]): string {
  return [
    'loki.source.kubernetes_events "all" {\n  forward_to = [loki.process.a.receiver]\n}',
    `loki.process "a" {\n${lines.join("\n")}\n  forward_to = [loki.write.default.receiver]\n}`,
    WRITE,
  ].join("\n\n");
}

describe("alloyProblems", () => {
  it("takes a configuration that is right", () => {
    expect(
      alloyProblems(withProcess('stage.labels {\n values = {\n  level = "",\n  "a b" = "x",\n }\n}')),
    ).toEqual([]);
  });

  it.each([
    ["stage.colour { }", "loki.process.a > stage.colour is unknown"],
    ['stage.drop {\n  expresion = "x"\n}', "loki.process.a > stage.drop.expresion is unknown"],
    ['stage.drop {\n  older_than = "1 day"\n}', "loki.process.a > stage.drop.older_than is no duration"],
    ["stage.json { }", "loki.process.a > stage.json lacks expressions"],
    ['stage.limit {\n  rate = "5"\n  burst = 5\n}', "loki.process.a > stage.limit.rate is no number"],
  ])("says what is wrong with %s", (stage, problem) => {
    expect(alloyProblems(withProcess(stage))).toEqual([problem]);
  });

  it("says which component is missing, twice there or read by nobody", () => {
    const source = 'loki.source.kubernetes_events "all" {\n  forward_to = [loki.write.other.receiver]\n}';
    expect(alloyProblems(`${source}\n${WRITE}`)).toEqual([
      "loki.write.other.receiver refers to nothing",
      "nothing reads loki.write.default",
    ]);
    expect(alloyProblems(`${withProcess()}\n${WRITE}`)).toContain("loki.write.default is there twice");
    expect(alloyProblems('loki.echo "a" { }')).toContain("loki.echo is no component");
  });

  it.each([
    ["a brace too few", 'loki.write "a" {'],
    ["a brace too many", 'loki.write "a" { } }'],
    ["a string that does not end", 'loki.write "a" {\n  x = "b\n}'],
    ["an escape Go does not know", 'loki.write "a" {\n  x = "\\d"\n}'],
    ["two statements on a line", 'loki.write "a" {\n  x = 1 y = 2\n}'],
    ["a member without a comma", 'loki.write "a" {\n  x = {\n    a = "b"\n  }\n}'],
    ["an attribute twice", 'loki.write "a" {\n  x = 1\n  x = 2\n}'],
    ["an attribute outside of a block", "x = 1"],
    ["a sign that is none", 'loki.write "a" {\n  x = $y\n}'],
  ])("fails on %s", (_, config) => {
    expect(() => alloyProblems(config)).toThrow(/not of Alloy's syntax|outside of a block/);
  });
});

describe("parseAlloy", () => {
  it("reads strings by Go's escapes", () => {
    const [block] = parseAlloy('a.b "c" {\n  x = "\\"\\\\\\n\\u00e9\\x41\\101"\n}');
    expect(block?.attributes.x).toBe('"\\\né' + "AA");
  });
});
