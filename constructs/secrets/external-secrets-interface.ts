import type { ITerraformDependable } from "cdktf";
import type { IConstruct } from "constructs";
import type { PolicyStatement } from "../../lib/core/policy";
import type { ICluster } from "../cluster/cluster";

/** The External Secrets operator as stores see it, whichever stack installed it. */
export interface IExternalSecrets extends IConstruct {
  readonly cluster: ICluster;
  /** Namespace the operator runs in. */
  readonly namespace: string;
  /** Service account of the operator, which stores act as. */
  readonly serviceAccount: string;
  /** The one namespace whose stores and secrets are acted upon; undefined means every one. */
  readonly watchNamespace: string | undefined;
  /** Whether the operator may ask for tokens of other service accounts, which some stores act as. */
  readonly serviceAccountTokens: "refused" | "allowed";
  /** What needs the operator's definitions waits for; empty where another stack installed it. */
  readonly dependencies: readonly ITerraformDependable[];
  /**
   * Allows the operator something in AWS. All statements end in one policy; none at all asks for nothing.
   *
   * @throws ConfigError with the codes of `checkStatements`, and what the implementation names
   */
  grant(statements: readonly PolicyStatement[]): void;
}
