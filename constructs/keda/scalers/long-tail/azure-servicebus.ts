import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Messages in an Azure Service Bus queue or topic subscription. Made from scaler-table.json by `npm run generate`. */
export interface AzureServiceBusScalerProps extends TableScalerProps {
  /**
   * Active messages that one replica can work off.
   * @default 5
   */
  readonly messageCount?: number;
  /**
   * Number of messages that must be exceeded to leave zero replicas.
   * @default 0
   */
  readonly activationMessageCount?: number;
  /**
   * Queue to watch, or a regular expression for several.
   * @default not set
   */
  readonly queueName?: string;
  /**
   * Topic that the watched subscription belongs to.
   * @default not set
   */
  readonly topicName?: string;
  /**
   * Subscription to watch, or a regular expression for several.
   * @default not set
   */
  readonly subscriptionName?: string;
  /**
   * Connection string of the namespace, with the Manage claim. Never the value itself.
   * @default not set
   */
  readonly connection?: SecretReference;
  /**
   * Namespace to reach with workload identity, without its domain.
   * @default not set
   */
  readonly namespace?: string;
  /**
   * Reads queueName or subscriptionName as a regular expression.
   * @default false
   */
  readonly useRegex?: boolean;
  /**
   * How the counts of all matching queues or subscriptions are combined.
   * @default sum
   */
  readonly operation?: "sum" | "max" | "avg";
}
