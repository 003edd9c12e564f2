import * as fc from "fast-check";
import type { IKeda } from "../../../constructs/keda/keda-interface";
import { checkWatched, resolveScaledObject } from "../../../constructs/keda/scaled-object-config";
import type { ScaledObjectProps } from "../../../constructs/keda/scaled-object-props";
import { rabbitMq } from "../../../constructs/keda/scalers/rabbit-mq";
import { tableScaler } from "../../../constructs/keda/scalers/table-scaler";
import { SecretFrom } from "../../../constructs/keda/secret-reference";
import { Problems } from "../../../lib/core/errors";
import { checked, numberToken } from "../../support/fake-keda";
import { codes } from "../../support/synth";

const CPU = tableScaler("cpu", { value: "70" } as never);
const MEMORY = tableScaler("memory", { value: "80" } as never);
const RABBIT = rabbitMq({
  name: "queue",
  queueName: "orders",
  queueLength: 20,
  host: SecretFrom.secret("rabbitmq", "uri"),
});
const PROPS: ScaledObjectProps = {
  keda: { watchNamespace: undefined } as IKeda,
  name: "orders",
  namespace: "shop",
  target: { name: "orders" },
  triggers: [RABBIT],
};

type Options = Partial<ScaledObjectProps>;

function resolved(options: Options = {}) {
  const problems = new Problems();
  const config = resolveScaledObject({ ...PROPS, ...options }, problems);
  expect(codes(problems.all)).toEqual([]);
  const [scaledObject] = config.manifests.map((manifest) => checked(manifest));
  return { ...config, scaledObject };
}

function metadataOf(options: Options) {
  return resolved(options).scaledObject?.metadata;
}

function specOf(options: Options = {}) {
  // biome-ignore lint/suspicious/noExplicitAny: tests reach freely into what was rendered
  return resolved(options).scaledObject?.spec as any;
}

function codesOf(options: Options): string[] {
  const problems = new Problems();
  resolveScaledObject({ ...PROPS, ...options }, problems);
  return codes(problems.all);
}

describe("resolveScaledObject", () => {
  it("writes KEDA's defaults out, and asks for nothing that was not asked for", () => {
    const { scaledObject, manifests, releaseName, statements, target } = resolved();
    expect(scaledObject).toEqual({
      apiVersion: "keda.sh/v1alpha1",
      kind: "ScaledObject",
      metadata: { name: "orders", namespace: "shop" },
      spec: {
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "orders" },
        minReplicaCount: 0,
        maxReplicaCount: 100,
        pollingInterval: 30,
        cooldownPeriod: 300,
        initialCooldownPeriod: 0,
        advanced: { restoreToOriginalReplicaCount: false },
        triggers: [
          {
            type: "rabbitmq",
            name: "queue",
            metadata: { queueName: "orders", mode: "QueueLength", value: "20" },
            authenticationRef: { name: "orders-queue", kind: "TriggerAuthentication" },
          },
        ],
      },
    });
    expect(manifests.map(({ kind }) => kind)).toEqual(["ScaledObject", "TriggerAuthentication"]);
    expect({ releaseName, statements }).toEqual({ releaseName: "orders-scaling", statements: [] });
    expect(target.existing).toBe(false);
  });

  it("takes undefined for the default", () => {
    const absent = { minReplicas: undefined, maxReplicas: undefined, paused: undefined, fallback: undefined };
    expect(resolved({ ...absent, idleReplicas: undefined }).scaledObject).toEqual(resolved().scaledObject);
  });

  it("renders bounds and times", () => {
    const bounds = {
      minReplicas: 2,
      maxReplicas: 8,
      idleReplicas: 0,
      pollingIntervalSeconds: 5,
      cooldownSeconds: 60,
      initialCooldownSeconds: 120,
    };
    expect(specOf(bounds)).toMatchObject({
      minReplicaCount: 2,
      maxReplicaCount: 8,
      idleReplicaCount: 0,
      pollingInterval: 5,
      cooldownPeriod: 60,
      initialCooldownPeriod: 120,
    });
  });

  it("renders the target, and the container whose environment scalers read", () => {
    const target = { kind: "Rollout", name: "orders", containerName: "main" };
    expect(specOf({ target }).scaleTargetRef).toEqual({
      apiVersion: "argoproj.io/v1alpha1",
      kind: "Rollout",
      name: "orders",
      envSourceContainerName: "main",
    });
  });

  it("renders the fallback, after three failures by default", () => {
    expect(specOf({ fallback: { replicas: 4 } }).fallback).toEqual({ failureThreshold: 3, replicas: 4 });
    const fallback = { replicas: 4, failureThreshold: 1, behavior: "currentReplicasIfHigher" } as const;
    expect(specOf({ fallback }).fallback).toEqual(fallback);
    expect(specOf().fallback).toBeUndefined();
  });

  it("renders the autoscaler's behavior and the formula", () => {
    const { advanced } = specOf({
      behavior: { scaleDown: { stabilizationWindowSeconds: 60 } },
      scalingModifiers: { formula: "queue * 2", target: 5 },
      fallback: { replicas: 1, behavior: "scalingModifiers" },
    });
    expect(advanced).toEqual({
      restoreToOriginalReplicaCount: false,
      horizontalPodAutoscalerConfig: { behavior: { scaleDown: { stabilizationWindowSeconds: 60 } } },
      scalingModifiers: { formula: "queue * 2", target: "5" },
    });
  });

  it.each([
    [true, { "autoscaling.keda.sh/paused": "true" }],
    ["scale-in", { "autoscaling.keda.sh/paused-scale-in": "true" }],
    ["scale-out", { "autoscaling.keda.sh/paused-scale-out": "true" }],
    [{ replicas: 0 }, { "autoscaling.keda.sh/paused-replicas": "0" }],
    [{ replicas: 3 }, { "autoscaling.keda.sh/paused-replicas": "3" }],
    [false, undefined],
    [undefined, undefined],
  ] as const)("pauses as %j says", (paused, annotations) => {
    expect(metadataOf({ paused })?.annotations).toEqual(annotations);
  });

  it.each([
    [true, { "autoscaling.keda.sh/force-activation": "true" }],
    [false, undefined],
  ])("forces activation where it is %s", (forceActivation, annotations) => {
    expect(metadataOf({ forceActivation })?.annotations).toEqual(annotations);
  });

  it.each([true, false])("restores replicas on deletion: %s", (restoreReplicasOnDelete) => {
    expect(specOf({ restoreReplicasOnDelete }).advanced).toEqual({
      restoreToOriginalReplicaCount: restoreReplicasOnDelete,
    });
  });

  it("takes over an autoscaler by name", () => {
    const options = { takeOverAutoscaler: "orders-hpa" };
    expect(specOf(options).advanced.horizontalPodAutoscalerConfig).toEqual({ name: "orders-hpa" });
    expect(metadataOf(options)?.annotations).toEqual({
      "scaledobject.keda.sh/transfer-hpa-ownership": "true",
    });
  });

  it("keeps labels and annotations of the user's, below its own", () => {
    const options = {
      labels: { team: "till" },
      annotations: { note: "kept", "autoscaling.keda.sh/paused": "false" },
      paused: true,
    };
    expect(metadataOf(options)).toEqual({
      name: "orders",
      namespace: "shop",
      labels: { team: "till" },
      annotations: { note: "kept", "autoscaling.keda.sh/paused": "true" },
    });
  });

  it("cuts the release's name so that Helm takes it, and takes another", () => {
    expect(resolved({ name: "o".repeat(63) }).releaseName).toMatch(/^o{44}-[0-9a-f]{8}$/);
    expect(resolved({ releaseName: "mine" }).releaseName).toBe("mine");
  });

  it("lets cpu stand beside a trigger that looks outside, with scale to zero and fallback", () => {
    expect(codesOf({ triggers: [CPU, RABBIT], minReplicas: 0, fallback: { replicas: 2 } })).toEqual([]);
    expect(codesOf({ triggers: [CPU, MEMORY], minReplicas: 1 })).toEqual([]);
  });

  it("fails on a least above the most, whatever they are", () => {
    const replicas = fc.integer({ min: 1, max: 500 });
    fc.assert(
      fc.property(replicas, replicas, (minReplicas, maxReplicas) => {
        expect(codesOf({ minReplicas, maxReplicas })).toEqual(
          minReplicas > maxReplicas ? ["minReplicas min-above-max"] : [],
        );
      }),
    );
  });

  it("compares with the default of a bound that is left out", () => {
    expect(codesOf({ minReplicas: 101 })).toEqual(["minReplicas min-above-max"]);
    expect(codesOf({ fallback: { replicas: 101 } })).toEqual(["fallback.replicas out-of-range"]);
  });

  it("leaves bounds alone that are known only after apply", () => {
    const later = numberToken();
    expect(codesOf({ minReplicas: later, idleReplicas: 0 })).toEqual([]);
    expect(codesOf({ maxReplicas: later, fallback: { replicas: 500 } })).toEqual([]);
    expect(codesOf({ minReplicas: 1, idleReplicas: later })).toEqual([]);
  });
});

describe("checkWatched", () => {
  it.each([
    [undefined, []],
    ["shop", []],
    ["till", ["namespace not-watched"]],
  ])("of a KEDA that watches %s", (watchNamespace, expected) => {
    const problems = new Problems();
    checkWatched({ keda: { watchNamespace } as IKeda, namespace: "shop" }, problems);
    expect(codes(problems.all)).toEqual(expected);
  });
});
