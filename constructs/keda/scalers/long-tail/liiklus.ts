import type { TableScalerProps } from "../table-scaler";

/** Lag of a Liiklus consumer group on a topic. Made from scaler-table.json by `npm run generate`. */
export interface LiiklusScalerProps extends TableScalerProps {
  /**
   * Lagging records one replica can work off.
   * @default 10
   */
  readonly lagThreshold?: number;
  /**
   * Scales up from zero once the lag is above this number.
   * @default 0
   */
  readonly activationLagThreshold?: number;
  /** host:port of the gRPC endpoint, such as liiklus:6565. */
  readonly address: string;
  /** Topic whose lag is measured. */
  readonly topic: string;
  /** Consumer group whose lag is measured. */
  readonly group: string;
  /**
   * Version number of that consumer group.
   * @default 0
   */
  readonly groupVersion?: number;
}
