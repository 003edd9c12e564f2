import * as fc from "fast-check";
import {
  checkTagRule,
  DIGEST,
  type ImageTags,
  namedAsAsked,
  TAGGED,
  WRITTEN_ONCE,
  wholeTag,
} from "../../../../constructs/ci/image-trust/image-tags";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

function problemsOf(tags: ImageTags): string[] {
  const problems = new Problems();
  checkTagRule(problems, "tags", tags);
  return codes(problems.all);
}

const SHA256 = `sha256:${"0a".repeat(32)}`;

/** The expression in JavaScript, whose method names and operators differ from those of CEL in one place. */
function accepts(tags: ImageTags, image: string): boolean {
  const script = (namedAsAsked(tags, "image") ?? "true").replaceAll(".matches(", ".match(");
  return Boolean(new Function("image", `return ${script};`)(image));
}

describe("namedAsAsked", () => {
  const once: ImageTags = { allow: WRITTEN_ONCE };

  it.each([
    "ghcr.io/acme/orders:1.4.2",
    "ghcr.io/acme/orders:v1.4.2-rc.1",
    "ghcr.io/acme/orders:sha-0123abc",
    "ghcr.io/acme/orders:develop-0123456789abcdef0123456789abcdef01234567",
    "localhost:5000/orders:1.4.2",
    `ghcr.io/acme/orders@${SHA256}`,
    `ghcr.io/acme/orders:latest@${SHA256}`,
  ])("takes %s, which is written once", (image) => {
    expect(accepts(once, image)).toBe(true);
  });

  it.each([
    "ghcr.io/acme/orders",
    "ghcr.io/acme/orders:latest",
    "ghcr.io/acme/orders:1.4",
    "ghcr.io/acme/orders:1",
    "ghcr.io/acme/orders:develop",
    "ghcr.io/acme/orders:main-1.4.2-latest:x",
    "localhost:5000/orders",
    "localhost:1.4.2/orders",
    "ghcr.io/acme/orders@sha256:00",
    `ghcr.io/acme/orders@${SHA256}0`,
    "nginx",
  ])("refuses %s", (image) => {
    expect(accepts(once, image)).toBe(false);
  });

  it("mistakes no port for a tag, whatever is allowed", () => {
    expect(accepts({ allow: [".*"] }, "localhost:5000/orders")).toBe(false);
    expect(accepts({ allow: ["5000.*"] }, "localhost:5000/orders:dev")).toBe(false);
    expect(accepts({ allow: ["dev"] }, "localhost:5000/orders:dev")).toBe(true);
  });

  it("binds every alternative at both ends", () => {
    expect(accepts({ allow: ["a|b", "c"] }, "x.io/y:ab")).toBe(false);
    expect(accepts({ allow: ["a|b", "c"] }, "x.io/y:b")).toBe(true);
    expect(accepts({ allow: ["a|b", "c"] }, "x.io/y:cc")).toBe(false);
  });

  it("takes digests only, or anything", () => {
    expect(accepts("digest", `a.io/b@${SHA256}`)).toBe(true);
    expect(accepts("digest", "a.io/b:1.4.2")).toBe(false);
    expect(namedAsAsked("any", "image")).toBeUndefined();
  });

  it("takes every digest and every commit", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9a-f]{40}$/), (commit) => {
        expect(accepts(once, `a.io/b:develop-${commit}`)).toBe(true);
        expect(accepts("digest", `a.io/b:x@sha256:${commit}${commit.slice(0, 24)}`)).toBe(true);
      }),
    );
  });

  it("uses patterns that RE2 has as well", () => {
    for (const pattern of [DIGEST, TAGGED, wholeTag(WRITTEN_ONCE)]) {
      expect(pattern).not.toMatch(/\(\?|\\[1-9]/);
    }
  });
});

describe("checkTagRule", () => {
  it("takes what it knows", () => {
    expect([problemsOf("digest"), problemsOf("any"), problemsOf({ allow: WRITTEN_ONCE })]).toEqual([
      [],
      [],
      [],
    ]);
  });

  it.each<[string, ImageTags, string[]]>([
    ["a word nobody knows", "semver" as never, ["tags unknown-tags"]],
    ["an empty list", { allow: [] }, ["tags.allow no-tags"]],
    ["no regular expression", { allow: ["v1", "("] }, ["tags.allow[1] invalid-pattern"]],
    ["look-around", { allow: ["(?!latest).*"] }, ["tags.allow[0] invalid-pattern"]],
    ["a back reference", { allow: ["(a)\\1"] }, ["tags.allow[0] invalid-pattern"]],
  ])("refuses %s", (_, tags, expected) => {
    expect(problemsOf(tags)).toEqual(expected);
  });
});
