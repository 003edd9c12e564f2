import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Annotations, type ITerraformDependable } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { resolveOrThrow } from "../../lib/core/errors";
import { mergeTags, type Tags } from "../../lib/core/tags";
import { guardStack } from "../../lib/core/validation";
import { type FlowLogSettings, FlowLogs } from "./flow-logs";
import { ImportedNetwork, type NetworkAttributes } from "./imported-network";
import { InternetAccess, type NatGatewayChoice } from "./internet-access";
import { type NetworkConfig, resolveNetwork } from "./network-config";
import type { SubnetChoice } from "./subnet-blocks";
import type { SubnetTier } from "./subnet-cut";
import { Subnets } from "./subnets";
import { type InterfaceEndpoint, VpcEndpoints } from "./vpc-endpoints";

/** A network as clusters and databases see it. */
export interface INetwork extends IConstruct {
  readonly vpcId: string;
  /** IPv4 block of the VPC, `10.0.0.0/16`. */
  readonly cidr: string;
  /** Zones in which the network has subnets, `eu-central-1a`. */
  readonly availabilityZones: readonly string[];
  /** One private subnet for each zone, in the order of the zones. */
  readonly privateSubnetIds: readonly string[];
  /** One public subnet for each zone; empty where the network has none. */
  readonly publicSubnetIds: readonly string[];
  /** One isolated data subnet for each zone; empty where the network has none. */
  readonly dataSubnetIds: readonly string[];
  /** What must exist before a node in a private subnet reaches the internet and AWS: routes, NAT, endpoints. */
  readonly routes: readonly ITerraformDependable[];
}

export interface NetworkProps {
  /** Beginning of the names of everything made, unique in the region: `slipway-staging`. */
  readonly name: string;
  /** Region of the AWS provider, `eu-central-1`. */
  readonly region: string;
  /** IPv4 block of the VPC, /16 to /28: `10.0.0.0/16`. */
  readonly cidr: string;
  /** 1 to 6 zones of the region. Their names are ids: one more, or another order, moves no subnet that is cut. */
  readonly availabilityZones: readonly string[];
  /**
   * Blocks of the private subnets, one for each zone in the order of the zones, or the prefix length to cut.
   * @default cut: an eighth of the VPC for each zone (/19 of a /16), its place set by the letter of the zone
   */
  readonly privateSubnets?: SubnetChoice;
  /**
   * Blocks of the public subnets, or the prefix length to cut, or `"none"`: no internet gateway and no NAT.
   * @default cut: a sixty-fourth of the VPC for each zone (/22 of a /16)
   */
  readonly publicSubnets?: SubnetChoice | "none";
  /**
   * Blocks of the data subnets, which have no route to the internet, or the prefix length to cut, or `"none"`.
   * @default cut: a sixty-fourth of the VPC for each zone (/22 of a /16)
   */
  readonly dataSubnets?: SubnetChoice | "none";
  /**
   * NAT gateways, each paid by the hour and by the gigabyte. One for each zone survives the loss of a zone and pays
   * no traffic between zones; `"single"`, in the first zone listed, costs least and takes all zones down with its own.
   * @default per-zone, or none where there are no public subnets
   */
  readonly natGateways?: NatGatewayChoice;
  /** @default false: what is launched in a public subnet gets a public address only when it asks for one */
  readonly mapPublicIpOnLaunch?: boolean;
  /** Name of the EKS cluster whose Karpenter may use the private subnets. @default no discovery tag */
  readonly clusterName?: string;
  /**
   * Private ways to AWS services, each paid by the hour and zone. Without NAT, an empty list says that the private
   * subnets have a way out that Slipway does not know.
   * @default none
   */
  readonly interfaceEndpoints?: readonly InterfaceEndpoint[];
  /** @default true: private and data subnets reach S3 without NAT and free of charge */
  readonly s3GatewayEndpoint?: boolean;
  /** @default all traffic is recorded and kept, encrypted, for 365 days; `"none"` records nothing */
  readonly flowLogs?: FlowLogSettings | "none";
  /** @default true: the security group AWS gives to whatever names none admits and sends nothing */
  readonly lockDefaultSecurityGroup?: boolean;
  /** Tags of everything made. @default none beside Name and those Kubernetes looks for */
  readonly tags?: Tags;
}

/**
 * A VPC over some availability zones, with private, public and data subnets.
 *
 *     const network = new Network(this, "Network", {
 *       name: "slipway-staging",
 *       region: "eu-central-1",
 *       cidr: "10.0.0.0/16",
 *       availabilityZones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
 *     });
 *
 * Each private subnet has a route table of its own. Public subnets share one, which leads to the internet gateway,
 * data subnets another, which leads nowhere but S3. Small private subnets (`small-private-subnets`) and private
 * subnets without a way out (`no-way-out`) are annotated as warnings.
 *
 * @throws ConfigError `invalid-name`, `invalid-region`, `invalid-cidr`, `host-bits`, `vpc-size`, `zone-count`,
 * `zone-not-known`, `duplicate-zone`, `foreign-zone`, `subnet-count`, `subnets-not-known`, `cidr-not-known`,
 * `subnet-too-small`, `subnet-too-large`, `foreign-subnet`, `overlapping-subnets`, `not-enough-space`,
 * `invalid-prefix-length`, `zone-without-place`, `unknown-nat-gateways`, `nat-without-public-subnets`,
 * `unknown-endpoint`, `duplicate-endpoint`, `retention-not-allowed`, `invalid-key-arn`, `reserved-tag` and those
 * of tags
 */
export class Network extends Construct implements INetwork {
  /**
   * A network made elsewhere: its ids, checked; nothing is created.
   *
   * @throws ConfigError `invalid-vpc-id`, `invalid-cidr`, `host-bits`, `zone-count`, `zone-not-known`,
   * `duplicate-zone`, `subnet-count`, `invalid-subnet-id`, `duplicate-subnet`
   */
  static fromAttributes(scope: Construct, id: string, attributes: NetworkAttributes): INetwork {
    return new ImportedNetwork(scope, id, attributes);
  }

  readonly vpcId: string;
  readonly cidr: string;
  readonly availabilityZones: readonly string[];
  readonly privateSubnetIds: readonly string[];
  readonly publicSubnetIds: readonly string[];
  readonly dataSubnetIds: readonly string[];
  readonly routes: readonly ITerraformDependable[];
  /** Addresses under which the internet sees the private subnets; empty without NAT gateways. */
  readonly natPublicIps: readonly string[];
  /** The aws_vpc, for overrides that no prop covers. */
  readonly resource: Vpc;
  readonly privateSubnets: Subnets;
  /** Undefined where there are none. */
  readonly publicSubnets?: Subnets;
  /** Undefined where there are none. */
  readonly dataSubnets?: Subnets;
  /** Internet gateway and NAT; undefined without public subnets. */
  readonly internetAccess?: InternetAccess;
  readonly endpoints: VpcEndpoints;
  /** Undefined where they were switched off. */
  readonly flowLogs?: FlowLogs;

  constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id);
    guardStack(this);
    const config = resolveOrThrow(this, "NetworkProps", (problems) => resolveNetwork(props, problems));
    config.warnings.forEach((warning) => {
      Annotations.of(this).addWarning(warning);
    });
    this.cidr = config.cidr;
    this.availabilityZones = config.availabilityZones;

    this.resource = this.createVpc(config);
    this.vpcId = this.resource.id;
    this.lockDefaultSecurityGroup(config);
    this.privateSubnets = this.createPrivateSubnets(config);
    this.publicSubnets = this.createPublicSubnets(config);
    this.dataSubnets = this.createDataSubnets(config);
    this.internetAccess = this.createInternetAccess(config);
    this.endpoints = this.createEndpoints(config);
    this.flowLogs = this.createFlowLogs(config);

    this.privateSubnetIds = this.privateSubnets.ids;
    this.publicSubnetIds = this.publicSubnets?.ids ?? [];
    this.dataSubnetIds = this.dataSubnets?.ids ?? [];
    this.natPublicIps = this.internetAccess?.natPublicIps ?? [];
    this.routes = [
      ...associations(this.publicSubnets),
      ...associations(this.privateSubnets),
      ...(this.internetAccess?.ready ?? []),
      ...this.endpoints.ready,
    ];
  }

  private createVpc(config: NetworkConfig): Vpc {
    return new Vpc(this, "Resource", {
      cidrBlock: config.cidr,
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: mergeTags(config.tags, { Name: config.name }),
    });
  }

  /** Adopts the group AWS made with the VPC. Empty lists, rather than none, also remove rules added later by hand. */
  private lockDefaultSecurityGroup(config: NetworkConfig): void {
    if (config.lockDefaultSecurityGroup) {
      new DefaultSecurityGroup(this, "DefaultSecurityGroup", {
        vpcId: this.vpcId,
        ingress: [],
        egress: [],
        tags: mergeTags(config.tags, { Name: `${config.name}-default-locked` }),
      });
    }
  }

  /** One route table for each zone even where all lead to one NAT gateway, so that this can change in place. */
  private createPrivateSubnets(config: NetworkConfig): Subnets {
    return new Subnets(this, "PrivateSubnets", {
      ...this.commonProps(config),
      tier: "private",
      blocks: config.privateSubnets,
      mapPublicIpOnLaunch: false,
      subnetTags: {
        "kubernetes.io/role/internal-elb": "1",
        ...(config.clusterName !== undefined && { "karpenter.sh/discovery": config.clusterName }),
      },
    });
  }

  private createPublicSubnets(config: NetworkConfig): Subnets | undefined {
    return config.publicSubnets.length === 0
      ? undefined
      : new Subnets(this, "PublicSubnets", {
          ...this.commonProps(config),
          tier: "public",
          blocks: config.publicSubnets,
          routeTableId: this.createRouteTable(config, "PublicRouteTable", "public"),
          mapPublicIpOnLaunch: config.mapPublicIpOnLaunch,
          subnetTags: { "kubernetes.io/role/elb": "1" },
        });
  }

  private createDataSubnets(config: NetworkConfig): Subnets | undefined {
    return config.dataSubnets.length === 0
      ? undefined
      : new Subnets(this, "DataSubnets", {
          ...this.commonProps(config),
          tier: "data",
          blocks: config.dataSubnets,
          routeTableId: this.createRouteTable(config, "DataRouteTable", "data"),
          mapPublicIpOnLaunch: false,
        });
  }

  private createRouteTable(config: NetworkConfig, id: string, tier: SubnetTier): string {
    return new RouteTable(this, id, {
      vpcId: this.vpcId,
      tags: mergeTags(config.tags, { Name: `${config.name}-${tier}` }),
    }).id;
  }

  private createInternetAccess(config: NetworkConfig): InternetAccess | undefined {
    const publicZones = this.publicSubnets?.zones ?? [];
    const [first] = publicZones;
    return (
      first &&
      new InternetAccess(this, "InternetAccess", {
        ...this.commonProps(config),
        publicRouteTableId: first.routeTableId,
        publicZones,
        privateZones: this.privateSubnets.zones,
        natGateways: config.natGateways,
      })
    );
  }

  private createEndpoints(config: NetworkConfig): VpcEndpoints {
    return new VpcEndpoints(this, "Endpoints", {
      ...this.commonProps(config),
      region: config.region,
      cidr: config.cidr,
      s3Gateway: config.s3GatewayEndpoint,
      routeTableIds: [...this.privateSubnets.routeTableIds, ...(this.dataSubnets?.routeTableIds ?? [])],
      interfaceEndpoints: config.interfaceEndpoints,
      subnetIds: this.privateSubnets.ids,
    });
  }

  private createFlowLogs(config: NetworkConfig): FlowLogs | undefined {
    return (
      config.flowLogs &&
      new FlowLogs(this, "FlowLogs", {
        ...this.commonProps(config),
        region: config.region,
        ...config.flowLogs,
      })
    );
  }

  private commonProps(config: NetworkConfig) {
    return { name: config.name, vpcId: this.vpcId, tags: config.tags };
  }
}

function associations(subnets: Subnets | undefined): ITerraformDependable[] {
  return (subnets?.zones ?? []).map((zone) => zone.association);
}
