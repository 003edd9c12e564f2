import { DataResource } from "cdktf";
import { KubeconfigCluster, type ServiceAccountGrant, type WorkloadIdentity } from "../../constructs/cluster";

/** A cluster that remembers what service accounts were granted, and asks for an annotation and a dependency. */
export class GrantingCluster extends KubeconfigCluster {
  readonly grants: Record<string, ServiceAccountGrant> = {};

  override grantServiceAccount(id: string, grant: ServiceAccountGrant): WorkloadIdentity {
    this.grants[id] = grant;
    const association = new DataResource(this, `Identity-${id}`, {
      input: { account: grant.serviceAccount },
    });
    return {
      dependencies: [association],
      serviceAccountAnnotations: { "example.com/role": `role-of-${grant.serviceAccount}` },
    };
  }
}
