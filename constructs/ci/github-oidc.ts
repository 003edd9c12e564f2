import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { Construct } from "constructs";
import { resolveOrThrow } from "../../lib/core/errors";
import { policyDocument } from "../../lib/core/policy";
import { mergeTags } from "../../lib/core/tags";
import { guardStack } from "../../lib/core/validation";
import { AwsAccount } from "../account/aws-account";
import { type GitHubOidcProps, type ResolvedGitHubOidc, resolveGitHubOidc } from "./github-oidc-config";
import { type AccountFacts, protectPipeline } from "./github-oidc-permissions";
import { GitHubOidcRole, ISSUER_HOST } from "./github-oidc-role";

/**
 * Roles that the jobs of one GitHub repository assume without a stored key, each by exact subjects: pull requests and
 * the main branch plan, environments deploy, forks and other repositories get nothing.
 *
 *     new GitHubOidc(this, "GitHub", {
 *       repository: { owner: "acme", name: "platform", ownerId: 1234, repositoryId: 5678 },
 *       state: state.access,
 *       roles: {
 *         plan: { purpose: "plan", stacks: ["staging"] },
 *         "deploy-staging": {
 *           purpose: "deploy",
 *           trusts: [{ environment: "staging" }],
 *           stacks: ["staging"],
 *           managedPolicyArns: { Platform: platformPolicy.arn },
 *         },
 *       },
 *     });
 *
 * Makes the provider, a permissions boundary, and for each role the role with its policies. Roles for plan and drift
 * read and are denied every secret, whatever they are given. An environment is as safe as its rules in GitHub: without
 * a rule for branches, any branch may name it.
 *
 * @throws ConfigError `invalid-owner`, `invalid-repository`, `wildcard-subject`, `invalid-github-id`, `incomplete-ids`,
 * `ids-missing`, `unknown-subject-form`, `name-not-known`, `unknown-trust`, `invalid-environment`, `invalid-ref`,
 * `duplicate-trust`, `no-trusts`, `write-from-pull-request`, `no-roles`, `too-many-roles`, `invalid-role-name`,
 * `unknown-purpose`, `invalid-stack-name`, `wildcard-stack`, `stacks-without-state`, `no-permissions`,
 * `too-many-policies`, `invalid-policy-arn`, `write-policy`, `write-action`, `unknown-parameters`, `out-of-range`,
 * `invalid-name-prefix`, `unknown-provider`, `invalid-provider-arn`, `unknown-audience`, `unknown-boundary`, those of
 * `checkStatements` and of tags
 */
export class GitHubOidc extends Construct {
  /** ARN of the provider for GitHub's tokens, for the next repository of the account. */
  readonly providerArn: string;
  /** ARNs of the roles by their names in the props: what workflows pass as `role-to-assume`. */
  readonly roleArns: Readonly<Record<string, string>>;
  /** ARN of the policy that limits every role; undefined with `none`. */
  readonly boundaryArn: string | undefined;

  constructor(scope: Construct, id: string, props: GitHubOidcProps) {
    super(scope, id);
    guardStack(this);
    const config = resolveOrThrow(this, "GitHubOidcProps", (problems) => resolveGitHubOidc(props, problems));
    const { accountId, partition } = AwsAccount.of(this);
    const account = { accountId, partition };
    this.providerArn = this.resolveProvider(config);
    this.boundaryArn = this.resolveBoundary(config, account);
    this.roleArns = this.makeRoles(config, account);
  }

  private resolveProvider({ provider, audience, tags }: ResolvedGitHubOidc): string {
    if (typeof provider === "object") {
      return provider.arn;
    }
    return new IamOpenidConnectProvider(this, "Provider", {
      url: `https://${ISSUER_HOST}`,
      clientIdList: [audience],
      tags: mergeTags(tags),
    }).arn;
  }

  private resolveBoundary(config: ResolvedGitHubOidc, account: AccountFacts): string | undefined {
    const { permissionsBoundary, boundaryName, roles, state, tags } = config;
    if (typeof permissionsBoundary === "object") {
      return permissionsBoundary.policyArn;
    }
    if (permissionsBoundary === "none") {
      return undefined;
    }
    const { providerArn } = this;
    const roleNames = roles.map(({ roleName }) => roleName);
    return new IamPolicy(this, "Boundary", {
      name: boundaryName,
      description: "Keeps the pipeline from changing its own roles, its trust and the guards of its states",
      policy: policyDocument(protectPipeline({ ...account, boundaryName, roleNames, providerArn, state })),
      tags: mergeTags(tags),
    }).arn;
  }

  private makeRoles(config: ResolvedGitHubOidc, account: AccountFacts): Record<string, string> {
    const { providerArn, boundaryArn } = this;
    const roles = new Construct(this, "Roles");
    return Object.fromEntries(
      config.roles.map((role) => {
        const made = new GitHubOidcRole(roles, role.key, { config, role, providerArn, boundaryArn, account });
        return [role.key, made.roleArn];
      }),
    );
  }
}
