import { checkKnown, type Problems } from "../../lib/core/errors";
import { physicalName } from "../../lib/core/names";
import { checkTags, type Tags } from "../../lib/core/tags";
import { ifKnown } from "../../lib/core/tokens";
import { checkPolicyArn, type GitHubRoleProps, resolveGitHubRole } from "./github-oidc-role-config";
import {
  type GitHubRepositoryIdentity,
  resolveSubjectForms,
  type SubjectForms,
} from "./github-oidc-subjects";
import type { StateAccess } from "./state-backend-access";

export interface GitHubOidcProps {
  /** The one repository whose jobs may assume the roles. */
  readonly repository: GitHubRepositoryIdentity;
  /** Roles by a name of your choice, the end of the role's name in AWS. At most 25. */
  readonly roles: Readonly<Record<string, GitHubRoleProps>>;
  /**
   * How subjects name the repository.
   * @default both where the numbers of owner and repository are given, else plain
   */
  readonly subjectForms?: SubjectForms;
  /**
   * The provider for GitHub's tokens. An account has one: the second repository passes the ARN of the first's.
   * @default create
   */
  readonly provider?: "create" | { readonly arn: string };
  /** Audience of the tokens; in China `sts.amazonaws.com.cn`. @default sts.amazonaws.com */
  readonly audience?: "sts.amazonaws.com" | "sts.amazonaws.com.cn";
  /** Bucket and key of the states: `access` of a `StateBackend`. @default no role reads a state */
  readonly state?: StateAccess;
  /**
   * What limits every role: a boundary made here, which keeps a pipeline from changing its own roles, whom they trust,
   * the provider and the guards of the states; a policy of yours; or nothing.
   * @default protect-pipeline
   */
  readonly permissionsBoundary?: "protect-pipeline" | { readonly policyArn: string } | "none";
  /** Begins the names of roles and boundary. @default `github-` and the name of the repository */
  readonly namePrefix?: string;
  /** @default none */
  readonly tags?: Tags;
}

/** Settings with every default filled. */
export type ResolvedGitHubOidc = ReturnType<typeof resolveGitHubOidc>;

/** More would not fit into one boundary, which is 6144 characters at most. */
const MAX_ROLES = 25;

/** Characters of the name of a role. Source: "IAM and AWS STS quotas", IAM user guide. */
const MAX_NAME_LENGTH = 64;

/** Fills defaults and reports every problem. */
export function resolveGitHubOidc(props: GitHubOidcProps, problems: Problems) {
  const subjectForms = resolveSubjectForms(props.repository, props.subjectForms, problems);
  const namePrefix = props.namePrefix ?? `github-${props.repository.name}`;
  checkNamePrefix(props.namePrefix, problems);
  const config = {
    repository: props.repository,
    subjectForms,
    provider: props.provider ?? ("create" as const),
    audience: props.audience ?? ("sts.amazonaws.com" as const),
    state: props.state,
    permissionsBoundary: props.permissionsBoundary ?? ("protect-pipeline" as const),
    boundaryName: physicalName([namePrefix, "boundary"], MAX_NAME_LENGTH),
    tags: props.tags,
    roles: Object.entries(props.roles).map(([key, role]) => {
      const at = problems.at("roles").at(key);
      checkRoleKey(key, at);
      return {
        ...resolveGitHubRole(key, role, props.state !== undefined, at),
        roleName: physicalName([namePrefix, key], MAX_NAME_LENGTH),
      };
    }),
  };
  checkRoleCount(config.roles.length, problems);
  checkProvider(config.provider, problems);
  checkKnown(problems, "audience", "unknown-audience", "audience", config.audience, [
    "sts.amazonaws.com",
    "sts.amazonaws.com.cn",
  ]);
  checkBoundary(config.permissionsBoundary, problems);
  checkTags(problems, "tags", props.tags);
  return config;
}

function checkRoleCount(count: number, problems: Problems): void {
  problems.addIf(count === 0, {
    prop: "roles",
    code: "no-roles",
    rule: "a provider without a role lets nobody in",
    value: {},
    fix: "add a role, such as plan",
  });
  problems.addIf(count > MAX_ROLES, {
    prop: "roles",
    code: "too-many-roles",
    rule: `at most ${MAX_ROLES} roles fit into one boundary`,
    value: count,
    fix: "make a second GitHubOidc with the provider of this one",
  });
}

function checkRoleKey(key: string, problems: Problems): void {
  problems.addIf(!/^[a-zA-Z][\w-]{0,39}$/.test(key) || key === "boundary", {
    prop: "",
    code: "invalid-role-name",
    rule: "a role has 1 to 40 letters, digits, dashes and underscores, begins with a letter, and is not named boundary",
    value: key,
    fix: "write it like plan or deploy-staging",
  });
}

function checkNamePrefix(namePrefix: string | undefined, problems: Problems): void {
  ifKnown(namePrefix, (known) => {
    problems.addIf(!/^[\w+=,.@-]{1,64}$/.test(known), {
      prop: "namePrefix",
      code: "invalid-name-prefix",
      rule: "the name of a role has letters, digits and +=,.@_-",
      value: known,
      fix: "write it like github-platform",
    });
  });
}

function checkProvider(provider: "create" | { readonly arn: string }, problems: Problems): void {
  const arn = typeof provider === "object" ? provider.arn : undefined;
  problems.addIf(arn === undefined && provider !== "create", {
    prop: "provider",
    code: "unknown-provider",
    rule: "the provider is made here or named",
    value: provider,
    fix: 'use "create" or { arn }',
  });
  ifKnown(arn, (known) => {
    const shape = /^arn:aws[a-z-]*:iam::\d{12}:oidc-provider\/token\.actions\.githubusercontent\.com$/;
    problems.at("provider").addIf(!shape.test(known), {
      prop: "arn",
      code: "invalid-provider-arn",
      rule: "not the provider for GitHub's tokens",
      value: known,
      fix: "write arn:aws:iam::<account>:oidc-provider/token.actions.githubusercontent.com",
    });
  });
}

function checkBoundary(
  boundary: NonNullable<GitHubOidcProps["permissionsBoundary"]>,
  problems: Problems,
): void {
  if (typeof boundary === "object") {
    checkPolicyArn(problems.at("permissionsBoundary"), "policyArn", boundary.policyArn);
    return;
  }
  problems.addIf(boundary !== "protect-pipeline" && boundary !== "none", {
    prop: "permissionsBoundary",
    code: "unknown-boundary",
    rule: "the boundary is not known",
    value: boundary,
    fix: "use protect-pipeline, none or { policyArn }",
  });
}
