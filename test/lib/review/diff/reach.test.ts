import { reachesOf } from "../../../../lib/review/diff/reach";

describe("reachesOf", () => {
  it("reads the rules of a security group, in and out", () => {
    const body = {
      ingress: [{ protocol: "tcp", from_port: 22, to_port: 23, cidr_blocks: ["10.0.0.0/8"], self: true }],
      egress: [{ protocol: "-1", from_port: 0, to_port: 0, ipv6_cidr_blocks: ["::/0"] }],
    };
    expect(reachesOf("aws_security_group", body)).toEqual([
      { direction: "in", source: "10.0.0.0/8", protocol: "tcp", fromPort: 22, toPort: 23 },
      { direction: "in", source: "self", protocol: "tcp", fromPort: 22, toPort: 23 },
      { direction: "out", source: "::/0", protocol: "all", fromPort: 0, toPort: 65_535 },
    ]);
  });

  it.each([
    [
      "aws_security_group_rule",
      { type: "egress", protocol: "udp", from_port: 53, to_port: 53, cidr_blocks: ["a"] },
      "out",
    ],
    [
      "aws_vpc_security_group_ingress_rule",
      { ip_protocol: "17", from_port: 53, to_port: 53, cidr_ipv4: "a" },
      "in",
    ],
    [
      "aws_vpc_security_group_egress_rule",
      { ip_protocol: "UDP", from_port: 53, to_port: 53, prefix_list_id: "a" },
      "out",
    ],
    [
      "aws_network_acl_rule",
      { egress: true, rule_action: "allow", protocol: "17", from_port: 53, to_port: 53, cidr_block: "a" },
      "out",
    ],
  ])("reads %s", (type, body, direction) => {
    expect(reachesOf(type, body)).toEqual([
      { direction, source: "a", protocol: "udp", fromPort: 53, toPort: 53 },
    ]);
  });

  it("leaves out what an ACL denies", () => {
    const rule = { protocol: "-1", cidr_block: "0.0.0.0/0" };
    expect(reachesOf("aws_network_acl_rule", { ...rule, rule_action: "deny" })).toEqual([]);
    expect(reachesOf("aws_network_acl", { ingress: [{ ...rule, action: "deny" }], egress: [] })).toEqual([]);
    expect(reachesOf("aws_network_acl", { ingress: [{ ...rule, action: "allow" }] })).toHaveLength(1);
  });

  it("knows that the endpoint of EKS is open where nobody says otherwise", () => {
    const sources = (config: object) =>
      reachesOf("aws_eks_cluster", { vpc_config: [config] } as never).map(({ source }) => source);
    expect(sources({ endpoint_public_access: true, public_access_cidrs: [] })).toEqual(["0.0.0.0/0"]);
    expect(sources({ public_access_cidrs: ["192.0.2.0/24"] })).toEqual(["192.0.2.0/24"]);
    expect(sources({ endpoint_public_access: false, public_access_cidrs: ["0.0.0.0/0"] })).toEqual([]);
  });

  it("reads nothing of other types and of no body", () => {
    expect(reachesOf("aws_vpc", { ingress: [{ cidr_blocks: ["a"] }] })).toEqual([]);
    expect(reachesOf("aws_security_group", undefined)).toEqual([]);
  });
});
