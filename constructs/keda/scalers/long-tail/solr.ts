import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Documents found by a query in an Apache Solr collection. Made from scaler-table.json by `npm run generate`. */
export interface SolrScalerProps extends TableScalerProps {
  /** Base URL of the Solr server, e.g. http://solr.search.svc:8983. */
  readonly host: string;
  /** Collection the query runs against, e.g. products. */
  readonly collection: string;
  /** Query result one replica stands for, fractions allowed. */
  readonly targetQueryValue: number;
  /**
   * Query result that must be exceeded before the workload leaves zero.
   * @default 0
   */
  readonly activationTargetQueryValue?: number;
  /**
   * Query in Solr syntax whose hits are counted, e.g. status:open.
   * @default *:*
   */
  readonly query?: string;
  /**
   * User for basic authentication at Solr.
   * @default not set
   */
  readonly username?: string | SecretReference;
  /**
   * Password for basic authentication at Solr. Never the value itself.
   * @default not set
   */
  readonly password?: SecretReference;
}
