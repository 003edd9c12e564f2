import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Blobs in an Azure Blob Storage container. Made from scaler-table.json by `npm run generate`. */
export interface AzureBlobStorageScalerProps extends TableScalerProps {
  /** Container whose blobs are counted. */
  readonly blobContainerName: string;
  /**
   * Blobs that one replica can work off.
   * @default 5
   */
  readonly blobCount?: number;
  /**
   * Number of blobs that must be exceeded to leave zero replicas.
   * @default 0
   */
  readonly activationBlobCount?: number;
  /**
   * Character that separates folders in blob names.
   * @default /
   */
  readonly blobDelimiter?: string;
  /**
   * Folder to count in, such as incoming.
   * @default not set
   */
  readonly blobPrefix?: string;
  /**
   * Also counts blobs in subfolders.
   * @default false
   */
  readonly recursive?: boolean;
  /**
   * Counts only blobs whose name matches, such as *.csv.
   * @default not set
   */
  readonly globPattern?: string;
  /**
   * Storage endpoint suffix of a private cloud, such as blob.local.azurestack.external.
   * @default not set
   */
  readonly endpointSuffix?: string;
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
}
