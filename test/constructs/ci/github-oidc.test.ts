import { App } from "cdktf";
import { BootstrapStack } from "../../../constructs/ci/bootstrap-stack";
import { GitHubOidc } from "../../../constructs/ci/github-oidc";
import type { GitHubOidcProps } from "../../../constructs/ci/github-oidc-config";
import { expectRehearsal, rehearse } from "../../../lib/rehearsal";
import { canAssume } from "../../support/github-trust";
import { removeTemporaryFolders, temporaryFolder } from "../../support/rehearsals";
import { type Attributes, codes, problemsOf, synth } from "../../support/synth";
import { describeWithTerraform } from "../../support/terraform";

const PROVIDER = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";
const OWN = { Platform: "arn:aws:iam::111122223333:policy/platform" };

const PROPS: GitHubOidcProps = {
  repository: { owner: "acme", name: "platform", ownerId: 12, repositoryId: 34 },
  roles: {
    plan: { purpose: "plan" },
    drift: { purpose: "drift" },
    "deploy-staging": {
      purpose: "deploy",
      trusts: [{ environment: "staging" }],
      managedPolicyArns: OWN,
    },
    "deploy-production": {
      purpose: "deploy",
      trusts: [{ environment: "production" }],
      managedPolicyArns: OWN,
    },
    hotfix: { purpose: "deploy", trusts: [{ tag: "v1.4.0" }], managedPolicyArns: OWN },
    preview: { purpose: "preview", managedPolicyArns: OWN },
  },
};

function make(props: Partial<GitHubOidcProps> = {}) {
  return synth((stack) => {
    new GitHubOidc(stack, "GitHub", { ...PROPS, ...props });
  });
}

/** Names of the roles that the bearer of a subject may assume. */
function rolesFor(sub: string, props: Partial<GitHubOidcProps> = {}, aud = "sts.amazonaws.com"): string[] {
  const roles = Object.values(make({ provider: { arn: PROVIDER }, ...props }).all("aws_iam_role"));
  return roles
    .filter(({ assume_role_policy }) => canAssume(assume_role_policy, PROVIDER, { aud, sub }))
    .map(({ name }) => name.replace("github-platform-", ""))
    .sort();
}

const CONTEXTS: [context: string, roles: string[]][] = [
  ["pull_request", ["plan"]],
  ["ref:refs/heads/main", ["drift", "plan"]],
  ["environment:staging", ["deploy-staging"]],
  ["environment:production", ["deploy-production"]],
  ["environment:preview", ["preview"]],
  ["ref:refs/tags/v1.4.0", ["hotfix"]],
  ["ref:refs/heads/develop", []],
  ["ref:refs/heads/main2", []],
  ["ref:refs/heads/feature/main", []],
  ["ref:refs/heads/environment%3Aproduction", []],
  ["ref:refs/heads/v1.4.0", []],
  ["ref:refs/tags/main", []],
  ["ref:refs/tags/v1.4.1", []],
  ["ref:refs/tags/v1x4.0", []],
  ["environment:Production", []],
  ["environment:production-eu", []],
  ["environment:main", []],
  ["environment:*", []],
  ["pull_request:x", []],
  ["*", []],
  ["", []],
];

const PLAIN = "repo:acme/platform";
const IMMUTABLE = "repo:acme@12/platform@34";

/** Everybody else: forks keep their owner in the subject, a taken over name has other numbers. */
const STRANGERS = [
  "repo:mallory/platform",
  "repo:acme/other",
  "repo:acme/platform-fork",
  "repo:acme2/platform",
  "repo:ACME/platform",
  "repo:xacme/platform",
  "repo:acme@99/platform@34",
  "repo:acme@12/platform@99",
  "repo:acme@12/platform",
  "repo:acme/platform@34",
  "repo:mallory@99/platform@98",
  "repo:*/*",
  "repo:acme/*",
  "acme/platform",
];

describe("who may assume what", () => {
  it.each(CONTEXTS)("%j of the repository: %j, by either form of the subject", (context, roles) => {
    expect(rolesFor(`${PLAIN}:${context}`)).toEqual(roles);
    expect(rolesFor(`${IMMUTABLE}:${context}`)).toEqual(roles);
  });

  it.each(STRANGERS)("%s: nothing, whatever it runs for", (repository) => {
    const made = Object.values(make({ provider: { arn: PROVIDER } }).all("aws_iam_role"));
    expect(made).toHaveLength(6);
    for (const [context] of CONTEXTS) {
      const token = { aud: "sts.amazonaws.com", sub: `${repository}:${context}` };
      expect(made.filter((role) => canAssume(role.assume_role_policy, PROVIDER, token))).toEqual([]);
    }
  });

  it("lets nobody write from a pull request or a branch", () => {
    const writers = ["deploy-staging", "deploy-production", "hotfix", "preview"];
    for (const [context] of CONTEXTS.filter(([name]) => /^(pull_request|ref:refs\/heads)/.test(name))) {
      const roles = [...rolesFor(`${PLAIN}:${context}`), ...rolesFor(`${IMMUTABLE}:${context}`)];
      expect(roles.filter((role) => writers.includes(role))).toEqual([]);
    }
  });

  it("trusts one form only when told", () => {
    expect(rolesFor(`${PLAIN}:pull_request`, { subjectForms: "immutable" })).toEqual([]);
    expect(rolesFor(`${IMMUTABLE}:pull_request`, { subjectForms: "immutable" })).toEqual(["plan"]);
    expect(rolesFor(`${IMMUTABLE}:pull_request`, { subjectForms: "plain" })).toEqual([]);
  });

  it("wants its own audience", () => {
    expect(rolesFor(`${PLAIN}:pull_request`, {}, "https://github.com/acme")).toEqual([]);
    const audience = "sts.amazonaws.com.cn" as const;
    expect(rolesFor(`${PLAIN}:pull_request`, { audience })).toEqual([]);
    expect(rolesFor(`${PLAIN}:pull_request`, { audience }, audience)).toEqual(["plan"]);
  });

  it("is told by an evaluator that sees wildcards and refuses what it does not know", () => {
    const policy = (condition: object) =>
      JSON.stringify({
        Statement: {
          Effect: "Allow",
          Action: "sts:AssumeRoleWithWebIdentity",
          Principal: { Federated: PROVIDER },
          Condition: condition,
        },
      });
    const token = { aud: "sts.amazonaws.com", sub: "repo:mallory/platform:pull_request" };
    const key = "token.actions.githubusercontent.com:sub";
    expect(canAssume(policy({}), PROVIDER, token)).toBe(true);
    expect(canAssume(policy({}), `${PROVIDER}x`, token)).toBe(false);
    expect(canAssume(policy({ StringLike: { [key]: "repo:*/platform:*" } }), PROVIDER, token)).toBe(true);
    expect(() => canAssume(policy({ StringEqualsIgnoreCase: { [key]: "x" } }), PROVIDER, token)).toThrow(
      "does not know StringEqualsIgnoreCase",
    );
  });
});

describe("GitHubOidc", () => {
  it("makes the provider, or takes the account's", () => {
    expect(make().one("aws_iam_openid_connect_provider")).toMatchObject({
      url: "https://token.actions.githubusercontent.com",
      client_id_list: ["sts.amazonaws.com"],
    });
    expect(make({ provider: { arn: PROVIDER } }).all("aws_iam_openid_connect_provider")).toEqual({});
  });

  it("limits every role by a boundary of its own, one that is given, or none", () => {
    const boundariesOf = (props: Partial<GitHubOidcProps>) => {
      const roles = Object.values(make(props).all("aws_iam_role"));
      return [...new Set(roles.map(({ permissions_boundary }) => permissions_boundary))];
    };
    expect(make().one("aws_iam_policy").name).toBe("github-platform-boundary");
    expect(boundariesOf({})).toEqual([expect.stringMatching(/^\$\{aws_iam_policy\..*\.arn\}$/)]);
    expect(boundariesOf({ permissionsBoundary: { policyArn: OWN.Platform } })).toEqual([OWN.Platform]);
    expect(boundariesOf({ permissionsBoundary: "none" })).toEqual([undefined]);
    expect(make({ permissionsBoundary: "none" }).all("aws_iam_policy")).toEqual({});
  });

  it("hands out the roles by their names, and tags them", () => {
    const made = synth((stack) => {
      const { roleArns, boundaryArn, providerArn } = new GitHubOidc(stack, "GitHub", {
        ...PROPS,
        tags: { team: "platform" },
      });
      expect(Object.keys(roleArns)).toEqual(Object.keys(PROPS.roles));
      expect(boundaryArn).toBeDefined();
      expect(providerArn).toBeDefined();
    });
    for (const type of ["aws_iam_role", "aws_iam_policy", "aws_iam_openid_connect_provider"]) {
      for (const resource of Object.values(made.all(type))) {
        expect(resource.tags).toEqual({ team: "platform" });
      }
    }
  });

  it("keeps the addresses of its roles when others come and go", () => {
    const addresses = make().addresses();
    const { plan, ...others } = PROPS.roles;
    const fewer = make({ roles: others }).addresses();
    expect(plan).toBeDefined();
    expect(fewer.every((address) => addresses.includes(address))).toBe(true);
  });

  it("tells everything that is wrong at once", () => {
    const props: GitHubOidcProps = {
      repository: { owner: "acme/*", name: "platform" },
      roles: { deploy: { purpose: "deploy", trusts: ["pull_request"], managedPolicyArns: OWN } },
    };
    expect(codes(problemsOf((stack) => new GitHubOidc(stack, "GitHub", props)))).toEqual([
      "repository.owner wildcard-subject",
      "roles.deploy.trusts write-from-pull-request",
    ]);
  });
});

describeWithTerraform("GitHubOidc, rehearsed", () => {
  afterEach(removeTemporaryFolders);

  it("comes with the states it works on, says what it denies, and goes without a trace", async () => {
    const app = new App({ outdir: temporaryFolder() });
    const stack = new BootstrapStack(app, "bootstrap", {
      backend: { bucketName: "acme-state", region: "eu-central-1", deletionProtection: false },
      ownState: "local",
      gitHub: { ...PROPS, roles: { ...PROPS.roles, plan: { purpose: "plan", stacks: ["staging"] } } },
    });
    const rehearsal = await rehearse(stack);
    expectRehearsal(rehearsal)
      .toSucceed()
      .toBeIdempotent()
      .toHaveCreated("aws_iam_role", 6)
      .toHaveCreated("aws_s3_bucket", 1)
      .toBeDestroyedClean();
    const valuesOf = (type: string, name: RegExp): Attributes =>
      rehearsal.state.find((object) => object.type === type && name.test(object.address))?.values ?? {};
    const key = valuesOf("aws_kms_key", /./);
    const plan: Attributes[] = JSON.parse(valuesOf("aws_iam_role_policy", /plan/).policy).Statement;
    expect(key.arn).toMatch(/^arn:aws:kms:/);
    expect(plan.find(({ Sid }) => Sid === "NeverDecrypt")).toMatchObject({ NotResource: key.arn });
    expect(valuesOf("aws_iam_policy", /Boundary/).policy.length).toBeLessThanOrEqual(6144);
  });
});
