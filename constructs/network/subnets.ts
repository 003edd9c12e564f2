import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Construct } from "constructs";
import { mergeTags, type Tags } from "../../lib/core/tags";
import type { SubnetBlock, SubnetTier } from "./subnet-cut";

/** `Subnets` are made by a Network; these are its resolved choices. */
export interface SubnetsProps {
  /** Name of the network. */
  readonly name: string;
  readonly tier: SubnetTier;
  readonly vpcId: string;
  readonly blocks: readonly SubnetBlock[];
  /** Route table of all subnets. Undefined makes one for each zone, so that their ways out may differ. */
  readonly routeTableId?: string;
  /** Whether what is launched in the subnets gets a public address unasked. */
  readonly mapPublicIpOnLaunch: boolean;
  /** Tags of the subnets and route tables. */
  readonly tags: Tags | undefined;
  /** Tags of the subnets only. */
  readonly subnetTags?: Tags;
}

/** The subnet of one zone with what belongs to it. */
export interface ZoneSubnet {
  readonly zone: string;
  readonly id: string;
  readonly routeTableId: string;
  /** Connects the subnet with its route table. */
  readonly association: RouteTableAssociation;
  /** The aws_subnet, for overrides that no prop covers. */
  readonly resource: Subnet;
}

/** The subnets of one tier, one for each zone, connected with their route tables. Routes are made by others. */
export class Subnets extends Construct {
  /** In the order of the zones. */
  readonly zones: readonly ZoneSubnet[];
  /** Ids of the subnets, in the order of the zones. */
  readonly ids: readonly string[];
  /** Ids of the route tables: one where it was given, else one for each zone in the order of the zones. */
  readonly routeTableIds: readonly string[];

  constructor(scope: Construct, id: string, props: SubnetsProps) {
    super(scope, id);
    this.zones = props.blocks.map((block) => this.createZone(props, block));
    this.ids = this.zones.map((zone) => zone.id);
    this.routeTableIds = [...new Set(this.zones.map((zone) => zone.routeTableId))];
  }

  private createZone(props: SubnetsProps, block: SubnetBlock): ZoneSubnet {
    const scope = new Construct(this, block.zone);
    const name = `${props.name}-${props.tier}-${block.zone}`;
    const resource = new Subnet(scope, "Resource", {
      vpcId: props.vpcId,
      availabilityZone: block.zone,
      cidrBlock: block.cidr,
      mapPublicIpOnLaunch: props.mapPublicIpOnLaunch,
      tags: mergeTags(props.tags, props.subnetTags, { Name: name }),
    });
    const id = resource.id;
    const routeTableId = props.routeTableId ?? createRouteTable(scope, props, name);
    const association = new RouteTableAssociation(scope, "Association", { subnetId: id, routeTableId });
    return { zone: block.zone, id, routeTableId, association, resource };
  }
}

function createRouteTable(scope: Construct, props: SubnetsProps, name: string): string {
  return new RouteTable(scope, "RouteTable", {
    vpcId: props.vpcId,
    tags: mergeTags(props.tags, { Name: name }),
  }).id;
}
