import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Result of a SignalFlow query in Splunk Observability Cloud. Made from scaler-table.json by `npm run generate`. */
export interface SplunkObservabilityScalerProps extends TableScalerProps {
  /**
   * Organization access token that may run SignalFlow programs. Never the value itself.
   * @default not set
   */
  readonly accessToken?: SecretReference;
  /**
   * Realm the organization lives in, e.g. us1 or eu0. Never the value itself.
   * @default not set
   */
  readonly realm?: SecretReference;
  /** SignalFlow program to run, e.g. data('demo.trans.latency').max().publish(). */
  readonly query: string;
  /** How long to listen to the query stream at each check, in seconds, e.g. 10. */
  readonly durationSeconds: number;
  /** Metric value that the workload is scaled to hold, fractions allowed. */
  readonly targetValue: number;
  /** How the data points received during one check become one number. */
  readonly queryAggregator: "min" | "max" | "avg";
  /** Metric value that must be exceeded before the workload leaves zero. */
  readonly activationTargetValue: number;
}
