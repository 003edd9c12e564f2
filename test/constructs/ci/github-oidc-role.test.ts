import { resolveGitHubOidc } from "../../../constructs/ci/github-oidc-config";
import { GitHubOidcRole } from "../../../constructs/ci/github-oidc-role";
import type { GitHubRoleProps } from "../../../constructs/ci/github-oidc-role-config";
import { Problems } from "../../../lib/core/errors";
import { type Attributes, synth } from "../../support/synth";

const OWN = "arn:aws:iam::111122223333:policy/platform";
const PROVIDER = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";
const STATE = { bucketName: "states", keyArn: "arn:aws:kms:eu-central-1:111122223333:key/abc" };

function make(role: GitHubRoleProps, boundaryArn?: string) {
  return synth((stack) => {
    const repository = { owner: "acme", name: "platform" };
    const config = resolveGitHubOidc({ repository, roles: { ci: role }, state: STATE }, new Problems());
    const [resolved] = config.roles;
    if (resolved !== undefined) {
      new GitHubOidcRole(stack, "Role", {
        config,
        role: resolved,
        providerArn: PROVIDER,
        boundaryArn,
        account: { partition: "aws", accountId: "111122223333" },
      });
    }
  });
}

function statementsOf(role: GitHubRoleProps): Attributes[] {
  return JSON.parse(make(role).one("aws_iam_role_policy").policy).Statement;
}

function attached(role: GitHubRoleProps): string[] {
  return Object.values(make(role).all("aws_iam_role_policy_attachment")).map(({ policy_arn }) => policy_arn);
}

const DEPLOY: GitHubRoleProps = {
  purpose: "deploy",
  trusts: [{ environment: "staging" }],
  stacks: ["staging"],
  managedPolicyArns: { Platform: OWN },
};

describe("GitHubOidcRole", () => {
  it("trusts one subject of one audience", () => {
    const role = make(DEPLOY, OWN).one("aws_iam_role");
    expect(role).toMatchObject({
      name: "github-platform-ci",
      max_session_duration: 3600,
      permissions_boundary: OWN,
    });
    expect(JSON.parse(role.assume_role_policy).Statement).toEqual([
      {
        Effect: "Allow",
        Principal: { Federated: PROVIDER },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
          StringEquals: {
            "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
            "token.actions.githubusercontent.com:sub": "repo:acme/platform:environment:staging",
          },
        },
      },
    ]);
  });

  it("plans with what describes, the states it reads, and no secret", () => {
    const plan: GitHubRoleProps = { purpose: "plan", stacks: ["staging"] };
    expect(attached(plan)).toEqual([
      "arn:aws:iam::aws:policy/SecurityAudit",
      "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess",
    ]);
    const statements = statementsOf(plan);
    expect(statements.map(({ Sid }) => Sid)).toEqual([
      "ListStates",
      "ReadState",
      "UseStateKey",
      "NeverReadSecrets",
      "NeverReadParameters",
      "NeverDecrypt",
    ]);
    const allowed = statements.filter(({ Effect }) => Effect === "Allow").map(({ Action }) => Action);
    expect(allowed).toEqual(["s3:ListBucket", "s3:GetObject", "kms:Decrypt"]);
    expect(statements[5]).toMatchObject({ Effect: "Deny", NotResource: STATE.keyArn });
  });

  it("denies a plan the secrets whatever it is given", () => {
    const statements = statementsOf({
      purpose: "plan",
      statements: [{ actions: ["secretsmanager:GetSecretValue"], resources: ["*"] }],
    });
    const denied = statements.filter(({ Effect }) => Effect === "Deny").flatMap(({ Action }) => Action);
    expect(denied).toContain("secretsmanager:GetSecretValue");
  });

  it("deploys with what it is given and the state of its stack", () => {
    expect(attached(DEPLOY)).toEqual([OWN]);
    const statements = statementsOf(DEPLOY);
    expect(statements.map(({ Sid }) => Sid)).toEqual([
      "ListStates",
      "WriteState",
      "LockState",
      "UseStateKey",
    ]);
    expect(statements[1]?.Resource).toBe("arn:aws:s3:::states/staging/terraform.tfstate");
  });

  it("writes no empty policy", () => {
    expect(make({ ...DEPLOY, stacks: [] }).all("aws_iam_role_policy")).toEqual({});
    expect(attached({ purpose: "plan", managedPolicyArns: {} })).toEqual([]);
  });
});
