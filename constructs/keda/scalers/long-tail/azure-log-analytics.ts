import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Number returned by an Azure Log Analytics query. Made from scaler-table.json by `npm run generate`. */
export interface AzureLogAnalyticsScalerProps extends TableScalerProps {
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
  /**
   * Workspace to query, a GUID.
   * @default not set
   */
  readonly workspaceId?: string | SecretReference;
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
   * REST API URL of a private cloud, such as https://api.loganalytics.azure.cn/.
   * @default not set
   */
  readonly logAnalyticsResourceUrl?: string;
  /**
   * Azure cloud that hosts the workspace.
   * @default AzurePublicCloud
   */
  readonly cloud?: "AzurePublicCloud" | "AzureUSGovernmentCloud" | "AzureChinaCloud" | "Private";
  /**
   * Accepts any server certificate, even a self-signed one.
   * @default false
   */
  readonly unsafeSsl?: boolean;
  /**
   * Milliseconds after which a request of this trigger is given up.
   * @default not set
   */
  readonly timeoutMilliseconds?: number;
}
