import {
  DENIAL_SIDS,
  DESCRIBE_POLICIES,
  denySecrets,
  protectPipeline,
} from "../../../constructs/ci/github-oidc-permissions";
import { policyLength } from "../../../lib/core/policy";

const ACCOUNT = { partition: "aws", accountId: "111122223333" };
const KEY = "arn:aws:kms:eu-central-1:111122223333:key/abc";
const PROVIDER = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";

describe("denySecrets", () => {
  it("denies secrets, parameters of the account, and every key but that of the states", () => {
    const statements = denySecrets(ACCOUNT, KEY, "denied");
    expect(statements.every(({ effect }) => effect === "Deny")).toBe(true);
    expect(statements.map(({ sid }) => sid)).toEqual(DENIAL_SIDS);
    expect(statements[0]).toMatchObject({
      actions: ["secretsmanager:GetSecretValue", "secretsmanager:BatchGetSecretValue"],
      resources: ["*"],
    });
    expect(statements[1]?.resources).toEqual(["arn:aws:ssm:*:111122223333:parameter/*"]);
    expect(statements[2]).toMatchObject({
      actions: ["kms:Decrypt", "kms:ReEncryptFrom"],
      notResources: [KEY],
    });
    expect(statements[2]).not.toHaveProperty("resources");
  });

  it("denies all keys where the states have none, and leaves plain parameters when told", () => {
    const statements = denySecrets(ACCOUNT, undefined, "plain");
    expect(statements.map(({ sid, resources }) => [sid, resources])).toEqual([
      ["NeverReadSecrets", ["*"]],
      ["NeverDecrypt", ["*"]],
    ]);
  });

  it("knows policies that describe, none that reads contents", () => {
    expect(Object.keys(DESCRIBE_POLICIES)).not.toContain("ReadOnlyAccess");
  });
});

describe("protectPipeline", () => {
  const FACTS = {
    ...ACCOUNT,
    boundaryName: "github-platform-boundary",
    roleNames: ["github-platform-plan"],
    providerArn: PROVIDER,
    state: { bucketName: "states", keyArn: KEY },
  };

  it("denies changes of the pipeline's own guards and of nothing else", () => {
    const [everything, ...denials] = protectPipeline(FACTS);
    expect(everything).toMatchObject({ actions: ["*"], resources: ["*"] });
    expect(denials.every(({ effect }) => effect === "Deny")).toBe(true);
    expect(Object.fromEntries(denials.map(({ sid, resources }) => [sid, resources]))).toEqual({
      KeepRoles: ["arn:aws:iam::111122223333:role/github-platform-plan"],
      KeepBoundary: ["arn:aws:iam::111122223333:policy/github-platform-boundary"],
      KeepProvider: [PROVIDER],
      KeepStates: ["arn:aws:s3:::states", "arn:aws:s3:::states/*"],
      KeepStateKey: [KEY],
    });
  });

  it("leaves the work of a deployment alone: states and locks are written and locks removed", () => {
    const denied = protectPipeline(FACTS).flatMap(({ effect, actions }) =>
      effect === "Deny" ? actions : [],
    );
    for (const action of ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "kms:GenerateDataKey"]) {
      expect(denied).not.toContain(action);
    }
  });

  it("says nothing of states or keys that are not there", () => {
    const sids = (state: { bucketName: string } | undefined) =>
      protectPipeline({ ...FACTS, state }).map(({ sid }) => sid);
    expect(sids({ bucketName: "states" })).toContain("KeepStates");
    expect(sids({ bucketName: "states" })).not.toContain("KeepStateKey");
    expect(sids(undefined)).not.toContain("KeepStates");
  });

  it("fits into a managed policy with as many roles as are allowed, of the longest names", () => {
    const roleNames = Array.from({ length: 25 }, (_, index) => `${index}`.padEnd(64, "r"));
    const longest = protectPipeline({
      ...FACTS,
      partition: "aws-us-gov",
      boundaryName: "b".repeat(64),
      roleNames,
      state: { bucketName: "s".repeat(63), keyArn: KEY },
    });
    expect(policyLength(longest)).toBeLessThanOrEqual(6144);
  });
});
