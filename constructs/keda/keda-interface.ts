import type { ITerraformDependable } from "cdktf";
import type { IConstruct } from "constructs";
import type { PolicyStatement } from "../../lib/core/policy";
import type { ICluster } from "../cluster/cluster";

/** KEDA as scaled objects see it, whichever stack installed it. */
export interface IKeda extends IConstruct {
  readonly cluster: ICluster;
  /** Namespace KEDA runs in. */
  readonly namespace: string;
  /** Service account of the operator, which scalers act as. */
  readonly serviceAccount: string;
  /** The one namespace whose ScaledObjects and ScaledJobs are acted upon; undefined means every one. */
  readonly watchNamespace: string | undefined;
  /** What needs KEDA's definitions waits for; empty where another stack installed KEDA. */
  readonly dependencies: readonly ITerraformDependable[];
  /**
   * Allows KEDA's operator something in AWS. All statements end in one policy; none at all asks for nothing.
   *
   * @throws ConfigError with the codes of `checkStatements`, and what the implementation names
   */
  grant(statements: readonly PolicyStatement[]): void;
}
