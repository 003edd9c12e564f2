import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Objects in a Google Cloud Storage bucket. Made from scaler-table.json by `npm run generate`. */
export interface GcpStorageScalerProps extends TableScalerProps {
  /** Bucket whose objects are counted. */
  readonly bucketName: string;
  /**
   * Objects one replica can work off.
   * @default 100
   */
  readonly targetObjectCount?: number;
  /**
   * Scales up from zero once the bucket holds more objects than this.
   * @default 0
   */
  readonly activationTargetObjectCount?: number;
  /**
   * Highest number of objects to count; larger buckets report this number.
   * @default 1000
   */
  readonly maxBucketItemsToScan?: number;
  /**
   * Character that splits object names into folders, such as /.
   * @default not set
   */
  readonly blobDelimiter?: string;
  /**
   * Count only objects whose name begins with this, such as inbox/.
   * @default not set
   */
  readonly blobPrefix?: string;
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
