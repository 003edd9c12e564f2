import { accountOf } from "../../../../lib/rehearsal/world/account";
import { UNKNOWN, type Values } from "../../../../lib/rehearsal/world/backend";
import { duplicate, identityOf } from "../../../../lib/rehearsal/world/identity";

const here = accountOf({ region: "eu-central-1" });
const there = accountOf({ region: "us-east-1" });
const other = accountOf({ region: "eu-central-1", allowed_account_ids: ["111122223333"] });
const scoped = (type: string, values: Values, account = here, cluster = "") =>
  identityOf({ type }, values, account, cluster)?.scoped;

describe("identityOf", () => {
  it.each([
    ["aws_s3_bucket", { bucket: "logs" }, [true, true]],
    ["aws_iam_role", { name: "orders" }, [true, false]],
    ["aws_ecr_repository", { name: "orders" }, [false, false]],
    ["aws_kms_alias", { name: "alias/a" }, [false, false]],
    ["aws_cloudwatch_log_group", { name: "/a" }, [false, false]],
  ])(
    "%s: the same name elsewhere is the same thing in another region and account: %p %p",
    (type, values, same) => {
      const first = scoped(type, values);
      expect(first).toBeDefined();
      expect([scoped(type, values, there) === first, scoped(type, values, other) === first]).toEqual(same);
    },
  );

  it.each([
    [
      "aws_eks_node_group",
      { cluster_name: "a", node_group_name: "x" },
      { cluster_name: "b", node_group_name: "x" },
    ],
    ["aws_eks_addon", { cluster_name: "a", addon_name: "x" }, { cluster_name: "b", addon_name: "x" }],
    [
      "aws_eks_access_entry",
      { cluster_name: "a", principal_arn: "x" },
      { cluster_name: "b", principal_arn: "x" },
    ],
    ["helm_release", { namespace: "a", name: "x" }, { namespace: "b", name: "x" }],
    ["aws_security_group", { vpc_id: "a", name: "x" }, { vpc_id: "b", name: "x" }],
    [
      "aws_route",
      { route_table_id: "a", destination_cidr_block: "0.0.0.0/0" },
      { route_table_id: "a", destination_ipv6_cidr_block: "::/0" },
    ],
  ])("%s is named within what it belongs to", (type, one, two) => {
    expect(scoped(type, one)).toBeDefined();
    expect(scoped(type, one)).not.toBe(scoped(type, two));
  });

  it("tells releases of two clusters apart", () => {
    const release = { namespace: "keda", name: "keda" };
    expect(scoped("helm_release", release, here, "a")).not.toBe(scoped("helm_release", release, here, "b"));
  });

  it("follows a region that the object names itself", () => {
    expect(scoped("aws_ecr_repository", { name: "a", region: "us-east-1" })).toBe(
      scoped("aws_ecr_repository", { name: "a" }, there),
    );
  });

  it("has nothing to say where there is no name, or it is not known", () => {
    expect(scoped("aws_vpc", { cidr_block: "10.0.0.0/16" })).toBeUndefined();
    expect(scoped("aws_iam_role", { name: UNKNOWN })).toBeUndefined();
    expect(scoped("aws_route", { route_table_id: "a" })).toBeUndefined();
  });
});

describe("duplicate", () => {
  it.each([
    ["aws_iam_role", { name: "orders" }, "EntityAlreadyExists: Role with name orders already exists"],
    ["aws_s3_bucket", { bucket: "logs" }, /^BucketAlreadyOwnedByYou: .* logs /],
    ["aws_eks_cluster", { name: "main" }, /^ResourceInUseException: .* main$/],
    ["aws_ecr_repository", { name: "orders" }, /^RepositoryAlreadyExistsException: .*'orders'/],
    ["helm_release", { namespace: "keda", name: "keda" }, "cannot re-use a name that is still in use"],
    [
      "aws_route",
      { route_table_id: "r", destination_cidr_block: "0.0.0.0/0" },
      /^RouteAlreadyExists: .*0\.0\.0\.0/,
    ],
  ])("answers for %s as its service does", (type, values, message) => {
    const identity = identityOf({ type }, values, here);
    const refusal = identity && duplicate({ type }, identity);
    expect(refusal?.summary).toEqual(typeof message === "string" ? message : expect.stringMatching(message));
    expect(refusal?.detail).toContain(type);
  });
});
