import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Number returned by a query against MySQL. Made from scaler-table.json by `npm run generate`. */
export interface MysqlScalerProps extends TableScalerProps {
  /**
   * Complete Go data source name, such as user:secret@tcp(host:3306)/shop. Never the value itself.
   * @default not set
   */
  readonly connectionString?: SecretReference;
  /**
   * Name to sign in with, when no connection string is given.
   * @default not set
   */
  readonly username?: string | SecretReference;
  /**
   * Password to sign in with, when no connection string is given. Never the value itself.
   * @default not set
   */
  readonly password?: SecretReference;
  /**
   * Server name or address, when no connection string is given.
   * @default not set
   */
  readonly host?: string | SecretReference;
  /**
   * TCP port of the server, such as 3306.
   * @default not set
   */
  readonly port?: number | SecretReference;
  /**
   * Database in which the query runs.
   * @default not set
   */
  readonly dbName?: string | SecretReference;
  /** SQL statement whose result is one number. */
  readonly query: string;
  /** Query result one replica can work off. */
  readonly queryValue: number;
  /**
   * Query result above which the target leaves zero replicas.
   * @default 0
   */
  readonly activationQueryValue?: number;
  /**
   * Has no effect: KEDA names the metric after the database.
   * @default not set
   */
  readonly metricName?: string;
}
