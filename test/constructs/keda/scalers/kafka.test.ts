import { TerraformOutput, TerraformVariable } from "cdktf";
import * as fc from "fast-check";
import { type KafkaScalerProps, kafka } from "../../../../constructs/keda/scalers/kafka";
import { SecretFrom } from "../../../../constructs/keda/secret-reference";
import { bind, bindProblems } from "../../../support/scalers";
import { codes, synth } from "../../../support/synth";

const PROPS: KafkaScalerProps = {
  bootstrapServers: ["kafka-0.kafka:9092", "kafka-1.kafka:9092"],
  group: "billing",
};
const LOGIN = {
  mechanism: "scramSha512",
  username: SecretFrom.secret("kafka", "user"),
  password: SecretFrom.secret("kafka", "password"),
} as const;
const SHARED = {
  reference: { name: "kafka", kind: "TriggerAuthentication" },
  identity: undefined,
} as const;

function metadataOf(props: Partial<KafkaScalerProps>) {
  return bind(kafka({ ...PROPS, ...props })).trigger.metadata;
}

function problemsWith(props: Partial<KafkaScalerProps>): string[] {
  return codes(bindProblems(kafka({ ...PROPS, ...props })));
}

describe("kafka", () => {
  it("reads the lag of a group over all its topics", () => {
    expect(bind(kafka(PROPS))).toEqual({
      trigger: {
        type: "kafka",
        metadata: { bootstrapServers: "kafka-0.kafka:9092,kafka-1.kafka:9092", consumerGroup: "billing" },
      },
      authentication: undefined,
      statements: [],
      manifests: [],
    });
  });

  it("renders every prop", () => {
    const reference = (key: string) => SecretFrom.secret("kafka", key);
    const bound = bind(
      kafka({
        ...PROPS,
        topic: "orders",
        partitions: [0, "10-20"],
        lagThreshold: 100,
        activationLagThreshold: 5,
        replicaLimit: "partitionsWithLag",
        offsetResetPolicy: "earliest",
        excludePersistentLag: true,
        scaleToZeroOnInvalidOffset: true,
        version: "3.6.0",
        sasl: LOGIN,
        tls: {
          ca: reference("ca"),
          cert: reference("cert"),
          key: reference("key"),
          keyPassword: reference("keyPassword"),
          unsafeSsl: true,
        },
      }),
    );
    expect(bound.trigger.metadata).toEqual({
      bootstrapServers: "kafka-0.kafka:9092,kafka-1.kafka:9092",
      consumerGroup: "billing",
      topic: "orders",
      partitionLimitation: "0,10-20",
      lagThreshold: "100",
      activationLagThreshold: "5",
      limitToPartitionsWithLag: "true",
      offsetResetPolicy: "earliest",
      excludePersistentLag: "true",
      scaleToZeroOnInvalidOffset: "true",
      version: "3.6.0",
      sasl: "scram_sha512",
      tls: "enable",
      unsafeSsl: "true",
    });
    expect(bound.authentication).toEqual({
      identity: undefined,
      secrets: {
        username: LOGIN.username,
        password: LOGIN.password,
        ca: reference("ca"),
        cert: reference("cert"),
        key: reference("key"),
        keyPassword: reference("keyPassword"),
      },
    });
    expect(bound.statements).toEqual([]);
  });

  it("takes brokers as one text, as MSK has them", () => {
    expect(metadataOf({ bootstrapServers: "b-1:9098, b-2:9098" }).bootstrapServers).toBe("b-1:9098,b-2:9098");
    const { json } = synth((stack) => {
      const brokers = new TerraformVariable(stack, "brokers", { type: "string" }).stringValue;
      const value = metadataOf({ bootstrapServers: brokers }).bootstrapServers;
      new TerraformOutput(stack, "servers", { value, staticId: true });
    });
    expect(json.output.servers.value).toBe("${var.brokers}");
  });

  it("reads brokers, group and topic from the environment of the target", () => {
    const metadata = metadataOf({
      bootstrapServers: SecretFrom.env("BROKERS"),
      group: SecretFrom.env("GROUP"),
      topic: SecretFrom.env("TOPIC"),
    });
    expect(metadata).toEqual({
      bootstrapServersFromEnv: "BROKERS",
      consumerGroupFromEnv: "GROUP",
      topicFromEnv: "TOPIC",
    });
  });

  it.each([
    ["partitions", {}],
    ["partitionsWithLag", { limitToPartitionsWithLag: "true" }],
    ["evenShare", { ensureEvenDistributionOfPartitions: "true" }],
    ["none", { allowIdleConsumers: "true" }],
  ] as const)("limits replicas by %s", (replicaLimit, expected) => {
    const { bootstrapServers, consumerGroup, topic, ...limit } = metadataOf({
      topic: "orders",
      replicaLimit,
    });
    expect(limit).toEqual(expected);
  });

  it("encrypts a login, and whatever else is told to", () => {
    expect(metadataOf({ sasl: LOGIN }).tls).toBe("enable");
    expect(metadataOf({ sasl: LOGIN, tls: false }).tls).toBe("disable");
    expect(metadataOf({ tls: true }).tls).toBe("enable");
    expect(metadataOf({ tls: {} }).tls).toBe("enable");
    expect(metadataOf({ sasl: { mechanism: "none" } })).toMatchObject({ sasl: "none" });
    expect(metadataOf({ sasl: { mechanism: "none" } }).tls).toBeUndefined();
  });

  it("logs in to MSK as the operator", () => {
    const clusterArn = "arn:aws:kafka:eu-central-1:111122223333:cluster/shop/abc-1";
    const bound = bind(kafka({ ...PROPS, topic: "orders", sasl: { mechanism: "mskIam", clusterArn } }));
    expect(bound.trigger.metadata).toMatchObject({
      sasl: "oauthbearer",
      saslTokenProvider: "aws_msk_iam",
      awsRegion: "eu-central-1",
      tls: "enable",
    });
    expect(bound.authentication).toEqual({ secrets: {}, identity: { provider: "aws" } });
    expect(bound.statements.map(({ actions }) => actions)).toEqual([
      ["kafka-cluster:Connect"],
      ["kafka-cluster:DescribeGroup"],
      ["kafka-cluster:DescribeTopic"],
    ]);
  });

  it("finds credentials in a shared authentication", () => {
    const { trigger } = bind(kafka({ ...PROPS, sasl: { mechanism: "plaintext" }, authentication: SHARED }));
    expect(trigger).toMatchObject({
      authenticationRef: SHARED.reference,
      metadata: { sasl: "plaintext", tls: "enable" },
    });
  });

  it("fails on credentials beside a shared authentication", () => {
    expect(problemsWith({ sasl: LOGIN, authentication: SHARED })).toEqual([
      "authentication two-authentications",
    ]);
  });

  it("fails on a reference KEDA does not follow", () => {
    expect(problemsWith({ topic: SecretFrom.secret("kafka", "topic") })).toEqual(["topic no-reference-here"]);
  });

  it("fails without brokers and on an empty group", () => {
    expect(problemsWith({ bootstrapServers: "", group: "" }).sort()).toEqual([
      "bootstrapServers wrong-type",
      "group wrong-type",
    ]);
  });

  it("fails on partitions, and limits about partitions, without a topic", () => {
    expect(problemsWith({ partitions: [0] })).toEqual(["topic missing-dependent"]);
    expect(problemsWith({ replicaLimit: "partitionsWithLag" })).toEqual(["topic missing-dependent"]);
    expect(problemsWith({ replicaLimit: "evenShare" })).toEqual(["topic missing-dependent"]);
  });

  it("fails on partitions that are none", () => {
    expect(problemsWith({ topic: "orders", partitions: [1, -1, 1.5, "a", "1-", "20-10"] })).toEqual(
      [1, 2, 3, 4, 5].map((index) => `partitions[${index}] invalid-partition`),
    );
    expect(problemsWith({ topic: "orders", partitions: [] })).toEqual(["partitions wrong-type"]);
  });

  it("takes a range exactly where it does not go down", () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (first, last) => {
        const problems = problemsWith({ topic: "orders", partitions: [`${first}-${last}`] });
        expect(problems).toEqual(first <= last ? [] : ["partitions[0] invalid-partition"]);
      }),
    );
  });

  it("fails on a limit that is not known", () => {
    const replicaLimit = "all" as KafkaScalerProps["replicaLimit"];
    expect(problemsWith({ replicaLimit })).toEqual(["replicaLimit unknown-value"]);
  });

  it("fails on an IAM login without encryption", () => {
    const sasl = { mechanism: "mskIam", region: "eu-central-1" } as const;
    expect(problemsWith({ sasl, tls: false })).toEqual(["tls tls-needed"]);
  });

  it("fails on half a client certificate", () => {
    expect(problemsWith({ tls: { cert: SecretFrom.secret("kafka", "cert") } })).toEqual([
      "tls.key incomplete",
    ]);
  });

  it("fails on a threshold of zero", () => {
    expect(problemsWith({ lagThreshold: 0 })).toEqual(["lagThreshold out-of-range"]);
  });
});
