import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Number returned by an Apache Cassandra query. Made from scaler-table.json by `npm run generate`. */
export interface CassandraScalerProps extends TableScalerProps {
  /** User that logs in to the cluster. */
  readonly username: string;
  /**
   * Password of the user that logs in to the cluster. Never the value itself.
   * @default not set
   */
  readonly password?: SecretReference;
  /**
   * Whether connections to the cluster are encrypted. Never the value itself.
   * @default disable
   */
  readonly tls?: SecretReference;
  /**
   * Client certificate in PEM form, needed when tls is on. Never the value itself.
   * @default not set
   */
  readonly cert?: SecretReference;
  /**
   * Private key of the client certificate in PEM form, needed when tls is on. Never the value itself.
   * @default not set
   */
  readonly key?: SecretReference;
  /**
   * CA certificate in PEM form that the cluster is checked against. Never the value itself.
   * @default not set
   */
  readonly ca?: SecretReference;
  /** Host name or IP address of the cluster, with or without :port. */
  readonly clusterIpAddress: string;
  /**
   * Port of the cluster, such as 9042, where the address has none.
   * @default not set
   */
  readonly port?: number;
  /**
   * Consistency level of the query, such as ONE or LOCAL_QUORUM.
   * @default ONE
   */
  readonly consistency?: string;
  /**
   * Version of the CQL native protocol to speak.
   * @default 4
   */
  readonly protocolVersion?: number;
  /** Keyspace that the query reads from. */
  readonly keyspace: string;
  /** CQL query that returns one number. */
  readonly query: string;
  /** Query result that one replica can handle. */
  readonly targetQueryValue: number;
  /**
   * Query result that must be exceeded to leave zero replicas.
   * @default 0
   */
  readonly activationTargetQueryValue?: number;
}
