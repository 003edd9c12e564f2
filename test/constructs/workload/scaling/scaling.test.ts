import { cpu } from "../../../../constructs/keda/scalers/cpu";
import { rabbitMq } from "../../../../constructs/keda/scalers/rabbit-mq";
import { sqs } from "../../../../constructs/keda/scalers/sqs";
import { SecretFrom } from "../../../../constructs/keda/secret-reference";
import { type ResolvedScaling, resolveScaling } from "../../../../constructs/workload/scaling/scaling";
import type { ScaledKind, ScalingProps } from "../../../../constructs/workload/scaling/scaling-props";
import type { WorkloadPlatform } from "../../../../constructs/workload/workload-platform";
import { Problems } from "../../../../lib/core/errors";
import { coreProblems } from "../../../support/core-kinds";
import { checked, FakeKeda, numberToken } from "../../../support/fake-keda";
import { codes, synth } from "../../../support/synth";

const CONTEXT = { name: "orders", namespace: "shop", labels: { "app.kubernetes.io/name": "orders" } };
const CPU = cpu({ utilizationPercent: 70 });
const RABBIT = rabbitMq({ queueName: "orders", queueLength: 5, host: SecretFrom.secret("rabbitmq", "uri") });
const QUEUE_ARN = "arn:aws:sqs:eu-central-1:111122223333:orders";

type Platform = Pick<WorkloadPlatform, "scaling" | "replicas">;

function resolve(props: ScalingProps | undefined, platform: Platform = {}, leastReplicas?: number) {
  const problems = new Problems();
  let resolved: { readonly scaling: ResolvedScaling; readonly keda: FakeKeda } | undefined;
  synth((stack) => {
    const keda = new FakeKeda(stack);
    const scaling = resolveScaling(props, CONTEXT, { ...platform, keda }, problems, leastReplicas);
    resolved = { scaling, keda };
  });
  if (resolved === undefined) {
    throw new Error("nothing was resolved");
  }
  return { ...resolved, codes: codes(problems.all) };
}

function objectsOf(scaling: ResolvedScaling, kind: ScaledKind = "Deployment") {
  return scaling.contribution(kind).manifests ?? [];
}

type Bounds = Readonly<Record<string, number>>;

/** Least and most replicas as they stand in the object. */
function boundsOf(props: ScalingProps, platform?: Platform, leastReplicas?: number) {
  const { scaling, codes } = resolve(props, platform, leastReplicas);
  expect(codes).toEqual([]);
  const [object] = objectsOf(scaling);
  const { minReplicas, minReplicaCount, maxReplicas, maxReplicaCount } = (object?.spec ?? {}) as Bounds;
  return [minReplicas ?? minReplicaCount, maxReplicas ?? maxReplicaCount];
}

describe("resolveScaling", () => {
  it("scales nothing where nobody asks, and where the platform says so", () => {
    const table = { workloads: { orders: { maxReplicas: 3 } } };
    for (const { scaling, codes } of [
      resolve(undefined),
      resolve(undefined, { scaling: table }),
      resolve({ maxReplicas: 3 }, { scaling: "none" }),
      resolve({ maxReplicas: 3, triggers: [RABBIT] }, { scaling: "none" }),
    ]) {
      expect(codes).toEqual([]);
      expect(scaling).toMatchObject({
        autoscaler: undefined,
        minReplicas: undefined,
        maxReplicas: undefined,
        kedaStatements: [],
      });
      expect(scaling.contribution("Deployment")).toEqual({});
    }
  });

  it("makes an autoscaler of Kubernetes without triggers, which needs no KEDA", () => {
    const problems = new Problems();
    const props = { maxReplicas: 10, cpuPercent: 65, memoryPercent: 80 };
    const scaling = resolveScaling(props, CONTEXT, {}, problems);
    expect(problems.all).toEqual([]);
    expect(scaling).toMatchObject({
      autoscaler: { kind: "HorizontalPodAutoscaler", name: "orders" },
      minReplicas: 2,
      maxReplicas: 10,
      kedaStatements: [],
    });
    const { manifests = [], dependsOn } = scaling.contribution("Deployment");
    expect(dependsOn).toBeUndefined();
    expect(manifests).toMatchObject([
      {
        apiVersion: "autoscaling/v2",
        metadata: CONTEXT,
        spec: { scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "orders" } },
      },
    ]);
    expect(coreProblems(manifests)).toEqual([]);
  });

  it("makes a ScaledObject with triggers, behind KEDA's definitions", () => {
    const { scaling, keda, codes } = resolve({
      maxReplicas: 10,
      triggers: [RABBIT, sqs({ queueArn: QUEUE_ARN, queueLength: 5 })],
    });
    expect(codes).toEqual([]);
    expect(scaling).toMatchObject({
      autoscaler: { kind: "ScaledObject", name: "orders" },
      minReplicas: 2,
      maxReplicas: 10,
      kedaStatements: [{ actions: ["sqs:GetQueueAttributes"], resources: [QUEUE_ARN] }],
    });
    expect(scaling.contribution("Deployment").dependsOn).toEqual(keda.dependencies);
    expect(keda.granted).toEqual([]);
    expect(objectsOf(scaling).map((one) => `${checked(one).kind}/${one.metadata.name}`)).toEqual([
      "ScaledObject/orders",
      "TriggerAuthentication/orders-rabbitmq",
      "TriggerAuthentication/orders-aws-sqs-queue",
    ]);
  });

  it.each<[ScaledKind, string]>([
    ["Deployment", "apps/v1"],
    ["StatefulSet", "apps/v1"],
    ["Rollout", "argoproj.io/v1alpha1"],
  ])("aims at the %s the strategy makes", (kind, apiVersion) => {
    for (const props of [{ maxReplicas: 4 }, { maxReplicas: 4, triggers: [CPU] }]) {
      const [object] = objectsOf(resolve(props).scaling, kind);
      expect(object?.spec).toMatchObject({ scaleTargetRef: { apiVersion, kind, name: "orders" } });
      expect(object?.spec).not.toHaveProperty("scaleTargetRef.envSourceContainerName");
    }
  });

  const table = { default: { minReplicas: 3, maxReplicas: 6 }, workloads: { orders: { maxReplicas: 20 } } };
  it.each<[string, ScalingProps, Platform, number | undefined, readonly number[]]>([
    ["what the workload says", { minReplicas: 4, maxReplicas: 8 }, { scaling: table }, undefined, [4, 8]],
    ["what the platform says of it, over all", {}, { scaling: table }, undefined, [3, 20]],
    ["the same for triggers", { triggers: [CPU] }, { scaling: table }, undefined, [3, 20]],
    [
      "what the platform says of all",
      {},
      { scaling: { default: { maxReplicas: 5 }, workloads: {} } },
      undefined,
      [2, 5],
    ],
    ["the replicas of the platform as the least", { maxReplicas: 8 }, { replicas: 3 }, undefined, [3, 8]],
    ["the most as the least where that is less", { maxReplicas: 1 }, {}, undefined, [1, 1]],
    ["the least the workload's kind has", { maxReplicas: 8, triggers: [RABBIT] }, {}, 0, [0, 8]],
    [
      "zero where it is written",
      { minReplicas: 0, maxReplicas: 8, triggers: [RABBIT] },
      {},
      undefined,
      [0, 8],
    ],
  ])("takes %s", (_, props, platform, leastReplicas, expected) => {
    expect(boundsOf(props, platform, leastReplicas)).toEqual(expected);
  });

  it("brings the pace of the platform to KEDA, and none of it to Kubernetes' autoscaler", () => {
    const scaling = {
      default: { maxReplicas: 9, pollingIntervalSeconds: 5, cooldownSeconds: 60 },
      workloads: {},
    };
    expect(objectsOf(resolve({ triggers: [RABBIT] }, { scaling }).scaling)[0]?.spec).toMatchObject({
      pollingInterval: 5,
      cooldownPeriod: 60,
    });
    expect(resolve({}, { scaling }).codes).toEqual([]);
  });

  it("counts rest as the fewest replicas, and knows none of what is known after apply", () => {
    const idle = { minReplicas: 3, idleReplicas: 0, maxReplicas: 9, triggers: [RABBIT] };
    expect(resolve(idle).scaling.minReplicas).toBe(0);
    const later = resolve({ minReplicas: numberToken(), maxReplicas: numberToken() });
    expect(later.codes).toEqual([]);
    expect(later.scaling).toMatchObject({ minReplicas: undefined, maxReplicas: undefined });
  });

  it.each<[string, ScalingProps, readonly string[]]>([
    ["no limit", { cpuPercent: 70 }, ["maxReplicas missing-max-replicas"]],
    ["no limit with triggers", { triggers: [CPU] }, ["maxReplicas missing-max-replicas"]],
    ["min above max", { minReplicas: 5, maxReplicas: 4 }, ["minReplicas min-above-max"]],
    [
      "min above max with triggers",
      { minReplicas: 5, maxReplicas: 4, triggers: [CPU] },
      ["minReplicas min-above-max"],
    ],
    [
      "replicas nobody has",
      { maxReplicas: 0 },
      ["minReplicas cannot-leave-zero", "maxReplicas out-of-range"],
    ],
    ["zero by CPU alone", { minReplicas: 0, maxReplicas: 4 }, ["minReplicas cannot-leave-zero"]],
    [
      "zero by a CPU trigger alone",
      { minReplicas: 0, maxReplicas: 4, triggers: [CPU] },
      ["minReplicas cannot-leave-zero"],
    ],
    [
      "percentages beside triggers",
      { maxReplicas: 4, triggers: [RABBIT], cpuPercent: 70, memoryPercent: 80 } as never,
      ["cpuPercent two-autoscalers", "memoryPercent two-autoscalers"],
    ],
    [
      "KEDA's props without triggers",
      { maxReplicas: 4, cooldownSeconds: 60, paused: true },
      ["cooldownSeconds needs-triggers", "paused needs-triggers"],
    ],
    ["no trigger at all", { maxReplicas: 4, triggers: [] }, ["triggers no-triggers"]],
  ])("refuses %s", (_, props, expected) => {
    expect([...resolve(props).codes].sort()).toEqual([...expected].sort());
  });

  it("refuses triggers where the platform has no KEDA, and says what else is wrong", () => {
    const problems = new Problems();
    const props = { minReplicas: 9, maxReplicas: 4, triggers: [RABBIT], cpuPercent: 5 } as never;
    resolveScaling(props, CONTEXT, {}, problems);
    expect(codes(problems.all)).toEqual([
      "cpuPercent two-autoscalers",
      "triggers no-keda",
      "minReplicas min-above-max",
    ]);
    expect(problems.all[0]?.fix).toContain("Scaler.cpu({ utilizationPercent: 5 })");
  });
});
