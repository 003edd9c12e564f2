import { Lazy } from "cdktf";
import * as fc from "fast-check";
import { alertmanagerConfig } from "../../../../constructs/observability/routing/alert-routing";
import {
  checkLabelName,
  checkMatcher,
  Matcher,
  renderMatcher,
} from "../../../../constructs/observability/routing/matcher";
import { Receiver } from "../../../../constructs/observability/routing/receiver";
import { Problems } from "../../../../lib/core/errors";
import { describeWithAmtool, receiversOf } from "../../../support/amtool";
import { codes } from "../../../support/synth";

function problemsOf(matcher: Matcher): string[] {
  const problems = new Problems();
  checkMatcher(problems, matcher);
  return codes(problems.all);
}

describe("renderMatcher", () => {
  it.each([
    [Matcher.equals("team", "shop"), 'team="shop"'],
    [Matcher.notEquals("team", ""), 'team!=""'],
    [Matcher.matches("team", "a\\d+"), 'team=~"a\\\\d+"'],
    [Matcher.notMatches("team", 'say "hi"\n'), 'team!~"say \\"hi\\"\\n"'],
  ])("writes %j as %s", (matcher, text) => {
    expect(problemsOf(matcher)).toEqual([]);
    expect(renderMatcher(matcher)).toBe(text);
  });

  describeWithAmtool("through amtool", () => {
    it("means the text as it was given, whatever is in it", () => {
      const text = fc.string({ unit: fc.constantFrom(..."a\\\"'{}=~!,. \nn|$é"), maxLength: 6 });
      const values = fc.sample(text, { numRuns: 40, seed: 3 });
      const { config } = alertmanagerConfig(
        {
          receivers: { rest: Receiver.none(), right: Receiver.none() },
          route: {
            receiver: "rest",
            routes: values.map((value, index) => ({
              receiver: "right",
              matchers: [Matcher.equals("team", value), Matcher.equals("index", `${index}`)],
            })),
          },
        },
        new Problems(),
      );
      const labels = values.map((team, index) => ({ team, index: `${index}` }));
      expect(receiversOf(config, labels)).toEqual(values.map(() => ["right"]));
      expect(receiversOf(config, [{ team: `${values[0]}x`, index: "0" }])).toEqual([["rest"]]);
    });
  });
});

describe("checkMatcher", () => {
  it.each<[Matcher, string]>([
    [Matcher.equals("my-team", "a"), "label invalid-label"],
    [Matcher.equals("", "a"), "label invalid-label"],
    [Matcher.equals("1st", "a"), "label invalid-label"],
    [Matcher.matches("team", "(?!shop).*"), "value invalid-regex"],
    [Matcher.notMatches("team", "a("), "value invalid-regex"],
    [{ label: "team", operator: "==" as "=", value: "a" }, "operator unknown-operator"],
  ])("fails on %j", (matcher, problem) => {
    expect(problemsOf(matcher)).toEqual([problem]);
  });

  it("reads no expression into a value that is compared as it is, nor into a token", () => {
    expect(problemsOf(Matcher.equals("team", "a("))).toEqual([]);
    expect(problemsOf(Matcher.matches("team", Lazy.stringValue({ produce: () => "team" })))).toEqual([]);
  });
});

describe("checkLabelName", () => {
  it("takes names of Prometheus and tokens", () => {
    const problems = new Problems();
    for (const label of ["team", "__name__", "a1", Lazy.stringValue({ produce: () => "label" })]) {
      checkLabelName(problems, "groupBy", label);
    }
    expect(problems.all).toEqual([]);
  });

  it("fails on other names", () => {
    const problems = new Problems();
    checkLabelName(problems, "groupBy", "a b");
    expect(codes(problems.all)).toEqual(["groupBy invalid-label"]);
  });
});
