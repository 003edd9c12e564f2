import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Objects in an OpenStack Swift container. Made from scaler-table.json by `npm run generate`. */
export interface OpenStackSwiftScalerProps extends TableScalerProps {
  /**
   * Address of the Swift account; without it the OpenStack catalogue is asked.
   * @default not set
   */
  readonly swiftUrl?: string;
  /** Container in which objects are counted. */
  readonly containerName: string;
  /**
   * Objects one replica can work off.
   * @default 2
   */
  readonly objectCount?: number;
  /**
   * Objects above which the target leaves zero replicas.
   * @default 0
   */
  readonly activationObjectCount?: number;
  /**
   * Count only objects whose names start so, such as incoming/.
   * @default not set
   */
  readonly objectPrefix?: string;
  /**
   * Character that splits object names into folders, such as /.
   * @default not set
   */
  readonly objectDelimiter?: string;
  /**
   * Most objects to list at once; Swift itself stops at 10000.
   * @default not set
   */
  readonly objectLimit?: number;
  /**
   * Longest wait for one answer in seconds.
   * @default 30
   */
  readonly timeoutSeconds?: number;
  /**
   * Leave folders out of the count.
   * @default not set
   */
  readonly onlyFiles?: boolean;
  /**
   * Id of the user, to sign in with a password. Never the value itself.
   * @default not set
   */
  readonly userId?: SecretReference;
  /**
   * Password that belongs to userID. Never the value itself.
   * @default not set
   */
  readonly password?: SecretReference;
  /**
   * Id of the project, to sign in with a password. Never the value itself.
   * @default not set
   */
  readonly projectId?: SecretReference;
  /**
   * Keystone v3 address without the /v3 part, such as https://keystone.example.com:5000. Never the value itself.
   * @default not set
   */
  readonly authUrl?: SecretReference;
  /**
   * Id of the application credential, to sign in without a user. Never the value itself.
   * @default not set
   */
  readonly appCredentialId?: SecretReference;
  /**
   * Secret of the application credential. Never the value itself.
   * @default not set
   */
  readonly appCredentialSecret?: SecretReference;
  /**
   * Region whose Swift address is looked up in the catalogue. Never the value itself.
   * @default not set
   */
  readonly regionName?: SecretReference;
}
