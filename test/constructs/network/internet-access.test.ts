import type { TerraformStack } from "cdktf";
import { InternetAccess, type NatGatewayChoice } from "../../../constructs/network/internet-access";
import { Subnets } from "../../../constructs/network/subnets";
import { synth } from "../../support/synth";

const ZONES = ["eu-central-1b", "eu-central-1a"];

function subnets(stack: TerraformStack, tier: "public" | "private", thirdOctet: number) {
  return new Subnets(stack, tier, {
    name: "staging",
    tier,
    vpcId: "vpc-1",
    blocks: ZONES.map((zone, index) => ({ zone, cidr: `10.0.${thirdOctet + index}.0/24` })),
    routeTableId: tier === "public" ? "rtb-public" : undefined,
    mapPublicIpOnLaunch: false,
    tags: undefined,
  });
}

function build(natGateways: NatGatewayChoice) {
  let made: InternetAccess | undefined;
  const synthesized = synth((stack) => {
    made = new InternetAccess(stack, "Access", {
      name: "staging",
      vpcId: "vpc-1",
      publicRouteTableId: "rtb-public",
      publicZones: subnets(stack, "public", 0).zones,
      privateZones: subnets(stack, "private", 10).zones,
      natGateways,
      tags: { team: "core" },
    });
  });
  return { synthesized, access: made };
}

describe("InternetAccess", () => {
  it("leads the public route table to an internet gateway", () => {
    const { synthesized } = build("none");
    expect(synthesized.one("aws_internet_gateway")).toMatchObject({
      vpc_id: "vpc-1",
      tags: { Name: "staging", team: "core" },
    });
    expect(synthesized.one("aws_route", "PublicRoute")).toMatchObject({
      route_table_id: "rtb-public",
      destination_cidr_block: "0.0.0.0/0",
      gateway_id: expect.stringContaining("aws_internet_gateway.Access_Gateway"),
    });
  });

  it("makes no NAT gateway, address or private route where none is wanted", () => {
    const { synthesized, access } = build("none");
    expect(synthesized.all("aws_nat_gateway")).toEqual({});
    expect(synthesized.all("aws_eip")).toEqual({});
    expect(Object.keys(synthesized.all("aws_route"))).toHaveLength(1);
    expect(access?.natPublicIps).toEqual([]);
    expect(access?.ready).toHaveLength(1);
  });

  it("puts a single NAT gateway into the first zone listed and sends all zones there", () => {
    const { synthesized, access } = build("single");
    expect(synthesized.one("aws_nat_gateway").subnet_id).toContain("aws_subnet.public_eu-central-1b");
    for (const zone of ZONES) {
      expect(synthesized.one("aws_route", zone)).toMatchObject({
        destination_cidr_block: "0.0.0.0/0",
        nat_gateway_id: expect.stringContaining("eu-central-1b"),
        route_table_id: expect.stringContaining(`private_${zone}_RouteTable`),
      });
    }
    expect(access?.natPublicIps).toHaveLength(1);
    expect(access?.ready).toHaveLength(3);
  });

  it("gives each zone its own NAT gateway and way out", () => {
    const { synthesized, access } = build("per-zone");
    for (const zone of ZONES) {
      expect(synthesized.one("aws_nat_gateway", zone)).toMatchObject({
        subnet_id: expect.stringContaining(`aws_subnet.public_${zone}`),
        allocation_id: expect.stringContaining(`${zone}_Address`),
        tags: { Name: `staging-nat-${zone}`, team: "core" },
      });
      expect(synthesized.one("aws_route", zone).nat_gateway_id).toContain(zone);
    }
    expect([...(access?.natGateways.keys() ?? [])]).toEqual(ZONES);
  });

  it("makes NAT gateways after, and destroys them before, the internet gateway", () => {
    const { synthesized } = build("single");
    const gateway = expect.stringContaining("aws_internet_gateway.Access_Gateway");
    expect(synthesized.one("aws_nat_gateway").depends_on).toEqual([gateway]);
    expect(synthesized.one("aws_eip")).toMatchObject({ domain: "vpc", depends_on: [gateway] });
  });

  it("keeps every address in the state when single becomes per-zone", () => {
    const before = build("single").synthesized.addresses();
    expect(build("per-zone").synthesized.addresses()).toEqual(expect.arrayContaining(before));
  });
});
