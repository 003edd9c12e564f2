import type { Problems } from "../../lib/core/errors";
import { isToken } from "../../lib/core/tokens";

/** A repository of GitHub, as the subject of a token names it. */
export type GitHubRepositoryIdentity = {
  /** Organisation or user: `acme`. */
  readonly owner: string;
  /** Name without the owner: `platform`. */
  readonly name: string;
  /** Number of the owner: `gh api repos/acme/platform --jq .owner.id`. @default only the plain form is trusted */
  readonly ownerId?: number;
  /** Number of the repository: `gh api repos/acme/platform --jq .id`. @default only the plain form is trusted */
  readonly repositoryId?: number;
};

/**
 * What a job runs for. A job that names an environment is that environment and nothing else, whatever branch it
 * runs on: a branch is trusted for jobs without an environment only.
 */
export type GitHubTrust =
  /** Any pull request from a branch of the repository. Who can push a branch can run code as this. */
  | "pull_request"
  | { readonly environment: string }
  /** `main`, without `refs/heads/`. */
  | { readonly branch: string }
  /** One tag, without `refs/tags/`. For all releases, trust an environment that GitHub restricts to `v*`. */
  | { readonly tag: string };

/**
 * How subjects name the repository: `plain` by owner and name, `immutable` by their numbers too, which GitHub uses in
 * repositories made, renamed or moved after 15 July 2026.
 */
export type SubjectForms = "plain" | "immutable" | "both";

/** Contexts by the member of a trust that stands for them. */
const CONTEXTS = { environment: "environment:", branch: "ref:refs/heads/", tag: "ref:refs/tags/" };

/** The subjects of a trust, exact, plain form first. Source: "OpenID Connect reference", GitHub Docs. */
export function subjectsOf(
  repository: GitHubRepositoryIdentity,
  forms: SubjectForms,
  trust: GitHubTrust,
): string[] {
  const { owner, name, ownerId, repositoryId } = repository;
  const plain = `repo:${owner}/${name}`;
  const immutable = `repo:${owner}@${ownerId}/${name}@${repositoryId}`;
  const prefixes = { plain: [plain], immutable: [immutable], both: [plain, immutable] }[forms];
  return prefixes.map((prefix) => `${prefix}:${contextOf(trust)}`);
}

function contextOf(trust: GitHubTrust): string {
  if (trust === "pull_request") {
    return trust;
  }
  const [kind, value] = Object.entries(trust)[0] as [keyof typeof CONTEXTS, string];
  // GitHub writes a colon of a name this way, so that no name can pass for another context.
  return CONTEXTS[kind] + value.replaceAll(":", "%3A");
}

/**
 * Fills the forms and reports what names no repository: `invalid-owner`, `invalid-repository`, `wildcard-subject`,
 * `invalid-github-id`, `incomplete-ids`, `name-not-known`, `unknown-subject-form`, `ids-missing`.
 */
export function resolveSubjectForms(
  repository: GitHubRepositoryIdentity,
  forms: SubjectForms | undefined,
  problems: Problems,
): SubjectForms {
  const at = problems.at("repository");
  const { ownerId, repositoryId } = repository;
  checkText(at, "owner", repository.owner, {
    code: "invalid-owner",
    valid: (text) => /^[A-Za-z0-9][A-Za-z0-9_-]{0,38}$/.test(text),
    rule: "an owner has 1 to 39 letters, digits and dashes",
    fix: "write the name of the organisation or user only, such as acme",
  });
  checkText(at, "name", repository.name, {
    code: "invalid-repository",
    valid: (text) => /^[\w.-]{1,100}$/.test(text) && !/^\.{1,2}$|\.git$/.test(text),
    rule: "a repository has 1 to 100 letters, digits and . _ -, and does not end with .git",
    fix: "write the name without the owner, such as platform",
  });
  checkId(at, "ownerId", ownerId);
  checkId(at, "repositoryId", repositoryId);
  at.addIf((ownerId === undefined) !== (repositoryId === undefined), {
    prop: ownerId === undefined ? "ownerId" : "repositoryId",
    code: "incomplete-ids",
    rule: "an immutable subject names both numbers",
    fix: "give both, or neither",
  });
  const withIds = ownerId !== undefined && repositoryId !== undefined;
  problems.addIf(forms !== undefined && !["plain", "immutable", "both"].includes(forms), {
    prop: "subjectForms",
    code: "unknown-subject-form",
    rule: "the form of a subject is not known",
    value: forms,
    fix: "use one of plain, immutable, both",
  });
  problems.addIf((forms === "immutable" || forms === "both") && !withIds, {
    prop: "subjectForms",
    code: "ids-missing",
    rule: "immutable subjects hold the numbers of owner and repository",
    value: forms,
    fix: "give repository.ownerId and repository.repositoryId",
  });
  return forms ?? (withIds ? "both" : "plain");
}

/**
 * Reports trusts that are none, or name what cannot be: `unknown-trust`, `invalid-environment`, `invalid-ref`,
 * `wildcard-subject`, `name-not-known`, `duplicate-trust`.
 */
export function checkTrusts(trusts: readonly GitHubTrust[], problems: Problems): void {
  const seen = new Set<string>();
  trusts.forEach((trust, index) => {
    const at = problems.at(index);
    const key = JSON.stringify(trust);
    at.addIf(seen.has(key), {
      prop: "",
      code: "duplicate-trust",
      rule: "this is trusted already",
      value: trust,
      fix: "remove one of them",
    });
    seen.add(key);
    if (trust === "pull_request") {
      return;
    }
    const [entry, ...more] = typeof trust === "object" && trust !== null ? Object.entries(trust) : [];
    if (entry === undefined || more.length > 0 || !(entry[0] in CONTEXTS)) {
      at.add({
        prop: "",
        code: "unknown-trust",
        rule: "what a job runs for is not known",
        value: trust,
        fix: 'use one of "pull_request", { environment }, { branch }, { tag }',
      });
      return;
    }
    const [kind, value] = entry;
    checkText(at, kind, value, kind === "environment" ? ENVIRONMENT : REF);
  });
}

interface TextRule {
  readonly code: string;
  readonly valid: (text: string) => boolean;
  readonly rule: string;
  readonly fix: string;
}

/** A percent sign could pass for a colon of another name, a dollar begins a variable of IAM. */
const ENVIRONMENT: TextRule = {
  code: "invalid-environment",
  valid: (text) => /^[^\p{C}%$'"`\\]{1,255}$/u.test(text) && text.trim() === text,
  rule: "an environment has 1 to 255 characters, without control characters, quotes, backslashes, % and $",
  fix: "write it as in the settings of the repository, such as staging",
};

/** Source: git-check-ref-format; % and $ as for environments. */
const REF: TextRule = {
  code: "invalid-ref",
  valid: (text) =>
    /^[^\p{C}\s~^:[\\%$]{1,244}$/u.test(text) &&
    !/^[-/]|\/$|\/\/|\.\.|@\{|\.$|(^|\/)\.|\.lock($|\/)|^@$|^refs\//.test(text),
  rule: "a branch or tag is named as git allows, without refs/heads/ or refs/tags/",
  fix: "write it like main, release/2026 or v1.4.0",
};

function checkText(problems: Problems, prop: string, text: string, rule: TextRule): void {
  if (isToken(text)) {
    problems.add({
      prop,
      code: "name-not-known",
      rule: "whom a role trusts is known before apply, or nobody could review it",
      value: text,
      fix: "use a literal",
    });
    return;
  }
  if (
    problems.addIf(/[*?]/.test(text), {
      prop,
      code: "wildcard-subject",
      rule: "a role trusts exact subjects only",
      value: text,
      fix: "name each, or trust an environment that GitHub restricts to a pattern of branches or tags",
    })
  ) {
    return;
  }
  problems.addIf(!rule.valid(text), {
    prop,
    code: rule.code,
    rule: rule.rule,
    value: text,
    fix: rule.fix,
  });
}

function checkId(problems: Problems, prop: string, id: number | undefined): void {
  problems.addIf(id !== undefined && (!Number.isSafeInteger(id) || id < 1), {
    prop,
    code: "invalid-github-id",
    rule: "GitHub numbers owners and repositories from 1",
    value: id,
    fix: "ask gh api repos/<owner>/<name> for .owner.id and .id",
  });
}
