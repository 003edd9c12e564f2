import { scalingBoundsChange } from "../../../../../lib/review/diff/kubernetes/scaling";

const TRIGGER = { type: "prometheus", metadata: { threshold: "100", query: "x" } };
function scaled(spec: object, annotations: object = {}) {
  return {
    kind: "ScaledObject",
    metadata: { name: "a", namespace: "n", annotations },
    spec: { triggers: [TRIGGER], ...spec },
  } as never;
}
const facts = (before: never | undefined, after: never | undefined) =>
  scalingBoundsChange(before, after)?.facts.map(({ code, text }) => `${code}: ${text}`);

describe("scalingBoundsChange", () => {
  it("knows what counts where nothing is set", () => {
    expect(scalingBoundsChange(undefined, scaled({}))).toEqual({
      before: undefined,
      after: {
        min: 0,
        max: 100,
        idle: undefined,
        cooldownSeconds: 300,
        pollingSeconds: 30,
        paused: false,
        triggers: ["prometheus"],
      },
      facts: [],
    });
  });

  it.each<[string, object, object, string[]]>([
    [
      "to zero",
      { minReplicaCount: 2 },
      {},
      ["scaling-changed: min 2 -> 0", "scaling-to-zero: may scale to zero: min 2 -> 0"],
    ],
    [
      "a lower max",
      { maxReplicaCount: 9 },
      { maxReplicaCount: 4 },
      ["scaling-changed: max 9 -> 4", "scaling-max-lowered: max 9 -> 4: what runs above it is stopped"],
    ],
    [
      "a large step",
      { maxReplicaCount: 10 },
      { maxReplicaCount: 20 },
      ["scaling-changed: max 10 -> 20", "scaling-max-jump: max 10 -> 20: a large step"],
    ],
    ["a small step", { maxReplicaCount: 2 }, { maxReplicaCount: 4 }, ["scaling-changed: max 2 -> 4"]],
    [
      "seconds",
      { cooldownPeriod: 60 },
      { pollingInterval: 5 },
      ["scaling-changed: cooldown seconds 60 -> 300, polling seconds 30 -> 5"],
    ],
    [
      "min above max",
      {},
      { minReplicaCount: 5, maxReplicaCount: 4 },
      [
        "scaling-changed: min 0 -> 5, max 100 -> 4",
        "scaling-max-lowered: max 100 -> 4: what runs above it is stopped",
        "scaling-min-above-max: min 5 is above max 4",
      ],
    ],
    ["nothing", { minReplicaCount: 0 }, { maxReplicaCount: 100 }, []],
  ])("%s", (_, before, after, expected) => {
    expect(facts(scaled(before), scaled(after))).toEqual(expected);
  });

  it("tells a pause", () => {
    const paused = scaled({}, { "autoscaling.keda.sh/paused-replicas": "0" });
    expect(facts(scaled({}), paused)).toEqual(["scaling-paused: scaling is paused"]);
    expect(facts(paused, scaled({}))).toEqual(["scaling-changed: scaling goes on after a pause"]);
  });

  it("tells what happens to triggers", () => {
    const other = { ...TRIGGER, metadata: { threshold: "50", query: "x" } };
    expect(facts(scaled({}), scaled({ triggers: [other] }))).toEqual([
      "scaling-trigger-changed: trigger prometheus: threshold 100 -> 50",
    ]);
    const cron = { type: "cron", name: "night", metadata: {} };
    expect(facts(scaled({}), scaled({ triggers: [cron] }))).toEqual([
      "scaling-trigger-removed: trigger prometheus removed",
      "scaling-changed: trigger cron night added",
    ]);
    expect(facts(scaled({ triggers: [TRIGGER, TRIGGER] }), scaled({}))).toEqual([
      "scaling-trigger-removed: trigger prometheus #2 removed",
    ]);
  });

  it("reads the autoscaler of Kubernetes", () => {
    const hpa = (max: number, cpu: number) =>
      ({
        kind: "HorizontalPodAutoscaler",
        spec: {
          maxReplicas: max,
          metrics: [{ type: "Resource", resource: { name: "cpu", target: { averageUtilization: cpu } } }],
        },
      }) as never;
    expect(facts(hpa(5, 80), hpa(4, 70))).toEqual([
      "scaling-changed: max 5 -> 4",
      "scaling-max-lowered: max 5 -> 4: what runs above it is stopped",
      "scaling-trigger-changed: trigger Resource cpu: averageUtilization 80 -> 70",
    ]);
  });

  it("tells that it is gone, and leaves other kinds alone", () => {
    expect(facts(scaled({}), undefined)).toEqual(["scaling-removed: ScaledObject n/a removed"]);
    expect(scalingBoundsChange({ kind: "Pod" }, undefined)).toBeUndefined();
    expect(scalingBoundsChange(undefined, undefined)).toBeUndefined();
  });
});
