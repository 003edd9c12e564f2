import { Subnets, type SubnetsProps } from "../../../constructs/network/subnets";
import { synth } from "../../support/synth";

const PROPS: SubnetsProps = {
  name: "staging",
  tier: "private",
  vpcId: "vpc-1",
  blocks: [
    { zone: "eu-central-1b", cidr: "10.0.32.0/19" },
    { zone: "eu-central-1a", cidr: "10.0.0.0/19" },
  ],
  mapPublicIpOnLaunch: false,
  tags: { team: "core" },
  subnetTags: { role: "x" },
};

function build(more: Partial<SubnetsProps> = {}) {
  let made: Subnets | undefined;
  const synthesized = synth((stack) => {
    made = new Subnets(stack, "Subnets", { ...PROPS, ...more });
  });
  return { synthesized, subnets: made };
}

describe("Subnets", () => {
  it("makes a subnet in each zone, named by tier and zone", () => {
    expect(build().synthesized.one("aws_subnet", "eu-central-1b")).toMatchObject({
      vpc_id: "vpc-1",
      availability_zone: "eu-central-1b",
      cidr_block: "10.0.32.0/19",
      map_public_ip_on_launch: false,
      tags: { Name: "staging-private-eu-central-1b", team: "core", role: "x" },
    });
  });

  it("keeps its lists in the order of the zones", () => {
    const { subnets } = build();
    expect(subnets?.zones.map(({ zone }) => zone)).toEqual(["eu-central-1b", "eu-central-1a"]);
    expect(subnets?.ids).toEqual(subnets?.zones.map(({ id }) => id));
  });

  it("makes a route table for each zone when none is given, without the subnets' own tags", () => {
    const { synthesized, subnets } = build();
    expect(synthesized.one("aws_route_table", "eu-central-1a_RouteTable").tags).toEqual({
      Name: "staging-private-eu-central-1a",
      team: "core",
    });
    expect(Object.keys(synthesized.all("aws_route_table"))).toHaveLength(2);
    expect(subnets?.routeTableIds).toHaveLength(2);
    expect(
      synthesized.one("aws_route_table_association", "eu-central-1a_Association").route_table_id,
    ).toMatch(/aws_route_table\.Subnets_eu-central-1a_RouteTable/);
  });

  it("connects all subnets with the route table that is given", () => {
    const { synthesized, subnets } = build({ routeTableId: "rtb-1" });
    expect(synthesized.all("aws_route_table")).toEqual({});
    expect(subnets?.routeTableIds).toEqual(["rtb-1"]);
    expect(
      Object.values(synthesized.all("aws_route_table_association")).map(
        ({ route_table_id }) => route_table_id,
      ),
    ).toEqual(["rtb-1", "rtb-1"]);
  });

  it("gives public addresses where that is asked for", () => {
    expect(
      build({ mapPublicIpOnLaunch: true }).synthesized.one("aws_subnet", "eu-central-1a")
        .map_public_ip_on_launch,
    ).toBe(true);
  });
});
