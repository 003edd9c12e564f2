import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Documents matched by a CouchDB query. Made from scaler-table.json by `npm run generate`. */
export interface CouchDbScalerProps extends TableScalerProps {
  /**
   * Full connection URL, such as http://user:pass@couchdb:5984; replaces the single connection fields. Never the value itself.
   * @default not set
   */
  readonly connectionString?: SecretReference;
  /**
   * Name or address of the CouchDB server, when no connectionString is given.
   * @default not set
   */
  readonly host?: string | SecretReference;
  /**
   * TCP port of the CouchDB server, usually 5984, when no connectionString is given.
   * @default not set
   */
  readonly port?: number | SecretReference;
  /**
   * Account KEDA signs in with, when no connectionString is given.
   * @default not set
   */
  readonly username?: string | SecretReference;
  /**
   * Secret of the CouchDB account; KEDA signs in with it. Never the value itself.
   * @default not set
   */
  readonly password?: SecretReference;
  /**
   * Database the query runs against.
   * @default not set
   */
  readonly dbName?: string | SecretReference;
  /**
   * Mango query as JSON; its matching documents are counted, such as {"selector":{"done":false}}.
   * @default not set
   */
  readonly query?: string;
  /**
   * Matching documents one replica can work off; needed unless a scaling formula sets the target.
   * @default not set
   */
  readonly queryValue?: number;
  /**
   * Scales up from zero once more documents than this match.
   * @default 0
   */
  readonly activationQueryValue?: number;
}
