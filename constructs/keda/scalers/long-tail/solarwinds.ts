import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Value of a SolarWinds Observability metric. Made from scaler-table.json by `npm run generate`. */
export interface SolarWindsScalerProps extends TableScalerProps {
  /**
   * Token that may read metrics through the SolarWinds Observability API. Never the value itself.
   * @default not set
   */
  readonly apiToken?: SecretReference;
  /** API endpoint of your data center, e.g. https://api.eu-01.cloud.solarwinds.com. */
  readonly host: string;
  /** Metric value one replica stands for, fractions allowed. */
  readonly targetValue: number;
  /**
   * Metric value that must be exceeded before the workload leaves zero.
   * @default 0
   */
  readonly activationValue?: number;
  /** Metric to read, spelled as in SolarWinds Observability. */
  readonly metricName: string;
  /** How the measurements of the interval become one number. */
  readonly aggregation: "COUNT" | "MIN" | "MAX" | "AVG" | "SUM" | "LAST";
  /** Length of the time window before now to read, in seconds, e.g. 60. */
  readonly intervalSeconds: number;
  /**
   * Filter expression that narrows down which measurements count.
   * @default not set
   */
  readonly filter?: string;
}
