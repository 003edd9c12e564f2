import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Number found in the answer to an OpenSearch query. Made from scaler-table.json by `npm run generate`. */
export interface OpenSearchScalerProps extends TableScalerProps {
  /**
   * Nodes of the cluster, each with scheme and port such as https://search:9200.
   * @default not set
   */
  readonly addresses?: readonly string[] | SecretReference;
  /**
   * Accept any server certificate over HTTPS.
   * @default false
   */
  readonly unsafeSsl?: boolean;
  /**
   * Sign in with a client certificate instead of a password.
   * @default false
   */
  readonly enableTls?: boolean | SecretReference;
  /**
   * Name to sign in with, unless a client certificate is used.
   * @default not set
   */
  readonly username?: string | SecretReference;
  /**
   * Password to sign in with, unless a client certificate is used. Never the value itself.
   * @default not set
   */
  readonly password?: SecretReference;
  /**
   * Authority in PEM form that signed the certificates of the nodes.
   * @default not set
   */
  readonly caCert?: string | SecretReference;
  /**
   * Client certificate in PEM form.
   * @default not set
   */
  readonly clientCert?: string | SecretReference;
  /**
   * Private key in PEM form that belongs to the client certificate.
   * @default not set
   */
  readonly clientKey?: string | SecretReference;
  /**
   * Indices to search, wildcards such as logs-* included.
   * @default not set
   */
  readonly index?: readonly string[] | SecretReference;
  /**
   * Stored search template to run.
   * @default not set
   */
  readonly searchTemplateName?: string | SecretReference;
  /**
   * Search body in JSON to send.
   * @default not set
   */
  readonly query?: string | SecretReference;
  /**
   * Arguments for the search template, each as name:value.
   * @default not set
   */
  readonly parameters?: readonly string[];
  /**
   * GJSON path of the number in the answer, such as hits.total.value.
   * @default not set
   */
  readonly valueLocation?: string | SecretReference;
  /**
   * Value one replica can carry.
   * @default not set
   */
  readonly targetValue?: number | SecretReference;
  /**
   * Value above which the target leaves zero replicas.
   * @default 0
   */
  readonly activationTargetValue?: number;
  /**
   * Take a missing value as zero instead of as an error.
   * @default false
   */
  readonly ignoreNullValues?: boolean;
  /**
   * Has no effect: KEDA names the metric after the search template.
   * @default not set
   */
  readonly metricName?: string;
}
