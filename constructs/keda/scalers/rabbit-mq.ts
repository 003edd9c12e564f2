import type { PodIdentity } from "../pod-identity";
import type { ScalerValue, TriggerProps } from "../scaler-value";
import type { SecretReference } from "../secret-reference";
import { defineScaler } from "./define-scaler";
import { oneMeasure } from "./one-measure";
import { checkRabbitMq } from "./rabbit-mq-rules";
import { splitProps } from "./table-scaler";

/** Login to the management API with a token of an OAuth 2.0 server, by client credentials. */
export type RabbitMqOauth = {
  /** Address that issues tokens. */
  readonly tokenUri: SecretReference;
  readonly clientId: SecretReference;
  readonly clientSecret: SecretReference;
  /** Scopes, with commas between them. @default none */
  readonly scopes?: SecretReference;
};

/** A RabbitMQ queue. Exactly one of the measures `queueLength` to `expectedConsumptionTimeSeconds` is given. */
export interface RabbitMqScalerProps extends TriggerProps {
  /** Queue, or a regular expression for several with `useRegex`. */
  readonly queueName: string;
  /**
   * Address with user and virtual host: `amqp://user:password@rabbitmq.shop:5672/vhost`, or `http://...:15672/vhost`
   * for the management API. It holds a password, so it is a reference.
   */
  readonly host?: SecretReference | string;
  /** Messages one replica works off, those in work included. @default 20, where no measure is given */
  readonly queueLength?: number;
  /** Messages a second that are published, for one replica. Needs the management API. */
  readonly messageRate?: number;
  /**
   * Messages a second that are delivered or fetched; use it with `metricType: "Value"`. Needs the management API.
   */
  readonly deliverGetRate?: number;
  /** Published messages for each delivered one; use it with `metricType: "Value"`. Needs the management API. */
  readonly publishedToDeliveredRatio?: number;
  /** Time the queue would take to become empty; use it with `metricType: "Value"`. Needs the management API. */
  readonly expectedConsumptionTimeSeconds?: number;
  /** Measure above which the workload leaves zero. @default 0 */
  readonly activationValue?: number;
  /** @default auto: by the scheme of the address */
  readonly protocol?: "auto" | "amqp" | "http";
  /** Virtual host, over the one in the address. @default the one in the address */
  readonly vhostName?: string | SecretReference;
  /** Whether `queueName` is a regular expression. Needs the management API. @default false */
  readonly useRegex?: boolean;
  /** What becomes of several queues, with `useRegex`. @default sum */
  readonly operation?: "sum" | "max" | "avg";
  /** Queues in one answer of the management API, with `useRegex`. @default 100 */
  readonly pageSize?: number;
  /** Counts waiting messages only. Needs the management API. @default false */
  readonly excludeUnacknowledged?: boolean;
  /** Time to wait for the management API. @default KEDA's global one, 3000 */
  readonly timeoutMilliseconds?: number;
  /** User, over the one in the address. */
  readonly username?: SecretReference;
  readonly password?: SecretReference;
  /** Holds the word `enable` for the certificates below to be used. @default disable */
  readonly tls?: SecretReference;
  /** Certificate authority of the broker, PEM, with `tls`. */
  readonly ca?: SecretReference;
  /** Client certificate, PEM, with its `key` and `tls`. */
  readonly cert?: SecretReference;
  readonly key?: SecretReference;
  /** Password of `key`. */
  readonly keyPassword?: SecretReference;
  /** Whether any certificate of the broker will do. @default false */
  readonly unsafeSsl?: boolean;
  /** OAuth 2.0 in place of user and password. Needs the management API. */
  readonly oauth?: RabbitMqOauth;
  /** Azure workload identity in place of user and password. Needs `workloadIdentityResource`. */
  readonly identity?: PodIdentity;
  /** Azure resource to ask a token for. Needs the management API. */
  readonly workloadIdentityResource?: SecretReference;
}

/** Measures by prop, and KEDA's name of the mode. */
const MEASURES = {
  queueLength: "QueueLength",
  messageRate: "MessageRate",
  deliverGetRate: "DeliverGetRate",
  publishedToDeliveredRatio: "PublishedToDeliveredRatio",
  expectedConsumptionTimeSeconds: "ExpectedQueueConsumptionTime",
} as const;

/**
 * Messages of a RabbitMQ queue: how many, how fast, how long. Codes beside the table's: `one-measure`, `out-of-range`,
 * `needs-management-api`, `missing-dependent`.
 */
export function rabbitMq(props: RabbitMqScalerProps): ScalerValue {
  return defineScaler("rabbitmq", ({ problems }) => {
    const { settings, identity, rest } = splitProps(props);
    const { timeoutMilliseconds, oauth, ...others } = rest;
    const measure = oneMeasure(others, MEASURES, { prop: "queueLength", value: 20 }, problems);
    checkRabbitMq(props, measure, problems);
    return {
      type: "rabbitmq",
      settings,
      identity,
      props: { ...PROPS, value: measure.prop, mode: measure.prop },
      parameters: {
        ...measure.rest,
        mode: measure.mode,
        value: measure.value,
        timeout: timeoutMilliseconds,
        oauthTokenURI: oauth?.tokenUri,
        clientID: oauth?.clientId,
        clientSecret: oauth?.clientSecret,
        scopes: oauth?.scopes,
      },
    };
  });
}

const PROPS = {
  timeout: "timeoutMilliseconds",
  oauthTokenURI: "oauth.tokenUri",
  clientID: "oauth.clientId",
  clientSecret: "oauth.clientSecret",
  scopes: "oauth.scopes",
};
