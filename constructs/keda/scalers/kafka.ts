import { checkKnown, type Problems } from "../../../lib/core/errors";
import { ifKnown, isToken } from "../../../lib/core/tokens";
import type { ScalerValue, TriggerProps } from "../scaler-value";
import type { SecretReference } from "../secret-reference";
import { defineScaler } from "./define-scaler";
import { type KafkaSasl, readSasl } from "./kafka-sasl";
import { splitProps } from "./table-scaler";

/** How brokers and KEDA recognize each other. */
export type KafkaTls = {
  /** Certificate authority of the brokers, PEM. @default those the operator's image trusts */
  readonly ca?: SecretReference;
  /** Client certificate, PEM, with its `key`. @default none */
  readonly cert?: SecretReference;
  readonly key?: SecretReference;
  /** Password of `key`. @default none */
  readonly keyPassword?: SecretReference;
  /** Whether any certificate of a broker will do. @default false */
  readonly unsafeSsl?: boolean;
};

/** A consumer group of Apache Kafka. */
export interface KafkaScalerProps extends TriggerProps {
  /** Brokers to ask first, each as host:port, or one text of them with commas, as attributes of MSK have it. */
  readonly bootstrapServers: readonly string[] | string | SecretReference;
  /** Consumer group whose lag is measured. */
  readonly group: string | SecretReference;
  /** @default all topics the group has committed an offset for */
  readonly topic?: string | SecretReference;
  /** Partitions of the topic that count, each a number or a range: `[0, "10-20"]`. @default all */
  readonly partitions?: readonly (number | string)[];
  /** Records one replica is behind with. @default 10 */
  readonly lagThreshold?: number;
  /** Lag above which the workload leaves zero. @default 0 */
  readonly activationLagThreshold?: number;
  /**
   * Beyond which count more replicas would idle: all `partitions`, `partitionsWithLag`, an `evenShare` (the next
   * divisor of the partitions, so that all replicas read equally many), or `none`. The second and third need a topic.
   * @default partitions
   */
  readonly replicaLimit?: keyof typeof LIMITS;
  /** Where a consumer without a committed offset begins. @default latest */
  readonly offsetResetPolicy?: "latest" | "earliest";
  /** Leaves out partitions whose offset stands still: their record cannot be consumed. @default false */
  readonly excludePersistentLag?: boolean;
  /** Whether a partition without a committed offset counts as idle, in place of one record of lag. @default false */
  readonly scaleToZeroOnInvalidOffset?: boolean;
  /** Version of the protocol. @default 1.0.0 */
  readonly version?: string;
  /** How KEDA logs in. @default none */
  readonly sasl?: KafkaSasl;
  /** Encryption of the connection. @default true with a login, which would be readable otherwise; false without */
  readonly tls?: boolean | KafkaTls;
}

const LIMITS = {
  partitions: {},
  partitionsWithLag: { limitToPartitionsWithLag: true },
  evenShare: { ensureEvenDistributionOfPartitions: true },
  none: { allowIdleConsumers: true },
} as const;

/**
 * Records a consumer group of Apache Kafka has yet to read. Codes beside the table's: `unknown-value`,
 * `invalid-partition`, `missing-dependent`, `tls-needed`, `password-or-keytab`, `invalid-arn`.
 */
export function kafka(props: KafkaScalerProps): ScalerValue {
  return defineScaler("kafka", ({ problems }) => {
    const { settings, rest } = splitProps(props);
    const { bootstrapServers, group, partitions, replicaLimit, sasl, tls, ...others } = rest;
    checkKnown(problems, "replicaLimit", "unknown-value", "the limit", replicaLimit, Object.keys(LIMITS));
    const login = readSasl(sasl, rest, settings.authentication !== undefined, problems);
    const encrypted = tls ?? (login.parameters.sasl !== undefined && login.parameters.sasl !== "none");
    problems.addIf(sasl?.mechanism === "mskIam" && encrypted === false, {
      prop: "tls",
      code: "tls-needed",
      rule: "MSK takes IAM logins over TLS only",
      value: tls,
      fix: "leave it out",
    });
    return {
      type: "kafka",
      settings,
      identity: login.identity,
      defaultIdentity: login.defaultIdentity,
      statements: login.statements,
      props: { ...PROPS, ...login.props },
      parameters: {
        ...others,
        ...login.parameters,
        ...(typeof encrypted === "object" && encrypted),
        tls: encrypted !== false ? "enable" : tls === false ? "disable" : undefined,
        ...LIMITS[replicaLimit ?? "partitions"],
        bootstrapServers: serverList(bootstrapServers),
        consumerGroup: group,
        partitionLimitation: partitionList(partitions, rest.topic, problems),
      },
    };
  });
}

const PROPS = {
  consumerGroup: "group",
  partitionLimitation: "partitions",
  ca: "tls.ca",
  cert: "tls.cert",
  key: "tls.key",
  keyPassword: "tls.keyPassword",
  unsafeSsl: "tls.unsafeSsl",
};

function serverList(servers: KafkaScalerProps["bootstrapServers"]): unknown {
  return typeof servers === "string" && !isToken(servers)
    ? servers.split(",").map((server) => server.trim())
    : servers;
}

function partitionList(
  partitions: KafkaScalerProps["partitions"],
  topic: KafkaScalerProps["topic"],
  problems: Problems,
): readonly string[] | undefined {
  problems.addIf(partitions !== undefined && topic === undefined, {
    prop: "topic",
    code: "missing-dependent",
    rule: "KEDA ignores a choice of partitions without a topic",
    fix: "add topic, or leave out partitions",
  });
  partitions?.forEach((partition, index) => {
    ifKnown(partition, (known) => {
      const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(String(known)) ?? [];
      problems.at("partitions").addIf(first === undefined || Number(first) > Number(last), {
        prop: `[${index}]`,
        code: "invalid-partition",
        rule: "partitions are numbers from 0, or ranges from the lower to the higher",
        value: known,
        fix: 'write 3 or "10-20"',
      });
    });
  });
  return partitions?.map(String);
}
