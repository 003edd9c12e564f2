import type { ICluster } from "../cluster/cluster";

/** What node groups, workload identities and outputs need of an EKS cluster, beyond what every cluster offers. */
export interface IEksCluster extends ICluster {
  readonly clusterArn: string;
  /** HTTPS address of the API server. */
  readonly endpoint: string;
  /** Certificate authority of the API server, base64. */
  readonly certificateAuthority: string;
  /** Security group EKS makes and attaches to control plane and nodes. */
  readonly clusterSecurityGroupId: string;
  /** OIDC issuer of the cluster, `https://oidc.eks.<region>.amazonaws.com/id/<id>`. */
  readonly oidcIssuerUrl: string;
}
