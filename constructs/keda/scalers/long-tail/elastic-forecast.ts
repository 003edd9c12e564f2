import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Value an Elastic machine learning job forecasts. Made from scaler-table.json by `npm run generate`. */
export interface ElasticForecastScalerProps extends TableScalerProps {
  /**
   * URLs of the cluster nodes to ask, such as https://elasticsearch:9200.
   * @default not set
   */
  readonly addresses?: readonly string[] | SecretReference;
  /**
   * Accept any TLS certificate of the cluster.
   * @default false
   */
  readonly unsafeSsl?: boolean;
  /**
   * User KEDA signs in as when node addresses are given.
   * @default not set
   */
  readonly username?: string | SecretReference;
  /**
   * That user's password, needed with node addresses. Never the value itself.
   * @default not set
   */
  readonly password?: SecretReference;
  /**
   * ID of the Elastic Cloud deployment, in place of node addresses.
   * @default not set
   */
  readonly cloudId?: string | SecretReference;
  /**
   * API key for the Elastic Cloud deployment named by the cloud ID. Never the value itself.
   * @default not set
   */
  readonly apiKey?: SecretReference;
  /** Anomaly detection job whose forecast is read. */
  readonly jobId: string;
  /**
   * How many seconds ahead of now the forecast is read.
   * @default 600
   */
  readonly lookAheadSeconds?: number;
  /** Forecast value one replica should carry, above 0. */
  readonly targetValue: number;
  /**
   * Scales up from zero once the forecast is above this number.
   * @default 0
   */
  readonly activationTargetValue?: number;
  /**
   * Part of the results index name after .ml-anomalies-, such as shared.
   * @default *
   */
  readonly index?: string;
  /**
   * Partition whose forecast is read, for jobs split by a partition field.
   * @default not set
   */
  readonly partitionFieldValue?: string;
  /**
   * By-field value whose forecast is read, for jobs split by a by field.
   * @default not set
   */
  readonly byFieldValue?: string;
}
