import { checkKnown, type Problems } from "../../lib/core/errors";
import { checkName, type NameRule } from "../../lib/core/names";
import { checkTags, type Tags } from "../../lib/core/tags";
import { ifKnown, isToken } from "../../lib/core/tokens";
import { resolveFlowLogs } from "./flow-logs";
import type { NatGatewayChoice } from "./internet-access";
import type { NetworkProps } from "./network";
import { checkCidr, checkZones, LARGEST_PREFIX, SMALLEST_PREFIX } from "./network-checks";
import { placeSubnets } from "./subnet-blocks";
import type { SubnetBlock } from "./subnet-cut";
import { resolveInterfaceEndpoints } from "./vpc-endpoints";

/** The name is the beginning of names AWS limits; a security group may not be called sg-something. */
const NETWORK_NAME: NameRule = {
  pattern: /^(?!sg-)[A-Za-z]([A-Za-z0-9-]*[A-Za-z0-9])?$/,
  maxLength: 63,
  must: "be letters, digits and dashes, start with a letter but not with sg-, end with a letter or digit, at most 63 characters",
};

/** "CreateCluster", Amazon EKS API reference. */
const EKS_CLUSTER_NAME: NameRule = {
  pattern: /^[A-Za-z0-9][A-Za-z0-9_-]*$/,
  maxLength: 100,
  must: "be letters, digits, dashes and underscores, start with a letter or digit, at most 100 characters",
};

/** Tags a Network sets itself, each with its own value on different resources. */
const OWN_TAGS = [
  "Name",
  "kubernetes.io/role/elb",
  "kubernetes.io/role/internal-elb",
  "karpenter.sh/discovery",
];

/**
 * EKS asks for 6 free addresses in the subnets of a cluster and recommends 16 ("Amazon EKS networking requirements",
 * Amazon EKS user guide); a /27 has 27, and each node and pod takes one more.
 */
const SMALLEST_COMFORTABLE_PREFIX = 26;

/** A network as it will be made: every choice is settled. */
export type NetworkConfig = ReturnType<typeof resolveNetwork>;

/** Fills defaults, places the subnets and reports every problem. */
export function resolveNetwork(props: NetworkProps, problems: Problems) {
  checkName(problems, "name", props.name, NETWORK_NAME);
  checkRegion(props.region, problems);
  checkZones(problems, props.availabilityZones, props.region);
  ifKnown(props.clusterName, (name) => checkName(problems, "clusterName", name, EKS_CLUSTER_NAME));
  checkNetworkTags(props.tags, problems);
  const subnets = placeSubnets(props, usableCidr(props.cidr, problems), props.availabilityZones, problems);
  const interfaceEndpoints = resolveInterfaceEndpoints(
    props.interfaceEndpoints,
    problems.at("interfaceEndpoints"),
  );
  const natGateways = resolveNatGateways(props, problems);
  return {
    name: props.name,
    region: props.region,
    cidr: props.cidr,
    availabilityZones: [...props.availabilityZones],
    ...subnets,
    mapPublicIpOnLaunch: props.mapPublicIpOnLaunch ?? false,
    natGateways,
    clusterName: props.clusterName,
    flowLogs:
      props.flowLogs === "none"
        ? undefined
        : resolveFlowLogs(props.flowLogs, props.region, problems.at("flowLogs")),
    lockDefaultSecurityGroup: props.lockDefaultSecurityGroup ?? true,
    s3GatewayEndpoint: props.s3GatewayEndpoint ?? true,
    interfaceEndpoints,
    tags: props.tags,
    warnings: [
      ...warnOfSmallSubnets(subnets.privateSubnets),
      ...warnOfNoWayOut(natGateways, props.interfaceEndpoints !== undefined),
    ],
  };
}

function checkRegion(region: string, problems: Problems): void {
  ifKnown(region, (known) => {
    problems.addIf(!/^[a-z]+(-[a-z]+)+-\d+$/.test(known), {
      prop: "region",
      code: "invalid-region",
      rule: "a region is named by its code",
      value: known,
      fix: "write it like eu-central-1",
    });
  });
}

function checkNetworkTags(tags: Tags | undefined, problems: Problems): void {
  checkTags(problems, "tags", tags);
  for (const key of OWN_TAGS) {
    problems
      .at("tags")
      .at(key)
      .addIf(tags?.[key] !== undefined, {
        prop: "",
        code: "reserved-tag",
        rule: "this tag is set for each resource by the network itself",
        value: key,
        fix: "leave it out; name and clusterName say what it becomes",
      });
  }
}

/** The block to place subnets in: a token as it is, undefined where the block is wrong and has been reported. */
function usableCidr(cidr: string, problems: Problems): string | undefined {
  if (isToken(cidr)) {
    return cidr;
  }
  const block = checkCidr(problems, "cidr", cidr);
  const wrongSize =
    block !== undefined &&
    problems.addIf(block.prefix < LARGEST_PREFIX || block.prefix > SMALLEST_PREFIX, {
      prop: "cidr",
      code: "vpc-size",
      rule: `the block of a VPC is /${LARGEST_PREFIX} to /${SMALLEST_PREFIX}`,
      value: cidr,
      fix: "choose a prefix length in that range; /16 leaves room for growth",
    });
  return wrongSize ? undefined : block?.text;
}

function resolveNatGateways(props: NetworkProps, problems: Problems): NatGatewayChoice {
  const choice = props.natGateways ?? (props.publicSubnets === "none" ? "none" : "per-zone");
  checkKnown(problems, "natGateways", "unknown-nat-gateways", "choice of NAT gateways", choice, [
    "none",
    "single",
    "per-zone",
  ]);
  problems.addIf(choice !== "none" && props.publicSubnets === "none", {
    prop: "natGateways",
    code: "nat-without-public-subnets",
    rule: "NAT gateways stand in public subnets",
    value: choice,
    fix: 'leave publicSubnets alone, or say natGateways "none"',
  });
  return choice;
}

function warnOfSmallSubnets(blocks: readonly SubnetBlock[]): string[] {
  const small = blocks.filter(
    ({ cidr }) => !isToken(cidr) && Number(cidr.split("/")[1]) > SMALLEST_COMFORTABLE_PREFIX,
  );
  return small.length === 0
    ? []
    : [
        `[small-private-subnets] ${small.map(({ cidr }) => cidr).join(", ")}: EKS recommends 16 free addresses in each ` +
          `subnet of a cluster, and nodes and pods take the rest; use /${SMALLEST_COMFORTABLE_PREFIX} or larger`,
      ];
}

/** Naming the endpoints, even none of them, says that the case was thought about. */
function warnOfNoWayOut(natGateways: NatGatewayChoice, endpointsNamed: boolean): string[] {
  return natGateways !== "none" || endpointsNamed
    ? []
    : [
        "[no-way-out] private subnets have neither NAT gateways nor interface endpoints, nodes could not join a " +
          "cluster; name interfaceEndpoints, or pass an empty list where another way exists, such as a transit gateway",
      ];
}
