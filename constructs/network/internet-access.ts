import { Eip } from "@cdktf/provider-aws/lib/eip";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { mergeTags, type Tags } from "../../lib/core/tags";
import type { ZoneSubnet } from "./subnets";

/** How private subnets reach the internet: not at all, all through the first zone, or each through its own zone. */
export type NatGatewayChoice = "none" | "single" | "per-zone";

/** `InternetAccess` is made by a Network that has public subnets; these are its resolved choices. */
export interface InternetAccessProps {
  /** Name of the network. */
  readonly name: string;
  readonly vpcId: string;
  /** Route table of the public subnets. */
  readonly publicRouteTableId: string;
  /** Public subnets, where NAT gateways stand. */
  readonly publicZones: readonly ZoneSubnet[];
  /** Private subnets, whose route tables lead to NAT gateways. */
  readonly privateZones: readonly ZoneSubnet[];
  readonly natGateways: NatGatewayChoice;
  readonly tags: Tags | undefined;
}

const EVERYWHERE = "0.0.0.0/0";

/**
 * The ways between a VPC and the internet: an internet gateway for public subnets, and NAT gateways with elastic
 * addresses for private ones.
 *
 * Gateways, addresses and routes are named by their zones: between one gateway and one for each zone, what both have
 * stays, and the routes of the other zones are pointed elsewhere in place.
 */
export class InternetAccess extends Construct {
  /** The aws_internet_gateway, for overrides that no prop covers. */
  readonly gateway: InternetGateway;
  /** The aws_nat_gateway of each zone that has one. */
  readonly natGateways: ReadonlyMap<string, NatGateway>;
  /** Addresses under which the internet sees the private subnets, in the order of the zones. */
  readonly natPublicIps: readonly string[];
  /** What must exist before the subnets reach the internet. */
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: InternetAccessProps) {
    super(scope, id);
    this.gateway = this.createGateway(props);
    const publicRoute = this.routePublicSubnets(props);
    this.natGateways = this.createNatGateways(props);
    this.natPublicIps = [...this.natGateways.values()].map((nat) => nat.publicIp);
    this.ready = [publicRoute, ...this.routePrivateSubnets(props)];
  }

  private createGateway(props: InternetAccessProps): InternetGateway {
    return new InternetGateway(this, "Gateway", {
      vpcId: props.vpcId,
      tags: mergeTags(props.tags, { Name: props.name }),
    });
  }

  private routePublicSubnets(props: InternetAccessProps): Route {
    return new Route(this, "PublicRoute", {
      routeTableId: props.publicRouteTableId,
      destinationCidrBlock: EVERYWHERE,
      gatewayId: this.gateway.id,
    });
  }

  private createNatGateways(props: InternetAccessProps): Map<string, NatGateway> {
    const group = new Construct(this, "NatGateways");
    const count = { none: 0, single: 1, "per-zone": props.publicZones.length }[props.natGateways];
    return new Map(
      props.publicZones.slice(0, count).map(({ zone, id: subnetId }) => {
        const scope = new Construct(group, zone);
        const tags = mergeTags(props.tags, { Name: `${props.name}-nat-${zone}` });
        const address = new Eip(scope, "Address", { domain: "vpc", tags, dependsOn: [this.gateway] });
        const nat = new NatGateway(scope, "Resource", {
          subnetId,
          allocationId: address.allocationId,
          tags,
          // Nothing else tells Terraform that NAT works only once the VPC has an internet gateway.
          dependsOn: [this.gateway],
        });
        return [zone, nat];
      }),
    );
  }

  private routePrivateSubnets(props: InternetAccessProps): Route[] {
    const group = new Construct(this, "PrivateRoutes");
    const [firstNat] = this.natGateways.values();
    return props.privateZones.flatMap(({ zone, routeTableId }) => {
      const nat = this.natGateways.get(zone) ?? firstNat;
      return nat === undefined
        ? []
        : [
            new Route(group, zone, {
              routeTableId,
              destinationCidrBlock: EVERYWHERE,
              natGatewayId: nat.id,
            }),
          ];
    });
  }
}
