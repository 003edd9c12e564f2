import { PodIdentity } from "../../../../constructs/keda/pod-identity";
import { type RabbitMqScalerProps, rabbitMq } from "../../../../constructs/keda/scalers/rabbit-mq";
import { SecretFrom } from "../../../../constructs/keda/secret-reference";
import { bind, bindProblems } from "../../../support/scalers";
import { codes } from "../../../support/synth";

const from = (key: string) => SecretFrom.secret("rabbitmq", key);
const PROPS: RabbitMqScalerProps = { queueName: "orders", host: from("uri") };

function metadataOf(props: Partial<RabbitMqScalerProps>) {
  return bind(rabbitMq({ ...PROPS, ...props })).trigger.metadata;
}

function problemsWith(props: Partial<RabbitMqScalerProps>): string[] {
  return codes(bindProblems(rabbitMq({ ...PROPS, ...props })));
}

describe("rabbitMq", () => {
  it("scales on the length of the queue, and keeps the address out of the trigger", () => {
    expect(bind(rabbitMq(PROPS))).toEqual({
      trigger: { type: "rabbitmq", metadata: { queueName: "orders", mode: "QueueLength", value: "20" } },
      authentication: { secrets: { host: from("uri") }, identity: undefined },
      statements: [],
      manifests: [],
    });
  });

  it("renders every prop", () => {
    const bound = bind(
      rabbitMq({
        queueName: "^orders-",
        host: "https://rabbitmq.shop:15671/vhost",
        queueLength: 50,
        activationValue: 5,
        protocol: "http",
        vhostName: "shop",
        useRegex: true,
        operation: "max",
        pageSize: 50,
        excludeUnacknowledged: true,
        timeoutMilliseconds: 5000,
        username: from("username"),
        password: from("password"),
        tls: from("tls"),
        ca: from("ca"),
        cert: from("cert"),
        key: from("key"),
        keyPassword: from("keyPassword"),
        unsafeSsl: true,
        name: "queue",
        metricType: "AverageValue",
        useCachedMetrics: false,
      }),
    );
    expect(bound.trigger).toEqual({
      type: "rabbitmq",
      name: "queue",
      metricType: "AverageValue",
      useCachedMetrics: false,
      metadata: {
        queueName: "^orders-",
        host: "https://rabbitmq.shop:15671/vhost",
        mode: "QueueLength",
        value: "50",
        activationValue: "5",
        protocol: "http",
        vhostName: "shop",
        useRegex: "true",
        operation: "max",
        pageSize: "50",
        excludeUnacknowledged: "true",
        timeout: "5000",
        unsafeSsl: "true",
      },
    });
    const keys = ["username", "password", "tls", "ca", "cert", "key", "keyPassword"];
    expect(bound.authentication?.secrets).toEqual(Object.fromEntries(keys.map((key) => [key, from(key)])));
  });

  it.each([
    ["queueLength", "QueueLength"],
    ["messageRate", "MessageRate"],
    ["deliverGetRate", "DeliverGetRate"],
    ["publishedToDeliveredRatio", "PublishedToDeliveredRatio"],
    ["expectedConsumptionTimeSeconds", "ExpectedQueueConsumptionTime"],
  ])("measures %s", (prop, mode) => {
    expect(metadataOf({ [prop]: 1.5 })).toEqual({ queueName: "orders", mode, value: "1.5" });
  });

  it("logs in with OAuth 2.0", () => {
    const oauth = {
      tokenUri: from("uri"),
      clientId: from("id"),
      clientSecret: from("secret"),
      scopes: from("scopes"),
    };
    expect(bind(rabbitMq({ ...PROPS, oauth })).authentication?.secrets).toEqual({
      host: from("uri"),
      oauthTokenURI: from("uri"),
      clientID: from("id"),
      clientSecret: from("secret"),
      scopes: from("scopes"),
    });
  });

  it("logs in with an Azure workload identity", () => {
    const identity = PodIdentity.azureWorkload();
    const bound = bind(rabbitMq({ ...PROPS, identity, workloadIdentityResource: from("resource") }));
    expect(bound.authentication).toEqual({
      identity,
      secrets: { host: from("uri"), workloadIdentityResource: from("resource") },
    });
  });

  it("reads the address from the environment of the target", () => {
    const bound = bind(rabbitMq({ ...PROPS, host: SecretFrom.env("RABBITMQ_URI") }));
    expect(bound.trigger.metadata).toMatchObject({ hostFromEnv: "RABBITMQ_URI" });
    expect(bound.authentication).toBeUndefined();
  });

  it("finds the address in a shared authentication", () => {
    const reference = { name: "rabbitmq", kind: "TriggerAuthentication" } as const;
    const { trigger } = bind(
      rabbitMq({ queueName: "orders", authentication: { reference, identity: undefined } }),
    );
    expect(trigger.authenticationRef).toEqual(reference);
  });

  it("fails on a password in the open", () => {
    const problems = bindProblems(rabbitMq({ ...PROPS, host: "amqp://guest:hunter2@rabbitmq:5672/" }));
    expect(codes(problems)).toEqual(["host literal-secret"]);
    expect(JSON.stringify(problems)).not.toContain("hunter2");
  });

  it("fails without an address", () => {
    expect(problemsWith({ host: undefined })).toEqual(["host missing-required"]);
  });

  it("fails with two measures", () => {
    expect(problemsWith({ queueLength: 20, messageRate: 5 })).toEqual(["messageRate one-measure"]);
  });

  it("names the user's props", () => {
    const oauth = { tokenUri: "https://a", clientId: "a", clientSecret: "a", scopes: "a" };
    const problems = problemsWith({
      messageRate: Number.NaN,
      timeoutMilliseconds: 0.5,
      oauth: oauth as unknown as RabbitMqScalerProps["oauth"],
    });
    expect(problems.sort()).toEqual([
      "messageRate wrong-type",
      "oauth.clientId literal-secret",
      "oauth.clientSecret literal-secret",
      "oauth.scopes literal-secret",
      "oauth.tokenUri literal-secret",
      "timeoutMilliseconds wrong-type",
    ]);
  });
});
