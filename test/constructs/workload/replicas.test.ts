import { type ReplicasProps, resolveReplicas } from "../../../constructs/workload/replicas";
import type { WorkloadPlatform } from "../../../constructs/workload/workload-platform";
import { numberToken } from "../../support/fake-keda";
import { baseOf, reported } from "../../support/workloads";

function resolve(props: ReplicasProps, platform: Partial<WorkloadPlatform> = {}) {
  const base = baseOf();
  const { result, codes } = reported((problems) =>
    resolveReplicas(props, { ...base, platform: { ...base.platform, ...platform } }, problems),
  );
  const kinds = result.parts("Deployment").flatMap(({ manifests = [] }) => manifests.map(({ kind }) => kind));
  return { spec: result.spec, fewest: result.fewest, autoscaler: result.autoscaler?.kind, kinds, codes };
}

describe("resolveReplicas", () => {
  it("runs two with a budget, or what the platform or the workload says", () => {
    const two = { spec: { replicas: 2 }, fewest: 2, kinds: ["PodDisruptionBudget"], codes: [] };
    expect(resolve({})).toMatchObject(two);
    expect(resolve({}, { replicas: 1 })).toMatchObject({ spec: { replicas: 1 }, kinds: [] });
    expect(resolve({ replicas: 3 }, { replicas: 1 })).toMatchObject({ spec: { replicas: 3 }, fewest: 3 });
    expect(resolve({ replicas: 0 })).toMatchObject({ spec: { replicas: 0 }, kinds: [], codes: [] });
  });

  it("names no replicas where an autoscaler owns them", () => {
    expect(resolve({ scaling: { maxReplicas: 10, cpuPercent: 70 }, replicas: 3 })).toEqual({
      spec: {},
      fewest: 3,
      autoscaler: "HorizontalPodAutoscaler",
      kinds: ["HorizontalPodAutoscaler", "PodDisruptionBudget"],
      codes: [],
    });
  });

  it("names them where the platform scales nothing", () => {
    expect(resolve({ scaling: { maxReplicas: 10, cpuPercent: 70 } }, { scaling: "none" })).toMatchObject({
      spec: { replicas: 2 },
      autoscaler: undefined,
      kinds: ["PodDisruptionBudget"],
    });
  });

  it("judges the budget by the fewest that run, and makes none where that is not known", () => {
    const scaling = { minReplicas: 1, maxReplicas: 10, cpuPercent: 70 };
    expect(resolve({ scaling }).kinds).toEqual(["HorizontalPodAutoscaler"]);
    expect(resolve({ scaling, replicas: 5, disruptionBudget: { minAvailable: 1 } }).codes).toEqual([
      "disruptionBudget.minAvailable budget-blocks-evictions",
    ]);
    expect(resolve({ replicas: numberToken() })).toMatchObject({ fewest: undefined, kinds: [], codes: [] });
    expect(resolve({ replicas: 2, disruptionBudget: "none" }).kinds).toEqual([]);
  });

  it("refuses replicas that are no number of pods, and what scaling refuses", () => {
    expect(resolve({ replicas: -1 }).codes).toEqual(["replicas out-of-range"]);
    expect(resolve({ scaling: { cpuPercent: 70 } }).codes).toEqual([
      "scaling.maxReplicas missing-max-replicas",
    ]);
  });
});
