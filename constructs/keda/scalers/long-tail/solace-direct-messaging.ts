import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Direct message rate of Solace PubSub+ clients on a shared subscription. Made from scaler-table.json by `npm run generate`. */
export interface SolaceDirectMessagingScalerProps extends TableScalerProps {
  /** Base URL of each SEMP endpoint, tried in turn, e.g. http://broker:8080. */
  readonly solaceSempBaseUrl: readonly string[];
  /**
   * Management user for the SEMP interface of the broker. Never the value itself.
   * @default not set
   */
  readonly username?: SecretReference;
  /**
   * Password that goes with the management user. Never the value itself.
   * @default not set
   */
  readonly password?: SecretReference;
  /** Message VPN to read the figures from, e.g. default-vpn. */
  readonly messageVpn: string;
  /** Part of the client names that share the subscription, without asterisks, e.g. order-worker. */
  readonly clientNamePattern: string;
  /**
   * Accepts any certificate from the SEMP endpoint, self-signed ones too.
   * @default false
   */
  readonly unsafeSsl?: boolean;
  /**
   * Weight of messages waiting in the D-1 queues, from 1 to 100; higher scales out sooner.
   * @default 3
   */
  readonly queuedMessagesFactor?: number;
  /**
   * Bytes per second one replica takes in, judged by the current rate of all matching clients.
   * @default 0
   */
  readonly aggregatedClientTxByteRateTarget?: number;
  /**
   * Byte rate one replica takes in, judged by the one-minute average of all matching clients.
   * @default 0
   */
  readonly aggregatedClientAverageTxByteRateTarget?: number;
  /**
   * Messages per second one replica takes in, judged by the current rate of all matching clients.
   * @default 0
   */
  readonly aggregatedClientTxMsgRateTarget?: number;
  /**
   * Message rate one replica takes in, judged by the one-minute average of all matching clients.
   * @default 0
   */
  readonly aggregatedClientAverageTxMsgRateTarget?: number;
  /**
   * Current bytes per second that must be exceeded before the workload leaves zero.
   * @default 0
   */
  readonly activationAggregatedClientTxByteRateTarget?: number;
  /**
   * One-minute average byte rate that must be exceeded before the workload leaves zero.
   * @default 0
   */
  readonly activationAggregatedClientAverageTxByteRateTarget?: number;
  /**
   * Current messages per second that must be exceeded before the workload leaves zero.
   * @default 0
   */
  readonly activationAggregatedClientTxMsgRateTarget?: number;
  /**
   * One-minute average message rate that must be exceeded before the workload leaves zero.
   * @default 0
   */
  readonly activationAggregatedClientAverageTxMsgRateTarget?: number;
}
