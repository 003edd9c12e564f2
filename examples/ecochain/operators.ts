import { ArgoRollouts } from "cdktf-slipway/delivery";
import type { EksCluster } from "cdktf-slipway/eks";
import { HelmRelease } from "cdktf-slipway/helm";
import type { PrometheusStack } from "cdktf-slipway/observability";
import {
  ClusterSecretStore,
  ExternalSecrets,
  type ISecretStore,
  StoreProvider,
  VaultAgentInjector,
} from "cdktf-slipway/secrets";
import { Construct } from "constructs";

/** Namespace of the services. */
export const NAMESPACE = "ecochain";

export type OperatorsProps = {
  readonly cluster: EksCluster;
  readonly prometheus: PrometheusStack;
  readonly vaultAddress: string;
  readonly replicas: number;
};

/** What the services rely on: blue-green and canary releases, secrets out of Vault, GPUs. */
export class Operators extends Construct {
  readonly delivery: ArgoRollouts;
  /** Values out of Vault as Secrets, for environment variables. */
  readonly store: ISecretStore;
  /** Credentials that Vault makes for one pod, as files. */
  readonly vault: VaultAgentInjector;
  readonly gpuDevicePlugin: HelmRelease;

  constructor(scope: Construct, id: string, { cluster, prometheus, vaultAddress, replicas }: OperatorsProps) {
    super(scope, id);
    const watched = { serviceMonitors: true, dependsOn: [prometheus] };
    this.delivery = new ArgoRollouts(this, "ArgoRollouts", { cluster, replicas, ...watched });
    const operator = new ExternalSecrets(this, "ExternalSecrets", { cluster, replicas, ...watched });
    this.store = new ClusterSecretStore(this, "Store", {
      operator,
      name: "vault",
      namespaces: [NAMESPACE],
      provider: StoreProvider.vault({ server: vaultAddress, path: "ecochain", role: "external-secrets" }),
    });
    this.vault = new VaultAgentInjector(this, "Vault", { cluster, vaultAddress, replicas });
    // The NVIDIA image brings drivers; that a node has a GPU to give, its device plugin tells Kubernetes.
    this.gpuDevicePlugin = new HelmRelease(this, "GpuDevicePlugin", {
      cluster,
      chart: "nvidia-device-plugin",
      values: { tolerations: cluster.nodePools?.ai_services?.taints ?? [] },
    });
  }
}
