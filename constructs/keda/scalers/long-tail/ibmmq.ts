import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Messages in one or more IBM MQ queues. Made from scaler-table.json by `npm run generate`. */
export interface IbmMqScalerProps extends TableScalerProps {
  /** REST URL of the queue manager, ending in admin/action/qmgr/QM1/mqsc, with its https:// and port. */
  readonly host: string;
  /**
   * Queues whose depth is read; give this or queueNames.
   * @default not set
   */
  readonly queueName?: readonly string[];
  /**
   * Queues whose depth is read; same setting as queueName.
   * @default not set
   */
  readonly queueNames?: readonly string[];
  /**
   * Messages one replica can work off.
   * @default 20
   */
  readonly queueDepth?: number;
  /**
   * Scales up from zero once more messages than this are waiting.
   * @default 0
   */
  readonly activationQueueDepth?: number;
  /**
   * How the depths of several queues become one number.
   * @default max
   */
  readonly operation?: "max" | "avg" | "sum";
  /**
   * User for the administrative REST API.
   * @default not set
   */
  readonly username?: string | SecretReference;
  /**
   * Password for the administrative REST API. Never the value itself.
   * @default not set
   */
  readonly password?: SecretReference;
  /**
   * Accept any TLS certificate of the queue manager.
   * @default false
   */
  readonly unsafeSsl?: boolean;
  /**
   * CA certificate in PEM form that signed the server certificate. Never the value itself.
   * @default not set
   */
  readonly ca?: SecretReference;
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
}
