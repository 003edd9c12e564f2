import { exposureChange, isWorld, reaches, reachText } from "../../../../lib/review/diff/exposure";

const rule = (source: string, port = 22) => ({
  protocol: "tcp",
  from_port: port,
  to_port: port,
  cidr_blocks: [source],
});
const group = (...ingress: object[]) => ({ ingress, egress: [] }) as never;

describe("exposureChange", () => {
  it("says what opens and what closes", () => {
    const change = exposureChange("aws_security_group", group(rule("10.0.0.0/8")), group(rule("0.0.0.0/0")));
    expect(change?.notes).toEqual(["opens tcp 22 for 0.0.0.0/0"]);
    const back = exposureChange("aws_security_group", group(rule("0.0.0.0/0")), group(rule("10.0.0.0/8")));
    expect(back).toMatchObject({ opened: [], closed: [{ source: "0.0.0.0/0" }] });
  });

  it("says nothing of rules that another one takes in, or that only stand elsewhere", () => {
    const before = group({ ...rule("10.0.0.0/8"), from_port: 0, to_port: 100 }, rule("::/0"));
    expect(
      exposureChange("aws_security_group", before, group(rule("::/0"), rule("10.1.0.0/16"))),
    ).toMatchObject({
      opened: [],
    });
    const same = [rule("10.0.0.0/8"), rule("::/0")];
    expect(exposureChange("aws_security_group", group(...same), group(...same.reverse()))).toBeUndefined();
  });

  it("reads created and deleted rules", () => {
    expect(exposureChange("aws_security_group", undefined, group(rule("::/0", 443)))?.opened).toHaveLength(1);
    expect(exposureChange("aws_security_group", group(rule("::/0", 443)), undefined)?.closed).toHaveLength(1);
  });

  it.each([
    ["aws_db_instance", { publicly_accessible: false }, { publicly_accessible: true }, true],
    ["aws_db_instance", { publicly_accessible: true }, { publicly_accessible: false }, false],
    ["aws_db_instance", undefined, { publicly_accessible: true }, true],
    ["aws_db_instance", { publicly_accessible: true }, undefined, false],
    ["aws_lb", { internal: true }, { internal: false }, true],
    ["aws_lambda_function_url", { authorization_type: "AWS_IAM" }, { authorization_type: "NONE" }, true],
    ["aws_s3_bucket_acl", { acl: "private" }, { acl: "public-read" }, true],
    ["aws_s3_bucket_public_access_block", { block_public_acls: true }, { block_public_acls: false }, true],
    ["aws_s3_bucket_public_access_block", { block_public_acls: true }, undefined, true],
    ["aws_s3_bucket_public_access_block", { block_public_acls: false }, { block_public_acls: true }, false],
  ])("%s %j -> %j opens: %s", (type, before, after, opens) => {
    expect(exposureChange(type, before as never, after as never)?.switches).toMatchObject([{ opens }]);
  });

  it("looks into blocks", () => {
    const config = (open: boolean) => ({
      vpc_config: [{ endpoint_public_access: open, public_access_cidrs: [] }],
    });
    expect(exposureChange("aws_eks_cluster", config(false), config(true))?.notes).toEqual([
      "opens tcp 443 for 0.0.0.0/0",
      "vpc_config.endpoint_public_access false -> true (opens it)",
    ]);
  });
});

describe("reaches", () => {
  it("knows the world and ports", () => {
    expect(["0.0.0.0/0", "::/0", "*"].map(isWorld)).toEqual([true, true, true]);
    expect(["10.0.0.0/8", "self", "sg-0"].map(isWorld)).toEqual([false, false, false]);
    const reach = { direction: "in", source: "::/0", protocol: "tcp", fromPort: 20, toPort: 30 } as const;
    expect([19, 20, 30, 31].map((port) => reaches(reach, port))).toEqual([false, true, true, false]);
    expect(reaches({ ...reach, protocol: "icmp", fromPort: 0, toPort: 65_535 }, 22)).toBe(false);
    expect(reachText({ ...reach, direction: "out" })).toBe("tcp 20-30 out to ::/0");
    expect(reachText({ ...reach, protocol: "all", fromPort: 0, toPort: 65_535 })).toBe(
      "all ports and protocols for ::/0",
    );
  });
});
