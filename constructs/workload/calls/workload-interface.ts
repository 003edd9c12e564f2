import type { ICluster } from "../../cluster/cluster";

/** A workload that others call, or that calls others. */
export interface IWorkload {
  readonly name: string;
  readonly namespace: string;
  /** Calls stay within a cluster. */
  readonly cluster: ICluster;
}
