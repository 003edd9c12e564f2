import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Depth of an NSQ channel. Made from scaler-table.json by `npm run generate`. */
export interface NsqScalerProps extends TableScalerProps {
  /** nsqlookupd servers to ask, each as host:port such as nsqlookupd-0:4161. */
  readonly nsqLookupdHttpAddresses: readonly string[] | SecretReference;
  /** Topic the channel belongs to. */
  readonly topic: string | SecretReference;
  /** Channel whose waiting messages count. */
  readonly channel: string | SecretReference;
  /**
   * Waiting messages one replica can work off.
   * @default 10
   */
  readonly depthThreshold?: number | SecretReference;
  /**
   * Waiting messages above which the target leaves zero replicas.
   * @default 0
   */
  readonly activationDepthThreshold?: number | SecretReference;
  /**
   * Talk to the NSQ servers over HTTPS.
   * @default false
   */
  readonly useHttps?: boolean | SecretReference;
  /**
   * Accept any server certificate over HTTPS.
   * @default false
   */
  readonly unsafeSsl?: boolean | SecretReference;
}
