import { EXPOSURE_OPENED } from "../../../../lib/review/risk/network";
import { hitsOf } from "../../../support/plans";

const rule = (cidr_ipv4: string, from_port: number, to_port = from_port, ip_protocol = "tcp") => ({
  cidr_ipv4,
  from_port,
  to_port,
  ip_protocol,
});
const address = "aws_vpc_security_group_ingress_rule.r";
const INSIDE = rule("10.0.0.0/8", 443);

describe("R4, ways in", () => {
  it.each([
    ["the world to logins", rule("0.0.0.0/0", 22), "critical"],
    ["the world to databases", rule("0.0.0.0/0", 5432), "critical"],
    ["the world to a range with databases", rule("0.0.0.0/0", 5000, 6000), "critical"],
    ["the world to all ports", rule("0.0.0.0/0", -1, -1, "-1"), "critical"],
    ["the world to the web", rule("0.0.0.0/0", 443), "high"],
    ["half of the world", rule("128.0.0.0/1", 443), "high"],
    ["another network", rule("192.168.0.0/16", 443), "medium"],
  ])("weighs %s", (_, after, level) => {
    expect(hitsOf(EXPOSURE_OPENED, { address, before: INSIDE, after })[0]?.level).toBe(level);
  });

  it("shows what it opens", () => {
    const [hit] = hitsOf(EXPOSURE_OPENED, { address, before: INSIDE, after: rule("0.0.0.0/0", 22) });
    expect(hit?.evidence).toBe("opens tcp 22 for 0.0.0.0/0");
  });

  it("minds the world through IPv6, and in rules inside of a group", () => {
    const ingress = [{ ipv6_cidr_blocks: ["::/0"], protocol: "-1", from_port: 0, to_port: 0 }];
    const group = { address: "aws_security_group.g", before: { ingress: [] }, after: { ingress } };
    expect(hitsOf(EXPOSURE_OPENED, group)[0]?.level).toBe("critical");
  });

  it("is quiet about a way that closes, a private way that is new, and what is not known", () => {
    expect(hitsOf(EXPOSURE_OPENED, { address, before: rule("0.0.0.0/0", 443), after: INSIDE })).toEqual([]);
    expect(hitsOf(EXPOSURE_OPENED, { address, after: INSIDE })).toEqual([]);
    const after = { from_port: 443, to_port: 443, ip_protocol: "tcp" };
    expect(hitsOf(EXPOSURE_OPENED, { address, before: INSIDE, after, unknown: { cidr_ipv4: true } })).toEqual(
      [],
    );
  });

  it("says little about ways out", () => {
    const out = "aws_vpc_security_group_egress_rule.r";
    const world = rule("0.0.0.0/0", 443);
    expect(hitsOf(EXPOSURE_OPENED, { address: out, before: INSIDE, after: world })[0]?.level).toBe("low");
    expect(hitsOf(EXPOSURE_OPENED, { address: out, after: world })).toEqual([]);
  });
});

describe("R4, switches", () => {
  it.each([
    ["aws_db_instance.a", "publicly_accessible", false, true, "high"],
    ["aws_s3_bucket_public_access_block.a", "block_public_acls", true, false, "high"],
    ["aws_lambda_function_url.a", "authorization_type", "AWS_IAM", "NONE", "high"],
    ["aws_lb.a", "internal", true, false, "medium"],
    ["aws_db_instance.a", "publicly_accessible", true, false, undefined],
  ])("weighs %s %s %s -> %s", (at, name, old, now, level) => {
    const hits = hitsOf(EXPOSURE_OPENED, { address: at, before: { [name]: old }, after: { [name]: now } });
    expect(hits[0]?.level).toBe(level);
  });

  it("minds a block of public access that goes, and a new database in public", () => {
    const block = { block_public_acls: true, block_public_policy: true };
    const gone = { address: "aws_s3_bucket_public_access_block.a", before: block };
    expect(hitsOf(EXPOSURE_OPENED, gone)[0]?.level).toBe("high");
    const made = { address: "aws_db_instance.a", after: { publicly_accessible: true } };
    expect(hitsOf(EXPOSURE_OPENED, made)[0]?.level).toBe("high");
  });

  it("takes a new load balancer in public for what somebody wants", () => {
    expect(hitsOf(EXPOSURE_OPENED, { address: "aws_lb.a", after: { internal: false } })).toEqual([]);
  });

  it("minds the endpoint of a cluster that opens to everybody", () => {
    const cluster = (endpoint_public_access: boolean) => ({ vpc_config: [{ endpoint_public_access }] });
    const hits = hitsOf(EXPOSURE_OPENED, {
      address: "aws_eks_cluster.c",
      before: cluster(false),
      after: cluster(true),
    });
    expect(hits.map(({ level }) => level).sort()).toEqual(["high", "medium"]);
  });
});
