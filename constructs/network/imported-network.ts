import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type Problems, resolveOrThrow } from "../../lib/core/errors";
import { ifKnown, isToken } from "../../lib/core/tokens";
import { guardStack } from "../../lib/core/validation";
import type { INetwork } from "./network";
import { checkCidr, checkZones } from "./network-checks";

/** What is known of a network made elsewhere. Each list may be the attribute of a data source. */
export interface NetworkAttributes {
  /** `vpc-0123456789abcdef0`. */
  readonly vpcId: string;
  /** IPv4 block of the VPC, `10.0.0.0/16`. */
  readonly cidr: string;
  /** Zones of the subnets, written by name: `eu-central-1a`. */
  readonly availabilityZones: readonly string[];
  /** One private subnet for each zone, in the order of the zones. */
  readonly privateSubnetIds: readonly string[];
  /** One public subnet for each zone, in the order of the zones. @default none */
  readonly publicSubnetIds?: readonly string[];
  /** One isolated data subnet for each zone, in the order of the zones. @default none */
  readonly dataSubnetIds?: readonly string[];
  /** What must exist before nodes reach the internet and AWS, if this stack makes any of it. @default nothing */
  readonly routes?: readonly ITerraformDependable[];
}

/** A network that exists already. It makes no resources. */
export class ImportedNetwork extends Construct implements INetwork {
  readonly vpcId: string;
  readonly cidr: string;
  readonly availabilityZones: readonly string[];
  readonly privateSubnetIds: readonly string[];
  readonly publicSubnetIds: readonly string[];
  readonly dataSubnetIds: readonly string[];
  readonly routes: readonly ITerraformDependable[];

  /** @throws ConfigError as `Network.fromAttributes` says */
  constructor(scope: Construct, id: string, attributes: NetworkAttributes) {
    super(scope, id);
    guardStack(this);
    const network = resolveOrThrow(this, "NetworkAttributes", (problems) =>
      resolveNetworkAttributes(attributes, problems),
    );
    this.vpcId = network.vpcId;
    this.cidr = network.cidr;
    this.availabilityZones = network.availabilityZones;
    this.privateSubnetIds = network.privateSubnetIds;
    this.publicSubnetIds = network.publicSubnetIds;
    this.dataSubnetIds = network.dataSubnetIds;
    this.routes = network.routes;
  }
}

/** Fills defaults and reports every problem. */
export function resolveNetworkAttributes(
  attributes: NetworkAttributes,
  problems: Problems,
): Required<NetworkAttributes> {
  const network = {
    ...attributes,
    publicSubnetIds: attributes.publicSubnetIds ?? [],
    dataSubnetIds: attributes.dataSubnetIds ?? [],
    routes: attributes.routes ?? [],
  };
  ifKnown(network.vpcId, (vpcId) => {
    problems.addIf(!/^vpc-[0-9a-z]+$/.test(vpcId), {
      prop: "vpcId",
      code: "invalid-vpc-id",
      rule: "a VPC is named by its id",
      value: vpcId,
      fix: "write it like vpc-0123456789abcdef0",
    });
  });
  checkCidr(problems, "cidr", network.cidr);
  checkZones(problems, network.availabilityZones);
  const zones = isToken(network.availabilityZones) ? undefined : network.availabilityZones.length;
  checkSubnetIds(problems, "privateSubnetIds", network.privateSubnetIds, zones);
  for (const prop of ["publicSubnetIds", "dataSubnetIds"] as const) {
    if (isToken(network[prop]) || network[prop].length > 0) {
      checkSubnetIds(problems, prop, network[prop], zones);
    }
  }
  return network;
}

function checkSubnetIds(
  problems: Problems,
  prop: string,
  ids: readonly string[],
  zones: number | undefined,
): void {
  ifKnown(ids, (known) => {
    problems.addIf(zones !== undefined && known.length !== zones, {
      prop,
      code: "subnet-count",
      rule: `a network of ${zones} zones has ${zones} subnets of each kind it has`,
      value: known.length,
      fix: "list one subnet for each zone, in the order of the zones",
    });
    known.forEach((id, index) => {
      const at = problems.at(prop).at(index);
      at.addIf(!isToken(id) && !/^subnet-[0-9a-z]+$/.test(id), {
        prop: "",
        code: "invalid-subnet-id",
        rule: "a subnet is named by its id",
        value: id,
        fix: "write it like subnet-0123456789abcdef0",
      });
      at.addIf(known.indexOf(id) < index, {
        prop: "",
        code: "duplicate-subnet",
        rule: "a subnet stands in one zone and is listed once",
        value: id,
        fix: "name the subnet of this zone",
      });
    });
  });
}
