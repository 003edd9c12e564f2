import { ConfigMapV1 } from "@cdktf/provider-kubernetes/lib/config-map-v1";
import type { Construct } from "constructs";
import { checkKnown, type Problems } from "../../lib/core/errors";
import { physicalName } from "../../lib/core/names";
import { serviceTrust } from "../../lib/core/policy";
import type { Tags } from "../../lib/core/tags";
import type { ICluster } from "../cluster/cluster";
import { ManagedPolicyRole } from "./managed-policy-role";

/** Node pools AWS brings with Auto Mode. Source: EKS API, ComputeConfigRequest. */
export const AUTO_MODE_NODE_POOLS = ["general-purpose", "system"] as const;

/** Name of a built-in node pool. */
export type AutoModeNodePool = (typeof AUTO_MODE_NODE_POOLS)[number];

/** EKS Auto Mode: AWS runs nodes, networking, storage and load balancers, in place of node groups and core add-ons. */
export interface AutoModeProps {
  /** Built-in node pools that are switched on. @default both: general-purpose, and system for critical add-ons */
  readonly nodePools?: readonly AutoModeNodePool[];
  /** @default true: network policies are enforced; without the switch the cluster accepts and ignores them */
  readonly networkPolicy?: boolean;
}

/** Auto Mode after `resolveAutoMode`. */
export interface AutoModeConfig {
  readonly nodePools: readonly AutoModeNodePool[];
  readonly networkPolicy: boolean;
}

/** What the cluster role may do beyond AmazonEKSClusterPolicy. Source: "Amazon EKS Auto Mode cluster IAM role". */
export const AUTO_MODE_CLUSTER_POLICIES = [
  "AmazonEKSComputePolicy",
  "AmazonEKSBlockStoragePolicy",
  "AmazonEKSLoadBalancingPolicy",
  "AmazonEKSNetworkingPolicy",
] as const;

/** The role of Auto Mode nodes. Source of its policies: "Amazon EKS Auto Mode node IAM role". */
export function autoModeNodeRole(
  scope: Construct,
  clusterName: string,
  account: { readonly partition: string; readonly tags: Tags | undefined },
): ManagedPolicyRole {
  return new ManagedPolicyRole(scope, "AutoModeNodeRole", {
    ...account,
    roleName: physicalName([clusterName, "auto-mode-node"], 64),
    description: `Auto Mode nodes of EKS cluster ${clusterName}`,
    trustPolicy: serviceTrust("ec2.amazonaws.com"),
    policies: ["AmazonEKSWorkerNodeMinimalPolicy", "AmazonEC2ContainerRegistryPullOnly"],
  });
}

/**
 * Makes Auto Mode enforce network policies: it reads the switch from a ConfigMap.
 *
 * Source: "Use Network Policies with EKS Auto Mode", EKS user guide.
 */
export function enforceAutoModeNetworkPolicy(scope: Construct, cluster: ICluster): ConfigMapV1 {
  return new ConfigMapV1(scope, "NetworkPolicySwitch", {
    provider: cluster.kubernetesProvider,
    dependsOn: [...cluster.ready],
    metadata: { name: "amazon-vpc-cni", namespace: "kube-system" },
    data: { "enable-network-policy-controller": "true" },
  });
}

/**
 * Fills defaults and reports every problem.
 *
 * Codes: `no-node-pools`, `unknown-node-pool`, `duplicate-node-pool`.
 */
export function resolveAutoMode(props: AutoModeProps, problems: Problems): AutoModeConfig {
  const nodePools = props.nodePools ?? AUTO_MODE_NODE_POOLS;
  problems.addIf(nodePools.length === 0, {
    prop: "nodePools",
    code: "no-node-pools",
    rule: "Auto Mode starts with at least one node pool",
    value: [],
    fix: `name one of ${AUTO_MODE_NODE_POOLS.join(", ")}`,
  });
  nodePools.forEach((pool, index) => {
    const at = problems.at("nodePools").at(index);
    checkKnown(at, "", "unknown-node-pool", "node pool", pool, AUTO_MODE_NODE_POOLS);
    at.addIf(nodePools.indexOf(pool) !== index, {
      prop: "",
      code: "duplicate-node-pool",
      rule: "a node pool is named once",
      value: pool,
      fix: "remove one of them",
    });
  });
  return { nodePools: [...nodePools], networkPolicy: props.networkPolicy ?? true };
}
