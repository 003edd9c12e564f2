import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Events in Azure Event Hubs that the consumer group has not processed yet. Made from scaler-table.json by `npm run generate`. */
export interface AzureEventHubsScalerProps extends TableScalerProps {
  /**
   * Unprocessed events that one replica can work off.
   * @default 64
   */
  readonly unprocessedEventThreshold?: number;
  /**
   * Number of unprocessed events that must be exceeded to leave zero replicas.
   * @default 0
   */
  readonly activationUnprocessedEventThreshold?: number;
  /**
   * Events a checkpoint may be ahead of outdated partition info and still mean no backlog.
   * @default 10000
   */
  readonly stalePartitionInfoThreshold?: number;
  /**
   * Connection string of the event hub or its namespace. Never the value itself.
   * @default not set
   */
  readonly connection?: SecretReference;
  /**
   * Connection string of the storage account that keeps the checkpoints. Never the value itself.
   * @default not set
   */
  readonly storageConnection?: SecretReference;
  /**
   * Storage account with the checkpoints, reached with workload identity.
   * @default not set
   */
  readonly storageAccountName?: string;
  /**
   * Event Hubs namespace to reach with workload identity.
   * @default not set
   */
  readonly eventHubNamespace?: string | SecretReference;
  /**
   * Event hub to read, where the connection string has no EntityPath.
   * @default not set
   */
  readonly eventHubName?: string | SecretReference;
  /**
   * Consumer group whose progress is measured.
   * @default $Default
   */
  readonly consumerGroup?: string;
  /**
   * Storage container that keeps the checkpoints.
   * @default not set
   */
  readonly blobContainer?: string;
  /**
   * How the consumer stores checkpoints: azureFunction, blobMetadata, goSdk or dapr.
   * @default not set
   */
  readonly checkpointStrategy?: string;
}
