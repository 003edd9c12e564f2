import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Forecast of a Prometheus query made by PredictKube. Made from scaler-table.json by `npm run generate`. */
export interface PredictKubeScalerProps extends TableScalerProps {
  /** Prometheus server that holds the history, such as http://prometheus:9090. */
  readonly prometheusAddress: string;
  /** PromQL query to forecast; it must give a single element. */
  readonly query: string;
  /** How far ahead to forecast in seconds, mostly the cooldown of the target. */
  readonly predictHorizonSeconds: number;
  /** Distance in seconds between two points of the history. */
  readonly queryStepSeconds: number;
  /** Length of the history in seconds; a week or two gives good forecasts. */
  readonly historyTimeWindowSeconds: number;
  /**
   * Key PredictKube has issued for you. Never the value itself.
   * @default not set
   */
  readonly apiKey?: SecretReference;
  /**
   * Forecast value one replica can carry; needed unless a scaling formula uses the trigger.
   * @default not set
   */
  readonly threshold?: number;
  /**
   * Current value above which the target leaves zero replicas.
   * @default 0
   */
  readonly activationThreshold?: number;
  /**
   * How KEDA signs in to Prometheus; of bearer, basic and oauth only one may be named.
   * @default not set
   */
  readonly authModes?:
    | readonly ("apiKey" | "basic" | "tls" | "bearer" | "custom" | "oauth")[]
    | SecretReference;
  /**
   * Token sent to Prometheus in the Authorization header, for mode bearer. Never the value itself.
   * @default not set
   */
  readonly bearerToken?: SecretReference;
  /**
   * User name for HTTP basic authentication against Prometheus. Never the value itself.
   * @default not set
   */
  readonly username?: SecretReference;
  /**
   * Password for HTTP basic authentication against Prometheus. Never the value itself.
   * @default not set
   */
  readonly password?: SecretReference;
  /**
   * Client certificate in PEM form shown to Prometheus, for mode tls. Never the value itself.
   * @default not set
   */
  readonly cert?: SecretReference;
  /**
   * Private key in PEM form that belongs to the client certificate. Never the value itself.
   * @default not set
   */
  readonly key?: SecretReference;
  /**
   * Authority in PEM form that signed the certificate of Prometheus. Never the value itself.
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
