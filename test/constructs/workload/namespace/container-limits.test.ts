import { Fn } from "cdktf";
import { type ContainerLimits, limitRange } from "../../../../constructs/workload/namespace/container-limits";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

function resolve(limits: ContainerLimits) {
  const problems = new Problems();
  const range = limitRange(limits, problems.at("containerLimits"));
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
