import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Entries in a list on a Redis Cluster. Made from scaler-table.json by `npm run generate`. */
export interface RedisClusterListScalerProps extends TableScalerProps {
  /**
   * List entries one replica can work off.
   * @default 5
   */
  readonly listLength?: number;
  /**
   * List length that must be exceeded before the workload leaves zero.
   * @default 0
   */
  readonly activationListLength?: number;
  /** Key of the list to watch, e.g. jobs. */
  readonly listName: string;
  /**
   * Number of the logical database to read, always 0 on a Redis Cluster.
   * @default 0
   */
  readonly databaseIndex?: number;
  /**
   * Connects over TLS; set it here or with tls in the authentication, not in both places.
   * @default false
   */
  readonly enableTls?: boolean;
  /**
   * Switches TLS on from the trigger authentication instead of through enableTls. Never the value itself.
   * @default disable
   */
  readonly tls?: SecretReference;
  /**
   * Where to reach the Redis Cluster nodes, each as host:port, e.g. redis-0:6379.
   * @default not set
   */
  readonly addresses?: readonly string[] | SecretReference;
  /**
   * Redis ACL user the scaler logs in as.
   * @default not set
   */
  readonly username?: string | SecretReference;
  /**
   * Secret for the Redis login, or for requirepass when no user is given. Never the value itself.
   * @default not set
   */
  readonly password?: SecretReference;
  /**
   * User for the login to the Sentinel nodes themselves (has no effect on a Redis Cluster).
   * @default not set
   */
  readonly sentinelUsername?: string | SecretReference;
  /**
   * Password for the login to the Sentinel nodes themselves (has no effect on a Redis Cluster). Never the value itself.
   * @default not set
   */
  readonly sentinelPassword?: SecretReference;
  /**
   * Master group looked up through Sentinel (has no effect on a Redis Cluster).
   * @default not set
   */
  readonly sentinelMaster?: string | SecretReference;
  /**
   * Host names of the Redis Cluster nodes, paired with ports by position.
   * @default not set
   */
  readonly hosts?: readonly string[] | SecretReference;
  /**
   * Port for each entry of hosts in the same order, e.g. 6379.
   * @default not set
   */
  readonly ports?: readonly string[] | SecretReference;
  /**
   * Accepts any server certificate, self-signed ones too; matters only with TLS on.
   * @default false
   */
  readonly unsafeSsl?: boolean;
  /**
   * PEM client certificate for mutual TLS, given together with key. Never the value itself.
   * @default not set
   */
  readonly cert?: SecretReference;
  /**
   * PEM private key that belongs to the client certificate in cert. Never the value itself.
   * @default not set
   */
  readonly key?: SecretReference;
  /**
   * Passphrase of the private key when that key is encrypted. Never the value itself.
   * @default not set
   */
  readonly keyPassword?: SecretReference;
  /**
   * PEM certificate of the authority that signed the server certificate. Never the value itself.
   * @default not set
   */
  readonly ca?: SecretReference;
}
