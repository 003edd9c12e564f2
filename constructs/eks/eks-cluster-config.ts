import { containsCidr, isCidr, overlapsCidr, parseCidr } from "../../lib/core/cidr";
import type { Problems } from "../../lib/core/errors";
import { checkName, type NameRule } from "../../lib/core/names";
import { checkTags } from "../../lib/core/tags";
import { ifKnown, isToken } from "../../lib/core/tokens";
import { type AccessEntryConfig, grantsClusterAdmin, resolveAccessEntries } from "./access-entry";
import { resolveAddOns } from "./addons-config";
import { resolveAutoMode } from "./auto-mode";
import { resolveEncryption } from "./cluster-encryption";
import { resolveClusterLogs } from "./cluster-logs";
import type { EksClusterProps, PublicEndpointProps } from "./eks-cluster-props";
import { resolveFargateProfile } from "./fargate-profile";
import {
  checkKubernetesVersion,
  DEFAULT_KUBERNETES_VERSION,
  KUBERNETES_VERSIONS,
  supportPhase,
} from "./kubernetes-versions";
import { resolveNodeGroup } from "./node-group-config";
import { resolveStorageClass } from "./storage-class";

/** Name of an EKS cluster. Source: EKS API, CreateCluster. */
export const CLUSTER_NAME: NameRule = {
  pattern: /^[A-Za-z0-9][A-Za-z0-9_-]*$/,
  maxLength: 100,
  must: "be letters, digits, dashes and underscores, start with a letter or digit, at most 100 characters",
};

/** Ranges the addresses of Services must come from. Source: EKS API, KubernetesNetworkConfigRequest. */
const PRIVATE_RANGES = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

/** Fills defaults and reports every problem, those of node groups and Fargate profiles included. */
export function resolveEksCluster(props: EksClusterProps, problems: Problems) {
  const version = props.version ?? DEFAULT_KUBERNETES_VERSION;
  const kubernetesVersion = isToken(version) ? undefined : version;
  const upgradePolicy = props.upgradePolicy ?? "standard";
  checkName(problems, "clusterName", props.clusterName, CLUSTER_NAME);
  checkRegion(problems, props.region);
  checkKubernetesVersion(problems, "version", version);
  checkSubnets(problems, props);
  checkServiceCidr(problems, props);
  checkTags(problems, "tags", props.tags);
  checkCompute(props, kubernetesVersion, problems);

  const accessEntries = resolveAccessEntries(props.accessEntries ?? {}, problems.at("accessEntries"));
  const creatorIsAdmin = props.creatorAccess === "cluster-admin";
  problems.addIf(accessEntries.size === 0 && !creatorIsAdmin, {
    prop: "accessEntries",
    code: "no-access-entries",
    rule: "a cluster without access entries lets nobody in, terraform included",
    value: props.accessEntries,
    fix: "add an entry with cluster-admin for the role that runs terraform",
  });
  const autoMode = props.autoMode && resolveAutoMode(props.autoMode, problems.at("autoMode"));
  const addOns = resolveAddOns(props.addOns ?? {}, autoMode !== undefined, problems.at("addOns"));
  const hasVolumes = autoMode !== undefined || addOns.has("aws-ebs-csi-driver");
  const storageClass = props.storageClass ?? (hasVolumes ? {} : "none");

  return {
    clusterName: props.clusterName,
    region: props.region,
    version,
    kubernetesVersion,
    supportType: upgradePolicy === "standard" ? "STANDARD" : "EXTENDED",
    vpcConfig: {
      subnetIds: [...props.network.privateSubnetIds],
      endpointPrivateAccess: true,
      ...resolvePublicEndpoint(props.publicEndpoint ?? "none", problems.at("publicEndpoint")),
    },
    serviceIpv4Cidr: props.serviceIpv4Cidr,
    accessEntries,
    creatorIsAdmin,
    nodeGroups: props.nodeGroups ?? {},
    fargateProfiles: props.fargateProfiles ?? {},
    autoMode,
    logs: resolveClusterLogs(props.controlPlaneLogs, problems.at("controlPlaneLogs")),
    encryption: resolveEncryption(props.encryption, problems.at("encryption")),
    addOns,
    storageClass:
      storageClass === "none" ? undefined : resolveStorageClass(storageClass, problems.at("storageClass")),
    deletionProtection: props.deletionProtection ?? true,
    zonalShift: props.zonalShift ?? true,
    authentication: props.authentication,
    providerAlias: props.providerAlias,
    tags: props.tags,
    warnings: warningsOf(props, version, upgradePolicy, accessEntries, creatorIsAdmin),
  };
}

/** What an EksCluster is built from. */
export type EksClusterConfig = ReturnType<typeof resolveEksCluster>;

function checkRegion(problems: Problems, region: string): void {
  problems.addIf(!isToken(region) && !/^[a-z]{2,}(-[a-z]+)+-\d$/.test(region), {
    prop: "region",
    code: "invalid-region",
    rule: "a region is written like eu-central-1, without the letter of a zone",
    value: region,
    fix: "use the region of the AWS provider",
  });
}

function checkSubnets(problems: Problems, props: EksClusterProps): void {
  const subnets = props.network.privateSubnetIds;
  problems.addIf(!isToken(subnets) && subnets.length < 2, {
    prop: "network",
    code: "too-few-subnets",
    rule: "a control plane needs private subnets in at least two zones",
    value: subnets.length,
    fix: "give the network two zones or more",
  });
}

function checkCompute(
  props: EksClusterProps,
  kubernetesVersion: string | undefined,
  problems: Problems,
): void {
  const { clusterName } = props;
  const nodeGroups = Object.entries(props.nodeGroups ?? {});
  problems.addIf(props.autoMode !== undefined && nodeGroups.length > 0, {
    prop: "nodeGroups",
    code: "auto-mode-with-node-groups",
    rule: "in Auto Mode the nodes are AWS's, and the add-ons node groups need are not installed",
    value: nodeGroups.map(([key]) => key),
    fix: "leave out either autoMode or nodeGroups",
  });
  for (const [key, nodeGroup] of nodeGroups) {
    const context = { kubernetesVersion, clusterName, nodeGroupName: key };
    resolveNodeGroup(nodeGroup, context, problems.at("nodeGroups").at(key));
  }
  for (const [key, profile] of Object.entries(props.fargateProfiles ?? {})) {
    resolveFargateProfile(profile, { clusterName, profileName: key }, problems.at("fargateProfiles").at(key));
  }
}

function checkServiceCidr(problems: Problems, { serviceIpv4Cidr, network }: EksClusterProps): void {
  ifKnown(serviceIpv4Cidr, (text) => {
    const parsed = parseCidr(text);
    if (!isCidr(parsed)) {
      problems.add({
        prop: "serviceIpv4Cidr",
        code: "invalid-service-cidr",
        rule: parsed.reason,
        value: text,
        fix: "write it like 172.20.0.0/16",
      });
      return;
    }
    const inside = PRIVATE_RANGES.some((range) => containsCidr(range, text));
    problems.addIf(!inside || parsed.prefix < 12 || parsed.prefix > 24, {
      prop: "serviceIpv4Cidr",
      code: "invalid-service-cidr",
      rule: `addresses of Services come from a /12 to /24 block of ${PRIVATE_RANGES.join(", ")}`,
      value: text,
      fix: "choose such a block, for example 172.20.0.0/16",
    });
    ifKnown(network.cidr, (vpc) => {
      problems.addIf(isCidr(parseCidr(vpc)) && overlapsCidr(vpc, text), {
        prop: "serviceIpv4Cidr",
        code: "overlapping-service-cidr",
        rule: `addresses of Services lie apart from the VPC, which has ${vpc}`,
        value: text,
        fix: "choose a block outside the VPC",
      });
    });
  });
}

function resolvePublicEndpoint(endpoint: PublicEndpointProps, problems: Problems) {
  if (endpoint === "none") {
    return { endpointPublicAccess: false };
  }
  if (endpoint === "open-to-the-world") {
    return { endpointPublicAccess: true, publicAccessCidrs: ["0.0.0.0/0"] };
  }
  problems.addIf(endpoint.cidrs.length === 0, {
    prop: "cidrs",
    code: "empty-cidrs",
    rule: "EKS takes an empty list for the whole internet",
    value: [],
    fix: 'name the blocks that may reach the API server, or write "none" in place of the object',
  });
  endpoint.cidrs.forEach((cidr, index) => {
    ifKnown(cidr, (known) => {
      checkEndpointCidr(problems.at("cidrs").at(index), known, endpoint.cidrs.indexOf(known) !== index);
    });
  });
  return { endpointPublicAccess: true, publicAccessCidrs: [...endpoint.cidrs] };
}

function checkEndpointCidr(problems: Problems, cidr: string, repeated: boolean): void {
  const parsed = parseCidr(cidr);
  if (!isCidr(parsed)) {
    problems.add({
      prop: "",
      code: "invalid-cidr",
      rule: parsed.reason,
      value: cidr,
      fix: "write it like 203.0.113.0/24",
    });
    return;
  }
  problems.addIf(parsed.prefix === 0, {
    prop: "",
    code: "open-endpoint",
    rule: "this block lets the whole internet reach the API server",
    value: cidr,
    fix: 'name the blocks of your offices and runners, or write publicEndpoint: "open-to-the-world"',
  });
  problems.addIf(parsed.prefix > 0 && PRIVATE_RANGES.some((range) => overlapsCidr(range, cidr)), {
    prop: "",
    code: "private-cidr",
    rule: "the public endpoint sees public addresses only, and EKS refuses private ones",
    value: cidr,
    fix: "name the public addresses of your NAT; inside the VPC the private endpoint answers",
  });
  problems.addIf(repeated, {
    prop: "",
    code: "duplicate-cidr",
    rule: "a block is named once",
    value: cidr,
    fix: "remove one of them",
  });
}

/** Choices that are legal and still deserve a second look; each starts with a stable code. */
function warningsOf(
  props: EksClusterProps,
  version: string,
  upgradePolicy: "standard" | "extended",
  accessEntries: ReadonlyMap<string, AccessEntryConfig>,
  creatorIsAdmin: boolean,
): string[] {
  const warnings: string[] = [];
  if (!grantsClusterAdmin(accessEntries) && !creatorIsAdmin) {
    warnings.push(
      "[no-cluster-admin] no access entry grants cluster-admin to the whole cluster: nobody could repair it from " +
        "inside, and terraform may not be allowed to make what goes into it",
    );
  }
  if (props.publicEndpoint === "open-to-the-world") {
    warnings.push(
      "[open-endpoint] the whole internet reaches the API server, authentication is all that protects it",
    );
  }
  if (upgradePolicy === "standard" && supportPhase(version) === "extended") {
    const { standardUntil, extendedUntil } = KUBERNETES_VERSIONS[version] ?? {};
    warnings.push(
      `[extended-support] standard support of Kubernetes ${version} ended on ${standardUntil} and extended support ` +
        `ends on ${extendedUntil}: with upgradePolicy standard EKS upgrades the cluster by itself; upgrade, or set ` +
        "upgradePolicy to extended",
    );
  }
  return warnings;
}
