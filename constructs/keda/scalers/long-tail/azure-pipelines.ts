import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Jobs waiting in an Azure Pipelines agent pool. Made from scaler-table.json by `npm run generate`. */
export interface AzurePipelinesScalerProps extends TableScalerProps {
  /**
   * Organization in Azure DevOps, such as https://dev.azure.com/myorg.
   * @default not set
   */
  readonly organizationUrl?: string | SecretReference;
  /**
   * Personal access token allowed to read agent pools. Never the value itself.
   * @default not set
   */
  readonly personalAccessToken?: SecretReference;
  /**
   * Template agent that must be able to run a job for it to count.
   * @default not set
   */
  readonly parent?: string;
  /**
   * Capabilities of the agents, such as maven; a job counts if it demands nothing else.
   * @default not set
   */
  readonly demands?: readonly string[];
  /**
   * Agent pool to watch, by name.
   * @default not set
   */
  readonly poolName?: string;
  /**
   * Agent pool to watch, by number.
   * @default not set
   */
  readonly poolId?: number;
  /**
   * Waiting jobs that one replica can take.
   * @default 1
   */
  readonly targetPipelinesQueueLength?: number;
  /**
   * Number of waiting jobs that must be exceeded to leave zero replicas.
   * @default 0
   */
  readonly activationTargetPipelinesQueueLength?: number;
  /**
   * How many of the pool's latest jobs one poll reads.
   * @default 250
   */
  readonly jobsToFetch?: number;
  /**
   * Leaves finished jobs out of the poll.
   * @default false
   */
  readonly fetchUnfinishedJobsOnly?: boolean;
  /**
   * Counts a job only if it demands exactly the listed capabilities.
   * @default false
   */
  readonly requireAllDemands?: boolean;
  /**
   * Counts a job that demands at least the listed capabilities.
   * @default false
   */
  readonly requireAllDemandsAndIgnoreOthers?: boolean;
  /**
   * Compares demands without regard to upper and lower case.
   * @default false
   */
  readonly caseInsensitiveDemandsProcessing?: boolean;
}
