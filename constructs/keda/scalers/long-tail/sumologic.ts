import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Result of a Sumo Logic logs or metrics query. Made from scaler-table.json by `npm run generate`. */
export interface SumoLogicScalerProps extends TableScalerProps {
  /**
   * Access ID of the Sumo Logic API credentials. Never the value itself.
   * @default not set
   */
  readonly accessId?: SecretReference;
  /**
   * Access key that goes with the access ID. Never the value itself.
   * @default not set
   */
  readonly accessKey?: SecretReference;
  /** API endpoint of your Sumo Logic deployment, e.g. https://api.eu.sumologic.com. */
  readonly host: string;
  /**
   * Accepts any certificate from the API endpoint, self-signed ones too.
   * @default false
   */
  readonly unsafeSsl?: boolean;
  /** Whether the query searches logs or reads metrics. */
  readonly queryType: "logs" | "metrics";
  /**
   * The query to run when there is only one, e.g. _view=my_view | count.
   * @default not set
   */
  readonly query?: string;
  /**
   * Metrics queries by row ID such as A and B; a later row may refer to an earlier one as #A.
   * @default not set
   */
  readonly queries?: { readonly [key: string]: string };
  /**
   * Row ID of the one among several queries whose result counts, e.g. C.
   * @default not set
   */
  readonly resultQueryRowId?: string;
  /**
   * Spacing of metric data points in seconds, e.g. 15; metrics queries only.
   * @default not set
   */
  readonly quantizationSeconds?: number;
  /**
   * How raw points within one data point are combined; metrics queries only.
   * @default Avg
   */
  readonly rollup?: "Avg" | "Sum" | "Count" | "Min" | "Max";
  /**
   * Result field that holds the number, e.g. _count; logs queries only.
   * @default not set
   */
  readonly resultField?: string;
  /**
   * Pause in seconds between looks at a running logs search.
   * @default 1
   */
  readonly logsPollingIntervalSeconds?: number;
  /**
   * How often a failed API request is tried again.
   * @default 3
   */
  readonly maxRetries?: number;
  /** How far back the query looks, in seconds, e.g. 900 for a quarter of an hour. */
  readonly timerangeSeconds: number;
  /**
   * IANA time zone the query runs in, e.g. Europe/Berlin.
   * @default UTC
   */
  readonly timezone?: string;
  /**
   * Query result that must be exceeded before the workload leaves zero.
   * @default 0
   */
  readonly activationThreshold?: number;
  /**
   * How the rows or points of the result become one number.
   * @default Avg
   */
  readonly queryAggregator?: "Latest" | "Avg" | "Sum" | "Count" | "Min" | "Max";
  /** Query result one replica stands for, fractions allowed. */
  readonly threshold: number;
}
