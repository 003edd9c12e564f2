import { accountOf } from "../../../../lib/rehearsal/world/account";
import { UNKNOWN, type Values } from "../../../../lib/rehearsal/world/backend";
import {
  handlesOf,
  inUse,
  isUnique,
  mentionsOf,
  notFound,
  References,
} from "../../../../lib/rehearsal/world/references";

const here = accountOf({ region: "eu-central-1" });
const there = accountOf({ region: "us-east-1" });
const VPC = "vpc-0123456789abcdef0";
const KEY = "0a1b2c3d-1111-4222-8333-444455556666";

describe("isUnique", () => {
  it.each([
    [VPC, true],
    [KEY, true],
    ["arn:aws:iam::123456789012:role/orders", true],
    ["arn:aws:s3:::logs", true],
    ["arn:aws:iam::aws:policy/AmazonEKSClusterPolicy", false],
    ["arn:aws:s3:::logs/*", false],
    ["orders", false],
    ["logs-20240101", false],
    ["10.0.0.0/16", false],
    ["alias/eks/main", false],
  ])("says of %s: %p", (text, expected) => {
    expect(isUnique(text)).toBe(expected);
  });
});

describe("mentionsOf", () => {
  it("finds ids and ARNs in arguments and blocks", () => {
    const planned: Values = {
      id: UNKNOWN,
      vpc_id: VPC,
      vpc_config: [{ subnet_ids: ["subnet-0123456789abcdef0"] }],
    };
    expect(mentionsOf("aws_eks_cluster", planned, here)).toEqual([VPC, "subnet-0123456789abcdef0"]);
  });

  it("does not take tags, labels and policies for references", () => {
    const planned = {
      tags: { vpc: VPC },
      policy: VPC,
      principal_arn: "arn:aws:iam::1:role/a",
      metadata: [{ labels: { a: VPC } }],
    };
    expect(mentionsOf("aws_x", planned, here)).toEqual([]);
  });

  it("takes names for references where the table says so, within account and region", () => {
    const handle = (account = here) => handlesOf("aws_eks_cluster", { name: "main" }, account);
    const mention = mentionsOf("aws_eks_node_group", { cluster_name: "main" }, here);
    expect(mention).toEqual(handle());
    expect(mention).not.toEqual(handle(there));
    expect(mentionsOf("aws_iam_role_policy", { role: "a" }, here)).toEqual(
      handlesOf("aws_iam_role", { name: "a" }, there),
    );
  });
});

describe("handlesOf", () => {
  it("are the object's own ids and ARN, not everything unique in its values", () => {
    const values = {
      id: VPC,
      arn: `arn:aws:ec2:eu-central-1:1:vpc/${VPC}`,
      dhcp_options_id: "dopt-0123456789abcdef0",
      name: "a",
    };
    expect(handlesOf("aws_vpc", values, here)).toEqual([VPC, `arn:aws:ec2:eu-central-1:1:vpc/${VPC}`]);
  });
});

describe("handlesOf a forced deletion", () => {
  it.each([
    ["aws_iam_role", { name: "a", force_detach_policies: true }],
    ["aws_s3_bucket", { bucket: "a", force_destroy: true }],
  ])("leaves out the name of %s: the provider clears away what hangs on it", (type, values) => {
    expect(handlesOf(type, values, here)).toEqual([]);
    expect(
      handlesOf(type, { ...values, force_destroy: false, force_detach_policies: false }, here),
    ).toHaveLength(1);
  });
});

describe("References", () => {
  it("finds who mentions an object, until they are gone", () => {
    const references = new References();
    references.add("vpc", [VPC], []);
    references.add("subnet", [], [VPC]);
    expect(references.holdersOf("aws_vpc", "vpc", [VPC], [])).toEqual(["subnet"]);
    references.remove("subnet", [], [VPC], true);
    expect(references.holdersOf("aws_vpc", "vpc", [VPC], [])).toEqual([]);
  });

  it("lets go where the service does: keys by id, roles by ARN", () => {
    const references = new References();
    const arn = "arn:aws:iam::123456789012:role/a";
    references.add("user", [], [KEY, arn]);
    expect(references.holdersOf("aws_kms_key", "key", [KEY], [])).toEqual([]);
    expect(references.holdersOf("aws_iam_role", "role", [arn], [])).toEqual([]);
    expect(references.holdersOf("aws_iam_policy", "policy", [arn], [])).toEqual(["user"]);
  });

  it("does not hold an object whose id is that of the one it belongs to", () => {
    const references = new References();
    references.add("policy", [VPC], [VPC]);
    references.add("subnet", [], [VPC]);
    expect(references.holdersOf("aws_vpc_policy", "policy", [VPC], [VPC])).toEqual([]);
    references.remove("policy", [VPC], [VPC], true);
    expect(references.dangling([VPC])).toBeUndefined();
  });

  it("remembers deleted ids, also over a snapshot, until they live again", () => {
    const references = new References();
    references.add("vpc", [VPC], []);
    references.remove("vpc", [VPC], [], true);
    const restored = new References();
    restored.restore(references.deleted);
    expect(restored.dangling(["x", VPC])).toBe(VPC);
    restored.add("vpc", [VPC], []);
    expect(restored.dangling([VPC])).toBeUndefined();
  });

  it("does not take an ARN for dangling: it can be made again under the same name", () => {
    const references = new References();
    references.restore(["arn:aws:iam::123456789012:role/a"]);
    expect(references.dangling(["arn:aws:iam::123456789012:role/a"])).toBeUndefined();
  });
});

describe("inUse and notFound", () => {
  it.each([
    ["aws_vpc", "DependencyViolation"],
    ["aws_iam_role", "DeleteConflict"],
    ["aws_eks_cluster", "ResourceInUseException"],
  ])("uses the word of the service for %s", (type, code) => {
    expect(inUse(type, "a", ["aws_subnet b"]).summary).toMatch(new RegExp(`^${code}: `));
  });

  it("names those who hold it, but not hundreds of them", () => {
    const holders = Array.from({ length: 8 }, (_, index) => `aws_subnet ${index}`);
    expect(inUse("aws_vpc", "a", holders).detail).toMatch(/aws_subnet 4, 3 more:/);
  });

  it("says which id is gone", () => {
    expect(notFound(VPC).summary).toBe(`InvalidID.NotFound: The ID '${VPC}' does not exist`);
  });
});
