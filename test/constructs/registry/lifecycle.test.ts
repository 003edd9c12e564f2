import * as fc from "fast-check";
import { type LifecycleProps, resolveLifecycle } from "../../../constructs/registry/lifecycle";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

function rulesOf(props: LifecycleProps) {
  const problems = new Problems();
  const rules = resolveLifecycle(props, problems);
  expect(problems.all).toEqual([]);
  return rules.map(({ priority, selection, limit }) => ({ priority, selection, limit }));
}

function problemsOf(props: LifecycleProps): string[] {
  const problems = new Problems();
  resolveLifecycle(props, problems.at("lifecycle"));
  return codes(problems.all);
}

const untagged = (olderThanDays: number, priority = 1) => ({
  priority,
  selection: { tagStatus: "untagged" },
  limit: { olderThanDays },
});

describe("resolveLifecycle", () => {
  it("expires untagged images after 7 days by default, and nothing that has a tag", () => {
    expect(rulesOf({})).toEqual([untagged(7)]);
  });

  it("expires untagged images at another age, or never", () => {
    expect(rulesOf({ untaggedExpiryDays: 1 })).toEqual([untagged(1)]);
    expect(rulesOf({ untaggedExpiryDays: "never", maxImages: 10 })).toEqual([
      { priority: 1, selection: { tagStatus: "any" }, limit: { count: 10 } },
    ]);
  });

  it("numbers keep before expire, then untagged, then all images", () => {
    expect(
      rulesOf({
        maxImages: 500,
        expire: [{ tagPatterns: ["*"], olderThanDays: 14 }],
        keep: [{ tagPatterns: ["v*"], count: 30 }],
      }),
    ).toEqual([
      { priority: 1, selection: { tagStatus: "tagged", patterns: ["v*"] }, limit: { count: 30 } },
      { priority: 2, selection: { tagStatus: "tagged", patterns: ["*"] }, limit: { olderThanDays: 14 } },
      untagged(7, 3),
      { priority: 4, selection: { tagStatus: "any" }, limit: { count: 500 } },
    ]);
  });

  it("makes a rule of each pattern, because ECR would ask for all of them at once", () => {
    expect(
      rulesOf({ keep: [{ tagPatterns: ["v*", "release-*"], count: 30 }], untaggedExpiryDays: "never" }),
    ).toEqual([
      { priority: 1, selection: { tagStatus: "tagged", patterns: ["v*"] }, limit: { count: 30 } },
      { priority: 2, selection: { tagStatus: "tagged", patterns: ["release-*"] }, limit: { count: 30 } },
    ]);
  });

  it("has no limit of images unless told, and unlimited says so", () => {
    expect(rulesOf({ maxImages: "unlimited" })).toEqual(rulesOf({}));
  });

  it("takes explicit rules as they are, sorted by priority", () => {
    expect(
      rulesOf({
        rules: [
          { priority: 900, tagStatus: "any", count: 100 },
          { priority: 5, tagStatus: "tagged", tagPatternList: ["v*", "*-lts"], count: 3 },
          { priority: 10, tagStatus: "untagged", olderThanDays: 2 },
        ],
      }),
    ).toEqual([
      { priority: 5, selection: { tagStatus: "tagged", patterns: ["v*", "*-lts"] }, limit: { count: 3 } },
      untagged(2, 10),
      { priority: 900, selection: { tagStatus: "any" }, limit: { count: 100 } },
    ]);
  });

  it("describes a rule unless the user does", () => {
    const problems = new Problems();
    const rules = resolveLifecycle(
      {
        rules: [
          { priority: 1, tagStatus: "tagged", tagPatternList: ["a*", "b*"], count: 1 },
          { priority: 2, tagStatus: "untagged", olderThanDays: 1 },
          { priority: 3, tagStatus: "any", olderThanDays: 1, description: "mine" },
        ],
      },
      problems,
    );
    expect(rules.map((rule) => rule.description)).toEqual([
      "keep the newest images tagged a* and b*",
      "expire old untagged images",
      "mine",
    ]);
  });

  it("gives any valid counts and ages unique priorities from 1 without a gap", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^[a-z]{3}$/), { maxLength: 6 }),
        fc.integer({ min: 1, max: 1000 }),
        (names, count) => {
          const rules = rulesOf({ keep: names.map((name) => ({ tagPatterns: [`${name}-*`], count })) });
          expect(rules.map((rule) => rule.priority)).toEqual(rules.map((_, index) => index + 1));
        },
      ),
    );
  });

  it.each([0, -1, 1.5, Number.NaN])("fails on %d images or days", (value) => {
    expect(
      problemsOf({
        untaggedExpiryDays: value,
        maxImages: value,
        keep: [{ tagPatterns: ["v*"], count: value }],
        expire: [{ tagPatterns: ["pr-*"], olderThanDays: value }],
      }).filter((code) => code.endsWith("out-of-range")),
    ).toEqual([
      "lifecycle.keep[0].count out-of-range",
      "lifecycle.expire[0].olderThanDays out-of-range",
      "lifecycle.untaggedExpiryDays out-of-range",
      "lifecycle.maxImages out-of-range",
    ]);
  });

  it("fails on zero in explicit rules", () => {
    expect(problemsOf({ rules: [{ priority: 0, tagStatus: "any", count: 0 }] })).toEqual([
      "lifecycle.rules[0].priority out-of-range",
      "lifecycle.rules[0].count out-of-range",
    ]);
    expect(problemsOf({ rules: [{ priority: 1, tagStatus: "any", olderThanDays: 0 }] })).toEqual([
      "lifecycle.rules[0].olderThanDays out-of-range",
    ]);
  });

  it("fails on patterns ECR would refuse, and on none", () => {
    expect(
      problemsOf({
        keep: [{ tagPatterns: ["v/*"], count: 1 }],
        expire: [
          { tagPatterns: ["a*b*c*d*e*"], olderThanDays: 1 },
          { tagPatterns: [], olderThanDays: 1 },
        ],
      }),
    ).toEqual([
      "lifecycle.keep[0].tagPatterns[0] invalid-tag-pattern",
      "lifecycle.expire[0].tagPatterns[0] too-many-wildcards",
      "lifecycle.expire[1].tagPatterns no-tag-patterns",
    ]);
    expect(problemsOf({ rules: [{ priority: 1, tagStatus: "tagged", count: 1 }] })).toEqual([
      "lifecycle.rules[0].tagPatternList no-tag-patterns",
    ]);
  });

  it("fails when an image is both kept and expired by the same pattern", () => {
    expect(
      problemsOf({
        keep: [{ tagPatterns: ["v*"], count: 5 }],
        expire: [{ tagPatterns: ["pr-*", "v*"], olderThanDays: 30 }],
      }),
    ).toEqual(["lifecycle.expire[0].tagPatterns[1] duplicate-selection"]);
  });

  it("fails when a kept pattern leaves an age rule nothing to do", () => {
    expect(
      problemsOf({
        keep: [{ tagPatterns: ["v*"], count: 5 }],
        expire: [{ tagPatterns: ["v1.*"], olderThanDays: 30 }],
      }),
    ).toEqual(["lifecycle.expire[0].tagPatterns[0] shadowed-rule"]);
  });

  it("fails when an explicit age rule comes before the keep rule it empties", () => {
    expect(
      problemsOf({
        rules: [
          { priority: 2, tagStatus: "tagged", tagPatternList: ["v*"], count: 30 },
          { priority: 1, tagStatus: "tagged", tagPatternList: ["*"], olderThanDays: 30 },
        ],
      }),
    ).toEqual(["lifecycle.rules[1] expires-kept"]);
  });

  it("fails when more images are kept than there may be in all", () => {
    expect(problemsOf({ keep: [{ tagPatterns: ["v*"], count: 11 }], maxImages: 10 })).toEqual([
      "lifecycle.keep[0].count keep-exceeds-max",
    ]);
  });

  it("fails when nothing is left to do", () => {
    expect(problemsOf({ untaggedExpiryDays: "never" })).toEqual(["lifecycle no-lifecycle-rules"]);
    expect(problemsOf({ rules: [] })).toEqual(["lifecycle.rules no-lifecycle-rules"]);
  });

  it("fails when explicit rules stand beside other props", () => {
    expect(problemsOf({ rules: [{ priority: 1, tagStatus: "any", count: 1 }], maxImages: 3 })).toEqual([
      "lifecycle.rules mixed-lifecycle",
    ]);
  });

  it("fails when an explicit rule has both limits or none, or patterns where they mean nothing", () => {
    expect(
      problemsOf({
        rules: [
          { priority: 1, tagStatus: "untagged", tagPatternList: ["v*"], count: 1, olderThanDays: 1 },
          { priority: 2, tagStatus: "any" },
        ],
      }),
    ).toEqual([
      "lifecycle.rules[0] count-or-age",
      "lifecycle.rules[0].tagPatternList patterns-not-allowed",
      "lifecycle.rules[1] count-or-age",
    ]);
  });
});
