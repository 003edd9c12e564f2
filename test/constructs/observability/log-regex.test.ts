import * as fc from "fast-check";
import { checkRe2 } from "../../../constructs/observability/log-regex";
import { Problems } from "../../../lib/core/errors";

function problemsIn(expression: string | undefined): string[] {
  const problems = new Problems();
  checkRe2(problems, "expression", expression);
  return problems.all.map(({ prop, code, rule }) => `${prop} ${code}: ${rule}`);
}

describe("checkRe2", () => {
  it.each([
    "GET /(healthz|readyz)",
    "(?i)debug|trace",
    "(?P<name>a+)(?<other>b)",
    "(?s-i:a.b)",
    "(?:a|b){1,1000}",
    "\\bword\\b \\d+\\.\\d \\x41 \\x{1F600} \\012",
    "\\A\\Qa(b\\E\\z",
    "\\p{Greek}\\pL\\PN\\p{^Lu}",
    "[[:alpha:]_][^]a][]a]",
    "\\_\\-\\/ {} a{ a{,2}",
    "[a\\]b]+?",
    "",
    "${TfToken[TOKEN.1]}",
  ])("takes %s", (expression) => {
    expect(problemsIn(expression)).toEqual([]);
  });

  it.each([
    ["(?=a)", "look around"],
    ["(?!a)", "look around"],
    ["(?<=a)b", "look around"],
    ["(?<!a)b", "look around"],
    ["(?>a)", "look around"],
    ["(a)\\1", "refer back"],
    ["(?P<x>a)\\k<x>", "refer back"],
    ["\\y", "does not know \\y"],
    ["\\Z", "does not know \\Z"],
    ["a{1001}", "at most 1000"],
    ["a{1,5000}", "at most 1000"],
    ["\\x4", "\\x is not complete"],
    ["(a", "unterminated group"],
    ["a)", "unmatched"],
    ["[a", "unterminated character class"],
    ["[]", "unterminated character class"],
    ["*a", "nothing to repeat"],
    ["a**", "nothing to repeat"],
    ["[b-a]", "out of order"],
    ["a{2,1}", "out of order"],
    ["a\\", "\\ at end"],
  ])("fails on %s", (expression, reason) => {
    const [problem, ...more] = problemsIn(expression);
    expect(more).toEqual([]);
    expect(problem).toMatch(/^expression invalid-regex: /);
    expect(problem).toContain(reason);
  });

  it("says nothing about no expression", () => {
    expect(problemsIn(undefined)).toEqual([]);
  });

  it("takes every text whose special characters are escaped", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(problemsIn(text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))).toEqual([]);
      }),
    );
  });
});
