import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Number stored under an etcd key. Made from scaler-table.json by `npm run generate`. */
export interface EtcdScalerProps extends TableScalerProps {
  /** Addresses of the etcd servers, such as etcd-0.etcd:2379. */
  readonly endpoints: readonly string[];
  /** Key that holds the number to scale on, such as /queue/length. */
  readonly watchKey: string;
  /** Share of the stored number one replica takes: 5 gives 4 replicas for a stored 20. */
  readonly value: number;
  /**
   * Scales up from zero once the stored number is above this one.
   * @default 0
   */
  readonly activationValue?: number;
  /**
   * Seconds, equal to the flag --experimental-watch-progress-notify-interval of the servers.
   * @default 600
   */
  readonly watchProgressNotifyIntervalSeconds?: number;
  /**
   * etcd user KEDA signs in as; goes with a password. Never the value itself.
   * @default not set
   */
  readonly username?: SecretReference;
  /**
   * Password of the etcd user; goes with a username. Never the value itself.
   * @default not set
   */
  readonly password?: SecretReference;
  /**
   * Whether to connect over TLS. Never the value itself.
   * @default disable
   */
  readonly tls?: SecretReference;
  /**
   * Client certificate in PEM form, with its key. Never the value itself.
   * @default not set
   */
  readonly cert?: SecretReference;
  /**
   * Private key of the client certificate in PEM form. Never the value itself.
   * @default not set
   */
  readonly key?: SecretReference;
  /**
   * Passphrase of an encrypted client key. Never the value itself.
   * @default not set
   */
  readonly keyPassword?: SecretReference;
  /**
   * CA certificate in PEM form that signed the server certificates. Never the value itself.
   * @default not set
   */
  readonly ca?: SecretReference;
}
