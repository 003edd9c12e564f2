import { EksNodeGroup } from "@cdktf/provider-aws/lib/eks-node-group";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { type ITerraformDependable, Token } from "cdktf";
import { Construct } from "constructs";
import { resolveOrThrow } from "../../lib/core/errors";
import { serviceTrust } from "../../lib/core/policy";
import type { Tags } from "../../lib/core/tags";
import { guardStack } from "../../lib/core/validation";
import { AwsAccount } from "../account/aws-account";
import type { NodePool } from "../cluster/node-pool";
import type { IEksCluster } from "./eks-cluster-interface";
import { ManagedPolicyRole } from "./managed-policy-role";
import { type NodeGroupConfig, resolveNodeGroup } from "./node-group-config";
import { nodePoolOf } from "./node-group-pool";
import type { AmiType, NodeOperatingSystem } from "./node-images";
import { launchTemplateConfig } from "./node-launch-template";
import type { NodeTaint } from "./node-taints";

/** How many nodes an update replaces at a time: one of the two. */
export interface NodeGroupUpdate {
  /** Number of nodes, 1 to 100. */
  readonly maxUnavailable?: number;
  /** Share of the nodes in percent, 1 to 100. @default 33 where maxUnavailable is not given either */
  readonly maxUnavailablePercentage?: number;
}

/** What a user can say about a node group; nothing of it is required. */
export interface NodeGroupProps {
  /** Least number of nodes; 0 where an autoscaler may empty the group. @default 1 */
  readonly minSize?: number;
  /** Most nodes. @default 3, or minSize or desiredSize where one of them is larger */
  readonly maxSize?: number;
  /** Nodes to begin with. @default minSize */
  readonly desiredSize?: number;
  /**
   * Whether Terraform sets the number of nodes on every apply, for groups no autoscaler looks after. Raising
   * minSize above the number of nodes needs this, or a group that was scaled up before.
   * @default false: after creation the number of nodes is left to autoscalers
   */
  readonly manageDesiredSize?: boolean;

  /**
   * 1 to 20 types of one processor architecture, all with the same kind of GPU or none with any. Name several of
   * one size for spot capacity. GPU groups get no taint by themselves: add one, or other pods fill the nodes.
   * @default m6i.large (2 CPUs, 8 GiB), offered in nearly every region and zone
   */
  readonly instanceTypes?: readonly string[];
  /** @default on-demand */
  readonly capacityType?: "on-demand" | "spot";

  /** @default al2023: Amazon Linux 2023 */
  readonly operatingSystem?: NodeOperatingSystem;
  /** @default follows operatingSystem and the instance types: ARM, NVIDIA and Neuron images where they are needed */
  readonly amiType?: AmiType;
  /** Kubernetes minor version of the nodes, at most three older than the cluster's. @default the cluster's */
  readonly kubernetesVersion?: string;
  /** Exact image release, `1.36.0-20261110`; goes with kubernetesVersion. @default newest at creation or version change */
  readonly releaseVersion?: string;

  /** Labels of the nodes. @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** @default none */
  readonly taints?: readonly NodeTaint[];

  /** Disk for images and pods, 20 to 16384 GiB (at least 50 on Windows), encrypted gp3. @default 50 */
  readonly diskSizeGib?: number;
  /**
   * KMS key for the disks; its policy must let the service-linked role of EC2 Auto Scaling use it.
   * @default the account's default key for EBS, aws/ebs
   */
  readonly diskKmsKeyArn?: string;
  /**
   * Network hops to the instance metadata, 1 to 64. With 2 every pod can take the role of its node.
   * @default 1: the node alone, pods use Pod Identity
   */
  readonly imdsHopLimit?: number;
  /** Metrics of the instances each minute in place of five. @default true; a small charge for each instance */
  readonly detailedMonitoring?: boolean;

  /** @default a third of the nodes at a time */
  readonly update?: NodeGroupUpdate;
  /** Evicts pods even against their disruption budgets when an update is stuck. @default false */
  readonly forceUpdate?: boolean;
  /** Replaces or reboots nodes EKS finds broken. @default true */
  readonly nodeRepair?: boolean;

  /**
   * Gives the network plugin its permissions through the nodes. Switch off where the vpc-cni add-on has a role of
   * its own, and on IPv6 clusters, for which the policy does not serve.
   * @default true: AmazonEKS_CNI_Policy on the role of the nodes
   */
  readonly cniPolicyOnNodes?: boolean;
  /** Shell access through Session Manager, AmazonSSMManagedInstanceCore. @default false */
  readonly sessionManager?: boolean;

  /** Subnets to spread over. @default the private subnets the cluster hands out */
  readonly subnetIds?: readonly string[];
  /**
   * Uses the name as it is. A change that needs a new group (instance types, image, capacity, subnets) then takes
   * the old nodes away first, for AWS allows a name once.
   * @default false: the name gets a suffix, and the new group runs before the old one is drained
   */
  readonly fixedName?: boolean;
  /** Tags of the group, its role, its launch template, and of instances and disks. @default none */
  readonly tags?: Tags;
}

/** Where a node group goes; EksCluster fills it in. */
export type NodeGroupPlacement = {
  readonly cluster: IEksCluster;
  /** At most 36 characters, 63 with `fixedName`. */
  readonly nodeGroupName: string;
  /** Subnets in use: the user's where there are any, else the cluster's. */
  readonly subnetIds: readonly string[];
  /** What nodes need before they can join: routes, the network plugin. @default nothing */
  readonly dependsOn?: readonly ITerraformDependable[];
};

/**
 * A managed node group: role, launch template and the group itself.
 *
 *     new NodeGroup(this, "General", {
 *       cluster,
 *       nodeGroupName: "general",
 *       subnetIds: network.privateSubnetIds,
 *       instanceTypes: ["m7g.large"],
 *     });
 *
 * Disks are encrypted, instance metadata needs a session token and stays out of reach of pods, there is no SSH.
 * The group is replaced new before old; Terraform extends that order to everything the group depends on.
 *
 * @throws ConfigError `invalid-name`, `out-of-range`, `min-above-max`, `desired-outside-range`,
 * `no-instance-types`, `too-many-instance-types`, `invalid-instance-type`, `mixed-architectures`,
 * `mixed-accelerators`, `unknown-capacity-type`, `unknown-operating-system`, `no-neuron-image`, `missing-ami-type`,
 * `unknown-ami-type`, `retired-image`, `wrong-image-architecture`, `gpu-image-without-gpu`,
 * `neuron-image-without-neuron`, `conflicting-settings`, `invalid-kubernetes-version`, `version-skew`,
 * `invalid-label-key`, `invalid-label-value`, `reserved-label`, `unknown-taint-effect`, `duplicate-taint`,
 * `invalid-key-arn`, `no-subnets` and those of tags
 */
export class NodeGroup extends Construct {
  /** The aws_eks_node_group, for overrides that no prop covers. */
  readonly resource: EksNodeGroup;
  readonly launchTemplate: LaunchTemplate;
  /** Role of the nodes, for further policies. */
  readonly role: ManagedPolicyRole;
  readonly nodeRoleArn: string;
  /** The group as workloads choose it. */
  readonly pool: NodePool;

  constructor(scope: Construct, id: string, props: NodeGroupProps & NodeGroupPlacement) {
    super(scope, id);
    guardStack(this);
    const { cluster, nodeGroupName } = props;
    const { clusterName, kubernetesVersion } = cluster;
    const config = resolveOrThrow(this, "NodeGroupProps", (problems) =>
      resolveNodeGroup(props, { clusterName, kubernetesVersion, nodeGroupName }, problems),
    );
    this.role = new ManagedPolicyRole(this, "Role", {
      roleName: config.roleName,
      description: `Nodes of ${nodeGroupName} in EKS cluster ${clusterName}`,
      trustPolicy: serviceTrust("ec2.amazonaws.com"),
      policies: config.managedPolicies,
      partition: AwsAccount.of(this).partition,
      tags: config.tags,
    });
    this.nodeRoleArn = this.role.roleArn;
    this.launchTemplate = new LaunchTemplate(this, "LaunchTemplate", launchTemplateConfig(config));
    this.resource = new EksNodeGroup(this, "Resource", {
      ...groupConfig(config),
      clusterName,
      nodeRoleArn: this.nodeRoleArn,
      subnetIds: [...props.subnetIds],
      launchTemplate: {
        id: this.launchTemplate.id,
        version: Token.asString(this.launchTemplate.latestVersion),
      },
      dependsOn: [...this.role.dependencies, ...(props.dependsOn ?? [])],
    });
    this.pool = nodePoolOf(config, config.fixedName ? nodeGroupName : this.resource.nodeGroupName);
  }
}

/** The arguments of the node group that follow from its own settings. */
function groupConfig(config: NodeGroupConfig) {
  return {
    ...(config.fixedName
      ? { nodeGroupName: config.nodeGroupName }
      : { nodeGroupNamePrefix: `${config.nodeGroupName}-` }),
    amiType: config.amiType,
    instanceTypes: [...config.instanceTypes],
    capacityType: config.capacityType,
    version: config.kubernetesVersion,
    releaseVersion: config.releaseVersion,
    forceUpdateVersion: config.forceUpdate,
    scalingConfig: { minSize: config.minSize, maxSize: config.maxSize, desiredSize: config.desiredSize },
    updateConfig: config.update,
    nodeRepairConfig: { enabled: config.nodeRepair },
    labels: config.labels,
    taint: config.taints,
    tags: config.tags,
    lifecycle: {
      createBeforeDestroy: config.fixedName ? undefined : true,
      ignoreChanges: config.manageDesiredSize ? undefined : ["scaling_config[0].desired_size"],
    },
  };
}
