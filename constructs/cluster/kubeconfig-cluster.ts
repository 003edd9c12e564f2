import type { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import type { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { ConfigError, type Problems, resolveOrThrow } from "../../lib/core/errors";
import { ifKnown } from "../../lib/core/tokens";
import { guardStack } from "../../lib/core/validation";
import type { ICluster, ServiceAccountGrant, WorkloadIdentity } from "./cluster";
import { ClusterProviders } from "./cluster-providers";
import { checkNodePools, type NodePools } from "./node-pool";

export interface KubeconfigClusterProps {
  /** Name of the cluster, as other constructs show it: `slipway-local`. */
  readonly clusterName: string;
  /** Context inside the kubeconfig: `kind-slipway-local`. Never the current one, which changes under you. */
  readonly context: string;
  /** @default ~/.kube/config */
  readonly kubeconfigPath?: string;
  /** Kubernetes minor version such as `1.36`; charts are checked against it. @default charts are not checked */
  readonly kubernetesVersion?: string;
  /** Nodes that workloads may choose, by names of yours. @default workloads choose by labels themselves */
  readonly nodePools?: NodePools;
  /** Alias of the providers, for a second cluster in one stack. @default the stack's default providers */
  readonly providerAlias?: string;
}

/**
 * A cluster that exists already and is reached through a kubeconfig: kind on a laptop, or any other.
 *
 *     const cluster = new KubeconfigCluster(this, "Cluster", {
 *       clusterName: "slipway-local",
 *       context: "kind-slipway-local",
 *     });
 *
 * It makes no resources, only the Helm and Kubernetes providers once something asks for them.
 *
 * @throws ConfigError `missing-context`, `invalid-kubernetes-version`, `node-pool-without-labels`, `unknown-effect`
 */
export class KubeconfigCluster extends Construct implements ICluster {
  readonly clusterName: string;
  readonly kubernetesVersion: string | undefined;
  readonly nodePools: NodePools | undefined;
  readonly ready: readonly ITerraformDependable[] = [];
  private readonly providers: ClusterProviders;

  constructor(scope: Construct, id: string, props: KubeconfigClusterProps) {
    super(scope, id);
    guardStack(this);
    const config = resolveOrThrow(this, "KubeconfigClusterProps", (problems) =>
      resolveKubeconfigCluster(props, problems),
    );
    this.clusterName = config.clusterName;
    this.kubernetesVersion = config.kubernetesVersion;
    this.nodePools = config.nodePools;
    this.providers = new ClusterProviders(
      this,
      { kubeconfigPath: config.kubeconfigPath, context: config.context },
      config.providerAlias,
    );
  }

  get helmProvider(): HelmProvider {
    return this.providers.helm;
  }

  get kubernetesProvider(): KubernetesProvider {
    return this.providers.kubernetes;
  }

  /** @throws ConfigError `no-workload-identity`: nothing is known about the cloud behind a kubeconfig. */
  grantServiceAccount(_id: string, grant: ServiceAccountGrant): WorkloadIdentity {
    throw new ConfigError(this.node.path, "ServiceAccountGrant", [
      {
        prop: "",
        code: "no-workload-identity",
        rule: "a cluster known by its kubeconfig cannot give cloud permissions to a service account",
        value: `${grant.namespace}/${grant.serviceAccount}`,
        fix: "use an EksCluster, or leave out what needs the cloud (store on the cluster's own disks)",
      },
    ]);
  }
}

/** Fills defaults and reports every problem. */
export function resolveKubeconfigCluster(props: KubeconfigClusterProps, problems: Problems) {
  problems.addIf(props.context === "", {
    prop: "context",
    code: "missing-context",
    rule: "a context must be named, or terraform would follow whatever context is current",
    value: props.context,
    fix: "see `kubectl config get-contexts`; kind calls it kind-<cluster name>",
  });
  ifKnown(props.kubernetesVersion, (version) => {
    problems.addIf(!/^1\.\d{1,2}$/.test(version), {
      prop: "kubernetesVersion",
      code: "invalid-kubernetes-version",
      rule: "a Kubernetes version is written as minor version",
      value: version,
      fix: "write it like 1.36",
    });
  });
  checkNodePools(problems, "nodePools", props.nodePools);
  return { ...props, kubeconfigPath: props.kubeconfigPath ?? "~/.kube/config" };
}
