import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Number returned by an Azure Data Explorer query. Made from scaler-table.json by `npm run generate`. */
export interface AzureDataExplorerScalerProps extends TableScalerProps {
  /** Database that the query runs in. */
  readonly databaseName: string;
  /** URL of the cluster, such as https://mycluster.westeurope.kusto.windows.net. */
  readonly endpoint: string;
  /** Kusto query that returns one number. */
  readonly query: string;
  /** Query result that one replica can handle. */
  readonly threshold: number;
  /**
   * Query result that must be exceeded to leave zero replicas.
   * @default 0
   */
  readonly activationThreshold?: number;
  /**
   * Microsoft Entra tenant of the service principal.
   * @default not set
   */
  readonly tenantId?: string | SecretReference;
  /**
   * Client ID of the service principal that runs the query.
   * @default not set
   */
  readonly clientId?: string | SecretReference;
  /**
   * Client secret of the service principal that runs the query. Never the value itself.
   * @default not set
   */
  readonly clientSecret?: SecretReference;
}
