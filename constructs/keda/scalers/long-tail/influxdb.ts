import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Result of an InfluxDB query. Made from scaler-table.json by `npm run generate`. */
export interface InfluxDbScalerProps extends TableScalerProps {
  /**
   * API token of InfluxDB that may read the data. Never the value itself.
   * @default not set
   */
  readonly authToken?: SecretReference;
  /**
   * InfluxDB organization that owns the bucket; needed with version 2.
   * @default not set
   */
  readonly organizationName?: string | SecretReference;
  /** Query that returns the number to scale on: Flux for version 2, SQL or InfluxQL for 3. */
  readonly query: string;
  /**
   * Major version of the InfluxDB server.
   * @default 2
   */
  readonly influxVersion?: "2" | "3";
  /**
   * Query language with version 3; version 2 always takes Flux.
   * @default InfluxQL
   */
  readonly queryType?: "InfluxQL" | "FlightSQL";
  /**
   * Database to query; needed with version 3.
   * @default not set
   */
  readonly database?: string | SecretReference;
  /**
   * Column of the result that holds the number; needed with version 3.
   * @default not set
   */
  readonly metricKey?: string;
  /**
   * Base URL of the server, such as http://influxdb:8086.
   * @default not set
   */
  readonly serverUrl?: string | SecretReference;
  /**
   * Accept any TLS certificate of the server.
   * @default false
   */
  readonly unsafeSsl?: boolean;
  /**
   * Value one replica should carry; needed unless a scaling formula sets the target.
   * @default not set
   */
  readonly thresholdValue?: number;
  /**
   * Scales up from zero once the result is above this number.
   * @default 0
   */
  readonly activationThresholdValue?: number;
}
