import { type IResolvable, Lazy } from "cdktf";
import type { PolicyStatement } from "../../lib/core/policy";
import type { WorkloadIdentity } from "../cluster/cluster";
import type { WorkloadContext } from "./extension";

/**
 * What the pods of a workload may do in the cloud. It takes more until synthesis; a workload that is allowed nothing
 * has no role.
 */
export class CloudAccess {
  /** What the service account must carry, known at synthesis; nothing where the cluster asks for nothing. */
  readonly annotations: IResolvable;
  private identity: WorkloadIdentity | undefined;

  constructor(private readonly context: WorkloadContext) {
    this.annotations = Lazy.anyValue({
      produce: () => nonEmpty(this.identity?.serviceAccountAnnotations),
    });
  }

  /** Whether anything was allowed so far. */
  get granted(): boolean {
    return this.identity !== undefined;
  }

  /**
   * Allows more and returns the identity where it is new: pods get their credentials when they start, so their release
   * waits for it.
   */
  grant(statements: readonly PolicyStatement[]): WorkloadIdentity | undefined {
    if (statements.length === 0) {
      return undefined;
    }
    if (this.identity !== undefined) {
      this.identity.addStatements(statements);
      return undefined;
    }
    const { cluster, namespace, serviceAccount } = this.context;
    // Neither name can hold a dot: two workloads never share an id.
    this.identity = cluster.grantServiceAccount(`${namespace}.${serviceAccount}`, {
      namespace,
      serviceAccount,
      statements,
    });
    return this.identity;
  }
}

function nonEmpty<T extends object>(map: T | undefined): T | undefined {
  return map !== undefined && Object.keys(map).length > 0 ? map : undefined;
}
