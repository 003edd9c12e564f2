import { Fn, Token } from "cdktf";
import { bindTriggers, triggerAuthentication } from "../../../constructs/keda/bound-triggers";
import type { ScalerValue } from "../../../constructs/keda/scaler-value";
import { custom } from "../../../constructs/keda/scalers/custom";
import { tableScaler } from "../../../constructs/keda/scalers/table-scaler";
import { SecretFrom } from "../../../constructs/keda/secret-reference";
import { Problems } from "../../../lib/core/errors";
import { checked } from "../../support/fake-keda";
import { codes } from "../../support/synth";

const OWNER = { name: "orders", namespace: "shop" };
const SECRET_ARN = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:rabbitmq-AbCdEf";

function rabbit(name: string | undefined, secret: string): ScalerValue {
  const host = SecretFrom.secret(secret, "uri");
  return tableScaler("rabbitmq", {
    name,
    host,
    queueName: "orders",
    mode: "QueueLength",
    value: 20,
  } as never);
}

const CPU = tableScaler("cpu", { value: "70" } as never);

function boundOf(scalers: readonly ScalerValue[]) {
  const problems = new Problems();
  const bound = bindTriggers(scalers, OWNER, problems);
  expect(problems.all).toEqual([]);
  bound.manifests.map(checked);
  return bound;
}

function codesOf(scalers: readonly ScalerValue[]) {
  const problems = new Problems();
  bindTriggers(scalers, OWNER, problems);
  return codes(problems.all);
}

describe("bindTriggers", () => {
  it("fails on a reference that cannot be followed under the prop the user wrote, not KEDA's name of it", () => {
    const wrong = SecretFrom.awsSecretsManager({ secretArn: "rabbitmq" });
    const metrics = {
      url: "http://orders.shop/stats",
      valueLocation: "open",
      authModes: ["oauth"],
      oauthTokenUri: SecretFrom.secret("login", "uri"),
      clientId: wrong,
      clientSecret: SecretFrom.secret("login", "secret"),
    };
    expect(
      codesOf([
        tableScaler("metrics-api", metrics as never),
        custom({ type: "clickhouse", secrets: { userID: wrong } }),
      ]),
    ).toEqual(["triggers[0].clientId invalid-arn", "triggers[1].secrets.userID invalid-arn"]);
  });

  it("keeps the order of triggers", () => {
    const { triggers } = boundOf([rabbit("b", "s"), CPU, rabbit("a", "s")]);
    expect(triggers.map(({ name, type }) => name ?? type)).toEqual(["b", "cpu", "a"]);
  });

  it("makes a TriggerAuthentication named after owner and trigger, in the owner's namespace", () => {
    const { triggers, manifests } = boundOf([rabbit(undefined, "broker")]);
    expect(manifests).toEqual([
      {
        apiVersion: "keda.sh/v1alpha1",
        kind: "TriggerAuthentication",
        metadata: { name: "orders-rabbitmq", namespace: "shop" },
        spec: { secretTargetRef: [{ parameter: "host", name: "broker", key: "uri" }] },
      },
    ]);
    expect(triggers[0]?.authenticationRef).toEqual({
      name: "orders-rabbitmq",
      kind: "TriggerAuthentication",
    });
  });

  it("makes none for a trigger without credentials", () => {
    const { triggers, manifests, statements } = boundOf([CPU]);
    expect(triggers).toEqual([{ type: "cpu", metadata: { value: "70" } }]);
    expect([manifests, statements]).toEqual([[], []]);
  });

  it("shares one among triggers with equal credentials, and allows the operator its secret once", () => {
    const aws = (name: string, host: ReturnType<typeof SecretFrom.awsSecretsManager>) =>
      tableScaler("rabbitmq", { name, host, queueName: name, mode: "QueueLength", value: 20 } as never);
    const { triggers, manifests, statements } = boundOf([
      aws("one", SecretFrom.awsSecretsManager({ secretArn: SECRET_ARN, key: "uri" })),
      aws("two", { ...SecretFrom.awsSecretsManager({ key: "uri", secretArn: SECRET_ARN }) }),
    ]);
    expect(manifests.map(({ metadata }) => metadata.name)).toEqual(["orders-one"]);
    expect(triggers.map(({ authenticationRef }) => authenticationRef?.name)).toEqual([
      "orders-one",
      "orders-one",
    ]);
    expect(statements).toEqual([{ actions: ["secretsmanager:GetSecretValue"], resources: [SECRET_ARN] }]);
  });

  it("shares one whose secret is known only after apply", () => {
    const secretArn = Token.asString(Fn.join("", ["known", "later"]));
    const host = SecretFrom.awsSecretsManager({ secretArn });
    const scaler = tableScaler("rabbitmq", {
      host,
      queueName: "orders",
      mode: "QueueLength",
      value: 20,
    } as never);
    expect(boundOf([scaler, scaler]).manifests).toHaveLength(1);
  });

  it("keeps triggers with credentials of their own apart", () => {
    const { manifests } = boundOf([rabbit("a", "one"), rabbit("b", "two")]);
    expect(manifests.map(({ metadata }) => metadata.name)).toEqual(["orders-a", "orders-b"]);
  });

  it.each([
    ["orders_queue", "orders-orders-queue"],
    ["_Lag", "orders-lag"],
    ["___", "orders"],
    ["x".repeat(300), expect.stringMatching(/^orders-x{237}-[0-9a-f]{8}$/)],
  ])("makes a name Kubernetes takes of a trigger called %s", (name, expected) => {
    const { triggers, manifests } = boundOf([rabbit(name, "broker")]);
    expect(manifests[0]?.metadata.name).toEqual(expected);
    expect(triggers[0]?.name).toBe(name);
  });

  it("fails without a trigger", () => {
    expect(codesOf([])).toEqual(["triggers no-triggers"]);
  });

  it("fails on two triggers of one name", () => {
    expect(codesOf([rabbit("a", "s"), CPU, rabbit("a", "s")])).toEqual([
      "triggers[2].name duplicate-trigger",
    ]);
  });

  it("fails where two credentials would get one name", () => {
    expect(codesOf([rabbit(undefined, "one"), rabbit(undefined, "two")])).toEqual([
      "triggers[1].name trigger-needs-name",
    ]);
    expect(codesOf([rabbit("a_b", "one"), rabbit("a-b", "two")])).toEqual([
      "triggers[1].name trigger-needs-name",
    ]);
  });

  it("fails with the problems of scalers and of their credentials below the trigger", () => {
    const host = SecretFrom.awsSecretsManager({ secretArn: "rabbitmq" });
    const scaler = tableScaler("rabbitmq", { host, mode: "QueueLength", value: 20 } as never);
    expect(codesOf([CPU, scaler])).toEqual([
      "triggers[1].queueName missing-required",
      "triggers[1].host invalid-arn",
    ]);
  });
});

describe("triggerAuthentication", () => {
  it("leaves the namespace out of what belongs to the whole cluster", () => {
    const spec = { podIdentity: { provider: "aws" } };
    const manifest = triggerAuthentication("ClusterTriggerAuthentication", "aws", undefined, spec);
    expect(checked(manifest).metadata).toEqual({ name: "aws" });
  });
});
