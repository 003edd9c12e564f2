import { checkKnown, type Problems } from "../../lib/core/errors";
import { checkStatements, type PolicyStatement } from "../../lib/core/policy";
import { checkWholeNumber } from "../../lib/core/quantities";
import { ifKnown } from "../../lib/core/tokens";
import { DENIAL_SIDS } from "./github-oidc-permissions";
import { checkTrusts, type GitHubTrust } from "./github-oidc-subjects";
import { checkStackNames, STATE_SIDS } from "./state-backend-access";

/** What a role is for. Plan and drift read, deploy and preview write. */
export type GitHubRolePurpose = "plan" | "drift" | "deploy" | "preview";

export interface GitHubRoleProps {
  readonly purpose: GitHubRolePurpose;
  /**
   * Which jobs may assume the role. A role that writes never trusts `pull_request`.
   * @default plan: pull requests and branch main; drift: branch main; preview: environment preview; deploy: none,
   * name its environment
   */
  readonly trusts?: readonly GitHubTrust[];
  /** Stacks whose state the role reads, or writes and locks. For previews, `preview-*` stands for all. @default none */
  readonly stacks?: readonly string[];
  /** What else the role may do. A role that reads takes actions that read only. @default nothing */
  readonly statements?: readonly PolicyStatement[];
  /**
   * Policies by a name of your choice, at most 10. `{}` attaches none.
   * @default plan and drift: SecurityAudit and ViewOnlyAccess of AWS, which describe resources and read none of their
   * contents; deploy and preview: none
   */
  readonly managedPolicyArns?: Readonly<Record<string, string>>;
  /**
   * Whether a role that reads may read parameters of the account that are not encrypted: a stack with
   * `aws_ssm_parameter` needs that. Encrypted ones it never reads. Roles that write are not concerned.
   * @default denied
   */
  readonly parameters?: "denied" | "plain";
  /** Longest session, 60 to 720 minutes. @default 60 */
  readonly maxSessionMinutes?: number;
}

/** Settings of a role with every default filled. */
export type ResolvedGitHubRole = {
  readonly key: string;
  readonly purpose: GitHubRolePurpose;
  readonly access: "read" | "write";
  readonly trusts: readonly GitHubTrust[];
  readonly stacks: readonly string[];
  readonly statements: readonly PolicyStatement[];
  /** Undefined where the policies of AWS that describe are attached. */
  readonly managedPolicyArns: Readonly<Record<string, string>> | undefined;
  readonly parameters: "denied" | "plain";
  readonly maxSessionMinutes: number;
};

interface Purpose {
  readonly access: "read" | "write";
  readonly trusts: readonly GitHubTrust[];
  readonly stackWildcards: "allowed" | "refused";
}

const PURPOSES: Readonly<Record<GitHubRolePurpose, Purpose>> = {
  plan: { access: "read", trusts: ["pull_request", { branch: "main" }], stackWildcards: "refused" },
  drift: { access: "read", trusts: [{ branch: "main" }], stackWildcards: "refused" },
  deploy: { access: "write", trusts: [], stackWildcards: "refused" },
  preview: { access: "write", trusts: [{ environment: "preview" }], stackWildcards: "allowed" },
};

/** Policies on a role. Source: "IAM and AWS STS quotas", IAM user guide. */
const MAX_POLICIES = 10;

/** Actions whose names begin so change nothing. */
const READS = /^[a-z0-9-]+:(BatchGet|Check|Describe|Get|Head|List|Lookup|Query|Search|Simulate|View)/;

/** Fills defaults and reports every problem, relative to the role. */
export function resolveGitHubRole(
  key: string,
  props: GitHubRoleProps,
  hasState: boolean,
  problems: Problems,
): ResolvedGitHubRole {
  const known = checkKnown(
    problems,
    "purpose",
    "unknown-purpose",
    "purpose",
    props.purpose,
    Object.keys(PURPOSES),
  );
  const purpose = PURPOSES[known ? props.purpose : "plan"];
  const role: ResolvedGitHubRole = {
    key,
    purpose: props.purpose,
    access: purpose.access,
    trusts: props.trusts ?? purpose.trusts,
    stacks: props.stacks ?? [],
    statements: props.statements ?? [],
    managedPolicyArns: props.managedPolicyArns ?? (purpose.access === "read" ? undefined : {}),
    parameters: props.parameters ?? "denied",
    maxSessionMinutes: props.maxSessionMinutes ?? 60,
  };
  checkWhom(role, problems);
  checkStackNames(role.stacks, purpose.stackWildcards, problems.at("stacks"));
  problems.addIf(role.stacks.length > 0 && !hasState, {
    prop: "stacks",
    code: "stacks-without-state",
    rule: "a role finds the states of stacks in a bucket",
    value: role.stacks,
    fix: "give state, such as the access of a StateBackend",
  });
  checkPermissions(role, problems);
  checkKnown(problems, "parameters", "unknown-parameters", "access to parameters", role.parameters, [
    "denied",
    "plain",
  ]);
  checkWholeNumber(problems, "maxSessionMinutes", role.maxSessionMinutes, 60, 720);
  return role;
}

function checkWhom({ access, trusts, purpose }: ResolvedGitHubRole, problems: Problems): void {
  problems.addIf(trusts.length === 0, {
    prop: "trusts",
    code: "no-trusts",
    rule: `nobody could assume the role; one for ${purpose} names whom it trusts`,
    value: trusts,
    fix: 'add an environment, such as { environment: "staging" }',
  });
  checkTrusts(trusts, problems.at("trusts"));
  problems.addIf(access === "write" && trusts.includes("pull_request"), {
    prop: "trusts",
    code: "write-from-pull-request",
    rule: "everybody who can push a branch could change what the role may change",
    value: "pull_request",
    fix: "let the job name an environment, and trust that",
  });
}

function checkPermissions(role: ResolvedGitHubRole, problems: Problems): void {
  const { access, statements, managedPolicyArns } = role;
  const arns = Object.entries(managedPolicyArns ?? {});
  if (statements.length > 0) {
    checkStatements(problems, "statements", statements, new Set([...STATE_SIDS, ...DENIAL_SIDS]));
  }
  problems.addIf(access === "write" && statements.length === 0 && arns.length === 0, {
    prop: "",
    code: "no-permissions",
    rule: "a role that can change nothing but a state cannot deploy",
    fix: "give statements or managedPolicyArns",
  });
  problems.addIf(arns.length > MAX_POLICIES, {
    prop: "managedPolicyArns",
    code: "too-many-policies",
    rule: `AWS attaches ${MAX_POLICIES} policies to a role`,
    value: arns.length,
    fix: "merge some",
  });
  for (const [name, arn] of arns) {
    checkPolicyArn(problems.at("managedPolicyArns"), name, arn);
    if (access === "read") {
      checkReadingPolicy(problems.at("managedPolicyArns"), name, arn);
    }
  }
  if (access === "read") {
    checkReadingActions(statements, problems);
  }
}

/** Reports what is not the ARN of a managed policy, of the account or of AWS, as `invalid-policy-arn`. Tokens pass. */
export function checkPolicyArn(problems: Problems, prop: string, arn: string): void {
  ifKnown(arn, (known) => {
    problems.at(prop).addIf(!/^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/[\w+=,.@/-]+$/.test(known), {
      prop: "",
      code: "invalid-policy-arn",
      rule: "a managed policy is named by its ARN",
      value: known,
      fix: "write it like arn:aws:iam::111122223333:policy/networking",
    });
  });
}

function checkReadingPolicy(problems: Problems, name: string, arn: string): void {
  ifKnown(arn, (known) => {
    problems.at(name).addIf(/(AdministratorAccess|PowerUserAccess|FullAccess)/.test(known), {
      prop: "",
      code: "write-policy",
      rule: "a role for plan or drift reads only, pull requests run with it",
      value: known,
      fix: "attach a policy that reads",
    });
  });
}

function checkReadingActions(statements: readonly PolicyStatement[], problems: Problems): void {
  statements.forEach((statement, index) => {
    if (statement.effect === "Deny") {
      return;
    }
    statement.actions.forEach((action, position) => {
      ifKnown(action, (known) => {
        problems
          .at("statements")
          .at(index)
          .at("actions")
          .addIf(!READS.test(known), {
            prop: `[${position}]`,
            code: "write-action",
            rule: "a role for plan or drift reads only, pull requests run with it",
            value: known,
            fix: "leave it to a role for deploy, or name actions that begin with Get, List or Describe",
          });
      });
    });
  });
}
