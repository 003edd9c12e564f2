import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Number read from the response of an HTTP endpoint. Made from scaler-table.json by `npm run generate`. */
export interface MetricsApiScalerProps extends TableScalerProps {
  /**
   * Metric value one replica can carry; needed unless a scaling formula uses the trigger.
   * @default not set
   */
  readonly targetValue?: number;
  /**
   * Metric value above which the target leaves zero replicas.
   * @default 0
   */
  readonly activationTargetValue?: number;
  /** Endpoint to read, with scheme and path, such as http://shop.web:8080/stats. */
  readonly url: string;
  /**
   * Format of the response body.
   * @default json
   */
  readonly format?: "prometheus" | "json" | "xml" | "yaml";
  /** Where the number stands in the response, such as components.worker.tasks for JSON. */
  readonly valueLocation: string;
  /**
   * Accept any server certificate over HTTPS.
   * @default false
   */
  readonly unsafeSsl?: boolean;
  /**
   * Read every endpoint of the Kubernetes Service in url and combine the numbers.
   * @default false
   */
  readonly aggregateFromKubeServiceEndpoints?: boolean;
  /**
   * How the numbers of several endpoints become one.
   * @default average
   */
  readonly aggregationType?: "average" | "sum" | "max" | "min";
  /**
   * Longest wait for one response in milliseconds.
   * @default not set
   */
  readonly timeoutMilliseconds?: number;
  /**
   * How KEDA signs in to the endpoint; of bearer, basic and oauth only one may be named.
   * @default not set
   */
  readonly authModes?:
    | readonly ("apiKey" | "basic" | "tls" | "bearer" | "custom" | "oauth")[]
    | SecretReference;
  /**
   * Token sent to the endpoint in the Authorization header, for mode bearer. Never the value itself.
   * @default not set
   */
  readonly bearerToken?: SecretReference;
  /**
   * User name for HTTP basic authentication against the endpoint. Never the value itself.
   * @default not set
   */
  readonly username?: SecretReference;
  /**
   * Password for HTTP basic authentication against the endpoint. Never the value itself.
   * @default not set
   */
  readonly password?: SecretReference;
  /**
   * Client certificate in PEM form shown to the endpoint, for mode tls. Never the value itself.
   * @default not set
   */
  readonly cert?: SecretReference;
  /**
   * Private key in PEM form that belongs to the client certificate. Never the value itself.
   * @default not set
   */
  readonly key?: SecretReference;
  /**
   * Authority in PEM form that signed the certificate of the endpoint. Never the value itself.
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
   * Key that lets KEDA read from the endpoint, for mode apiKey. Never the value itself.
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
