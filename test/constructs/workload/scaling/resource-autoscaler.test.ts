import * as fc from "fast-check";
import { resourceAutoscaler } from "../../../../constructs/workload/scaling/resource-autoscaler";
import type { ResourceScaling } from "../../../../constructs/workload/scaling/scaling-props";
import { Problems } from "../../../../lib/core/errors";
import { numberToken } from "../../../support/fake-keda";
import { codes } from "../../../support/synth";

const BOUNDS = { minReplicas: 2, maxReplicas: 10 };

function resolve(props: ResourceScaling, bounds = BOUNDS) {
  const problems = new Problems();
  const spec = resourceAutoscaler(props, bounds, problems);
  return { spec, codes: codes(problems.all) };
}

function utilization(name: string, averageUtilization: number) {
  return { type: "Resource", resource: { name, target: { type: "Utilization", averageUtilization } } };
}

describe("resourceAutoscaler", () => {
  it.each<[string, ResourceScaling, readonly object[]]>([
    ["80 percent of CPU where nothing is said", {}, [utilization("cpu", 80)]],
    ["the CPU it is told", { cpuPercent: 65 }, [utilization("cpu", 65)]],
    ["memory alone", { memoryPercent: 70 }, [utilization("memory", 70)]],
    [
      "CPU above the request, and memory",
      { cpuPercent: 150, memoryPercent: 90 },
      [utilization("cpu", 150), utilization("memory", 90)],
    ],
  ])("scales by %s", (_, props, metrics) => {
    expect(resolve(props)).toEqual({ spec: { ...BOUNDS, metrics }, codes: [] });
  });

  it("follows as fast as it is told", () => {
    const policies = [{ pods: 2, periodSeconds: 60 }];
    const { spec } = resolve({ behavior: { scaleDown: { stabilizationWindowSeconds: 600, policies } } });
    expect(spec.behavior).toEqual({
      scaleDown: {
        stabilizationWindowSeconds: 600,
        policies: [{ type: "Pods", value: 2, periodSeconds: 60 }],
      },
    });
  });

  it("takes every whole percentage, and no other number", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (cpuPercent) => {
        const fits = Number.isInteger(cpuPercent) && cpuPercent >= 1 && cpuPercent < 2 ** 31;
        expect(resolve({ cpuPercent }).codes).toEqual(fits ? [] : ["cpuPercent out-of-range"]);
      }),
    );
  });

  it("takes numbers that are known after apply", () => {
    const token = numberToken();
    expect(resolve({ cpuPercent: token }, { minReplicas: token, maxReplicas: token }).codes).toEqual([]);
  });

  it.each<[string, ResourceScaling, typeof BOUNDS, readonly string[]]>([
    ["no replicas", {}, { minReplicas: 0, maxReplicas: 3 }, ["minReplicas cannot-leave-zero"]],
    ["no memory", { memoryPercent: 0 }, BOUNDS, ["memoryPercent out-of-range"]],
    [
      "a behavior out of range",
      { behavior: { scaleUp: { stabilizationWindowSeconds: 3601 } } },
      BOUNDS,
      ["behavior.scaleUp.stabilizationWindowSeconds out-of-range"],
    ],
  ])("refuses %s", (_, props, bounds, expected) => {
    expect(resolve(props, bounds).codes).toEqual(expected);
  });
});
