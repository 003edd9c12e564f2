import {
  type InterfaceEndpoint,
  resolveInterfaceEndpoints,
  VpcEndpoints,
  type VpcEndpointsProps,
} from "../../../constructs/network/vpc-endpoints";
import { Problems } from "../../../lib/core/errors";
import { codes, synth } from "../../support/synth";

const PROPS: VpcEndpointsProps = {
  name: "staging",
  region: "eu-central-1",
  vpcId: "vpc-1",
  cidr: "10.0.0.0/16",
  s3Gateway: true,
  routeTableIds: ["rtb-1", "rtb-2"],
  interfaceEndpoints: ["ecr.api", "eks-auth"],
  subnetIds: ["subnet-1", "subnet-2"],
  tags: { team: "core" },
};

function build(more: Partial<VpcEndpointsProps> = {}) {
  let made: VpcEndpoints | undefined;
  const synthesized = synth((stack) => {
    made = new VpcEndpoints(stack, "Endpoints", { ...PROPS, ...more });
  });
  return { synthesized, endpoints: made };
}

describe("VpcEndpoints", () => {
  it("leads the route tables to S3", () => {
    expect(build().synthesized.one("aws_vpc_endpoint", "S3")).toMatchObject({
      vpc_id: "vpc-1",
      vpc_endpoint_type: "Gateway",
      service_name: "com.amazonaws.eu-central-1.s3",
      route_table_ids: ["rtb-1", "rtb-2"],
      tags: { Name: "staging-s3", team: "core" },
    });
  });

  it("makes nothing when nothing is wanted", () => {
    const { synthesized, endpoints } = build({ s3Gateway: false, interfaceEndpoints: [] });
    expect(synthesized.addresses()).toEqual([]);
    expect(endpoints?.ready).toEqual([]);
    expect(endpoints?.s3).toBeUndefined();
    expect(endpoints?.securityGroup).toBeUndefined();
  });

  it("makes an interface endpoint with private DNS for each service", () => {
    const { synthesized, endpoints } = build();
    expect(synthesized.one("aws_vpc_endpoint", "ecrapi")).toMatchObject({
      vpc_endpoint_type: "Interface",
      service_name: "com.amazonaws.eu-central-1.ecr.api",
      private_dns_enabled: true,
      subnet_ids: ["subnet-1", "subnet-2"],
      security_group_ids: [expect.stringContaining("aws_security_group.Endpoints_SecurityGroup")],
    });
    expect(synthesized.one("aws_vpc_endpoint", "eks-auth").service_name).toBe(
      "com.amazonaws.eu-central-1.eks-auth",
    );
    expect([...(endpoints?.interfaces.keys() ?? [])]).toEqual(["ecr.api", "eks-auth"]);
  });

  it("admits HTTPS from the VPC and nothing else, and says so", () => {
    const { synthesized } = build();
    const group = synthesized.one("aws_security_group");
    expect(group).toMatchObject({ name: "staging-vpc-endpoints", description: expect.stringMatching(/./) });
    expect(group).not.toHaveProperty("ingress");
    expect(group).not.toHaveProperty("egress");
    expect(synthesized.one("aws_vpc_security_group_ingress_rule")).toMatchObject({
      cidr_ipv4: "10.0.0.0/16",
      ip_protocol: "tcp",
      from_port: 443,
      to_port: 443,
      description: "HTTPS from the VPC",
    });
    expect(synthesized.all("aws_vpc_security_group_egress_rule")).toEqual({});
  });

  it("is ready once endpoints and the rule that admits traffic exist", () => {
    expect(build().endpoints?.ready).toHaveLength(4);
    expect(build({ s3Gateway: false }).endpoints?.ready).toHaveLength(3);
    expect(build({ interfaceEndpoints: [] }).endpoints?.ready).toHaveLength(1);
  });
});

describe("resolveInterfaceEndpoints", () => {
  function resolve(endpoints: readonly string[] | undefined) {
    const problems = new Problems();
    const resolved = resolveInterfaceEndpoints(
      endpoints as readonly InterfaceEndpoint[] | undefined,
      problems.at("interfaceEndpoints"),
    );
    return { resolved, problems: problems.all };
  }

  it("chooses none by default", () => {
    expect(resolve(undefined)).toEqual({ resolved: [], problems: [] });
  });

  it("knows the services nodes need without NAT", () => {
    const all = ["ec2", "ecr.api", "ecr.dkr", "eks", "eks-auth", "logs", "secretsmanager", "sqs", "sts"];
    expect(resolve(all)).toEqual({ resolved: all, problems: [] });
  });

  it("fails on a service it does not know, and lists those it knows", () => {
    const { problems } = resolve(["sts", "ecr"]);
    expect(codes(problems)).toEqual(["interfaceEndpoints[1] unknown-endpoint"]);
    expect(problems[0]?.fix).toContain("ecr.api, ecr.dkr");
  });

  it("fails on a service chosen twice", () => {
    expect(codes(resolve(["sts", "sts"]).problems)).toEqual(["interfaceEndpoints[1] duplicate-endpoint"]);
  });
});
