import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Messages waiting in an ActiveMQ Artemis queue. Made from scaler-table.json by `npm run generate`. */
export interface ActiveMqArtemisScalerProps extends TableScalerProps {
  /**
   * Host and port of the broker's web console, such as artemis.queues:8161.
   * @default not set
   */
  readonly managementEndpoint?: string;
  /**
   * Queue whose waiting messages are counted.
   * @default not set
   */
  readonly queueName?: string;
  /**
   * Broker name set in broker.xml.
   * @default not set
   */
  readonly brokerName?: string;
  /**
   * Address that the queue belongs to.
   * @default not set
   */
  readonly brokerAddress?: string;
  /**
   * User that logs in to the management API.
   * @default not set
   */
  readonly username?: string | SecretReference;
  /**
   * Password of the user that logs in to the management API. Never the value itself.
   * @default not set
   */
  readonly password?: SecretReference;
  /**
   * Whole Jolokia URL to read the message count from, in place of endpoint, broker and queue.
   * @default not set
   */
  readonly restApiTemplate?: string;
  /**
   * Waiting messages that one replica can work off.
   * @default 10
   */
  readonly queueLength?: number;
  /**
   * Number of messages that must be exceeded to leave zero replicas.
   * @default 10
   */
  readonly activationQueueLength?: number;
  /**
   * Origin header sent with each request, such as http://artemis.queues:8161.
   * @default not set
   */
  readonly corsHeader?: string;
  /**
   * Accepts any server certificate, even a self-signed one.
   * @default false
   */
  readonly unsafeSsl?: boolean;
  /**
   * CA certificate in PEM form that the broker is checked against. Never the value itself.
   * @default not set
   */
  readonly ca?: SecretReference;
  /**
   * Client certificate in PEM form. Never the value itself.
   * @default not set
   */
  readonly cert?: SecretReference;
  /**
   * Private key of the client certificate in PEM form. Never the value itself.
   * @default not set
   */
  readonly key?: SecretReference;
  /**
   * Passphrase of an encrypted private key. Never the value itself.
   * @default not set
   */
  readonly keyPassword?: SecretReference;
}
