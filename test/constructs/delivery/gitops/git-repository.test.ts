import * as fc from "fast-check";
import {
  checkRepositoryPath,
  checkRepositoryUrl,
  checkRevision,
  type GitRevision,
  revisionText,
} from "../../../../constructs/delivery/gitops/git-repository";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

function found(check: (problems: Problems) => void): string[] {
  const problems = new Problems();
  check(problems);
  return codes(problems.all);
}

describe("checkRepositoryUrl", () => {
  it.each([
    "https://github.com/acme/shop.git",
    "ssh://git@github.com/acme/shop.git",
    "https://git@dev.azure.com/acme/shop/_git/shop",
  ])("takes %s", (url) => {
    expect(found((problems) => checkRepositoryUrl(problems, "repository", url))).toEqual([]);
  });

  it.each([
    ["git@github.com:acme/shop.git", "invalid-url"],
    ["http://github.com/acme/shop", "invalid-url"],
    ["https://github.com", "invalid-url"],
    ["", "invalid-url"],
    ["https://bot:s3cret@github.com/acme/shop.git", "literal-secret"],
  ])("refuses %s as %s", (url, code) => {
    expect(found((problems) => checkRepositoryUrl(problems, "repository", url))).toEqual([
      `repository ${code}`,
    ]);
  });

  it("never shows a password", () => {
    const problems = new Problems();
    checkRepositoryUrl(problems, "repository", "https://bot:s3cret@github.com/acme/shop.git");
    expect(JSON.stringify(problems.all)).not.toContain("s3cret");
  });
});

describe("checkRevision", () => {
  it("takes one of tag, commit and branch", () => {
    const revisions: GitRevision[] = [{ tag: "v1.4.2" }, { branch: "main" }, { commit: "a".repeat(40) }];
    for (const revision of revisions) {
      expect(found((problems) => checkRevision(problems, "revision", revision))).toEqual([]);
      expect(revisionText(revision)).toBe(Object.values(revision)[0]);
    }
  });

  it.each<[string, GitRevision, string]>([
    ["none", {}, "revision one-revision"],
    ["two", { tag: "v1", branch: "main" }, "revision one-revision"],
    ["HEAD", { branch: "HEAD" }, "revision.branch moving-revision"],
    ["a tag that moves", { tag: "latest" }, "revision.tag moving-revision"],
    ["an empty tag", { tag: "" }, "revision.tag moving-revision"],
    ["a short commit", { commit: "abc1234" }, "revision.commit invalid-commit"],
  ])("refuses %s", (_, revision, expected) => {
    expect(found((problems) => checkRevision(problems, "revision", revision))).toEqual([expected]);
  });
});

describe("checkRepositoryPath", () => {
  it.each([".", "deploy", "deploy/users", "./deploy", "a..b/c"])("takes %s", (path) => {
    expect(found((problems) => checkRepositoryPath(problems, "path", path))).toEqual([]);
  });

  it.each(["", "/etc", "a/../../b", "..", "a b"])("refuses %p", (path) => {
    expect(found((problems) => checkRepositoryPath(problems, "path", path))).toEqual(["path invalid-path"]);
  });

  it("lets no path out of the repository", () => {
    const part = fc.constantFrom("..", ".", "a", "b", "");
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), (parts) => {
        const path = parts.join("/");
        const fine = found((problems) => checkRepositoryPath(problems, "path", path)).length === 0;
        expect(fine && (path.startsWith("/") || parts.includes(".."))).toBe(false);
      }),
    );
  });
});
