import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Number returned by an ArangoDB query. Made from scaler-table.json by `npm run generate`. */
export interface ArangoDbScalerProps extends TableScalerProps {
  /**
   * Coordinator URLs, such as https://arangodb.data:8529.
   * @default not set
   */
  readonly endpoints?: readonly string[] | SecretReference;
  /**
   * Database that the query runs in.
   * @default not set
   */
  readonly dbName?: string | SecretReference;
  /** Collection that the query reads. */
  readonly collection: string;
  /** AQL query that returns one number as {"value": 12}. */
  readonly query: string;
  /**
   * Query result that one replica can handle.
   * @default not set
   */
  readonly queryValue?: number;
  /**
   * Query result that must be exceeded to leave zero replicas.
   * @default 0
   */
  readonly activationQueryValue?: number;
  /**
   * Accepts any server certificate, even a self-signed one.
   * @default false
   */
  readonly unsafeSsl?: boolean;
  /**
   * Upper limit of open connections to the database.
   * @default not set
   */
  readonly connectionLimit?: number;
  /**
   * Ways to authenticate; at most one of bearer, basic and oauth.
   * @default not set
   */
  readonly authModes?:
    | readonly ("apiKey" | "basic" | "tls" | "bearer" | "custom" | "oauth")[]
    | SecretReference;
  /**
   * Token sent in bearer mode. Never the value itself.
   * @default not set
   */
  readonly bearerToken?: SecretReference;
  /**
   * User name sent in basic mode. Never the value itself.
   * @default not set
   */
  readonly username?: SecretReference;
  /**
   * Password sent in basic mode. Never the value itself.
   * @default not set
   */
  readonly password?: SecretReference;
  /**
   * Client certificate in PEM form for tls mode. Never the value itself.
   * @default not set
   */
  readonly cert?: SecretReference;
  /**
   * Private key of the client certificate in PEM form for tls mode. Never the value itself.
   * @default not set
   */
  readonly key?: SecretReference;
  /**
   * CA certificate in PEM form that the server is checked against. Never the value itself.
   * @default not set
   */
  readonly ca?: SecretReference;
  /**
   * URL that issues the access token in oauth mode. Never the value itself.
   * @default not set
   */
  readonly oauthTokenUri?: SecretReference;
  /**
   * Client ID that requests the token in oauth mode. Never the value itself.
   * @default not set
   */
  readonly clientId?: SecretReference;
  /**
   * Client secret that requests the token in oauth mode. Never the value itself.
   * @default not set
   */
  readonly clientSecret?: SecretReference;
  /**
   * Name of the request header set in custom mode. Never the value itself.
   * @default not set
   */
  readonly customAuthHeader?: SecretReference;
  /**
   * Content of the request header set in custom mode. Never the value itself.
   * @default not set
   */
  readonly customAuthValue?: SecretReference;
  /**
   * Scopes to ask for in oauth mode. Never the value itself.
   * @default not set
   */
  readonly scopes?: SecretReference;
  /**
   * Extra fields of the token request in oauth mode, as in audience=api&tenant=x. Never the value itself.
   * @default not set
   */
  readonly endpointParams?: SecretReference;
  /**
   * Key sent in apiKey mode. Never the value itself.
   * @default not set
   */
  readonly apiKey?: SecretReference;
  /**
   * Where the request carries the key in apiKey mode.
   * @default header
   */
  readonly method?: "header" | "query" | SecretReference;
  /**
   * Header or query parameter that carries the key in apiKey mode.
   * @default not set
   */
  readonly keyParamName?: string | SecretReference;
}
