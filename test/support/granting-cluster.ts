import { DataResource } from "cdktf";
import type { Construct } from "constructs";
import {
  KubeconfigCluster,
  type KubeconfigClusterProps,
  type ServiceAccountGrant,
  type WorkloadIdentity,
} from "../../constructs/cluster";

/** A cluster that remembers what service accounts were granted, and asks for a dependency and an annotation. */
export class GrantingCluster extends KubeconfigCluster {
  readonly grants: Record<string, ServiceAccountGrant> = {};

  /** @param annotates whether service accounts need an annotation, which those of EKS Pod Identity do not */
  constructor(
    scope: Construct,
    id: string,
    props: KubeconfigClusterProps,
    private readonly annotates = true,
  ) {
    super(scope, id, props);
  }

  override grantServiceAccount(id: string, grant: ServiceAccountGrant): WorkloadIdentity {
    this.grants[id] = grant;
    const association = new DataResource(this, `Identity-${id}`, {
      input: { account: grant.serviceAccount },
    });
    return {
      dependencies: [association],
      serviceAccountAnnotations: this.annotates
        ? { "example.com/role": `role-of-${grant.serviceAccount}` }
        : {},
      addStatements: (more) => {
        this.grants[id] = { ...grant, statements: [...(this.grants[id]?.statements ?? []), ...more] };
      },
    };
  }
}
