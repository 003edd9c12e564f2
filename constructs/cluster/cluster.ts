import type { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import type { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import type { ITerraformDependable } from "cdktf";
import type { IConstruct } from "constructs";
import type { PolicyStatement } from "../../lib/core/policy";
import type { NodePools } from "./node-pool";

/** Permissions for the pods of one service account. */
export interface ServiceAccountGrant {
  /** Namespace of the service account. It need not exist yet. */
  readonly namespace: string;
  /** Name of the service account. It need not exist yet. */
  readonly serviceAccount: string;
  /** What the pods may do in the cloud; narrow statements, never all actions of a service. */
  readonly statements: readonly PolicyStatement[];
}

/** How a service account was given its permissions. */
export interface WorkloadIdentity {
  /** What a workload must wait for before its pods can use the permissions. */
  readonly dependencies: readonly ITerraformDependable[];
  /** Annotations the service account must carry; empty where the cluster needs none (EKS Pod Identity). */
  readonly serviceAccountAnnotations: Readonly<Record<string, string>>;
  /**
   * Gives the same service account more permissions, until synthesis.
   *
   * @throws ConfigError with the codes of `checkStatements`
   */
  addStatements(statements: readonly PolicyStatement[]): void;
}

/**
 * A Kubernetes cluster as platform and workload constructs see it. They ask for no more than this, so that they
 * run on EKS, on kind, and on any cluster a kubeconfig reaches.
 */
export interface ICluster extends IConstruct {
  /** Name of the cluster. */
  readonly clusterName: string;
  /** Kubernetes minor version such as `1.36`; undefined where it is not known before apply. */
  readonly kubernetesVersion: string | undefined;
  /** Helm provider that reaches the cluster, made on first use. */
  readonly helmProvider: HelmProvider;
  /** Kubernetes provider that reaches the cluster, made on first use. */
  readonly kubernetesProvider: KubernetesProvider;
  /**
   * What every release and Kubernetes object waits for, and is destroyed before: on EKS the ready gate behind
   * access entries, node groups, add-ons and routes.
   */
  readonly ready: readonly ITerraformDependable[];
  /** Nodes that workloads may choose, by name; undefined where nothing is known of them. */
  readonly nodePools?: NodePools;
  /**
   * Lets the pods of a service account use cloud permissions.
   *
   * @param id construct id of the grant, unique below the cluster
   * @throws ConfigError `no-workload-identity` where the cluster has no way to do so
   */
  grantServiceAccount(id: string, grant: ServiceAccountGrant): WorkloadIdentity;
}
