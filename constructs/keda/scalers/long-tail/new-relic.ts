import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Number returned by a New Relic NRQL query. Made from scaler-table.json by `npm run generate`. */
export interface NewRelicScalerProps extends TableScalerProps {
  /**
   * Number of the New Relic account to query.
   * @default not set
   */
  readonly account?: number | SecretReference;
  /**
   * Region in which the account lives.
   * @default US
   */
  readonly region?: "US" | "EU" | "STAGING" | "LOCAL" | SecretReference;
  /**
   * User key for the New Relic API. Never the value itself.
   * @default not set
   */
  readonly queryKey?: SecretReference;
  /**
   * Treat an empty answer as an error instead of as zero.
   * @default false
   */
  readonly noDataError?: boolean;
  /** NRQL query whose first row holds one number. */
  readonly nrql: string;
  /** Query result one replica can carry. */
  readonly threshold: number;
  /**
   * Query result above which the target leaves zero replicas.
   * @default 0
   */
  readonly activationThreshold?: number;
}
