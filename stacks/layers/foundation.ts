import { Construct } from "constructs";
import { type ICluster, KubeconfigCluster } from "../../constructs/cluster";
import { EksCluster, type EksClusterProps, resolveEksCluster } from "../../constructs/eks";
import { type INetwork, Network, type NetworkProps } from "../../constructs/network";
import { resolveNetwork } from "../../constructs/network/network-config";
import { Registry, type RegistryProps } from "../../constructs/registry";
import { resolveRegistry } from "../../constructs/registry/registry-config";
import type { Problems } from "../../lib/core/errors";
import type { AwsPlatform, Environment } from "../environments/types";

/** First layer: network, cluster and registries; on a cluster that exists already, only the way to reach it. */
export class Foundation extends Construct {
  readonly cluster: ICluster;
  /** Undefined where the cluster exists already. */
  readonly network?: Network;
  /** Undefined where the cluster exists already. */
  readonly eksCluster?: EksCluster;
  /** Undefined where the cluster exists already. */
  readonly registry?: Registry;

  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id);
    const { platform } = environment;
    if (platform.type === "kubeconfig") {
      this.cluster = new KubeconfigCluster(this, "Cluster", {
        clusterName: platform.clusterName,
        context: platform.context,
      });
      return;
    }
    const name = platformName(environment);
    this.network = new Network(this, "Network", networkProps(name, platform));
    this.eksCluster = new EksCluster(this, "Cluster", clusterProps(name, platform, this.network));
    this.registry = new Registry(this, "Registry", registryProps(platform));
    this.cluster = this.eksCluster;
  }
}

/**
 * Reports what the constructs of this layer would refuse, under the paths of the environment's file, and returns what
 * is known of the cluster, for the checks of the layers above.
 */
export function checkFoundation(environment: Environment, problems: Problems): ICluster {
  const { platform } = environment;
  if (platform.type === "kubeconfig") {
    return { clusterName: platform.clusterName } as ICluster;
  }
  const name = platformName(environment);
  const at = problems.at("platform");
  resolveNetwork(networkProps(name, platform), at.at("network"));
  resolveEksCluster(clusterProps(name, platform, plannedNetwork(platform)), at.at("cluster"));
  resolveRegistry(registryProps(platform), at.at("registry"));
  return { clusterName: name, kubernetesVersion: platform.cluster.version } as ICluster;
}

/** Beginning of every name: two environments may share an account. */
function platformName(environment: Environment): string {
  return `slipway-${environment.name}`;
}

function networkProps(name: string, { region, network }: AwsPlatform): NetworkProps {
  return { name, region, clusterName: name, ...network };
}

function clusterProps(clusterName: string, platform: AwsPlatform, network: INetwork): EksClusterProps {
  const { administrators, viewers, publicEndpointCidrs, ...cluster } = platform.cluster;
  return {
    ...cluster,
    clusterName,
    network,
    region: platform.region,
    publicEndpoint: publicEndpointCidrs === undefined ? "none" : { cidrs: publicEndpointCidrs },
    accessEntries: {
      ...accessEntries(administrators, "cluster-admin"),
      ...accessEntries(viewers ?? {}, "view"),
    },
  };
}

function accessEntries(principals: Readonly<Record<string, string>>, policy: "cluster-admin" | "view") {
  return Object.fromEntries(
    Object.entries(principals).map(([key, principalArn]) => [key, { principalArn, policies: [{ policy }] }]),
  );
}

function registryProps({ registry }: AwsPlatform): RegistryProps {
  return registry;
}

/** What is known of the network before it is made, enough for the checks of the cluster. */
function plannedNetwork({ network }: AwsPlatform): INetwork {
  const ids = network.availabilityZones.map((zone) => `subnet-${zone}`);
  return {
    ...network,
    vpcId: "",
    privateSubnetIds: ids,
    publicSubnetIds: [],
    dataSubnetIds: [],
    routes: [],
  } as unknown as INetwork;
}
