import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Number returned by a query against Microsoft SQL Server. Made from scaler-table.json by `npm run generate`. */
export interface MssqlScalerProps extends TableScalerProps {
  /**
   * Complete connection string, such as sqlserver://user:secret@host:1433?database=shop. Never the value itself.
   * @default not set
   */
  readonly connectionString?: SecretReference;
  /**
   * Login name, when no connection string is given.
   * @default not set
   */
  readonly username?: string | SecretReference;
  /**
   * Password of the login, when no connection string is given. Never the value itself.
   * @default not set
   */
  readonly password?: SecretReference;
  /**
   * Server name or address, when no connection string is given.
   * @default not set
   */
  readonly host?: string | SecretReference;
  /**
   * TCP port the server listens on.
   * @default 1433
   */
  readonly port?: number | SecretReference;
  /**
   * Database in which the query runs.
   * @default not set
   */
  readonly database?: string | SecretReference;
  /** T-SQL statement or stored procedure whose result is one number. */
  readonly query: string;
  /** Query result one replica can work off. */
  readonly targetValue: number;
  /**
   * Query result above which the target leaves zero replicas.
   * @default 0
   */
  readonly activationTargetValue?: number;
}
