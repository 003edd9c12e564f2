import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Messages waiting in an ActiveMQ queue. Made from scaler-table.json by `npm run generate`. */
export interface ActiveMqScalerProps extends TableScalerProps {
  /**
   * Host and port of the broker's web console, such as activemq.queues:8161.
   * @default not set
   */
  readonly managementEndpoint?: string;
  /**
   * Queue whose waiting messages are counted.
   * @default not set
   */
  readonly destinationName?: string;
  /**
   * Broker name set in the ActiveMQ configuration, such as localhost.
   * @default not set
   */
  readonly brokerName?: string;
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
   * Origin header sent with each request, such as http://activemq.queues:8161.
   * @default not set
   */
  readonly corsHeader?: string;
  /**
   * Whole Jolokia URL to read the queue size from, in place of endpoint, broker and queue.
   * @default not set
   */
  readonly restApiTemplate?: string;
  /**
   * Waiting messages that one replica can work off.
   * @default 10
   */
  readonly targetQueueSize?: number;
  /**
   * Number of messages that must be exceeded to leave zero replicas.
   * @default 0
   */
  readonly activationTargetQueueSize?: number;
}
