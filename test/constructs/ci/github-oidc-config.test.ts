import { type GitHubOidcProps, resolveGitHubOidc } from "../../../constructs/ci/github-oidc-config";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

const PROPS: GitHubOidcProps = {
  repository: { owner: "acme", name: "platform" },
  roles: { plan: { purpose: "plan" } },
};

function resolve(props: Partial<GitHubOidcProps> = {}) {
  const problems = new Problems();
  const config = resolveGitHubOidc({ ...PROPS, ...props }, problems);
  return { config, codes: codes(problems.all) };
}

describe("resolveGitHubOidc", () => {
  it("makes a provider and a boundary, and names roles after the repository", () => {
    expect(resolve()).toMatchObject({
      codes: [],
      config: {
        subjectForms: "plain",
        provider: "create",
        audience: "sts.amazonaws.com",
        permissionsBoundary: "protect-pipeline",
        boundaryName: "github-platform-boundary",
        roles: [{ key: "plan", roleName: "github-platform-plan" }],
      },
    });
    expect(resolve({ namePrefix: "ci" }).config.roles[0]?.roleName).toBe("ci-plan");
  });

  it("keeps long names within what AWS allows, apart from each other", () => {
    const { roles } = resolve({
      repository: { owner: "acme", name: "p".repeat(100) },
      roles: { "deploy-a": { purpose: "plan" }, "deploy-b": { purpose: "plan" } },
    }).config;
    expect(roles.map(({ roleName }) => roleName.length)).toEqual([64, 64]);
    expect(roles[0]?.roleName).not.toBe(roles[1]?.roleName);
  });

  it.each<[string, Partial<GitHubOidcProps>, string[]]>([
    ["no role", { roles: {} }, ["roles no-roles"]],
    [
      "too many roles",
      { roles: Object.fromEntries(Array.from({ length: 26 }, (_, i) => [`r${i}`, { purpose: "plan" }])) },
      ["roles too-many-roles"],
    ],
    [
      "a role named boundary",
      { roles: { boundary: { purpose: "plan" } } },
      ["roles.boundary invalid-role-name"],
    ],
    ["a role with a space", { roles: { "a b": { purpose: "plan" } } }, ['roles["a b"] invalid-role-name']],
    [
      "a role's problem, at its place",
      { roles: { deploy: { purpose: "deploy" } } },
      ["roles.deploy.trusts no-trusts", "roles.deploy no-permissions"],
    ],
    ["a prefix with a slash", { namePrefix: "a/b" }, ["namePrefix invalid-name-prefix"]],
    ["an unknown provider", { provider: "existing" as never }, ["provider unknown-provider"]],
    [
      "the provider of another issuer",
      { provider: { arn: "arn:aws:iam::111122223333:oidc-provider/gitlab.com" } },
      ["provider.arn invalid-provider-arn"],
    ],
    ["another audience", { audience: "acme" as never }, ["audience unknown-audience"]],
    [
      "an unknown boundary",
      { permissionsBoundary: "all" as never },
      ["permissionsBoundary unknown-boundary"],
    ],
    [
      "a boundary that is no policy",
      { permissionsBoundary: { policyArn: "boundary" } },
      ["permissionsBoundary.policyArn invalid-policy-arn"],
    ],
    ["a reserved tag", { tags: { "aws:x": "y" } }, ['tags["aws:x"] invalid-tag-key']],
  ])("refuses %s", (_, props, expected) => {
    expect(resolve(props).codes).toEqual(expected);
  });
});
