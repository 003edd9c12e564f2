import { Fn } from "cdktf";
import * as fc from "fast-check";
import type { CpuLimits } from "../../../../constructs/workload/namespace/cpu-limits";
import {
  checkQuantity,
  type NamespaceQuota,
  quotaAmounts,
} from "../../../../constructs/workload/namespace/namespace-quota";
import { Problems } from "../../../../lib/core/errors";
import { parseQuantity } from "../../../../lib/core/quantities";
import { codes } from "../../../support/synth";

function resolve(quota: NamespaceQuota, cpuLimits: CpuLimits = "required") {
  const problems = new Problems();
  const amounts = quotaAmounts(quota, cpuLimits, problems.at("quota"));
  return { amounts, codes: codes(problems.all) };
}

describe("quotaAmounts", () => {
  it("limits compute, pods and volumes, and opens no way past the gateways", () => {
    expect(resolve({})).toEqual({
      amounts: {
        "requests.cpu": "10",
        "requests.memory": "20Gi",
        "limits.cpu": "40",
        "limits.memory": "40Gi",
        pods: "100",
        persistentvolumeclaims: "20",
        "services.loadbalancers": "0",
        "services.nodeports": "0",
        "requests.storage": "200Gi",
      },
      codes: [],
    });
  });

  it("changes single amounts and keeps the others", () => {
    const { amounts } = resolve({
      resources: { requests: { cpu: "20" }, limits: { memory: "60Gi" } },
      pods: 300,
      loadBalancers: 1,
      hard: { "requests.nvidia.com/gpu": "2" },
    });
    expect(amounts).toMatchObject({
      "requests.cpu": "20",
      "requests.memory": "20Gi",
      "limits.cpu": "40",
      "limits.memory": "60Gi",
      pods: "300",
      "services.loadbalancers": "1",
      "services.nodeports": "0",
      "requests.nvidia.com/gpu": "2",
    });
  });

  it("leaves out what is unlimited", () => {
    const unlimited = "unlimited" as const;
    const { amounts } = resolve({
      resources: unlimited,
      pods: unlimited,
      volumeClaims: unlimited,
      loadBalancers: unlimited,
      nodePorts: unlimited,
    });
    expect(amounts).toEqual({ "requests.storage": "200Gi" });
  });

  it("counts no CPU limits where they are optional, and requests as ever", () => {
    const { amounts, codes } = resolve({ resources: { requests: { cpu: "60" } } }, "optional");
    expect(codes).toEqual([]);
    expect(amounts).toMatchObject({ "requests.cpu": "60", "limits.memory": "40Gi" });
    expect(amounts).not.toHaveProperty(["limits.cpu"]);
    expect(resolve({ resources: { limits: { cpu: "80" } } }, "optional").codes).toEqual([
      "quota.resources.limits.cpu cpu-limit-not-optional",
    ]);
    expect(resolve({ hard: { "limits.cpu": "80" } }, "optional").codes).toEqual([
      "quota.hard.limits.cpu duplicate-quota",
    ]);
  });

  it.each<[string, NamespaceQuota, string[]]>([
    [
      "requests above limits",
      { resources: { requests: { cpu: "50" } } },
      ["quota.resources.requests.cpu request-above-limit"],
    ],
    ["half a pod", { pods: 1.5 }, ["quota.pods out-of-range"]],
    ["ports below zero", { nodePorts: -1 }, ["quota.nodePorts out-of-range"]],
    ["storage that is no amount", { volumeStorage: "much" }, ["quota.volumeStorage invalid-quantity"]],
    [
      "an amount that is none",
      { hard: { "requests.nvidia.com/gpu": "two" } },
      ['quota.hard["requests.nvidia.com/gpu"] invalid-quantity'],
    ],
    ["an amount given twice", { hard: { pods: "5" } }, ["quota.hard.pods duplicate-quota"]],
  ])("fails on %s", (_, quota, expected) => {
    expect(resolve(quota).codes).toEqual(expected);
  });

  it("looks into no amount that is known later", () => {
    expect(resolve({ volumeStorage: Fn.join("", ["20", "Gi"]) }).codes).toEqual([]);
  });
});

describe("checkQuantity", () => {
  it("reports what Kubernetes could not parse, and nothing else", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{1,4}(m|k|Ki|Mi|Gi)?$/)), (text) => {
        const problems = new Problems();
        const quantity = checkQuantity(problems, "amount", text);
        expect(quantity).toEqual(parseQuantity(text));
        expect(codes(problems.all)).toEqual(quantity === undefined ? ["amount invalid-quantity"] : []);
      }),
    );
  });
});
