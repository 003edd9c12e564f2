import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { ConfigError } from "../../lib/core/errors";
import type { PolicyStatement } from "../../lib/core/policy";
import type { ICluster, WorkloadIdentity } from "../cluster/cluster";
import type { HelmRelease } from "./helm-release";

/** Whose permissions they are, and what to say where they come too late. */
export interface ReleaseIdentityProps {
  readonly cluster: ICluster;
  readonly namespace: string;
  readonly serviceAccount: string;
  /** What is allowed from the beginning; undefined: nothing, and no role until somebody grants something. */
  readonly permissions: readonly PolicyStatement[] | undefined;
  /** Name of the props that `permissions` belongs to, for messages. */
  readonly propsName: string;
  /** Way out where the release was made without annotations the cluster needs. */
  readonly fix: string;
}

/**
 * What the pods of an operator's release may do in the cloud. Grants come until synthesis and end in one role: a service
 * account has one.
 */
export class ReleaseIdentity {
  private identity: WorkloadIdentity | undefined;

  constructor(
    private readonly scope: Construct,
    private readonly props: ReleaseIdentityProps,
  ) {
    this.identity = props.permissions && this.makeIdentity(props.permissions);
  }

  /** Annotations the release gives the service account: those known when the release is made. */
  get annotations(): Readonly<Record<string, string>> {
    return this.identity?.serviceAccountAnnotations ?? {};
  }

  /** What the release waits for. */
  get dependencies(): readonly ITerraformDependable[] {
    return this.identity?.dependencies ?? [];
  }

  /**
   * Allows the pods more. The first grant makes the role, and the release wait for it.
   *
   * @throws ConfigError `annotations-come-late`, those of `checkStatements`, and `no-workload-identity` where the
   * cluster has no way to give permissions
   */
  grant(release: HelmRelease, statements: readonly PolicyStatement[]): void {
    if (statements.length === 0) {
      return;
    }
    if (this.identity === undefined) {
      this.identity = this.makeIdentity(statements);
      this.hold(release, this.identity);
    } else {
      this.identity.addStatements(statements);
    }
  }

  private makeIdentity(statements: readonly PolicyStatement[]): WorkloadIdentity {
    const { cluster, namespace, serviceAccount } = this.props;
    return cluster.grantServiceAccount(`${namespace}-${serviceAccount}`, {
      namespace,
      serviceAccount,
      statements,
    });
  }

  /** The pods get credentials when they start: what grants them must exist by then. */
  private hold(release: HelmRelease, identity: WorkloadIdentity): void {
    if (Object.keys(identity.serviceAccountAnnotations).length > 0) {
      throw new ConfigError(this.scope.node.path, this.props.propsName, [
        {
          prop: "permissions",
          code: "annotations-come-late",
          rule: "this cluster gives permissions by annotations of the service account, which the release was made without",
          fix: this.props.fix,
        },
      ]);
    }
    release.waitFor(...identity.dependencies);
  }
}
