import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Messages in an Azure Queue Storage queue. Made from scaler-table.json by `npm run generate`. */
export interface AzureQueueStorageScalerProps extends TableScalerProps {
  /**
   * Number of messages that must be exceeded to leave zero replicas.
   * @default 0
   */
  readonly activationQueueLength?: number;
  /** Queue whose messages are counted. */
  readonly queueName: string;
  /**
   * Messages that one replica can work off.
   * @default 5
   */
  readonly queueLength?: number;
  /**
   * Connection string of the storage account. Never the value itself.
   * @default not set
   */
  readonly connection?: SecretReference;
  /**
   * Storage account to reach with workload identity.
   * @default not set
   */
  readonly accountName?: string;
  /**
   * Storage endpoint suffix of a private cloud, such as queue.local.azurestack.external.
   * @default not set
   */
  readonly endpointSuffix?: string;
  /**
   * Counts all messages, or only the visible ones while these are fewer than 32.
   * @default all
   */
  readonly queueLengthStrategy?: "all" | "visibleonly";
}
