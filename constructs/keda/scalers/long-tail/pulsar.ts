import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Backlog of an Apache Pulsar subscription. Made from scaler-table.json by `npm run generate`. */
export interface PulsarScalerProps extends TableScalerProps {
  /** Address of the Pulsar admin API, such as http://pulsar-broker:8080. */
  readonly adminUrl: string | SecretReference;
  /** Topic in full, such as persistent://public/shop/orders. */
  readonly topic: string | SecretReference;
  /** Subscription whose backlog counts. */
  readonly subscription: string | SecretReference;
  /**
   * Messages of backlog one replica can work off.
   * @default 10
   */
  readonly msgBacklogThreshold?: number;
  /**
   * Messages of backlog above which the target leaves zero replicas.
   * @default 0
   */
  readonly activationMsgBacklogThreshold?: number;
  /**
   * Add up the backlog of all partitions of the topic.
   * @default false
   */
  readonly isPartitionedTopic?: boolean;
  /**
   * Older way to ask for mode tls: enable, together with a client certificate.
   * @default not set
   */
  readonly tls?: string;
  /**
   * How KEDA signs in to the admin API; of bearer, basic and oauth only one may be named.
   * @default not set
   */
  readonly authModes?:
    | readonly ("apiKey" | "basic" | "tls" | "bearer" | "custom" | "oauth")[]
    | SecretReference;
  /**
   * Token sent to the admin API in the Authorization header, for mode bearer. Never the value itself.
   * @default not set
   */
  readonly bearerToken?: SecretReference;
  /**
   * User name for HTTP basic authentication against the admin API. Never the value itself.
   * @default not set
   */
  readonly username?: SecretReference;
  /**
   * Password for HTTP basic authentication against the admin API. Never the value itself.
   * @default not set
   */
  readonly password?: SecretReference;
  /**
   * Client certificate in PEM form shown to the admin API, for mode tls. Never the value itself.
   * @default not set
   */
  readonly cert?: SecretReference;
  /**
   * Private key in PEM form that belongs to the client certificate. Never the value itself.
   * @default not set
   */
  readonly key?: SecretReference;
  /**
   * Authority in PEM form that signed the certificate of the admin API. Never the value itself.
   * @default not set
   */
  readonly ca?: SecretReference;
  /**
   * Address that issues OAuth 2.0 tokens, such as https://id.example.com/oauth2/token. Never the value itself.
   * @default not set
   */
  readonly oauthTokenUri?: SecretReference;
  /**
   * Client id KEDA shows to the OAuth 2.0 token address. Never the value itself.
   * @default not set
   */
  readonly clientId?: SecretReference;
  /**
   * Client secret KEDA shows to the OAuth 2.0 token address. Never the value itself.
   * @default not set
   */
  readonly clientSecret?: SecretReference;
  /**
   * Name of the header that carries the credential, such as X-Auth-Token. Never the value itself.
   * @default not set
   */
  readonly customAuthHeader?: SecretReference;
  /**
   * Content of the header named in customAuthHeader. Never the value itself.
   * @default not set
   */
  readonly customAuthValue?: SecretReference;
  /**
   * Scopes to ask for with the OAuth 2.0 token. Never the value itself.
   * @default not set
   */
  readonly scopes?: SecretReference;
  /**
   * More fields for the token request, as a query string such as audience=api&tenant=a. Never the value itself.
   * @default not set
   */
  readonly endpointParams?: SecretReference;
  /**
   * Key that lets KEDA read from the admin API, for mode apiKey. Never the value itself.
   * @default not set
   */
  readonly apiKey?: SecretReference;
  /**
   * Whether the API key travels as a header or in the query string.
   * @default header
   */
  readonly method?: "header" | "query" | SecretReference;
  /**
   * Name of the header or query parameter that carries the API key.
   * @default not set
   */
  readonly keyParamName?: string | SecretReference;
}
