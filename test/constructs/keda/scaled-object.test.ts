import type { TerraformStack } from "cdktf";
import { Manifests } from "../../../constructs/helm";
import { Keda } from "../../../constructs/keda/keda";
import { PodIdentity } from "../../../constructs/keda/pod-identity";
import { ScaledObject } from "../../../constructs/keda/scaled-object";
import type { ScaledObjectProps } from "../../../constructs/keda/scaled-object-props";
import { rabbitMq } from "../../../constructs/keda/scalers/rabbit-mq";
import { sqs } from "../../../constructs/keda/scalers/sqs";
import { tableScaler } from "../../../constructs/keda/scalers/table-scaler";
import { SecretFrom } from "../../../constructs/keda/secret-reference";
import { TriggerAuthentication } from "../../../constructs/keda/trigger-authentication";
import { ConfigError } from "../../../lib/core/errors";
import { FakeKeda, objectsOf } from "../../support/fake-keda";
import { GrantingCluster } from "../../support/granting-cluster";
import { codes, problemsOf, synth } from "../../support/synth";

const HOST = SecretFrom.secret("rabbitmq", "uri");
const QUEUE_ARN = "arn:aws:sqs:eu-central-1:111122223333:orders";
const CPU = tableScaler("cpu", { value: "70" } as never);
const MEMORY = tableScaler("memory", { value: "80" } as never);
const RELEASE = "Orders_Manifests_Release";

type Options = Partial<ScaledObjectProps>;

function rabbit(name?: string, host = HOST) {
  return rabbitMq({ name, queueName: name ?? "orders", queueLength: 20, host });
}

function propsFor(keda: ScaledObjectProps["keda"], options: Options): ScaledObjectProps {
  return {
    keda,
    name: "orders",
    namespace: "shop",
    target: { name: "orders", existing: true },
    triggers: [rabbit()],
    ...options,
  };
}

function make(stack: TerraformStack, options: Options = {}) {
  const keda = new FakeKeda(stack);
  return { keda, scaledObject: new ScaledObject(stack, "Orders", propsFor(keda, options)) };
}

function codesWith(options: Options): string[] {
  return codes(problemsOf((stack) => make(stack, options)));
}

describe("ScaledObject", () => {
  it("makes one release behind KEDA's definitions, with the object and its credentials", () => {
    const synthesized = synth((stack) => make(stack));
    expect(synthesized.one("helm_release", RELEASE)).toMatchObject({
      name: "orders-scaling",
      namespace: "shop",
      depends_on: [expect.stringMatching(/^terraform_data\.FakeKeda_Definitions/)],
    });
    expect(Object.keys(objectsOf(synthesized, RELEASE)).sort()).toEqual([
      "ScaledObject/orders",
      "TriggerAuthentication/orders-rabbitmq",
    ]);
  });

  it("says what the autoscaler is called", () => {
    synth((stack) => expect(make(stack).scaledObject.autoscalerName).toBe("keda-hpa-orders"));
    synth((stack) => {
      const { scaledObject } = make(stack, { takeOverAutoscaler: "mine" });
      expect(scaledObject).toMatchObject({ name: "orders", namespace: "shop", autoscalerName: "mine" });
    });
  });

  it("keeps the order of triggers, and lets those with equal credentials share one authentication", () => {
    const triggers = [rabbit("b"), CPU, rabbit("a"), rabbit("c", SecretFrom.secret("other", "uri"))];
    const objects = objectsOf(
      synth((stack) => make(stack, { triggers })),
      RELEASE,
    );
    expect(Object.keys(objects).sort()).toEqual([
      "ScaledObject/orders",
      "TriggerAuthentication/orders-b",
      "TriggerAuthentication/orders-c",
    ]);
    expect(objects["ScaledObject/orders"]?.spec).toMatchObject({
      triggers: [
        { name: "b", authenticationRef: { name: "orders-b" } },
        { type: "cpu" },
        { name: "a", authenticationRef: { name: "orders-b" } },
        { name: "c", authenticationRef: { name: "orders-c" } },
      ],
    });
  });

  it("gives the same bytes for the same input", () => {
    const options = { triggers: [rabbit("a"), sqs({ queueArn: QUEUE_ARN })], labels: { b: "1", a: "2" } };
    const [one, two] = [0, 1].map(() => JSON.stringify(synth((stack) => make(stack, options)).json));
    expect(one).toBe(two);
  });

  it("grants the operator what scalers of AWS need, once for each queue", () => {
    synth((stack) => {
      const { keda } = make(stack, { triggers: [sqs({ queueArn: QUEUE_ARN }), rabbit()] });
      expect(keda.granted).toEqual([{ actions: ["sqs:GetQueueAttributes"], resources: [QUEUE_ARN] }]);
    });
  });

  it("grants the role that is assumed in place of what the role may do", () => {
    synth((stack) => {
      const roleArn = "arn:aws:iam::111122223333:role/reader";
      const { keda } = make(stack, {
        triggers: [sqs({ queueArn: QUEUE_ARN, identity: PodIdentity.aws({ roleArn }) })],
      });
      expect(keda.granted).toEqual([{ actions: ["sts:AssumeRole", "sts:TagSession"], resources: [roleArn] }]);
    });
  });

  it("stands behind a Keda of the same stack, whose operator gets the permissions", () => {
    const synthesized = synth((stack) => {
      const props = { clusterName: "local", context: "kind-local" };
      const cluster = new GrantingCluster(stack, "Cluster", props, false);
      const keda = new Keda(stack, "Keda", { cluster });
      new ScaledObject(stack, "Orders", propsFor(keda, { triggers: [sqs({ queueArn: QUEUE_ARN })] }));
      expect(cluster.grants["keda-keda-operator"]).toMatchObject({
        serviceAccount: "keda-operator",
        statements: [{ actions: ["sqs:GetQueueAttributes"], resources: [QUEUE_ARN] }],
      });
    });
    expect(synthesized.one("helm_release", RELEASE).depends_on).toEqual([
      expect.stringMatching(/^helm_release\.Keda_Release/),
    ]);
    expect(objectsOf(synthesized, RELEASE)["ScaledObject/orders"]?.metadata.name).toBe("orders");
  });

  it("refers to an authentication that triggers share, and makes none", () => {
    const synthesized = synth((stack) => {
      const keda = new FakeKeda(stack);
      const authentication = new TriggerAuthentication(stack, "Broker", {
        keda,
        name: "broker",
        namespace: "shop",
        secrets: { host: HOST },
      });
      const triggers = [rabbitMq({ queueName: "orders", queueLength: 5, authentication })];
      const dependsOn = [authentication.manifests];
      new ScaledObject(stack, "Orders", propsFor(keda, { triggers, dependsOn }));
    });
    const { "ScaledObject/orders": scaledObject, ...others } = objectsOf(synthesized, RELEASE);
    expect(others).toEqual({});
    expect(scaledObject?.spec).toMatchObject({
      triggers: [{ authenticationRef: { name: "broker", kind: "TriggerAuthentication" } }],
    });
    expect(synthesized.one("helm_release", RELEASE).depends_on).toContainEqual(
      expect.stringMatching(/^helm_release\.Broker_Manifests_Release/),
    );
  });

  it("finds its target among the Manifests of the stack", () => {
    const synthesized = synth((stack) => {
      const { keda } = make(stack, { target: { name: "orders" } });
      new Manifests(stack, "Workload", {
        cluster: keda.cluster,
        releaseName: "orders",
        namespace: "shop",
        manifests: [{ apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "orders" } }],
      });
    });
    expect(Object.keys(synthesized.all("helm_release"))).toHaveLength(2);
  });

  it("fails at synthesis where nothing makes the target, unless it exists elsewhere", () => {
    expect(() => synth((stack) => make(stack, { target: { name: "order" } }))).toThrow(
      "[target-missing]: target.name: no Manifests of this stack make Deployment shop/order;",
    );
    const elsewhere = synth((stack) => make(stack, { target: { name: "order", existing: true } }));
    expect(elsewhere.one("helm_release", RELEASE).values[0]).toMatch(/scaleTargetRef:[\s\S]*name: "order"/);
  });

  const fallback = { replicas: 2 };
  it.each<[string, Options, string[]]>([
    ["min above max", { minReplicas: 5, maxReplicas: 4 }, ["minReplicas min-above-max"]],
    ["idle not below min", { idleReplicas: 0 }, ["idleReplicas idle-not-below-min"]],
    ["idle other than 0", { idleReplicas: 1, minReplicas: 2 }, ["idleReplicas idle-not-zero"]],
    [
      "numbers out of range",
      { maxReplicas: 0, pollingIntervalSeconds: 0, cooldownSeconds: -1, initialCooldownSeconds: 1.5 },
      [
        "maxReplicas out-of-range",
        "pollingIntervalSeconds out-of-range",
        "cooldownSeconds out-of-range",
        "initialCooldownSeconds out-of-range",
      ],
    ],
    ["no trigger", { triggers: [] }, ["triggers no-triggers"]],
    ["cpu with scale to zero", { triggers: [CPU, MEMORY] }, ["minReplicas cannot-leave-zero"]],
    [
      "fallback with only cpu and memory",
      { triggers: [CPU, MEMORY], minReplicas: 1, fallback },
      ["fallback fallback-without-external-trigger"],
    ],
    [
      "fallback numbers out of range",
      { fallback: { replicas: 11, failureThreshold: 0 }, maxReplicas: 10 },
      ["fallback.failureThreshold out-of-range", "fallback.replicas out-of-range"],
    ],
    [
      "fallback behavior nobody knows",
      { fallback: { replicas: 1, behavior: "statik" as never } },
      ["fallback.behavior unknown-behavior"],
    ],
    [
      "fallback to a formula that is not there",
      { fallback: { replicas: 1, behavior: "scalingModifiers" } },
      ["fallback.behavior no-scaling-modifiers"],
    ],
    [
      "two triggers of one name",
      { triggers: [rabbit("a"), rabbit("b"), rabbit("a")] },
      ["triggers[2].name duplicate-trigger"],
    ],
    [
      "two credentials under one name",
      { triggers: [rabbit(), rabbit(undefined, SecretFrom.secret("other", "uri"))] },
      ["triggers[1].name trigger-needs-name"],
    ],
    [
      "a formula with a name no trigger has",
      { triggers: [rabbit("queue")], scalingModifiers: { formula: "queue + lag", target: 1 } },
      ["scalingModifiers.formula unknown-trigger"],
    ],
    [
      "a missing parameter",
      { triggers: [rabbit("a"), tableScaler("nsq", { topic: "t", channel: "c" } as never)] },
      ["triggers[1].nsqLookupdHttpAddresses missing-required"],
    ],
    [
      "a value outside of an enum",
      { triggers: [tableScaler("cpu", { value: "70", metricType: "Average" } as never)], minReplicas: 1 },
      ["triggers[0].metricType unknown-metric-type"],
    ],
    ["a name over 63 characters", { name: "o".repeat(64) }, ["name invalid-name"]],
    ["a namespace over 63 characters", { namespace: "n".repeat(64) }, ["namespace invalid-name"]],
    ["an autoscaler's name", { takeOverAutoscaler: "Mine" }, ["takeOverAutoscaler invalid-name"]],
    ["a release's name", { releaseName: "r".repeat(54) }, ["releaseName invalid-name"]],
    ["a target's name", { target: { name: "Orders" } }, ["target.name invalid-name"]],
    ["a kind nobody knows", { target: { name: "o", kind: "Job" } }, ["target.kind unknown-kind"]],
    ["a pause nobody knows", { paused: "scale_in" as never }, ["paused unknown-pause"]],
    ["a pause below zero", { paused: { replicas: -1 } }, ["paused.replicas out-of-range"]],
    [
      "a behavior out of range",
      { behavior: { scaleUp: { stabilizationWindowSeconds: 3601 } } },
      ["behavior.scaleUp.stabilizationWindowSeconds out-of-range"],
    ],
  ])("fails on %s", (_, options, expected) => {
    expect(codesWith(options)).toEqual(expected);
  });

  it("fails with every problem at once", () => {
    expect(codesWith({ name: "Orders", minReplicas: 9, maxReplicas: 8, triggers: [] })).toEqual([
      "name invalid-name",
      "minReplicas min-above-max",
      "triggers no-triggers",
    ]);
  });

  it("fails on neither of two parameters where one is needed", () => {
    const problems = problemsOf((stack) =>
      make(stack, { triggers: [rabbitMq({ queueName: "orders", queueLength: 5 })] }),
    );
    expect(codes(problems)).toEqual([expect.stringMatching(/^triggers\[0\]\.host missing-/)]);
  });

  it("fails on an authentication both inline and referred to", () => {
    const authentication = {
      reference: { name: "broker", kind: "TriggerAuthentication" },
      identity: undefined,
    } as const;
    const triggers = [rabbitMq({ queueName: "orders", queueLength: 5, host: HOST, authentication })];
    expect(codesWith({ triggers })).toEqual(["triggers[0].authentication two-authentications"]);
  });

  it("fails on a literal secret, and does not say it", () => {
    const host = "amqp://user:hunter2@rabbitmq:5672/";
    const triggers = [rabbitMq({ queueName: "orders", queueLength: 5, host })];
    const problems = problemsOf((stack) => make(stack, { triggers }));
    expect(codes(problems)).toEqual(["triggers[0].host literal-secret"]);
    expect(new ConfigError("Orders", "ScaledObjectProps", problems).message).not.toContain("hunter2");
  });

  it("fails in a namespace that KEDA does not watch", () => {
    const problems = problemsOf((stack) => {
      const keda = new FakeKeda(stack, "till");
      new ScaledObject(stack, "Orders", propsFor(keda, {}));
    });
    expect(codes(problems)).toEqual(["namespace not-watched"]);
  });
});
