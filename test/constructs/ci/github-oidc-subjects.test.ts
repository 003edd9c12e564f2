import { Token } from "cdktf";
import * as fc from "fast-check";
import {
  checkTrusts,
  type GitHubRepositoryIdentity,
  type GitHubTrust,
  resolveSubjectForms,
  type SubjectForms,
  subjectsOf,
} from "../../../constructs/ci/github-oidc-subjects";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

const REPOSITORY = { owner: "acme", name: "platform", ownerId: 12, repositoryId: 34 };
const LATER = Token.asString({ x: 1 });

describe("subjectsOf", () => {
  it.each<[GitHubTrust, string]>([
    ["pull_request", "pull_request"],
    [{ environment: "staging" }, "environment:staging"],
    [{ environment: "eu:1" }, "environment:eu%3A1"],
    [{ branch: "release/2026" }, "ref:refs/heads/release/2026"],
    [{ tag: "v1.4.0" }, "ref:refs/tags/v1.4.0"],
  ])("writes %j in both forms", (trust, context) => {
    expect(subjectsOf(REPOSITORY, "plain", trust)).toEqual([`repo:acme/platform:${context}`]);
    expect(subjectsOf(REPOSITORY, "immutable", trust)).toEqual([`repo:acme@12/platform@34:${context}`]);
    expect(subjectsOf(REPOSITORY, "both", trust)).toEqual([
      `repo:acme/platform:${context}`,
      `repo:acme@12/platform@34:${context}`,
    ]);
  });

  it("never makes one subject of two trusts, nor one with a wildcard, whatever the names", () => {
    const name = fc.string({ minLength: 1, maxLength: 12 });
    const trust = fc.oneof(
      fc.constant<GitHubTrust>("pull_request"),
      name.map((environment): GitHubTrust => ({ environment })),
      name.map((branch): GitHubTrust => ({ branch })),
      name.map((tag): GitHubTrust => ({ tag })),
    );
    fc.assert(
      fc.property(trust, trust, (one, other) => {
        const valid = [one, other].every((each) => trustCodes([each]).length === 0);
        fc.pre(valid && JSON.stringify(one) !== JSON.stringify(other));
        const subjects = [one, other].flatMap((each) => subjectsOf(REPOSITORY, "both", each));
        expect(new Set(subjects).size).toBe(4);
        expect(subjects.join("")).not.toMatch(/[*?$]/);
      }),
    );
  });
});

describe("resolveSubjectForms", () => {
  function resolve(repository: Partial<GitHubRepositoryIdentity> = {}, forms?: SubjectForms) {
    const problems = new Problems();
    const resolved = resolveSubjectForms({ ...REPOSITORY, ...repository }, forms, problems);
    return [resolved, ...codes(problems.all)];
  }
  const NO_IDS = { ownerId: undefined, repositoryId: undefined };

  it("trusts both forms where the numbers are known, and what is asked for", () => {
    expect(resolve()).toEqual(["both"]);
    expect(resolve(NO_IDS)).toEqual(["plain"]);
    expect(resolve({}, "immutable")).toEqual(["immutable"]);
    expect(resolve({}, "plain")).toEqual(["plain"]);
  });

  it.each<[Partial<GitHubRepositoryIdentity>, SubjectForms | undefined, string]>([
    [{ owner: "acme/platform" }, undefined, "repository.owner invalid-owner"],
    [{ owner: "-acme" }, undefined, "repository.owner invalid-owner"],
    [{ owner: "acme:x" }, undefined, "repository.owner invalid-owner"],
    [{ owner: "acme@12" }, undefined, "repository.owner invalid-owner"],
    [{ owner: "ac*" }, undefined, "repository.owner wildcard-subject"],
    [{ owner: LATER }, undefined, "repository.owner name-not-known"],
    [{ name: "*" }, undefined, "repository.name wildcard-subject"],
    [{ name: "acme/platform" }, undefined, "repository.name invalid-repository"],
    [{ name: "platform.git" }, undefined, "repository.name invalid-repository"],
    [{ name: ".." }, undefined, "repository.name invalid-repository"],
    [{ name: "" }, undefined, "repository.name invalid-repository"],
    [{ ownerId: 0 }, undefined, "repository.ownerId invalid-github-id"],
    [{ repositoryId: 1.5 }, undefined, "repository.repositoryId invalid-github-id"],
    [{ ownerId: undefined }, undefined, "repository.ownerId incomplete-ids"],
    [{ repositoryId: undefined }, undefined, "repository.repositoryId incomplete-ids"],
    [NO_IDS, "immutable", "subjectForms ids-missing"],
    [NO_IDS, "both", "subjectForms ids-missing"],
    [{}, "old" as never, "subjectForms unknown-subject-form"],
  ])("refuses %j as %s", (repository, forms, code) => {
    expect(resolve(repository, forms).slice(1)).toEqual([code]);
  });
});

describe("checkTrusts", () => {
  it.each<GitHubTrust>([
    "pull_request",
    { environment: "Production EU" },
    { branch: "feature/a-b_c.d" },
    { branch: "user@host" },
    { tag: "v1.0.0-rc.1" },
  ])("takes %j", (trust) => {
    expect(trustCodes([trust])).toEqual([]);
  });

  it.each<[GitHubTrust, string]>([
    ["push" as never, "trusts[0] unknown-trust"],
    [{} as never, "trusts[0] unknown-trust"],
    [null as never, "trusts[0] unknown-trust"],
    [{ ref: "main" } as never, "trusts[0] unknown-trust"],
    [{ branch: "main", tag: "v1" } as never, "trusts[0] unknown-trust"],
    [{ environment: "*" }, "trusts[0].environment wildcard-subject"],
    [{ environment: "a%3Ab" }, "trusts[0].environment invalid-environment"],
    [{ environment: "${aws:username}" }, "trusts[0].environment invalid-environment"],
    [{ environment: " staging" }, "trusts[0].environment invalid-environment"],
    [{ environment: "" }, "trusts[0].environment invalid-environment"],
    [{ environment: "e".repeat(256) }, "trusts[0].environment invalid-environment"],
    [{ environment: LATER }, "trusts[0].environment name-not-known"],
    [{ branch: "release/*" }, "trusts[0].branch wildcard-subject"],
    [{ branch: "refs/heads/main" }, "trusts[0].branch invalid-ref"],
    [{ branch: "a..b" }, "trusts[0].branch invalid-ref"],
    [{ branch: "a b" }, "trusts[0].branch invalid-ref"],
    [{ branch: "main.lock" }, "trusts[0].branch invalid-ref"],
    [{ branch: "main:x" }, "trusts[0].branch invalid-ref"],
    [{ branch: "/main" }, "trusts[0].branch invalid-ref"],
    [{ tag: "v*" }, "trusts[0].tag wildcard-subject"],
    [{ tag: "v1~" }, "trusts[0].tag invalid-ref"],
  ])("refuses %j", (trust, code) => {
    expect(trustCodes([trust])).toEqual([code]);
  });

  it("refuses the same trust twice", () => {
    expect(trustCodes([{ branch: "main" }, { branch: "main" }])).toEqual(["trusts[1] duplicate-trust"]);
  });
});

function trustCodes(trusts: readonly GitHubTrust[]): string[] {
  const problems = new Problems();
  checkTrusts(trusts, problems.at("trusts"));
  return codes(problems.all);
}
