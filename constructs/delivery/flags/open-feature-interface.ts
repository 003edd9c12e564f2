import type { ITerraformDependable } from "cdktf";
import type { ICluster } from "../../cluster/cluster";

/** The OpenFeature operator as flags see it, whichever stack installed it. */
export interface IOpenFeature {
  readonly cluster: ICluster;
  /** Namespace the operator and flagd's proxy run in. */
  readonly namespace: string;
  /** Port of flagd's proxy. */
  readonly proxyPort: number;
  /** What needs the operator's definitions waits for; empty where another stack installed it. */
  readonly dependencies: readonly ITerraformDependable[];
}
