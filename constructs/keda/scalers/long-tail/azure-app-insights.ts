import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Value of an Azure Application Insights metric. Made from scaler-table.json by `npm run generate`. */
export interface AzureApplicationInsightsScalerProps extends TableScalerProps {
  /**
   * Metric value that one replica can handle.
   * @default not set
   */
  readonly targetValue?: number;
  /**
   * Metric value that must be exceeded to leave zero replicas.
   * @default 0
   */
  readonly activationTargetValue?: number;
  /** Metric to read, such as requests/rate. */
  readonly metricId: string;
  /** Window to aggregate over as hours:minutes, such as 0:5. */
  readonly metricAggregationTimespan: string;
  /** How the window is aggregated, such as avg, sum or count. */
  readonly metricAggregationType: string;
  /**
   * OData filter on the metric's segments, such as cloud/roleName eq 'web'.
   * @default not set
   */
  readonly metricFilter?: string;
  /**
   * Carries on without an error when the result holds no number.
   * @default false
   */
  readonly ignoreNullValues?: boolean;
  /**
   * Azure cloud that hosts the instance.
   * @default AzurePublicCloud
   */
  readonly cloud?: "AzurePublicCloud" | "AzureUSGovernmentCloud" | "AzureChinaCloud" | "Private";
  /**
   * REST API URL of a private cloud, such as https://api.applicationinsights.azure.cn/.
   * @default not set
   */
  readonly appInsightsResourceUrl?: string;
  /**
   * Application ID, a GUID, shown under API Access in the portal.
   * @default not set
   */
  readonly applicationInsightsId?: string | SecretReference;
  /**
   * Microsoft Entra tenant that owns the instance.
   * @default not set
   */
  readonly tenantId?: string | SecretReference;
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
}
