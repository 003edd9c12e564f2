import type { ITerraformDependable } from "cdktf";
import type { ICluster } from "../../cluster/cluster";

/** Kyverno as policies see it: where it runs and what they wait for. */
export interface IKyverno {
  readonly cluster: ICluster;
  /** Namespace of Kyverno itself, where it looks for credentials and which its webhooks leave out. */
  readonly namespace: string;
  /** What brings the definitions and the webhooks; empty where somebody else installed them. */
  readonly dependencies: readonly ITerraformDependable[];
}
