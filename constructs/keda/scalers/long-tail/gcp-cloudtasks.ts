import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Tasks in a Google Cloud Tasks queue. Made from scaler-table.json by `npm run generate`. */
export interface GcpCloudTasksScalerProps extends TableScalerProps {
  /**
   * Queued tasks one replica can work off.
   * @default 100
   */
  readonly value?: number;
  /**
   * Scales up from zero once more tasks than this are queued.
   * @default 0
   */
  readonly activationValue?: number;
  /**
   * Minutes of metric data to look back over.
   * @default 2
   */
  readonly filterDurationMinutes?: number;
  /** Cloud Tasks queue whose depth is read. */
  readonly queueName: string;
  /** Google Cloud project the queue belongs to. */
  readonly projectId: string;
  /**
   * Service account key as JSON; best taken from an environment variable of the workload. Never the value itself.
   * @default not set
   */
  readonly credentials?: SecretReference;
  /**
   * Container variable that names the service account key file.
   * @default not set
   */
  readonly credentialsFromEnvFile?: string | SecretReference;
}
