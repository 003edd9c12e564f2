import type { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import type { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { Fn, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type Problems, resolveOrThrow } from "../../lib/core/errors";
import { checkName } from "../../lib/core/names";
import { ifKnown } from "../../lib/core/tokens";
import { guardStack } from "../../lib/core/validation";
import type { ServiceAccountGrant, WorkloadIdentity } from "../cluster/cluster";
import { ClusterProviders, type ExecAuthentication } from "../cluster/cluster-providers";
import { checkNodePools, type NodePools } from "../cluster/node-pool";
import { eksAuthentication } from "./authentication";
import { CLUSTER_NAME } from "./eks-cluster-config";
import type { IEksCluster } from "./eks-cluster-interface";
import { ServiceAccounts } from "./service-accounts";

/** What must be known of a cluster that was made elsewhere. */
export interface EksClusterAttributes {
  readonly clusterName: string;
  /** AWS region of the cluster, `eu-central-1`. */
  readonly region: string;
  readonly clusterArn: string;
  /** HTTPS address of the API server. */
  readonly endpoint: string;
  /** Certificate authority of the API server, base64, as EKS gives it. */
  readonly certificateAuthority: string;
  /** Security group EKS attached to control plane and nodes. */
  readonly clusterSecurityGroupId: string;
  /** `https://oidc.eks.<region>.amazonaws.com/id/<id>`. */
  readonly oidcIssuerUrl: string;
  /** Minor version such as `1.36`; charts are checked against it. @default charts are not checked */
  readonly kubernetesVersion?: string;
  /** Nodes that workloads may choose, by names of yours. @default workloads choose by labels themselves */
  readonly nodePools?: NodePools;
  /** What releases wait for. @default nothing: the cluster runs already */
  readonly ready?: readonly ITerraformDependable[];
  /** How terraform gets its Kubernetes credential. @default `aws eks get-token` for this cluster and region */
  readonly authentication?: Partial<ExecAuthentication>;
  /** Alias of the Helm and Kubernetes providers. @default the stack's default providers */
  readonly providerAlias?: string;
}

/**
 * A cluster that was made elsewhere and runs the Pod Identity agent, or Auto Mode. Made by
 * `EksCluster.fromAttributes`.
 *
 * @throws ConfigError `invalid-name`, `invalid-endpoint`, `node-pool-without-labels`, `unknown-effect`
 */
export class ImportedEksCluster extends Construct implements IEksCluster {
  readonly clusterName: string;
  readonly clusterArn: string;
  readonly endpoint: string;
  readonly certificateAuthority: string;
  readonly clusterSecurityGroupId: string;
  readonly oidcIssuerUrl: string;
  readonly kubernetesVersion: string | undefined;
  readonly nodePools: NodePools | undefined;
  readonly ready: readonly ITerraformDependable[];
  private readonly providers: ClusterProviders;
  private readonly serviceAccounts: ServiceAccounts;

  constructor(scope: Construct, id: string, attributes: EksClusterAttributes) {
    super(scope, id);
    guardStack(this);
    const config = resolveOrThrow(this, "EksClusterAttributes", (problems) =>
      resolveEksClusterAttributes(attributes, problems),
    );
    this.clusterName = config.clusterName;
    this.clusterArn = config.clusterArn;
    this.endpoint = config.endpoint;
    this.certificateAuthority = config.certificateAuthority;
    this.clusterSecurityGroupId = config.clusterSecurityGroupId;
    this.oidcIssuerUrl = config.oidcIssuerUrl;
    this.kubernetesVersion = config.kubernetesVersion;
    this.nodePools = config.nodePools;
    this.ready = config.ready;
    this.providers = new ClusterProviders(this, config.connection, config.providerAlias);
    this.serviceAccounts = new ServiceAccounts(this, "ServiceAccounts", {
      cluster: this,
      podIdentity: true,
      dependsOn: [],
      tags: undefined,
    });
  }

  get helmProvider(): HelmProvider {
    return this.providers.helm;
  }

  get kubernetesProvider(): KubernetesProvider {
    return this.providers.kubernetes;
  }

  /** Lets the pods of a service account use AWS, through Pod Identity. */
  grantServiceAccount(id: string, grant: ServiceAccountGrant): WorkloadIdentity {
    return this.serviceAccounts.grant(id, grant);
  }
}

/** Fills defaults and reports every problem. */
export function resolveEksClusterAttributes(attributes: EksClusterAttributes, problems: Problems) {
  const { clusterName, region, endpoint, certificateAuthority } = attributes;
  checkName(problems, "clusterName", clusterName, CLUSTER_NAME);
  checkNodePools(problems, "nodePools", attributes.nodePools);
  ifKnown(endpoint, (known) => {
    problems.addIf(!/^https:\/\/\S+$/.test(known), {
      prop: "endpoint",
      code: "invalid-endpoint",
      rule: "an API server is reached over HTTPS",
      value: known,
      fix: "pass the endpoint as EKS gives it, https://<id>.<shard>.<region>.eks.amazonaws.com",
    });
  });
  return {
    ...attributes,
    ready: attributes.ready ?? [],
    connection: {
      host: endpoint,
      caCertificate: Fn.base64decode(certificateAuthority),
      exec: eksAuthentication(clusterName, region, attributes.authentication),
    },
  };
}
