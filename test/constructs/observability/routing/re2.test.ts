import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as fc from "fast-check";
import { quoteRe2, re2Problem } from "../../../../constructs/observability/routing/re2";
import { describeWithAmtool } from "../../../support/amtool";

const GOOD = [
  "",
  "shop|cart",
  "shop-.*",
  "(?i)shop",
  "(?i:shop)|(?-s:.)",
  "(?P<team>a|b)+",
  "a{2}b{2,}c{2,3}?d*?",
  "a{,3}{",
  "[]a]|[^]a]|[a-z-]|[-a]|[a\\-z]",
  "[[:alpha:]_\\d\\pL]+",
  "\\Qa.b(\\E+",
  "\\x41\\x{1F600}\\p{Greek}\\PN\\pL\\012\\.",
  "\\A\\bx\\z",
  "^a$|()",
  "(a{10}){100}",
  "]",
];
const BAD: readonly [pattern: string, problem: string][] = [
  ["(?!Watchdog).*", "lookahead is not known"],
  ["a(?=b)", "lookahead is not known"],
  ["(?<=a)b", "lookbehind is not known"],
  ["(?<!a)b", "lookbehind is not known"],
  ["(a)\\1", "\\1 is no escape"],
  ["(?P<a>b)\\k<a>", "\\k is no escape"],
  ["(?>a)", "(?>a opens no group"],
  ["(?#a)", "(?#a opens no group"],
  ["a++", "++ repeats a repetition"],
  ["a**", "** repeats a repetition"],
  ["*a", "* repeats nothing"],
  ["a|+b", "+ repeats nothing"],
  ["(?i)*", "* repeats nothing"],
  ["(a", "a bracket ( is not closed"],
  ["a)b", "a bracket ) closes nothing"],
  ["[a", "a bracket [ is not closed"],
  ["[]", "a bracket [ is not closed"],
  ["[b-a]", "a range in brackets [ ] runs backwards"],
  ["[a-\\d]", "\\d is no character"],
  ["[[:letter:]]", "[:letter:] is no class of characters"],
  ["\\p{Klingon}", "\\p{Klingon} is no class of characters"],
  ["[\\pX]", "\\pX is no class of characters"],
  ["\\Qa", "\\Q is no escape"],
  ["a{1001}", "{1001} is no range up to 1000"],
  ["a{3,2}", "{3,2} is no range up to 1000"],
  ["(a{100}){11}", "nested repetitions come to more than 1000"],
  ["a\\", "\\ is no escape"],
  ["\\i", "\\i is no escape"],
];

describe("re2Problem", () => {
  it.each(GOOD)("takes %j", (pattern) => {
    expect(re2Problem(pattern)).toBeUndefined();
  });

  it.each(BAD)("fails on %j", (pattern, problem) => {
    expect(re2Problem(pattern)).toBe(problem);
  });

  describeWithAmtool("beside Alertmanager's own compiler", () => {
    it("judges the examples alike", () => {
      expect(GOOD.filter((pattern) => !compiles([pattern]))).toEqual([]);
      expect(BAD.filter(([pattern]) => compiles([pattern])).map(([pattern]) => pattern)).toEqual([]);
    });

    it("judges random patterns alike", () => {
      const piece = fc.constantFrom(
        ..."ab|()[]^-.*+?{}:,1\\",
        ...[
          "(?",
          "(?:",
          "(?i)",
          "(?P<n>",
          "[:",
          ":]",
          "{2}",
          "{2,3}",
          "\\d",
          "\\Q",
          "\\E",
          "\\pL",
          "[a-",
          "\\x4",
          "é",
        ],
      );
      const patterns = fc.sample(
        fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join("")),
        {
          numRuns: 300,
          seed: 5,
        },
      );
      expect(patterns.filter((pattern) => re2Problem(pattern) === undefined).length).toBeGreaterThan(50);
      const wrong = patterns.filter((pattern) => {
        const problem = re2Problem(pattern);
        // Alertmanager puts brackets around the pattern, and takes these two slips.
        const slip = problem === "a bracket ) closes nothing" || /\(\?i\)[*+?{]/.test(pattern);
        return (problem === undefined) !== compiles([pattern]) && !(problem !== undefined && slip);
      });
      expect(wrong).toEqual([]);
    });
  });
});

describe("quoteRe2", () => {
  it("makes a pattern that matches the text alone", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(re2Problem(quoteRe2(text))).toBeUndefined();
        expect(new RegExp(`^(?:${quoteRe2(text)})$`).test(text)).toBe(true);
      }),
    );
    expect(quoteRe2("a.b|c")).toBe("a\\.b\\|c");
  });
});

/** Whether Alertmanager compiles all of the patterns. */
function compiles(patterns: readonly string[]): boolean {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "slipway-re2-")), "config.json");
  try {
    const config = {
      route: { receiver: "a", routes: patterns.map((pattern) => ({ match_re: { team: pattern } })) },
      receivers: [{ name: "a" }],
    };
    fs.writeFileSync(file, JSON.stringify(config));
    return spawnSync("amtool", ["check-config", file], { stdio: "ignore" }).status === 0;
  } finally {
    fs.rmSync(path.dirname(file), { recursive: true, force: true });
  }
}
