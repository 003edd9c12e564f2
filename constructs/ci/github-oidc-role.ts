import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Construct } from "constructs";
import { GrowingPolicy } from "../../lib/core/growing-policy";
import { type PolicyStatement, policyDocument } from "../../lib/core/policy";
import { mergeTags } from "../../lib/core/tags";
import type { ResolvedGitHubOidc } from "./github-oidc-config";
import { type AccountFacts, DESCRIBE_POLICIES, denySecrets } from "./github-oidc-permissions";
import { subjectsOf } from "./github-oidc-subjects";
import { readStateStatements, writeStateStatements } from "./state-backend-access";

/** Issuer of GitHub's tokens, as condition keys name it. */
export const ISSUER_HOST = "token.actions.githubusercontent.com";

type RoleConfig = ResolvedGitHubOidc["roles"][number];

export interface GitHubOidcRoleProps {
  readonly config: ResolvedGitHubOidc;
  readonly role: RoleConfig;
  readonly providerArn: string;
  /** ARN of the policy that limits the role; undefined for none. */
  readonly boundaryArn: string | undefined;
  readonly account: AccountFacts;
}

/** One role that jobs of a GitHub repository assume, with its policies. */
export class GitHubOidcRole extends Construct {
  readonly roleArn: string;
  readonly roleName: string;
  /** The aws_iam_role, for overrides that no prop covers. */
  readonly resource: IamRole;

  constructor(scope: Construct, id: string, props: GitHubOidcRoleProps) {
    super(scope, id);
    const { config, role, account } = props;
    this.resource = new IamRole(this, "Resource", {
      name: role.roleName,
      description: `GitHub Actions of ${config.repository.owner}/${config.repository.name}: ${role.purpose}`,
      assumeRolePolicy: gitHubTrust(props),
      permissionsBoundary: props.boundaryArn,
      maxSessionDuration: role.maxSessionMinutes * 60,
      tags: mergeTags(config.tags),
    });
    this.roleName = role.roleName;
    this.roleArn = this.resource.arn;
    this.allow(roleStatements(props));
    this.attach(role.managedPolicyArns ?? describePolicies(account.partition));
  }

  private allow(statements: readonly PolicyStatement[]): void {
    if (statements.length > 0) {
      new IamRolePolicy(this, "Policy", {
        name: "permissions",
        role: this.resource.name,
        policy: new GrowingPolicy(this, this.roleName, statements).document,
      });
    }
  }

  private attach(arns: Readonly<Record<string, string>>): void {
    const attachments = new Construct(this, "Attached");
    for (const [name, policyArn] of Object.entries(arns)) {
      new IamRolePolicyAttachment(attachments, name, { role: this.resource.name, policyArn });
    }
  }
}

/** Trust by audience and subject, both exact. */
function gitHubTrust({ config, role, providerArn }: GitHubOidcRoleProps): string {
  const subjects = role.trusts.flatMap((trust) => subjectsOf(config.repository, config.subjectForms, trust));
  return policyDocument([
    {
      actions: ["sts:AssumeRoleWithWebIdentity"],
      principals: { Federated: [providerArn] },
      conditions: {
        StringEquals: {
          [`${ISSUER_HOST}:aud`]: [config.audience],
          [`${ISSUER_HOST}:sub`]: subjects,
        },
      },
    },
  ]);
}

function roleStatements({ config, role, account }: GitHubOidcRoleProps): PolicyStatement[] {
  const reads = role.access === "read";
  const stateStatements = reads ? readStateStatements : writeStateStatements;
  return [
    ...(config.state === undefined || role.stacks.length === 0
      ? []
      : stateStatements(config.state, account.partition, role.stacks)),
    ...role.statements,
    ...(reads ? denySecrets(account, config.state?.keyArn, role.parameters) : []),
  ];
}

function describePolicies(partition: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(DESCRIBE_POLICIES).map(([name, path]) => [
      name,
      `arn:${partition}:iam::aws:policy/${path}`,
    ]),
  );
}
