import type { LimitRangeV1SpecLimit } from "@cdktf/provider-kubernetes/lib/limit-range-v1";
import {
  type CpuLimits,
  cpuLimitsIn,
  refuseCpuLimit,
} from "../../../../constructs/workload/namespace/cpu-limits";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

describe("cpuLimitsIn", () => {
  const container = (limits: Partial<LimitRangeV1SpecLimit>) => [{ type: "Container", ...limits }];

  it.each<[string, Parameters<typeof cpuLimitsIn>[0], CpuLimits]>([
    ["nothing", { quota: undefined, containerLimits: undefined }, "optional"],
    ["other amounts", { quota: { "requests.cpu": "1" }, containerLimits: container({}) }, "optional"],
    ["a quota of CPU limits", { quota: { "limits.cpu": "40" }, containerLimits: undefined }, "required"],
    ["a default", { quota: undefined, containerLimits: container({ default: { cpu: "1" } }) }, "required"],
    ["a most", { quota: undefined, containerLimits: container({ max: { cpu: "4" } }) }, "required"],
    [
      "memory alone",
      { quota: { "limits.memory": "1Gi" }, containerLimits: container({ max: { memory: "1Gi" } }) },
      "optional",
    ],
  ])("reads what %s makes of containers that name no limit", (_, amounts, expected) => {
    expect(cpuLimitsIn(amounts)).toBe(expected);
  });
});

describe("refuseCpuLimit", () => {
  it("reports an amount, and nothing where there is none", () => {
    const problems = new Problems();
    refuseCpuLimit(problems, "max.cpu", "4");
    refuseCpuLimit(problems, "defaults.limits.cpu", undefined);
    expect(codes(problems.all)).toEqual(["max.cpu cpu-limit-not-optional"]);
  });
});
