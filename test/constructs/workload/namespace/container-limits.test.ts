import { Fn } from "cdktf";
import { type ContainerLimits, limitRange } from "../../../../constructs/workload/namespace/container-limits";
import type { CpuLimits } from "../../../../constructs/workload/namespace/cpu-limits";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

function resolve(limits: ContainerLimits, cpuLimits: CpuLimits = "required") {
  const problems = new Problems();
  const range = limitRange(limits, cpuLimits, problems.at("containerLimits"));
  return { range, codes: codes(problems.all) };
}

describe("limitRange", () => {
  it("gives containers that say nothing what workloads get by default, and a ceiling", () => {
    expect(resolve({})).toEqual({
      range: [
        {
          type: "Container",
          defaultRequest: { cpu: "100m", memory: "128Mi" },
          default: { cpu: "500m", memory: "512Mi" },
          max: { cpu: "4", memory: "8Gi" },
        },
      ],
      codes: [],
    });
  });

  it("changes single amounts and keeps the others", () => {
    const { range } = resolve({
      defaults: { requests: { memory: "64Mi" }, limits: { cpu: "1" } },
      max: { memory: "16Gi" },
      maxVolume: "50Gi",
    });
    expect(range).toEqual([
      {
        type: "Container",
        defaultRequest: { cpu: "100m", memory: "64Mi" },
        default: { cpu: "1", memory: "512Mi" },
        max: { cpu: "4", memory: "16Gi" },
      },
      { type: "PersistentVolumeClaim", max: { storage: "50Gi" } },
    ]);
  });

  it("leaves the ceiling to the quota when told", () => {
    expect(resolve({ max: "unlimited", defaults: { limits: { cpu: "64" } } })).toMatchObject({
      range: [{ type: "Container" }],
      codes: [],
    });
    expect(resolve({ max: "unlimited" }).range[0]).not.toHaveProperty("max");
  });

  it("knows no CPU limit where it is optional, neither as default nor as the most, which Kubernetes makes the default", () => {
    expect(resolve({ defaults: { requests: { cpu: "8" } } }, "optional")).toEqual({
      range: [
        {
          type: "Container",
          defaultRequest: { cpu: "8", memory: "128Mi" },
          default: { memory: "512Mi" },
          max: { memory: "8Gi" },
        },
      ],
      codes: [],
    });
    const given = { defaults: { limits: { cpu: "1" } }, max: { cpu: "2" } };
    expect(resolve(given, "optional").codes).toEqual([
      "containerLimits.defaults.limits.cpu cpu-limit-not-optional",
      "containerLimits.max.cpu cpu-limit-not-optional",
    ]);
  });

  it.each<[string, ContainerLimits, string[]]>([
    [
      "a request above its limit",
      { defaults: { requests: { cpu: "1" } } },
      ["containerLimits.defaults.requests.cpu request-above-limit"],
    ],
    [
      "a default above the most",
      { max: { memory: "256Mi" } },
      ["containerLimits.defaults.limits.memory default-above-max"],
    ],
    ["a most that is no amount", { max: { cpu: "four" } }, ["containerLimits.max.cpu invalid-quantity"]],
    ["a volume that is no amount", { maxVolume: "big" }, ["containerLimits.maxVolume invalid-quantity"]],
  ])("fails on %s", (_, limits, expected) => {
    expect(resolve(limits).codes).toEqual(expected);
  });

  it("looks into no amount that is known later", () => {
    const later = Fn.join("", ["1", "Gi"]);
    expect(resolve({ max: { memory: later }, defaults: { limits: { memory: later } } }).codes).toEqual([]);
  });
});
