import type { Construct } from "constructs";
import { EksCluster, type EksClusterProps } from "../../constructs/eks";
import { type INetwork, Network } from "../../constructs/network/network";

/** A network known by its ids. */
export function existingNetwork(scope: Construct, privateSubnetIds = ["subnet-a", "subnet-b"]): INetwork {
  return Network.fromAttributes(scope, "Network", {
    vpcId: "vpc-0123456789abcdef0",
    cidr: "10.0.0.0/16",
    availabilityZones: ["eu-central-1a", "eu-central-1b"].slice(0, privateSubnetIds.length),
    privateSubnetIds,
  });
}

/** Lets one role in as administrator. */
export const DEPLOYER = {
  deployer: {
    principalArn: "arn:aws:iam::111122223333:role/deployer",
    policies: [{ policy: "cluster-admin" }],
  },
} as const;

/** Props of the smallest cluster, with changes. */
export function clusterProps(scope: Construct, changes: Partial<EksClusterProps> = {}): EksClusterProps {
  return {
    clusterName: "slipway-test",
    region: "eu-central-1",
    network: changes.network ?? existingNetwork(scope),
    accessEntries: DEPLOYER,
    nodeGroups: changes.autoMode === undefined ? { general: {} } : undefined,
    ...changes,
  };
}

/** The smallest cluster, with changes. */
export function smallCluster(scope: Construct, changes: Partial<EksClusterProps> = {}): EksCluster {
  return new EksCluster(scope, "Cluster", clusterProps(scope, changes));
}
