import type { TableScalerProps } from "../table-scaler";

/** Measure of an OpenStack metric kept by Gnocchi. Made from scaler-table.json by `npm run generate`. */
export interface OpenStackMetricScalerProps extends TableScalerProps {
  /** Gnocchi address of the metrics, such as http://gnocchi:8041/v1/metric. */
  readonly metricsUrl: string;
  /** Id of the metric to read. */
  readonly metricId: string;
  /** Gnocchi aggregation to read, such as mean, max or rate:mean. */
  readonly aggregationMethod: string;
  /** Length of one measure in seconds, as set up in OpenStack; 300 for five minutes. */
  readonly granularitySeconds: number;
  /**
   * Measure one replica can carry.
   * @default not set
   */
  readonly threshold?: number;
  /**
   * Measure above which the target leaves zero replicas.
   * @default 0
   */
  readonly activationThreshold?: number;
  /**
   * Longest wait for one answer in seconds.
   * @default 30
   */
  readonly timeoutSeconds?: number;
}
