import * as fc from "fast-check";
import {
  checkTagPattern,
  coversPattern,
  LIFECYCLE_PATTERN,
  MUTABLE_TAG_PATTERN,
  overlapsPattern,
} from "../../../constructs/registry/tag-patterns";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

const patterns = fc.string({ unit: fc.constantFrom("a", "b", "*"), minLength: 1, maxLength: 6 });
const tags = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 6 });

function matches(pattern: string, tag: string): boolean {
  return new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(tag);
}

describe("coversPattern", () => {
  it.each([
    ["*", "v*", true],
    ["v*", "v1.*", true],
    ["v*", "v1.2.3", true],
    ["*-stable", "v*-stable", true],
    ["v1*", "v*", false],
    ["v*", "*", false],
    ["a*a", "a", false],
  ])("%s covers %s: %s", (outer, inner, expected) => {
    expect(coversPattern(outer, inner)).toBe(expected);
  });

  it("covers every tag of the inner pattern", () => {
    fc.assert(
      fc.property(patterns, patterns, tags, (outer, inner, tag) => {
        fc.pre(coversPattern(outer, inner) && matches(inner, tag));
        expect(matches(outer, tag)).toBe(true);
      }),
    );
  });

  it("denies only where some tag is left out", () => {
    fc.assert(
      fc.property(patterns, patterns, (outer, inner) => {
        const example = inner.replaceAll("*", "z");
        expect(coversPattern(outer, inner)).toBe(matches(outer, example));
      }),
    );
  });
});

describe("overlapsPattern", () => {
  it.each([
    ["release-*", "*-stable", true],
    ["v*", "v1", true],
    ["v*", "pr-*", false],
    ["a*", "*b", true],
    ["a", "b", false],
  ])("%s overlaps %s: %s", (one, other, expected) => {
    expect(overlapsPattern(one, other)).toBe(expected);
    expect(overlapsPattern(other, one)).toBe(expected);
  });

  it("finds every pair that shares a tag", () => {
    fc.assert(
      fc.property(patterns, patterns, tags, (one, other, tag) => {
        fc.pre(matches(one, tag) && matches(other, tag));
        expect(overlapsPattern(one, other)).toBe(true);
      }),
    );
  });

  it("treats a token as apart from everything but itself", () => {
    expect(overlapsPattern("${TfToken[TOKEN.1]}", "*")).toBe(false);
    expect(coversPattern("*", "${TfToken[TOKEN.1]}")).toBe(false);
    expect(coversPattern("${TfToken[TOKEN.1]}", "${TfToken[TOKEN.1]}")).toBe(true);
  });
});

describe("checkTagPattern", () => {
  function check(pattern: string, rule = LIFECYCLE_PATTERN): string[] {
    const problems = new Problems();
    checkTagPattern(problems, "tag", pattern, rule);
    return codes(problems.all);
  }

  it("takes tags and patterns", () => {
    expect(["latest", "v*", "*", "1.2.3-rc_1", "a*b*c*d*"].flatMap((pattern) => check(pattern))).toEqual([]);
  });

  it.each(["", "a/b", "a b", "a:b", "x".repeat(129)])("fails on %j, which no tag can match", (pattern) => {
    expect(check(pattern)).toEqual(["tag invalid-tag-pattern"]);
  });

  it("fails on more wildcards than the rule allows", () => {
    expect(check("a*b*c*d*e*")).toEqual(["tag too-many-wildcards"]);
    expect(check("a*b*c*", MUTABLE_TAG_PATTERN)).toEqual(["tag too-many-wildcards"]);
    expect(check("a*b*", MUTABLE_TAG_PATTERN)).toEqual([]);
  });

  it("does not look into tokens", () => {
    expect(check("${TfToken[TOKEN.1]}")).toEqual([]);
  });
});
