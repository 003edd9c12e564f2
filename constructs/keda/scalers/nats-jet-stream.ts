import type { Problems } from "../../../lib/core/errors";
import { isToken } from "../../../lib/core/tokens";
import type { ScalerValue, TriggerProps } from "../scaler-value";
import type { SecretReference } from "../secret-reference";
import { defineScaler } from "./define-scaler";
import { splitProps } from "./table-scaler";

/** A consumer of a NATS JetStream stream. */
export interface NatsJetStreamScalerProps extends TriggerProps {
  /** Host and port where the server's monitoring answers, without scheme: `nats.nats.svc.cluster.local:8222`. */
  readonly monitoringEndpoint?: string | SecretReference;
  /** Whether monitoring speaks HTTPS. @default false */
  readonly useHttps?: boolean;
  /** Name of the account that owns the stream. @default $G, the one of a server without accounts */
  readonly account?: string | SecretReference;
  /** Id of the account, where the server lists accounts by id: a public key. @default the name */
  readonly accountId?: string | SecretReference;
  readonly stream: string;
  /** Durable consumer of the stream. */
  readonly consumer: string;
  /** Messages one replica works off, those without acknowledgement included. @default 10 */
  readonly lagThreshold?: number;
  /** Messages above which the workload leaves zero. @default 0 */
  readonly activationLagThreshold?: number;
}

/** Messages a consumer of NATS JetStream has yet to acknowledge. Codes beside the table's: `scheme-in-endpoint`. */
export function natsJetStream(props: NatsJetStreamScalerProps): ScalerValue {
  return defineScaler("nats-jetstream", ({ problems }) => {
    const { settings, rest } = splitProps(props);
    const { monitoringEndpoint, account, accountId, ...parameters } = rest;
    checkEndpoint(monitoringEndpoint, problems);
    // What a shared authentication says of the account KEDA takes first.
    const server = accountId === undefined ? "$G" : undefined;
    return {
      type: "nats-jetstream",
      settings,
      props: { natsServerMonitoringEndpoint: "monitoringEndpoint", accountID: "accountId" },
      parameters: {
        ...parameters,
        natsServerMonitoringEndpoint: monitoringEndpoint,
        account: account ?? server,
        accountID: accountId,
      },
    };
  });
}

function checkEndpoint(endpoint: string | SecretReference | undefined, problems: Problems): void {
  problems.addIf(typeof endpoint === "string" && !isToken(endpoint) && endpoint.includes("/"), {
    prop: "monitoringEndpoint",
    code: "scheme-in-endpoint",
    rule: "KEDA puts scheme and path around the host and port",
    value: endpoint,
    fix: "write host:port only, and set useHttps for https://",
  });
}
