import { checkKnown, type Problems } from "../../lib/core/errors";
import { checkName, type NameRule, physicalName } from "../../lib/core/names";
import { checkTags, mergeTags } from "../../lib/core/tags";
import { ifKnown, isToken } from "../../lib/core/tokens";
import { checkNodeLabels } from "./kubernetes-labels";
import type { NodeGroupProps } from "./node-group";
import { type NodeImage, resolveImage } from "./node-images";
import { checkTaints, type NodeTaint } from "./node-taints";
import { resolveNodeVersion } from "./node-version";

/** What a node group must know of its surroundings to be checked. */
export interface NodeGroupContext {
  /** Minor version of the cluster; undefined skips the version checks. */
  readonly kubernetesVersion: string | undefined;
  readonly clusterName: string;
  readonly nodeGroupName: string;
}

/** A node group with every default filled in, in the terms of AWS. */
export interface NodeGroupConfig extends NodeImage {
  readonly nodeGroupName: string;
  readonly fixedName: boolean;
  readonly roleName: string;
  readonly launchTemplateName: string;
  readonly minSize: number;
  readonly maxSize: number;
  readonly desiredSize: number;
  readonly manageDesiredSize: boolean;
  readonly instanceTypes: readonly string[];
  readonly capacityType: string;
  readonly kubernetesVersion: string | undefined;
  readonly releaseVersion: string | undefined;
  readonly labels: Record<string, string> | undefined;
  readonly taints: NodeTaint[] | undefined;
  readonly diskSizeGib: number;
  readonly diskKmsKeyArn: string | undefined;
  readonly imdsHopLimit: number;
  readonly detailedMonitoring: boolean;
  readonly update: { readonly maxUnavailable: number } | { readonly maxUnavailablePercentage: number };
  readonly forceUpdate: boolean;
  readonly nodeRepair: boolean;
  /** Names of AWS managed policies the nodes need. */
  readonly managedPolicies: readonly string[];
  readonly tags: Record<string, string> | undefined;
  /** Tags of instances and disks, which default tags of the provider do not reach. */
  readonly instanceTags: Record<string, string> | undefined;
}

const CAPACITY_TYPES = { "on-demand": "ON_DEMAND", spot: "SPOT" } as const;

/** Fills defaults and reports every problem. */
export function resolveNodeGroup(
  props: NodeGroupProps,
  context: NodeGroupContext,
  problems: Problems,
): NodeGroupConfig {
  const { clusterName, nodeGroupName } = context;
  const fixedName = props.fixedName ?? false;
  const instanceTypes = props.instanceTypes ?? ["m6i.large"];
  const image = resolveImage({ ...props, instanceTypes }, problems);
  const capacityType = props.capacityType ?? "on-demand";
  const tags = mergeTags(props.tags);
  checkName(problems, "nodeGroupName", nodeGroupName, fixedName ? FIXED_NAME : PREFIXED_NAME);
  checkKnown(
    problems,
    "capacityType",
    "unknown-capacity-type",
    "capacity type",
    capacityType,
    Object.keys(CAPACITY_TYPES),
  );
  checkNodeLabels(problems, "labels", props.labels);
  checkTaints(problems, "taints", props.taints ?? []);
  checkSubnets(props.subnetIds, problems);
  checkTags(problems, "tags", props.tags);
  return {
    ...image,
    ...resolveSizes(props, problems),
    ...resolveMachine(props, image, problems),
    nodeGroupName,
    fixedName,
    // One dot: roles of service accounts have two, so that no two roles of a cluster can meet.
    roleName: physicalName([`${clusterName}.${nodeGroupName}`, "nodes"], 64),
    launchTemplateName: physicalName([`${clusterName}.${nodeGroupName}`, "nodes"], 128),
    manageDesiredSize: props.manageDesiredSize ?? false,
    instanceTypes,
    capacityType: CAPACITY_TYPES[capacityType],
    kubernetesVersion: resolveNodeVersion(
      problems,
      "kubernetesVersion",
      props.kubernetesVersion,
      context.kubernetesVersion,
    ),
    releaseVersion: props.releaseVersion,
    labels: props.labels && { ...props.labels },
    taints: props.taints && [...props.taints],
    update: resolveUpdate(props, problems),
    forceUpdate: props.forceUpdate ?? false,
    nodeRepair: props.nodeRepair ?? true,
    managedPolicies: [
      "AmazonEKSWorkerNodePolicy",
      "AmazonEC2ContainerRegistryPullOnly",
      ...((props.cniPolicyOnNodes ?? true) ? ["AmazonEKS_CNI_Policy"] : []),
      ...(props.sessionManager ? ["AmazonSSMManagedInstanceCore"] : []),
    ],
    tags,
    instanceTags: mergeTags({ Name: `${clusterName}-${nodeGroupName}` }, tags),
  };
}

const NAME_PATTERN = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;

/** Source: `nodegroupName` of CreateNodegroup, EKS API. */
const FIXED_NAME: NameRule = {
  pattern: NAME_PATTERN,
  maxLength: 63,
  must: "be letters, digits, dashes and underscores, start with a letter or digit, at most 63 characters",
};

/** Terraform appends 26 digits to a prefix, of which the dash is part. */
const PREFIXED_NAME: NameRule = {
  pattern: NAME_PATTERN,
  maxLength: 36,
  must: "be letters, digits, dashes and underscores, start with a letter or digit, at most 36 characters (63 with fixedName)",
};

function resolveSizes(props: NodeGroupProps, problems: Problems) {
  const minSize = props.minSize ?? 1;
  const desiredSize = props.desiredSize ?? minSize;
  const maxSize = props.maxSize ?? Math.max(3, ...[minSize, desiredSize].filter((size) => !isToken(size)));
  checkRange(problems, "minSize", minSize, 0);
  checkRange(problems, "maxSize", maxSize, 1);
  checkRange(problems, "desiredSize", desiredSize, 0);
  const known = (...sizes: number[]) => !sizes.some(isToken);
  const reversed = problems.addIf(known(minSize, maxSize) && minSize > maxSize, {
    prop: "minSize",
    code: "min-above-max",
    rule: `minSize is at most maxSize, which is ${maxSize}`,
    value: minSize,
    fix: "lower minSize or raise maxSize",
  });
  const outside =
    (known(desiredSize, minSize) && desiredSize < minSize) ||
    (known(desiredSize, maxSize) && desiredSize > maxSize);
  problems.addIf(!reversed && outside, {
    prop: "desiredSize",
    code: "desired-outside-range",
    rule: `desiredSize lies between minSize and maxSize, ${minSize} and ${maxSize}`,
    value: desiredSize,
    fix: "choose a number between them, or leave it out to start with minSize",
  });
  return { minSize, maxSize, desiredSize };
}

function resolveMachine(props: NodeGroupProps, image: NodeImage, problems: Problems) {
  const machine = {
    diskSizeGib: props.diskSizeGib ?? 50,
    diskKmsKeyArn: props.diskKmsKeyArn,
    imdsHopLimit: props.imdsHopLimit ?? 1,
    detailedMonitoring: props.detailedMonitoring ?? true,
  };
  checkRange(
    problems,
    "diskSizeGib",
    machine.diskSizeGib,
    image.operatingSystem === "windows" ? 50 : 20,
    16384,
  );
  checkRange(problems, "imdsHopLimit", machine.imdsHopLimit, 1, 64);
  ifKnown(machine.diskKmsKeyArn, (arn) => {
    problems.addIf(!/^arn:[\w-]+:kms:[\w-]+:\d{12}:(key|alias)\/.+$/.test(arn), {
      prop: "diskKmsKeyArn",
      code: "invalid-key-arn",
      rule: "a KMS key is named by its ARN",
      value: arn,
      fix: "pass the arn of the key",
    });
  });
  return machine;
}

function resolveUpdate(props: NodeGroupProps, problems: Problems): NodeGroupConfig["update"] {
  const { maxUnavailable, maxUnavailablePercentage } = props.update ?? {};
  problems.addIf(maxUnavailable !== undefined && maxUnavailablePercentage !== undefined, {
    prop: "update",
    code: "conflicting-settings",
    rule: "an update is limited by a number of nodes or by a share of them, not by both",
    value: props.update,
    fix: "remove maxUnavailable or maxUnavailablePercentage",
  });
  if (maxUnavailable !== undefined) {
    checkRange(problems, "update.maxUnavailable", maxUnavailable, 1, 100);
    return { maxUnavailable };
  }
  checkRange(problems, "update.maxUnavailablePercentage", maxUnavailablePercentage ?? 33, 1, 100);
  return { maxUnavailablePercentage: maxUnavailablePercentage ?? 33 };
}

function checkSubnets(subnetIds: readonly string[] | undefined, problems: Problems): void {
  ifKnown(subnetIds, (known) => {
    problems.addIf(known.length === 0, {
      prop: "subnetIds",
      code: "no-subnets",
      rule: "a node group needs at least one subnet",
      value: known,
      fix: "name subnets, or leave the prop out for the cluster's",
    });
  });
}

function checkRange(problems: Problems, prop: string, value: number, least: number, most?: number): void {
  ifKnown(value, (known) => {
    problems.addIf(!Number.isInteger(known) || known < least || (most !== undefined && known > most), {
      prop,
      code: "out-of-range",
      rule:
        most === undefined
          ? `must be a whole number of at least ${least}`
          : `must be a whole number from ${least} to ${most}`,
      value: known,
      fix: most === undefined ? `choose ${least} or more` : "choose a number in that range",
    });
  });
}
