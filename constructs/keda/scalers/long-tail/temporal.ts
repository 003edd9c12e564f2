import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Backlog of a Temporal task queue. Made from scaler-table.json by `npm run generate`. */
export interface TemporalScalerProps extends TableScalerProps {
  /** Address of the Temporal frontend as host:port, e.g. temporal-frontend.temporal.svc:7233. */
  readonly endpoint: string | SecretReference;
  /**
   * Temporal namespace the task queue belongs to, not the Kubernetes one.
   * @default default
   */
  readonly namespace?: string | SecretReference;
  /**
   * Backlog that must be exceeded before the workload leaves zero.
   * @default 0
   */
  readonly activationTargetQueueSize?: number;
  /**
   * Waiting tasks one replica can work off.
   * @default 5
   */
  readonly targetQueueSize?: number;
  /** Task queue that the workers of this workload poll, e.g. orders. */
  readonly taskQueue: string | SecretReference;
  /**
   * Kinds of task that count toward the backlog: workflow, activity, nexus.
   * @default not set
   */
  readonly queueTypes?: readonly string[];
  /**
   * Worker Deployment whose version backlog counts in place of the unversioned queue.
   * @default not set
   */
  readonly workerDeploymentName?: string | SecretReference;
  /**
   * Build ID that picks the version within the Worker Deployment.
   * @default not set
   */
  readonly workerDeploymentBuildId?: string | SecretReference;
  /**
   * Temporal Cloud API key; turns TLS on for the connection. Never the value itself.
   * @default not set
   */
  readonly apiKey?: SecretReference;
  /**
   * Least time in seconds that each connection attempt is given.
   * @default 5
   */
  readonly minConnectTimeoutSeconds?: number;
  /**
   * Accepts any certificate from the endpoint, self-signed ones too.
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
   * Host name to expect in the server certificate when it differs from the endpoint.
   * @default not set
   */
  readonly tlsServerName?: string;
}
