import * as fc from "fast-check";
import {
  checkSigner,
  GITHUB_ISSUER,
  githubWorkflow,
  kyvernoIdentity,
  type Signer,
  type SignerIdentity,
} from "../../../../constructs/ci/image-trust/signer";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

const WORKFLOW = { repository: "acme/workflows", workflow: ".github/workflows/container.yml" };
const IDENTITY = githubWorkflow({ ...WORKFLOW, ref: "refs/heads/main" });

function problemsOf(parts: Partial<Signer>): string[] {
  const problems = new Problems();
  checkSigner(problems.at("signers.acme"), { images: ["ghcr.io/acme/*"], identities: [IDENTITY], ...parts });
  return codes(problems.all).map((text) => text.replace("signers.acme.", ""));
}

describe("githubWorkflow", () => {
  it("names the workflow that signs and its ref, exactly", () => {
    expect(kyvernoIdentity(IDENTITY)).toEqual({
      issuer: GITHUB_ISSUER,
      subject: "https://github.com/acme/workflows/.github/workflows/container.yml@refs/heads/main",
    });
  });

  it("takes any rest of a ref, and nothing in place of its dots or behind another ref", () => {
    const { subjectRegExp = "" } = kyvernoIdentity(githubWorkflow({ ...WORKFLOW, ref: "refs/tags/v*" })) as {
      subjectRegExp?: string;
    };
    const subject = "https://github.com/acme/workflows/.github/workflows/container.yml@refs/tags/v2.1.0";
    const matches = (text: string) => new RegExp(subjectRegExp).test(text);
    expect(matches(subject)).toBe(true);
    for (const other of [
      subject.replace("refs/tags/v2.1.0", "refs/heads/main"),
      subject.replace("github.com", "githubxcom"),
      subject.replace("acme/", "acme-evil/"),
      `https://evil.example/${subject}`,
      subject.replace("container.yml", "other.yml"),
      subject.replace("@", "@refs/heads/x@"),
    ]) {
      expect([other, matches(other)]).toEqual([other, false]);
    }
  });

  it("makes signers that pass", () => {
    expect(
      problemsOf({ identities: [IDENTITY, githubWorkflow({ ...WORKFLOW, ref: "refs/tags/v*" })] }),
    ).toEqual([]);
  });
});

describe("kyvernoIdentity", () => {
  it("binds patterns at both ends", () => {
    expect(kyvernoIdentity({ issuer: "https://i", subjectPattern: "a|b" })).toEqual({
      issuer: "https://i",
      subjectRegExp: "^(a|b)$",
    });
  });
});

describe("checkSigner", () => {
  const identity = (parts: Partial<SignerIdentity>) => ({ identities: [{ ...IDENTITY, ...parts }] });
  const pattern = (subjectPattern: string) => ({ identities: [{ issuer: GITHUB_ISSUER, subjectPattern }] });

  it.each<[string, Partial<Signer>, string[]]>([
    ["no images", { images: [] }, ["images no-images"]],
    ["an image with a tag", { images: ["a.io/b:1"] }, ["images[0] invalid-image"]],
    ["no identities", { identities: [] }, ["identities no-identities"]],
    ["an issuer without TLS", identity({ issuer: "http://i" }), ["identities[0].issuer insecure-issuer"]],
    ["any issuer", identity({ issuer: "https://*" }), ["identities[0].issuer insecure-issuer"]],
    [
      "nobody in particular",
      { identities: [{ issuer: GITHUB_ISSUER }] },
      ["identities[0].subject subject-or-pattern"],
    ],
    [
      "both",
      identity({ subjectPattern: "https://github\\.com/acme/.*" }),
      ["identities[0].subjectPattern subject-or-pattern"],
    ],
    [
      "a star in a subject",
      identity({ subject: "https://github.com/*" }),
      ["identities[0].subject open-subject"],
    ],
    ["an empty subject", identity({ subject: " " }), ["identities[0].subject open-subject"]],
    ["everybody", pattern(".*"), ["identities[0].subjectPattern open-subject"]],
    ["every owner", pattern("https://github\\.com/.*"), ["identities[0].subjectPattern open-subject"]],
    [
      "an owner or everybody",
      pattern("https://github\\.com/acme/x|.*"),
      ["identities[0].subjectPattern open-subject"],
    ],
    [
      "owners that begin the same way",
      pattern("https://github\\.com/acme/?.*"),
      ["identities[0].subjectPattern open-subject"],
    ],
    [
      "a slash that may be missing",
      pattern("https://github\\.com/acme/{0}.*"),
      ["identities[0].subjectPattern open-subject"],
    ],
    [
      "a dot that stands for anything",
      pattern("https://github.com/acme/.*"),
      ["identities[0].subjectPattern open-subject"],
    ],
    [
      "no regular expression",
      pattern("https://github\\.com/acme/("),
      ["identities[0].subjectPattern invalid-pattern"],
    ],
  ])("refuses %s", (_, parts, expected) => {
    expect(problemsOf(parts)).toEqual(expected);
  });

  it("lets no pattern through that takes another owner", () => {
    const piece = fc.constantFrom(
      "/",
      "?",
      "*",
      "+",
      ".",
      "\\.",
      "{0}",
      "{0,9}",
      "[^/]",
      "(",
      ")",
      "|",
      "x",
      "$",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const subjectPattern = `https://github\\.com/acme${pieces.join("")}`;
        if (problemsOf(pattern(subjectPattern)).length === 0) {
          const { subjectRegExp = "" } = kyvernoIdentity({ issuer: GITHUB_ISSUER, subjectPattern }) as {
            subjectRegExp?: string;
          };
          for (const owner of ["acme-evil", "acmex", "acm", "evil", "evil/acme"]) {
            expect(`https://github.com/${owner}/x`).not.toMatch(new RegExp(subjectRegExp));
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("takes a pattern of one owner", () => {
    expect(
      problemsOf(pattern("https://github\\.com/acme/[^/]+/\\.github/workflows/release\\.yml@refs/tags/.*")),
    ).toEqual([]);
  });
});
