import { Token } from "cdktf";
import { type GitHubRoleProps, resolveGitHubRole } from "../../../constructs/ci/github-oidc-role-config";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

const ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess";
const OWN = "arn:aws:iam::111122223333:policy/platform";
const DEPLOY: GitHubRoleProps = {
  purpose: "deploy",
  trusts: [{ environment: "staging" }],
  managedPolicyArns: { Platform: OWN },
};

function resolve(props: GitHubRoleProps, hasState = true) {
  const problems = new Problems();
  const role = resolveGitHubRole("role", props, hasState, problems);
  return { role, codes: codes(problems.all) };
}

describe("resolveGitHubRole", () => {
  it("lets pull requests and main plan, main look for drift, the environment preview preview", () => {
    expect(resolve({ purpose: "plan" })).toMatchObject({
      codes: [],
      role: {
        access: "read",
        trusts: ["pull_request", { branch: "main" }],
        managedPolicyArns: undefined,
        parameters: "denied",
        maxSessionMinutes: 60,
      },
    });
    expect(resolve({ purpose: "drift" }).role).toMatchObject({
      access: "read",
      trusts: [{ branch: "main" }],
    });
    expect(resolve({ purpose: "preview", managedPolicyArns: { Own: OWN } })).toMatchObject({
      codes: [],
      role: { access: "write", trusts: [{ environment: "preview" }] },
    });
  });

  it("deploys from where it is told only", () => {
    expect(resolve(DEPLOY)).toMatchObject({ codes: [], role: { access: "write", trusts: DEPLOY.trusts } });
    expect(resolve({ ...DEPLOY, trusts: undefined }).codes).toEqual(["trusts no-trusts"]);
    expect(resolve({ ...DEPLOY, maxSessionMinutes: 120 }).role.maxSessionMinutes).toBe(120);
  });

  it("attaches nothing to a role that reads when told", () => {
    expect(resolve({ purpose: "plan", managedPolicyArns: {} })).toMatchObject({
      codes: [],
      role: { managedPolicyArns: {} },
    });
  });

  it("takes more to read, and denials, for a role that reads", () => {
    const statements = [
      { actions: ["acm:DescribeCertificate", "s3:ListBucket"], resources: ["*"] },
      { effect: "Deny" as const, actions: ["iam:PassRole"], resources: ["*"] },
    ];
    expect(resolve({ purpose: "plan", statements, parameters: "plain" }).codes).toEqual([]);
  });

  it.each<[string, GitHubRoleProps, string[]]>([
    ["an unknown purpose", { purpose: "build" as never }, ["purpose unknown-purpose"]],
    [
      "a deployment from pull requests",
      { ...DEPLOY, trusts: ["pull_request"] },
      ["trusts write-from-pull-request"],
    ],
    [
      "a preview from pull requests",
      { ...DEPLOY, purpose: "preview", trusts: ["pull_request"] },
      ["trusts write-from-pull-request"],
    ],
    ["a wildcard branch", { ...DEPLOY, trusts: [{ branch: "*" }] }, ["trusts[0].branch wildcard-subject"]],
    ["a wildcard stack", { ...DEPLOY, stacks: ["prod*"] }, ["stacks[0] wildcard-stack"]],
    ["a deployment that may do nothing", { ...DEPLOY, managedPolicyArns: {} }, [" no-permissions"]],
    [
      "no ARN",
      { ...DEPLOY, managedPolicyArns: { A: "AdministratorAccess" } },
      ["managedPolicyArns.A invalid-policy-arn"],
    ],
    [
      "too many policies",
      {
        ...DEPLOY,
        managedPolicyArns: Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`p${i}`, OWN])),
      },
      ["managedPolicyArns too-many-policies"],
    ],
    [
      "a plan by an administrator",
      { purpose: "plan", managedPolicyArns: { A: ADMIN } },
      ["managedPolicyArns.A write-policy"],
    ],
    [
      "a plan that writes",
      { purpose: "plan", statements: [{ actions: ["s3:GetObject", "s3:PutObject"], resources: ["x"] }] },
      ["statements[0].actions[1] write-action"],
    ],
    [
      "drift that passes roles",
      { purpose: "drift", statements: [{ actions: ["iam:PassRole"], resources: ["x"] }] },
      ["statements[0].actions[0] write-action"],
    ],
    [
      "a statement named like ours",
      {
        ...DEPLOY,
        statements: [{ sid: "NeverDecrypt", actions: ["s3:GetObject"], resources: ["x"] }],
      },
      ["statements[0].sid duplicate-sid"],
    ],
    [
      "unknown parameters",
      { purpose: "plan", parameters: "all" as never },
      ["parameters unknown-parameters"],
    ],
    ["a long session", { purpose: "plan", maxSessionMinutes: 721 }, ["maxSessionMinutes out-of-range"]],
    ["a short session", { purpose: "plan", maxSessionMinutes: 15 }, ["maxSessionMinutes out-of-range"]],
  ])("refuses %s", (_, props, expected) => {
    expect(resolve(props).codes).toEqual(expected);
  });

  it("refuses stacks without a place for their states", () => {
    expect(resolve({ purpose: "plan", stacks: ["staging"] }, false).codes).toEqual([
      "stacks stacks-without-state",
    ]);
  });

  it("looks into no ARN known later", () => {
    const later = Token.asString({ x: 1 });
    expect(resolve({ purpose: "plan", managedPolicyArns: { A: later } }).codes).toEqual([]);
  });
});
