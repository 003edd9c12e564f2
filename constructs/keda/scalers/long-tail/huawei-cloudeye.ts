import type { TableScalerProps } from "../table-scaler";

/** Value of a Huawei Cloud Eye metric. Made from scaler-table.json by `npm run generate`. */
export interface HuaweiCloudEyeScalerProps extends TableScalerProps {
  /** Cloud Eye namespace in the form service.item, such as SYS.ELB. */
  readonly namespace: string;
  /** Metric to read, such as mb_l7_qps. */
  readonly metricName: string;
  /** Dimension that selects the resource, such as lbaas_instance_id. */
  readonly dimensionName: string;
  /** ID of the resource in that dimension. */
  readonly dimensionValue: string;
  /** Value one replica should carry. */
  readonly targetMetricValue: number;
  /**
   * Scales up from zero once the metric is above this number.
   * @default 0
   */
  readonly activationTargetMetricValue?: number;
  /**
   * Seconds to look back from now when collecting the metric.
   * @default 300
   */
  readonly metricCollectionTimeSeconds?: number;
  /**
   * How the values of one period become one number.
   * @default average
   */
  readonly metricFilter?: "average" | "max" | "min" | "sum";
  /**
   * Seconds one data point covers, such as 300.
   * @default 300
   */
  readonly metricPeriodSeconds?: number;
}
