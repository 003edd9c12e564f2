import { ACCESS_WIDENED } from "../../../../lib/review/risk/access";
import { hitsOf } from "../../../support/plans";

type Statement = { [member: string]: unknown };

const policy = (...statements: Statement[]) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: statements.map((one) => ({ Effect: "Allow", ...one })),
  });
const READ = { Action: "s3:GetObject", Resource: "arn:aws:s3:::a/*" };
const trust = (Principal: unknown, rest: object = {}) =>
  policy({ Action: "sts:AssumeRole", Principal, ...rest });

function level(before: string | undefined, after: string, address = "aws_iam_policy.p", argument = "policy") {
  const side = (value: string | undefined) => (value === undefined ? undefined : { [argument]: value });
  return hitsOf(ACCESS_WIDENED, { address, before: side(before), after: side(after) })[0]?.level;
}

describe("R3, policies that change", () => {
  it.each([
    ["everything", { Action: "*", Resource: "*" }, "critical"],
    ["all of IAM", { Action: "iam:*", Resource: "*" }, "critical"],
    ["passing roles", { Action: "iam:PassRole", Resource: "arn:x" }, "high"],
    ["taking on roles", { Action: "sts:AssumeRole", Resource: "arn:x" }, "high"],
    ["all of keys", { Action: "kms:*", Resource: "arn:x" }, "high"],
    ["all of a service", { Action: "s3:*", Resource: "arn:x" }, "high"],
    ["everything but", { NotAction: "iam:*", Resource: "arn:x" }, "high"],
    ["every resource", { Action: "s3:GetObject", Resource: "*" }, "high"],
    ["lists", { Action: "ec2:Describe*", Resource: "arn:x" }, "medium"],
    ["reading of IAM", { Action: "iam:GetRole", Resource: "arn:x" }, "medium"],
    ["one more action", { Action: "s3:PutObject", Resource: "arn:aws:s3:::a/*" }, "medium"],
  ])("weighs %s", (_, statement, expected) => {
    expect(level(policy(READ), policy(READ, statement))).toBe(expected);
  });

  it("names the rights in title and evidence", () => {
    const [hit] = hitsOf(ACCESS_WIDENED, {
      address: "aws_iam_policy.p",
      before: { policy: policy(READ) },
      after: { policy: policy(READ, { Sid: "Deploy", Action: "iam:PassRole", Resource: "arn:x" }) },
    });
    expect(hit?.title).toBe("policy gives more: iam:PassRole");
    expect(hit?.evidence).toMatch(/^policy: newly allows iam:PassRole on arn:x \(Deploy\)/);
  });

  it("minds conditions and denials that go", () => {
    const Condition = { StringEquals: { "aws:SourceAccount": "1" } };
    expect(level(policy({ ...READ, Condition }), policy(READ))).toBe("high");
    expect(level(policy(READ, { Effect: "Deny", Action: "s3:*", Resource: "*" }), policy(READ))).toBe("high");
  });

  it("is quiet where a policy narrows, or is written in another way", () => {
    expect(level(policy(READ, { Action: "s3:*", Resource: "*" }), policy(READ))).toBeUndefined();
    expect(level(policy(READ), JSON.stringify(JSON.parse(policy(READ)), null, 2))).toBeUndefined();
  });
});

describe("R3, trust", () => {
  const role = (before: string | undefined, after: string) =>
    level(before, after, "aws_iam_role.r", "assume_role_policy");
  const pods = trust({ Service: "pods.eks.amazonaws.com" });

  it.each([
    ["everybody", trust("*"), "critical"],
    ["everybody of AWS", trust({ AWS: "*" }), "critical"],
    [
      "everybody on a condition",
      trust("*", { Condition: { Bool: { "aws:ViaAWSService": "true" } } }),
      "high",
    ],
    ["an account", trust({ AWS: "arn:aws:iam::999988887777:root" }), "high"],
    ["another service", trust({ Service: "ec2.amazonaws.com" }), "high"],
  ])("weighs %s", (_, after, expected) => {
    expect(role(pods, after)).toBe(expected);
  });

  it("takes a service of a new role for what it needs, and an account for worth a word", () => {
    expect(role(undefined, pods)).toBeUndefined();
    expect(role(undefined, trust({ AWS: "arn:aws:iam::999988887777:root" }))).toBe("medium");
    expect(role(undefined, trust("*"))).toBe("high");
  });
});

describe("R3, policies of resources", () => {
  const bucket = (before: string | undefined, after: string) =>
    level(before, after, "aws_s3_bucket_policy.b");
  const open = (Principal: unknown) => policy({ ...READ, Principal });

  it("minds everybody most, then an account that is new", () => {
    const own = open({ AWS: "arn:aws:iam::111122223333:role/a" });
    expect(bucket(own, open("*"))).toBe("critical");
    expect(bucket(own, open({ AWS: "arn:aws:iam::999988887777:root" }))).toBe("high");
    expect(bucket(own, open({ AWS: "arn:aws:iam::111122223333:role/b" }))).toBe("medium");
  });

  it("is quiet about the policy AWS proposes for a new key", () => {
    const key = policy({
      Action: "kms:*",
      Resource: "*",
      Principal: { AWS: "arn:aws:iam::111122223333:root" },
    });
    expect(level(undefined, key, "aws_kms_key.k")).toBeUndefined();
  });
});

describe("R3, policies that are new", () => {
  it.each([
    ["administration", { Action: "*", Resource: "*" }, "high"],
    ["all of a service", { Action: "ec2:*", Resource: "*" }, "medium"],
    ["ordinary rights", READ, undefined],
    ["lists of everything", { Action: "ec2:Describe*", Resource: "*" }, undefined],
  ])("speak of %s: %j", (_, statement, expected) => {
    expect(level(undefined, policy(statement))).toBe(expected);
  });
});

describe("R3, rights by name", () => {
  const attached = (policy_arn: string) =>
    hitsOf(ACCESS_WIDENED, { address: "aws_iam_role_policy_attachment.a", after: { policy_arn } })[0]?.level;

  it.each([
    ["arn:aws:iam::aws:policy/AdministratorAccess", "critical"],
    ["arn:aws:iam::aws:policy/IAMFullAccess", "critical"],
    ["arn:aws:iam::aws:policy/PowerUserAccess", "high"],
    ["arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy", "high"],
    ["arn:aws:iam::aws:policy/AmazonS3FullAccess", "medium"],
    ["arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy", undefined],
    ["arn:aws:iam::111122223333:policy/NotAdministratorAccess", undefined],
  ])("weighs %s", (arn, expected) => {
    expect(attached(arn)).toBe(expected);
  });

  it("is quiet about what was attached before", () => {
    const managed_policy_arns = ["arn:aws:iam::aws:policy/AdministratorAccess"];
    const before = { managed_policy_arns, description: "a" };
    const spec = { address: "aws_iam_role.r", before, after: { managed_policy_arns, description: "b" } };
    expect(hitsOf(ACCESS_WIDENED, spec)).toEqual([]);
  });

  it("minds a boundary that goes, and a key that never ends", () => {
    const before = { permissions_boundary: "arn:aws:iam::1:policy/b" };
    const role = { address: "aws_iam_role.r", before, after: { permissions_boundary: null } };
    expect(hitsOf(ACCESS_WIDENED, role)[0]?.level).toBe("high");
    expect(hitsOf(ACCESS_WIDENED, { ...role, after: undefined })).toEqual([]);
    expect(
      hitsOf(ACCESS_WIDENED, { address: "aws_iam_access_key.k", after: { user: "ci" } })[0],
    ).toMatchObject({
      level: "medium",
      evidence: "access key of ci",
    });
  });
});

describe("R3, rights inside a cluster", () => {
  const binding = (name: string) => ({
    manifest: {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRoleBinding",
      metadata: { name: "a" },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name },
      subjects: [{ kind: "Group", name: "developers" }],
    },
  });

  it("minds cluster-admin most where it is given anew", () => {
    const address = "kubernetes_manifest.b";
    const change = { address, before: binding("view"), after: binding("cluster-admin") };
    expect(hitsOf(ACCESS_WIDENED, change)[0]).toMatchObject({
      level: "critical",
      title: "cluster-admin is given",
    });
    expect(hitsOf(ACCESS_WIDENED, { address, after: binding("cluster-admin") })[0]?.level).toBe("high");
    expect(hitsOf(ACCESS_WIDENED, { address, after: binding("view") })).toEqual([]);
  });
});
