import * as fc from "fast-check";
import {
  type ContainerResources,
  checkBytes,
  type ResourcesContext,
  resolveContainerResources,
} from "../../../../constructs/workload/pod/container-resources";
import { Problems } from "../../../../lib/core/errors";
import type { ResourceRequirements } from "../../../../lib/core/quantities";
import { codes } from "../../../support/synth";

function resolved(
  own?: ContainerResources,
  platform?: ResourceRequirements,
  more: Omit<ResourcesContext, "platform"> = {},
) {
  const problems = new Problems();
  const manifest = resolveContainerResources(own, { platform, ...more }, problems);
  return { manifest: JSON.parse(JSON.stringify(manifest)), problems: codes(problems.all) };
}

describe("resolveContainerResources", () => {
  it("has defaults", () => {
    expect(resolved()).toEqual({
      manifest: { requests: { cpu: "100m", memory: "128Mi" }, limits: { cpu: "500m", memory: "512Mi" } },
      problems: [],
    });
  });

  it("takes each amount from the container, then the platform, then the defaults", () => {
    const platform = { requests: { cpu: "50m", memory: "64Mi" }, limits: { cpu: "250m" } };
    expect(resolved({ requests: { memory: "256Mi", cpu: undefined } }, platform).manifest).toEqual({
      requests: { cpu: "50m", memory: "256Mi" },
      limits: { cpu: "250m", memory: "512Mi" },
    });
  });

  it("leaves the CPU limit out where it is none", () => {
    expect(resolved({ requests: { cpu: "2" }, limits: { cpu: "none" } })).toEqual({
      manifest: { requests: { cpu: "2", memory: "128Mi" }, limits: { memory: "512Mi" } },
      problems: [],
    });
  });

  it("refuses to do without a CPU limit where the namespace gives one, whoever says so", () => {
    const none = { limits: { cpu: "none" } };
    const refused = ["resources.limits.cpu cpu-limit-required"];
    expect(resolved(none, undefined, { cpuLimits: "required" }).problems).toEqual(refused);
    expect(resolved(undefined, none, { cpuLimits: "required" }).problems).toEqual(refused);
    expect(resolved(none, undefined, { cpuLimits: "optional" }).problems).toEqual([]);
    expect(resolved({ limits: { cpu: "1" } }, none, { cpuLimits: "required" }).problems).toEqual([]);
  });

  it("counts space on disk, and devices", () => {
    const own = { requests: { ephemeralStorage: "1Gi" }, limits: { ephemeralStorage: "2Gi" } };
    expect(resolved(own, undefined, { devices: { "nvidia.com/gpu": 1 } }).manifest).toEqual({
      requests: { cpu: "100m", memory: "128Mi", "ephemeral-storage": "1Gi" },
      limits: { cpu: "500m", memory: "512Mi", "ephemeral-storage": "2Gi", "nvidia.com/gpu": 1 },
    });
  });

  it("fails on limits below requests, those of defaults among them", () => {
    expect(
      resolved({
        requests: { memory: "1Gi", ephemeralStorage: "2Gi" },
        limits: { cpu: "50m", ephemeralStorage: "1Gi" },
      }).problems,
    ).toEqual([
      "resources.requests.cpu request-above-limit",
      "resources.requests.memory request-above-limit",
      "resources.requests.ephemeralStorage request-above-limit",
    ]);
  });

  it("fails on amounts that are none", () => {
    expect(
      resolved({ requests: { cpu: "lots", memory: "128m" }, limits: { ephemeralStorage: "1GB" } }).problems,
    ).toEqual([
      "resources.requests.cpu invalid-quantity",
      "resources.requests.memory invalid-quantity",
      "resources.limits.ephemeralStorage invalid-quantity",
    ]);
  });
});

describe("checkBytes", () => {
  it("takes whole bytes with every suffix of size and nothing finer", () => {
    const suffix = fc.constantFrom("", "k", "M", "G", "T", "Ki", "Mi", "Gi", "Ti", "m", "u", "n");
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), suffix, (count, unit) => {
        const problems = new Problems();
        checkBytes(problems, "sizeLimit", `${count}${unit}`);
        const fits = count > 0 && !["m", "u", "n"].includes(unit);
        expect(codes(problems.all)).toEqual(fits ? [] : ["sizeLimit invalid-quantity"]);
      }),
    );
  });

  it("takes nothing", () => {
    const problems = new Problems();
    expect(checkBytes(problems, "sizeLimit", undefined)).toBeUndefined();
    expect(problems.all).toEqual([]);
  });
});
