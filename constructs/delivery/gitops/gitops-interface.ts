import type { ITerraformDependable } from "cdktf";
import type { ICluster } from "../../cluster/cluster";

/** Argo CD as applications see it, whichever stack installed it. */
export interface IArgoCd {
  readonly controller: "argo-cd";
  readonly cluster: ICluster;
  /** Namespace Argo CD runs in, where its Applications and projects lie. */
  readonly namespace: string;
  /** What needs Argo CD's definitions waits for; empty where another stack installed it. */
  readonly dependencies: readonly ITerraformDependable[];
}

/** Flux as applications see it, whichever stack installed it. */
export interface IFlux {
  readonly controller: "flux";
  readonly cluster: ICluster;
  /** Namespace Flux runs in. */
  readonly namespace: string;
  /** Whether each application acts as a service account of its own namespace, and refers to nothing outside of it. */
  readonly multiTenant: boolean;
  /** What needs Flux' definitions waits for; empty where another stack installed it. */
  readonly dependencies: readonly ITerraformDependable[];
}

/** What brings repositories into the cluster. */
export type IGitOps = IArgoCd | IFlux;
