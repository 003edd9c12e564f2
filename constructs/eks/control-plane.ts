import type { EksClusterConfig as EksClusterArguments } from "@cdktf/provider-aws/lib/eks-cluster";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { physicalName } from "../../lib/core/names";
import { policyDocument } from "../../lib/core/policy";
import { mergeTags, type Tags } from "../../lib/core/tags";
import { AUTO_MODE_CLUSTER_POLICIES } from "./auto-mode";
import type { EksClusterConfig } from "./eks-cluster-config";
import { ManagedPolicyRole } from "./managed-policy-role";

/** What a control plane uses that is made before it. */
export interface ControlPlaneParts {
  readonly roleArn: string;
  /** KMS key for Kubernetes data; undefined leaves it to a key AWS owns. */
  readonly kmsKeyArn: string | undefined;
  /** Role of Auto Mode nodes; undefined without Auto Mode. */
  readonly nodeRoleArn: string | undefined;
  readonly dependsOn: readonly ITerraformDependable[];
}

/** The arguments of aws_eks_cluster for a resolved config. */
export function controlPlaneArguments(
  config: EksClusterConfig,
  parts: ControlPlaneParts,
): EksClusterArguments {
  return {
    name: config.clusterName,
    version: config.version,
    roleArn: parts.roleArn,
    vpcConfig: config.vpcConfig,
    kubernetesNetworkConfig: networkArguments(config),
    accessConfig: {
      authenticationMode: "API",
      bootstrapClusterCreatorAdminPermissions: config.creatorIsAdmin,
    },
    // Add-ons are made by EKS or by Auto Mode; copies EKS lays down by itself would have no owner.
    bootstrapSelfManagedAddons: false,
    enabledClusterLogTypes: config.logs?.types,
    // EKS encrypts all Kubernetes data with the key; `secrets` is the only word the API knows for it.
    encryptionConfig: parts.kmsKeyArn
      ? { provider: { keyArn: parts.kmsKeyArn }, resources: ["secrets"] }
      : undefined,
    ...(config.autoMode && {
      computeConfig: {
        enabled: true,
        nodePools: [...config.autoMode.nodePools],
        nodeRoleArn: parts.nodeRoleArn,
      },
      storageConfig: { blockStorage: { enabled: true } },
    }),
    upgradePolicy: { supportType: config.supportType },
    zonalShiftConfig: { enabled: config.zonalShift },
    deletionProtection: config.deletionProtection,
    tags: mergeTags(config.tags),
    // Without it a destroy would take everything out of the cluster before AWS refuses to delete it.
    lifecycle: config.deletionProtection ? { preventDestroy: true } : undefined,
    dependsOn: [...parts.dependsOn],
  };
}

/** The role a control plane acts with. Auto Mode needs more permissions, and tags its sessions. */
export function clusterRole(
  scope: Construct,
  clusterName: string,
  autoMode: boolean,
  account: { readonly partition: string; readonly tags: Tags | undefined },
): ManagedPolicyRole {
  return new ManagedPolicyRole(scope, "Role", {
    ...account,
    roleName: physicalName([clusterName, "cluster"], 64),
    description: `Control plane of EKS cluster ${clusterName}`,
    trustPolicy: policyDocument([
      {
        principals: { Service: ["eks.amazonaws.com"] },
        actions: autoMode ? ["sts:AssumeRole", "sts:TagSession"] : ["sts:AssumeRole"],
      },
    ]),
    policies: ["AmazonEKSClusterPolicy", ...(autoMode ? AUTO_MODE_CLUSTER_POLICIES : [])],
  });
}

function networkArguments({ autoMode, serviceIpv4Cidr }: EksClusterConfig) {
  if (autoMode === undefined && serviceIpv4Cidr === undefined) {
    return undefined;
  }
  return { serviceIpv4Cidr, elasticLoadBalancing: autoMode && { enabled: true } };
}
