import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Result of a Dynatrace metric selector or DQL query. Made from scaler-table.json by `npm run generate`. */
export interface DynatraceScalerProps extends TableScalerProps {
  /**
   * URL of the Dynatrace environment; metric selectors and DQL queries use different hosts.
   * @default not set
   */
  readonly host?: string | SecretReference;
  /**
   * API token with metrics.read for a metricSelector, platform token for a DQL query. Never the value itself.
   * @default not set
   */
  readonly token?: SecretReference;
  /**
   * Metric selector with its transformations, such as builtin:service.requestCount.total:sum.
   * @default not set
   */
  readonly metricSelector?: string;
  /**
   * DQL query that returns the number to scale on; its time range belongs into the query.
   * @default not set
   */
  readonly query?: string;
  /**
   * Seconds after which Dynatrace gives up the DQL query.
   * @default 10
   */
  readonly queryTimeoutSeconds?: number;
  /**
   * Seconds to wait before asking again whether the DQL query has finished.
   * @default 1
   */
  readonly queryPollingWaitSeconds?: number;
  /**
   * How often to ask for the DQL result before giving up.
   * @default 5
   */
  readonly queryPollingTries?: number;
  /**
   * Start of the period a metricSelector looks at, such as now-30m.
   * @default now-2h
   */
  readonly from?: string;
  /** Value one replica should carry. */
  readonly threshold: number;
  /**
   * Scales up from zero once the result is above this number.
   * @default 0
   */
  readonly activationThreshold?: number;
}
