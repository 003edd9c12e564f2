import { DataAwsEksCluster } from "@cdktf/provider-aws/lib/data-aws-eks-cluster";
import { Construct } from "constructs";
import type { IEksCluster } from "../../constructs/eks/eks-cluster-interface";

/** What node groups and roles read of a cluster, as the attributes of a resource. */
export class FakeEksCluster extends Construct implements IEksCluster {
  readonly clusterName = "production";
  readonly kubernetesVersion = "1.36";
  readonly endpoint = "https://example.eks.amazonaws.com";
  readonly certificateAuthority = "Y2E=";
  readonly clusterSecurityGroupId = "sg-1";
  readonly ready = [];
  readonly clusterArn: string;
  readonly oidcIssuerUrl: string;

  constructor(scope: Construct) {
    super(scope, "Cluster");
    const cluster = new DataAwsEksCluster(this, "Data", { name: this.clusterName });
    this.clusterArn = cluster.arn;
    this.oidcIssuerUrl = cluster.identity.get(0).oidc.get(0).issuer;
  }

  get helmProvider(): never {
    throw new Error("not asked for");
  }

  get kubernetesProvider(): never {
    throw new Error("not asked for");
  }

  grantServiceAccount(): never {
    throw new Error("not asked for");
  }
}
