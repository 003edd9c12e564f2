import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Metric of a Google Cloud Pub/Sub subscription or topic. Made from scaler-table.json by `npm run generate`. */
export interface GcpPubSubScalerProps extends TableScalerProps {
  /**
   * Cloud Monitoring metric in PascalCase, such as OldestUnackedMessageAge.
   * @default SubscriptionSize
   */
  readonly mode?: string;
  /**
   * Metric value one replica can carry.
   * @default 10
   */
  readonly value?: number;
  /**
   * Metric value above which the target leaves zero replicas.
   * @default 0
   */
  readonly activationValue?: number;
  /**
   * How a distribution becomes one number, such as mean, count or percentile99.
   * @default not set
   */
  readonly aggregation?: string;
  /**
   * How far back the metric is read, in seconds.
   * @default not set
   */
  readonly timeHorizonSeconds?: number;
  /**
   * Number to take when Cloud Monitoring has no data.
   * @default not set
   */
  readonly valueIfNull?: number;
  /**
   * Subscription by name, or as projects/my-project/subscriptions/orders.
   * @default not set
   */
  readonly subscriptionName?: string | SecretReference;
  /**
   * Topic by name, or as projects/my-project/topics/orders.
   * @default not set
   */
  readonly topicName?: string | SecretReference;
  /**
   * Service account key in JSON. Never the value itself.
   * @default not set
   */
  readonly credentials?: SecretReference;
  /**
   * Environment variable of the target that holds the path of a key file.
   * @default not set
   */
  readonly credentialsFromEnvFile?: string;
}
