import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Number in the result of an Elasticsearch search. Made from scaler-table.json by `npm run generate`. */
export interface ElasticsearchScalerProps extends TableScalerProps {
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
  /**
   * Indices the search runs over, such as logs-web.
   * @default not set
   */
  readonly index?: readonly string[] | SecretReference;
  /**
   * Stored search template to run, in place of query.
   * @default not set
   */
  readonly searchTemplateName?: string | SecretReference;
  /**
   * Search body as JSON, in place of a stored search template.
   * @default not set
   */
  readonly query?: string | SecretReference;
  /**
   * Inputs of the search template, each as name:value, such as status:open.
   * @default not set
   */
  readonly parameters?: readonly string[];
  /**
   * GJSON path of the number in the response, such as hits.total.value.
   * @default not set
   */
  readonly valueLocation?: string | SecretReference;
  /**
   * Value one replica should carry.
   * @default not set
   */
  readonly targetValue?: number | SecretReference;
  /**
   * Scales up from zero once the result is above this number.
   * @default 0
   */
  readonly activationTargetValue?: number;
  /**
   * Count a missing value as 0 instead of failing.
   * @default false
   */
  readonly ignoreNullValues?: boolean;
  /**
   * Without effect: KEDA builds the metric name itself.
   * @default not set
   */
  readonly metricName?: string;
}
