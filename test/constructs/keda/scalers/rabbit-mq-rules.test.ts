import * as fc from "fast-check";
import { PodIdentity } from "../../../../constructs/keda/pod-identity";
import { type RabbitMqScalerProps, rabbitMq } from "../../../../constructs/keda/scalers/rabbit-mq";
import { SecretFrom } from "../../../../constructs/keda/secret-reference";
import { bindProblems } from "../../../support/scalers";
import { codes } from "../../../support/synth";

const from = (key: string) => SecretFrom.secret("rabbitmq", key);
const AMQP = "amqp://rabbitmq.shop:5672/vhost";
const OAUTH = { tokenUri: from("uri"), clientId: from("id"), clientSecret: from("secret") };

function problemsWith(props: Partial<RabbitMqScalerProps>): string[] {
  return codes(bindProblems(rabbitMq({ queueName: "orders", host: from("uri"), ...props })));
}

describe("checkRabbitMq", () => {
  const NEEDING: [string, Partial<RabbitMqScalerProps>][] = [
    ["messageRate", { messageRate: 5 }],
    ["deliverGetRate", { deliverGetRate: 5 }],
    ["publishedToDeliveredRatio", { publishedToDeliveredRatio: 5 }],
    ["expectedConsumptionTimeSeconds", { expectedConsumptionTimeSeconds: 5 }],
    ["useRegex", { useRegex: true }],
    ["excludeUnacknowledged", { excludeUnacknowledged: true }],
  ];

  it.each(NEEDING)("fails on %s over amqp", (prop, props) => {
    const expected = [`${prop} needs-management-api`];
    expect(problemsWith({ ...props, protocol: "amqp" })).toEqual(expected);
    expect(problemsWith({ ...props, host: AMQP })).toEqual(expected);
    expect(problemsWith({ ...props, host: "AMQPS://rabbitmq.shop" })).toEqual(expected);
    expect(problemsWith({ ...props, host: AMQP, protocol: "auto" })).toEqual(expected);
    expect(problemsWith({ ...props, host: AMQP, protocol: "amqp" })).toEqual(expected);
  });

  it.each(NEEDING)("takes %s over the management API, and where the address is not known", (_, props) => {
    expect(problemsWith(props)).toEqual([]);
    expect(problemsWith({ ...props, protocol: "http" })).toEqual([]);
    expect(problemsWith({ ...props, host: "http://rabbitmq.shop:15672/vhost" })).toEqual([]);
  });

  it("takes the length of a queue over amqp, and switches that are off", () => {
    expect(
      problemsWith({ protocol: "amqp", queueLength: 5, useRegex: false, excludeUnacknowledged: false }),
    ).toEqual([]);
  });

  it("fails on timeout and logins of the management API with an amqp address", () => {
    const workload = {
      workloadIdentityResource: from("resource"),
      identity: PodIdentity.azureWorkload(),
    };
    expect(problemsWith({ host: AMQP, timeoutMilliseconds: 5 })).toEqual([
      "timeoutMilliseconds needs-management-api",
    ]);
    expect(problemsWith({ host: AMQP, oauth: OAUTH })).toEqual(["oauth needs-management-api"]);
    expect(problemsWith({ host: AMQP, ...workload })).toEqual([
      "workloadIdentityResource needs-management-api",
    ]);
  });

  it("leaves the same to the table where the protocol is said", () => {
    expect(problemsWith({ protocol: "amqp", timeoutMilliseconds: 5 })).toEqual([
      "timeoutMilliseconds not-applicable",
    ]);
    expect(problemsWith({ protocol: "amqp", oauth: OAUTH })).toEqual(["oauth.tokenUri not-applicable"]);
  });

  it("fails on a target that is not above zero", () => {
    expect(problemsWith({ queueLength: 0 })).toEqual(["queueLength out-of-range"]);
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (messageRate) => {
        expect(problemsWith({ messageRate })).toEqual(messageRate > 0 ? [] : ["messageRate out-of-range"]);
      }),
    );
  });

  it("fails on what is about several queues without a regular expression", () => {
    expect(problemsWith({ operation: "max" })).toEqual(["useRegex missing-dependent"]);
    expect(problemsWith({ pageSize: 50, useRegex: false })).toEqual(["useRegex missing-dependent"]);
  });

  it("fails on certificates KEDA would ignore", () => {
    expect(problemsWith({ ca: from("ca") })).toEqual(["tls missing-dependent"]);
    expect(problemsWith({ cert: from("cert"), key: from("key") })).toEqual(["tls missing-dependent"]);
  });

  it("fails on an identity KEDA would ignore", () => {
    expect(problemsWith({ identity: PodIdentity.azureWorkload() })).toEqual([
      "workloadIdentityResource missing-dependent",
    ]);
  });
});
