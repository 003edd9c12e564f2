import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Lag of an Apache Kafka consumer group, read with the experimental kafka-go client. Made from scaler-table.json by `npm run generate`. */
export interface ApacheKafkaScalerProps extends TableScalerProps {
  /** Brokers to contact first, each as host:port. */
  readonly bootstrapServers: readonly string[] | SecretReference;
  /** Consumer group whose lag is measured. */
  readonly consumerGroup: string | SecretReference;
  /**
   * Topics to measure; all topics of the consumer group when left out.
   * @default not set
   */
  readonly topic?: readonly string[] | SecretReference;
  /**
   * Partitions to look at, each a number or a range, such as 3 or 10-20.
   * @default not set
   */
  readonly partitionLimitation?: readonly string[];
  /**
   * Unread records that one replica can work off.
   * @default 10
   */
  readonly lagThreshold?: number;
  /**
   * Lag that must be exceeded to leave zero replicas.
   * @default 0
   */
  readonly activationLagThreshold?: number;
  /**
   * Where a consumer without a committed offset starts to read.
   * @default latest
   */
  readonly offsetResetPolicy?: "earliest" | "latest";
  /**
   * Permits more replicas than there are partitions.
   * @default false
   */
  readonly allowIdleConsumers?: boolean;
  /**
   * Ignores partitions whose committed offset has not moved since the last poll.
   * @default false
   */
  readonly excludePersistentLag?: boolean;
  /**
   * Lets a partition without a valid offset count as idle instead of keeping one replica.
   * @default false
   */
  readonly scaleToZeroOnInvalidOffset?: boolean;
  /**
   * Caps the replicas at the count of partitions that have lag; needs a topic.
   * @default false
   */
  readonly limitToPartitionsWithLag?: boolean;
  /**
   * Picks replica counts that share out the partitions evenly; needs a topic.
   * @default false
   */
  readonly ensureEvenDistributionOfPartitions?: boolean;
  /**
   * SASL mechanism used to log in to the brokers.
   * @default none
   */
  readonly sasl?:
    | "none"
    | "plaintext"
    | "scram_sha256"
    | "scram_sha512"
    | "gssapi"
    | "aws_msk_iam"
    | SecretReference;
  /**
   * User name for the SASL login. Never the value itself.
   * @default not set
   */
  readonly username?: SecretReference;
  /**
   * Password for the SASL login. Never the value itself.
   * @default not set
   */
  readonly password?: SecretReference;
  /**
   * Region of the Amazon MSK cluster, such as eu-west-1; for IAM login only.
   * @default not set
   */
  readonly awsRegion?: string;
  /**
   * Whether connections to the brokers are encrypted.
   * @default disable
   */
  readonly tls?: "enable" | "disable" | SecretReference;
  /**
   * Client certificate in PEM form. Never the value itself.
   * @default not set
   */
  readonly cert?: SecretReference;
  /**
   * Private key of the client certificate in PEM form. Never the value itself.
   * @default not set
   */
  readonly key?: SecretReference;
  /**
   * Passphrase of an encrypted private key. Never the value itself.
   * @default not set
   */
  readonly keyPassword?: SecretReference;
  /**
   * CA certificate in PEM form that the brokers are checked against. Never the value itself.
   * @default not set
   */
  readonly ca?: SecretReference;
  /**
   * ARN of the role taken on under the legacy aws-eks pod identity. Never the value itself.
   * @default not set
   */
  readonly awsRoleArn?: SecretReference;
  /**
   * Access key ID of a static AWS credential. Never the value itself.
   * @default not set
   */
  readonly awsAccessKeyId?: SecretReference;
  /**
   * Secret key of a static AWS credential. Never the value itself.
   * @default not set
   */
  readonly awsSecretAccessKey?: SecretReference;
  /**
   * Session token belonging to short-lived AWS credentials. Never the value itself.
   * @default not set
   */
  readonly awsSessionToken?: SecretReference;
}
