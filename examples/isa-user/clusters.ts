import { LocalBackend, type TerraformStack } from "cdktf";
import { type ICluster, KubeconfigCluster } from "cdktf-slipway/cluster";
import { EksCluster } from "cdktf-slipway/eks";
import { Network } from "cdktf-slipway/network";
import { useAws } from "./aws";
import type { AwsCluster, IsaEnvironment, KindCluster } from "./environment";
import { LoadBalancers } from "./load-balancers";
import { NodeAutoscaler } from "./node-autoscaler";

/** A cluster, and what only some have. */
export type IsaCluster = {
  readonly cluster: ICluster;
  /** What requests from outside need; undefined on kind, which is reached by port-forward. */
  readonly loadBalancers: LoadBalancers | undefined;
};

/** Groups of Kubernetes that the boundary of the namespace gives roles to. */
export const GROUPS = { view: "isa-viewers", deploy: "isa-deployers" };

/** The cluster of an environment, made or reached. */
export function clusterOf(stack: TerraformStack, environment: IsaEnvironment): IsaCluster {
  const { cluster } = environment;
  return cluster.type === "kind" ? kind(stack, cluster, environment) : eks(stack, cluster, environment);
}

function kind(stack: TerraformStack, { clusterName }: KindCluster, { name }: IsaEnvironment): IsaCluster {
  new LocalBackend(stack, { path: `../../../terraform.isa-${name}.tfstate` });
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName, context: `kind-${clusterName}` });
  return { cluster, loadBalancers: undefined };
}

function eks(
  stack: TerraformStack,
  aws: AwsCluster,
  { name, deletionProtection }: IsaEnvironment,
): IsaCluster {
  useAws(stack, aws, name);
  const { account, region, cidr, availabilityZones, natGateways, nodeGroups, people } = aws;
  const clusterName = `isa-${name}`;
  const network = new Network(stack, "Network", {
    name: clusterName,
    region,
    clusterName,
    cidr,
    availabilityZones,
    natGateways,
  });
  const cluster = new EksCluster(stack, "Cluster", {
    clusterName,
    region,
    network,
    accessEntries: {
      terraform: {
        principalArn: `arn:aws:iam::${account}:role/isa-terraform`,
        policies: [{ policy: "cluster-admin" }],
      },
      viewers: { principalArn: people.view, policies: [], kubernetesGroups: [GROUPS.view] },
      deployers: { principalArn: people.deploy, policies: [], kubernetesGroups: [GROUPS.deploy] },
    },
    nodeGroups,
    deletionProtection,
  });
  new NodeAutoscaler(stack, "NodeAutoscaler", { cluster, region });
  const loadBalancers = new LoadBalancers(stack, "LoadBalancers", { cluster, region, vpcId: network.vpcId });
  return { cluster, loadBalancers };
}
