import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Value of an Azure Monitor metric. Made from scaler-table.json by `npm run generate`. */
export interface AzureMonitorScalerProps extends TableScalerProps {
  /** Metric value that one replica can handle. */
  readonly targetValue: number;
  /**
   * Metric value that must be exceeded to leave zero replicas.
   * @default 0
   */
  readonly activationTargetValue?: number;
  /** Resource to watch as provider/type/name, such as Microsoft.Web/sites/shop. */
  readonly resourceUri: string;
  /** Microsoft Entra tenant that owns the resource. */
  readonly tenantId: string;
  /** Subscription that holds the resource, a GUID. */
  readonly subscriptionId: string;
  /** Resource group that holds the resource. */
  readonly resourceGroupName: string;
  /** Metric to read, such as Requests. */
  readonly metricName: string;
  /**
   * Namespace of the metric; needed for custom metrics.
   * @default not set
   */
  readonly metricNamespace?: string;
  /**
   * Dimension filter of the metric, such as EntityName eq 'orders'.
   * @default not set
   */
  readonly metricFilter?: string;
  /**
   * Window to aggregate over as hours:minutes:seconds, such as 0:1:0.
   * @default 0:5:0
   */
  readonly metricAggregationInterval?: string;
  /** How the window is aggregated, such as Average, Total or Maximum. */
  readonly metricAggregationType: string;
  /**
   * Client ID of the service principal that reads the metric.
   * @default not set
   */
  readonly activeDirectoryClientId?: string | SecretReference;
  /**
   * Client secret of the service principal that reads the metric. Never the value itself.
   * @default not set
   */
  readonly activeDirectoryClientPassword?: SecretReference;
  /**
   * Azure cloud that hosts the resource.
   * @default AzurePublicCloud
   */
  readonly cloud?:
    | "AzurePublicCloud"
    | "AzureUSGovernmentCloud"
    | "AzureGermanCloud"
    | "AzureChinaCloud"
    | "Private";
  /**
   * Resource Manager URL of a private cloud, such as https://management.chinacloudapi.cn/.
   * @default not set
   */
  readonly azureResourceManagerEndpoint?: string;
}
