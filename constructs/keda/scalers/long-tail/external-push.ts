import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Your own gRPC scaler that pushes its activity to KEDA. Made from scaler-table.json by `npm run generate`. */
export interface ExternalPushScalerProps extends TableScalerProps {
  /** host:port of the gRPC service that implements the scaler, such as my-scaler.ops:8080. */
  readonly scalerAddress: string;
  /**
   * Connect over TLS even when no CA and no client certificate is given.
   * @default false
   */
  readonly enableTls?: boolean;
  /**
   * Accept any TLS certificate of the scaler service.
   * @default false
   */
  readonly unsafeSsl?: boolean;
  /**
   * CA certificate in PEM form that signed the certificate of the service. Never the value itself.
   * @default not set
   */
  readonly caCert?: SecretReference;
  /**
   * Certificate in PEM form KEDA presents to the service, with its key. Never the value itself.
   * @default not set
   */
  readonly tlsClientCert?: SecretReference;
  /**
   * Private key in PEM form for KEDA's certificate. Never the value itself.
   * @default not set
   */
  readonly tlsClientKey?: SecretReference;
}
