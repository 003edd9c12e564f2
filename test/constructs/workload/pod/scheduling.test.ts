import type { NodePools } from "../../../../constructs/cluster/node-pool";
import type { PodProps } from "../../../../constructs/workload/pod/pod-props";
import { resolveScheduling, schedulingSpec } from "../../../../constructs/workload/pod/scheduling";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

const POOLS: NodePools = {
  general: { labels: { pool: "general" }, accelerator: "none" },
  gpu: {
    labels: { pool: "gpu" },
    taints: [
      { key: "nvidia.com/gpu", effect: "NoSchedule" },
      { key: "team", value: "vision", effect: "NoExecute" },
    ],
    accelerator: "nvidia",
  },
  radeon: {
    labels: { pool: "radeon" },
    taints: [{ key: "gpu", effect: "NoSchedule" }],
    accelerator: "amd",
  },
  open: {
    labels: { pool: "open" },
    taints: [{ key: "gpu", effect: "PreferNoSchedule" }],
    accelerator: "nvidia",
  },
  inferentia: {
    labels: { pool: "inferentia" },
    taints: [{ key: "a", effect: "NoSchedule" }],
    accelerator: "neuron",
  },
  later: {
    labels: { pool: "later" },
    taints: [{ key: "a", effect: "NoSchedule" }],
    accelerator: undefined,
  },
};

type Props = Parameters<typeof resolveScheduling>[0];

function resolved(props: Props, pools: NodePools | undefined = POOLS, spreads = true) {
  const problems = new Problems();
  const config = resolveScheduling(props, pools, spreads, problems);
  const spec = schedulingSpec(config, { "app.kubernetes.io/name": "users" });
  return {
    spec: JSON.parse(JSON.stringify(spec)),
    devices: config.devices,
    problems: codes(problems.all),
    fixes: problems.all.map(({ fix }) => fix),
  };
}

const SELECTOR = { matchLabels: { "app.kubernetes.io/name": "users" } };

describe("spreading", () => {
  it("is over zones and nodes where there is room, by default", () => {
    expect(resolved({})).toMatchObject({
      spec: {
        topologySpreadConstraints: [
          {
            topologyKey: "topology.kubernetes.io/zone",
            maxSkew: 1,
            whenUnsatisfiable: "ScheduleAnyway",
            labelSelector: SELECTOR,
          },
        ],
        affinity: {
          podAntiAffinity: {
            preferredDuringSchedulingIgnoredDuringExecution: [
              {
                weight: 100,
                podAffinityTerm: { topologyKey: "kubernetes.io/hostname", labelSelector: SELECTOR },
              },
            ],
          },
        },
      },
      problems: [],
    });
  });

  it("is not there for what runs to its end, nor where it is switched off", () => {
    expect(resolved({}, POOLS, false).spec).toEqual({});
    expect(resolved({ topologySpread: "none", antiAffinity: "none" }).spec).toEqual({});
    expect(resolved({ topologySpread: { zones: "none" }, antiAffinity: "none" }).spec).toEqual({});
  });

  it("can be required, and of another skew", () => {
    const { spec } = resolved({
      topologySpread: { zones: { maxSkew: 2, when: "required" }, nodes: "required" },
      antiAffinity: "required",
    });
    expect(spec.topologySpreadConstraints).toMatchObject([
      { topologyKey: "topology.kubernetes.io/zone", maxSkew: 2, whenUnsatisfiable: "DoNotSchedule" },
      { topologyKey: "kubernetes.io/hostname", maxSkew: 1, whenUnsatisfiable: "DoNotSchedule" },
    ]);
    expect(spec.affinity.podAntiAffinity).toEqual({
      requiredDuringSchedulingIgnoredDuringExecution: [
        { topologyKey: "kubernetes.io/hostname", labelSelector: SELECTOR },
      ],
    });
  });

  it("fails on words it does not know and on a skew out of range", () => {
    const props = {
      topologySpread: { zones: "always", nodes: { maxSkew: 0, when: "required" } },
      antiAffinity: "soft",
    } as unknown as PodProps;
    expect(resolved(props).problems).toEqual([
      "antiAffinity unknown-anti-affinity",
      "topologySpread.zones unknown-spread",
      "topologySpread.nodes.maxSkew out-of-range",
    ]);
  });
});

describe("nodes", () => {
  it("are those of a pool, whose taints are tolerated", () => {
    const { spec, problems, devices } = resolved({
      nodePool: "gpu",
      nodeSelector: { disk: "ssd" },
      tolerations: [{ key: "spot", operator: "Exists" }],
      priorityClassName: "high",
    });
    expect(spec).toMatchObject({
      nodeSelector: { pool: "gpu", disk: "ssd" },
      tolerations: [
        { key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" },
        { key: "team", operator: "Equal", value: "vision", effect: "NoExecute" },
        { key: "spot", operator: "Exists" },
      ],
      priorityClassName: "high",
    });
    expect(problems).toEqual([]);
    expect(devices).toEqual({});
  });

  it("fails on a pool that is not there, and names those that are", () => {
    const { problems, fixes } = resolved({ nodePool: "generic" });
    expect(problems).toEqual(["nodePool unknown-node-pool"]);
    expect(fixes[0]).toContain("general, gpu");
    expect(resolved({ nodePool: "toString" }).problems).toEqual(["nodePool unknown-node-pool"]);
  });

  it("fails on a bad selector, toleration and priority class", () => {
    expect(
      resolved({
        nodeSelector: { "a b": "c d" },
        tolerations: [{ effect: "NoSchedule" }],
        priorityClassName: "High",
      }).problems,
    ).toEqual([
      "tolerations[0].key toleration-key",
      'nodeSelector["a b"] invalid-label-key',
      'nodeSelector["a b"] invalid-label-value',
      "priorityClassName invalid-name",
    ]);
  });
});

describe("GPUs", () => {
  it("come from a pool that has them and keeps others out", () => {
    const { spec, devices, problems } = resolved({ gpu: { count: 2, nodePool: "gpu" } });
    expect(devices).toEqual({ "nvidia.com/gpu": 2 });
    expect(spec).toMatchObject({
      nodeSelector: { pool: "gpu" },
      tolerations: [{ key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" }, { key: "team" }],
    });
    expect(problems).toEqual([]);
  });

  it("go by the name of their maker, NVIDIA's where the pool's is not known before apply", () => {
    expect(resolved({ gpu: { count: 1, nodePool: "radeon" } }).devices).toEqual({ "amd.com/gpu": 1 });
    expect(resolved({ gpu: { count: 1, nodePool: "later" } })).toMatchObject({
      devices: { "nvidia.com/gpu": 1 },
      problems: [],
    });
  });

  it("tolerate the taints of the pool once where nodePool names it too", () => {
    const { spec, problems } = resolved({ gpu: { count: 1, nodePool: "gpu" }, nodePool: "gpu" });
    expect(spec.tolerations).toHaveLength(2);
    expect(problems).toEqual([]);
  });

  it.each([
    [
      { count: 1, nodePool: "general" },
      ["gpu.nodePool gpu-pool-without-gpus", "gpu.nodePool gpu-pool-not-tainted"],
    ],
    [{ count: 1, nodePool: "inferentia" }, ["gpu.nodePool gpu-pool-without-gpus"]],
    [{ count: 1, nodePool: "open" }, ["gpu.nodePool gpu-pool-not-tainted"]],
    [{ count: 1, nodePool: "none" }, ["gpu.nodePool unknown-node-pool"]],
    [{ count: 0, nodePool: "gpu" }, ["gpu.count out-of-range"]],
    [{ count: 0.5, nodePool: "gpu" }, ["gpu.count out-of-range"]],
  ])("fails on %j", (gpu, problems) => {
    expect(resolved({ gpu }).problems).toEqual(problems);
  });

  it("fails where the cluster knows no pools", () => {
    expect(resolved({ gpu: { count: 1, nodePool: "gpu" } }, {}).problems).toEqual([
      "gpu.nodePool unknown-node-pool",
    ]);
  });

  it("fails on two pools at once", () => {
    expect(resolved({ gpu: { count: 1, nodePool: "gpu" }, nodePool: "general" }).problems).toEqual([
      "nodePool conflicting-node-pools",
    ]);
  });
});
