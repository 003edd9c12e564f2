import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Backlog of a Redis stream behind Redis Sentinel. Made from scaler-table.json by `npm run generate`. */
export interface RedisSentinelStreamScalerProps extends TableScalerProps {
  /**
   * Delivered but unacknowledged entries per replica; used with a consumer group and no lagCount.
   * @default 5
   */
  readonly pendingEntriesCount?: number;
  /**
   * Stream entries one replica can work off; used when no consumer group is named.
   * @default 5
   */
  readonly streamLength?: number;
  /**
   * Entries the consumer group has yet to read, per replica; needs Redis 7 or newer.
   * @default not set
   */
  readonly lagCount?: number;
  /** Key of the stream to watch, e.g. orders. */
  readonly stream: string;
  /**
   * Consumer group whose backlog counts; without it the whole stream length does.
   * @default not set
   */
  readonly consumerGroup?: string;
  /**
   * Number of the logical database to read, such as 3.
   * @default 0
   */
  readonly databaseIndex?: number;
  /**
   * Where to reach the Redis Sentinel nodes, each as host:port, e.g. redis-0:26379.
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
   * User for the login to the Sentinel nodes themselves.
   * @default not set
   */
  readonly sentinelUsername?: string | SecretReference;
  /**
   * Password for the login to the Sentinel nodes themselves. Never the value itself.
   * @default not set
   */
  readonly sentinelPassword?: SecretReference;
  /**
   * Master group that Sentinel resolves to a server, e.g. mymaster.
   * @default not set
   */
  readonly sentinelMaster?: string | SecretReference;
  /**
   * Host names of the Redis Sentinel nodes, paired with ports by position.
   * @default not set
   */
  readonly hosts?: readonly string[] | SecretReference;
  /**
   * Port for each entry of hosts in the same order, e.g. 26379.
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
  /**
   * Consumer group lag that must be exceeded before the workload leaves zero.
   * @default 0
   */
  readonly activationLagCount?: number;
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
}
