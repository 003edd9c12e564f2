import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Value of a Google Cloud Monitoring metric. Made from scaler-table.json by `npm run generate`. */
export interface GcpStackdriverScalerProps extends TableScalerProps {
  /** ID of the Google Cloud project that owns the metric, e.g. my-project-123. */
  readonly projectId: string;
  /** Cloud Monitoring filter that selects the time series; only the first series is read. */
  readonly filter: string;
  /**
   * Metric value one replica stands for, fractions allowed.
   * @default 5
   */
  readonly targetValue?: number;
  /**
   * Metric value that must be exceeded before the workload leaves zero.
   * @default 0
   */
  readonly activationTargetValue?: number;
  /**
   * Number to use when the filter finds no time series; without it the check fails.
   * @default not set
   */
  readonly valueIfNull?: number;
  /**
   * How far back to look for data points, in minutes, e.g. 5.
   * @default 2
   */
  readonly filterDurationMinutes?: number;
  /**
   * Width of the slots that points are grouped into, in seconds, 60 or more.
   * @default not set
   */
  readonly alignmentPeriodSeconds?: number;
  /**
   * How the points of one slot are combined, e.g. mean; takes effect with an alignment period.
   * @default not set
   */
  readonly alignmentAligner?: string;
  /**
   * How several series are merged into one, e.g. sum; takes effect with an alignment period.
   * @default not set
   */
  readonly alignmentReducer?: string;
  /**
   * Service account key as JSON, taken from an environment variable of the workload. Never the value itself.
   * @default not set
   */
  readonly credentials?: SecretReference;
  /**
   * Name of the workload environment variable that holds the path of a JSON key file.
   * @default not set
   */
  readonly credentialsFromEnvFile?: string;
}
