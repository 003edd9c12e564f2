import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Messages, spool usage or receive rate of a Solace PubSub+ queue. Made from scaler-table.json by `npm run generate`. */
export interface SolaceEventQueueScalerProps extends TableScalerProps {
  /** Base URL of each SEMP endpoint, tried in turn, e.g. http://broker:8080. */
  readonly solaceSempBaseUrl: readonly string[];
  /** Message VPN the queue lives in, e.g. default-vpn. */
  readonly messageVpn: string;
  /** Name of the queue to watch, e.g. orders. */
  readonly queueName: string;
  /**
   * Management user allowed to read the queue through SEMP.
   * @default not set
   */
  readonly username?: string | SecretReference;
  /**
   * Password that goes with the management user. Never the value itself.
   * @default not set
   */
  readonly password?: SecretReference;
  /**
   * Queued messages one replica can work off.
   * @default not set
   */
  readonly messageCountTarget?: number;
  /**
   * Spool space in megabytes, filled by queued messages, that one replica can work off.
   * @default not set
   */
  readonly messageSpoolUsageTargetMegabytes?: number;
  /**
   * Messages per second arriving at the queue that one replica keeps up with.
   * @default not set
   */
  readonly messageReceiveRateTarget?: number;
  /**
   * Queued messages that must be exceeded before the workload leaves zero.
   * @default 0
   */
  readonly activationMessageCountTarget?: number;
  /**
   * Spool space in megabytes that must be exceeded before the workload leaves zero.
   * @default 0
   */
  readonly activationMessageSpoolUsageTargetMegabytes?: number;
  /**
   * Arriving messages per second that must be exceeded before the workload leaves zero.
   * @default 0
   */
  readonly activationMessageReceiveRateTarget?: number;
}
