import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { type TerraformResource, TerraformStack } from "cdktf";
import { Network, type NetworkProps } from "../../../constructs/network";
import { codes, problemsOf, synth } from "../../support/synth";

const LEAST: NetworkProps = {
  name: "staging",
  region: "eu-central-1",
  cidr: "10.0.0.0/16",
  availabilityZones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
};

function build(more: Partial<NetworkProps> = {}) {
  const made: Network[] = [];
  const routes: string[] = [];
  const synthesized = synth((stack) => {
    const network = new Network(stack, "Network", { ...LEAST, ...more });
    made.push(network);
    routes.push(...network.routes.map((route) => addressOf(route as TerraformResource)));
  });
  const [network] = made;
  if (network === undefined) {
    throw new Error("no network was made");
  }
  return { synthesized, network, routes };
}

/** Type and path below the network, as `aws_route InternetAccess/PublicRoute`. */
function addressOf(resource: TerraformResource): string {
  return `${resource.terraformResourceType} ${resource.node.path.replace(/^test\/Network\//, "")}`;
}

function warningsOf(network: Network): string[] {
  return network.node.metadata.filter(({ type }) => type === "@cdktf/warn").map(({ data }) => String(data));
}

describe("Network", () => {
  it("makes a VPC whose names resolve", () => {
    expect(build().synthesized.one("aws_vpc")).toMatchObject({
      cidr_block: "10.0.0.0/16",
      enable_dns_hostnames: true,
      enable_dns_support: true,
      tags: { Name: "staging" },
    });
  });

  it("makes a private, a public and a data subnet in each zone", () => {
    const { synthesized, network } = build();
    const blocks = Object.values(synthesized.all("aws_subnet")).map(({ tags, cidr_block }) => [
      tags.Name,
      cidr_block,
    ]);
    expect(Object.fromEntries(blocks)).toEqual({
      "staging-private-eu-central-1a": "10.0.0.0/19",
      "staging-private-eu-central-1b": "10.0.32.0/19",
      "staging-private-eu-central-1c": "10.0.64.0/19",
      "staging-public-eu-central-1a": "10.0.192.0/22",
      "staging-public-eu-central-1b": "10.0.196.0/22",
      "staging-public-eu-central-1c": "10.0.200.0/22",
      "staging-data-eu-central-1a": "10.0.224.0/22",
      "staging-data-eu-central-1b": "10.0.228.0/22",
      "staging-data-eu-central-1c": "10.0.232.0/22",
    });
    expect(network.privateSubnetIds).toHaveLength(3);
    expect(network.publicSubnetIds).toHaveLength(3);
    expect(network.dataSubnetIds).toHaveLength(3);
  });

  it("tags subnets for load balancers, and private ones for Karpenter when a cluster is named", () => {
    const { synthesized } = build({ clusterName: "main", tags: { team: "core" } });
    const tags = (name: string) => synthesized.one("aws_subnet", name).tags;
    expect(tags("PublicSubnets_eu-central-1a")).toEqual({
      Name: "staging-public-eu-central-1a",
      "kubernetes.io/role/elb": "1",
      team: "core",
    });
    expect(tags("PrivateSubnets_eu-central-1a")).toEqual({
      Name: "staging-private-eu-central-1a",
      "kubernetes.io/role/internal-elb": "1",
      "karpenter.sh/discovery": "main",
      team: "core",
    });
    expect(tags("DataSubnets_eu-central-1a")).toEqual({ Name: "staging-data-eu-central-1a", team: "core" });
    expect(build().synthesized.one("aws_subnet", "PrivateSubnets_eu-central-1a").tags).not.toHaveProperty([
      "karpenter.sh/discovery",
    ]);
  });

  it("gives public addresses on launch nowhere, unless asked to, and then in public subnets only", () => {
    const launched = (more?: Partial<NetworkProps>) =>
      Object.values(build(more).synthesized.all("aws_subnet"))
        .filter(({ map_public_ip_on_launch }) => map_public_ip_on_launch !== false)
        .map(({ tags }) => tags.Name);
    expect(launched()).toEqual([]);
    expect(launched({ mapPublicIpOnLaunch: true })).toEqual([
      "staging-public-eu-central-1a",
      "staging-public-eu-central-1b",
      "staging-public-eu-central-1c",
    ]);
  });

  it("has one route table for public, one for data and one for each private subnet, whatever the NAT", () => {
    for (const natGateways of ["none", "single", "per-zone"] as const) {
      const { synthesized } = build({ natGateways, interfaceEndpoints: [] });
      const names = Object.values(synthesized.all("aws_route_table")).map(({ tags }) => tags.Name);
      expect(names.sort()).toEqual([
        "staging-data",
        "staging-private-eu-central-1a",
        "staging-private-eu-central-1b",
        "staging-private-eu-central-1c",
        "staging-public",
      ]);
    }
  });

  it("has a NAT gateway in each zone by default, one or none where that is chosen", () => {
    const count = (more?: Partial<NetworkProps>) =>
      Object.keys(build({ interfaceEndpoints: [], ...more }).synthesized.all("aws_nat_gateway")).length;
    expect(count()).toBe(3);
    expect(count({ natGateways: "single" })).toBe(1);
    expect(count({ natGateways: "none" })).toBe(0);
  });

  it("gives data subnets no route to the internet", () => {
    const { synthesized } = build();
    const routed = Object.values(synthesized.all("aws_route")).map(({ route_table_id }) => route_table_id);
    expect(routed).toHaveLength(4);
    expect(routed.filter((table) => table.includes("DataRouteTable"))).toEqual([]);
    expect(synthesized.one("aws_route_table", "DataRouteTable")).not.toHaveProperty("route");
  });

  it("has no gateway, address or public route table without public subnets", () => {
    const { synthesized, network } = build({ publicSubnets: "none", interfaceEndpoints: [] });
    expect(
      synthesized.addresses().filter((address) => /internet_gateway|nat_gateway|eip|Public/.test(address)),
    ).toEqual([]);
    expect(network.publicSubnetIds).toEqual([]);
    expect(network.natPublicIps).toEqual([]);
    expect(network.internetAccess).toBeUndefined();
  });

  it("has no data subnets and no route table for them where they are switched off", () => {
    const { synthesized, network } = build({ dataSubnets: "none" });
    expect(synthesized.addresses().filter((address) => /Data/.test(address))).toEqual([]);
    expect(network.dataSubnetIds).toEqual([]);
  });

  it("moves nothing when a zone, data subnets or NAT gateways are added later", () => {
    const before = build({
      availabilityZones: ["eu-central-1b", "eu-central-1a"],
      dataSubnets: "none",
      natGateways: "single",
    }).synthesized;
    const after = build({
      availabilityZones: ["eu-central-1c", "eu-central-1b", "eu-central-1a"],
    }).synthesized;
    expect(after.addresses()).toEqual(expect.arrayContaining(before.addresses()));
    expect(after.all("aws_subnet")).toMatchObject(withoutNotes(before.all("aws_subnet")));
  });

  it("takes all rules from the default security group, unless told not to", () => {
    expect(build().synthesized.one("aws_default_security_group")).toMatchObject({ ingress: [], egress: [] });
    expect(build({ lockDefaultSecurityGroup: false }).synthesized.all("aws_default_security_group")).toEqual(
      {},
    );
  });

  it("records flow logs for a year, unless told not to", () => {
    const { synthesized, network } = build();
    expect(synthesized.one("aws_flow_log").traffic_type).toBe("ALL");
    expect(synthesized.one("aws_cloudwatch_log_group").retention_in_days).toBe(365);
    expect(network.flowLogs?.logGroupName).toBe("/aws/vpc-flow-logs/staging");
    const off = build({ flowLogs: "none" });
    expect(
      off.synthesized.addresses().filter((address) => /flow_log|log_group|kms|iam/.test(address)),
    ).toEqual([]);
    expect(off.synthesized.json.data).toBeUndefined();
    expect(off.network.flowLogs).toBeUndefined();
  });

  it("passes retention and key on to the flow logs", () => {
    const kmsKeyArn = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd";
    const { synthesized } = build({ flowLogs: { retentionDays: 90, kmsKeyArn } });
    expect(synthesized.one("aws_cloudwatch_log_group")).toMatchObject({
      retention_in_days: 90,
      kms_key_id: kmsKeyArn,
    });
  });

  it("leads private and data subnets to S3, unless told not to", () => {
    const tables: string[] = build().synthesized.one("aws_vpc_endpoint").route_table_ids;
    expect(tables).toHaveLength(4);
    expect(tables.filter((table) => table.includes("PrivateSubnets"))).toHaveLength(3);
    expect(tables.filter((table) => table.includes("DataRouteTable"))).toHaveLength(1);
    expect(build({ s3GatewayEndpoint: false }).synthesized.all("aws_vpc_endpoint")).toEqual({});
  });

  it("puts interface endpoints into the private subnets", () => {
    const { synthesized } = build({ interfaceEndpoints: ["sts"] });
    const subnetIds: string[] = synthesized.one("aws_vpc_endpoint", "sts").subnet_ids;
    expect(subnetIds).toHaveLength(3);
    expect(subnetIds.filter((id) => !id.includes("PrivateSubnets"))).toEqual([]);
  });

  it("names in routes all that nodes need before they reach out", () => {
    const { routes } = build({
      availabilityZones: ["eu-central-1a"],
      natGateways: "single",
      interfaceEndpoints: ["sts"],
    });
    expect(routes).toEqual([
      "aws_route_table_association PublicSubnets/eu-central-1a/Association",
      "aws_route_table_association PrivateSubnets/eu-central-1a/Association",
      "aws_route InternetAccess/PublicRoute",
      "aws_route InternetAccess/PrivateRoutes/eu-central-1a",
      "aws_vpc_endpoint Endpoints/S3",
      "aws_vpc_security_group_ingress_rule Endpoints/HttpsFromVpc",
      "aws_vpc_endpoint Endpoints/Interfaces/sts",
    ]);
  });

  it("shows its warnings", () => {
    expect(warningsOf(build().network)).toEqual([]);
    expect(warningsOf(build({ natGateways: "none" }).network)).toEqual([
      expect.stringMatching(/^\[no-way-out\]/),
    ]);
  });

  it("fails with every problem at once", () => {
    expect(
      codes(
        problemsOf(
          (stack) =>
            new Network(stack, "Network", { ...LEAST, cidr: "10.0.0.1/16", flowLogs: { retentionDays: 2 } }),
        ),
      ),
    ).toEqual(["cidr host-bits", "flowLogs.retentionDays retention-not-allowed"]);
  });

  it("guards its stack against addresses that would be lost", () => {
    expect(() =>
      synth((stack) => {
        new Network(stack, "Network", LEAST);
        new Vpc(stack, "A B", { cidrBlock: "10.1.0.0/16" });
        new Vpc(stack, "AB", { cidrBlock: "10.2.0.0/16" });
      }),
    ).toThrow(/duplicate-address/);
  });

  it("stands for a network made elsewhere, creating nothing", () => {
    const synthesized = synth((stack) => {
      const network = Network.fromAttributes(stack, "Network", {
        vpcId: "vpc-1",
        cidr: "10.0.0.0/16",
        availabilityZones: ["eu-central-1a"],
        privateSubnetIds: ["subnet-1"],
      });
      expect(TerraformStack.of(network)).toBe(stack);
      expect(network.privateSubnetIds).toEqual(["subnet-1"]);
    });
    expect(synthesized.addresses()).toEqual([]);
  });
});

/** Without cdktf's own note about where a resource comes from. */
function withoutNotes(resources: Record<string, Record<string, unknown>>) {
  return Object.fromEntries(
    Object.entries(resources).map(([id, { "//": _, ...attributes }]) => [id, attributes]),
  );
}
