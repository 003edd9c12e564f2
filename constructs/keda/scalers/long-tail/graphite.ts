import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Newest value of a Graphite query. Made from scaler-table.json by `npm run generate`. */
export interface GraphiteScalerProps extends TableScalerProps {
  /** Base URL of the Graphite server, such as http://graphite:8080. */
  readonly serverAddress: string;
  /** Graphite target that yields one series, such as stats.counters.http.requests.count. */
  readonly query: string;
  /**
   * Value one replica should carry.
   * @default 100
   */
  readonly threshold?: number;
  /**
   * Scales up from zero once the result is above this number.
   * @default 0
   */
  readonly activationThreshold?: number;
  /** Start of the queried period relative to now, such as -10Minutes. */
  readonly queryTime: string;
  /**
   * Turns on HTTP basic authentication.
   * @default not set
   */
  readonly authMode?: "basic";
  /**
   * User for HTTP basic authentication. Never the value itself.
   * @default not set
   */
  readonly username?: SecretReference;
  /**
   * Password for HTTP basic authentication; some servers want none. Never the value itself.
   * @default not set
   */
  readonly password?: SecretReference;
}
