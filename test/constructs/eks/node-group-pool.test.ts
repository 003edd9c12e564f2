import { TerraformStack, TerraformVariable, Testing } from "cdktf";
import { nodePoolOf } from "../../../constructs/eks/node-group-pool";
import type { NodeTaint } from "../../../constructs/eks/node-taints";

const PLAIN = { labels: undefined, taints: undefined, instanceTypes: ["m6i.large"] };

describe("nodePoolOf", () => {
  it("is chosen by the name of the group and its labels", () => {
    expect(nodePoolOf({ ...PLAIN, labels: { team: "shop" } }, "general")).toEqual({
      labels: { "eks.amazonaws.com/nodegroup": "general", team: "shop" },
      taints: [],
      accelerator: "none",
    });
  });

  it.each([
    ["NO_SCHEDULE", "NoSchedule"],
    ["NO_EXECUTE", "NoExecute"],
    ["PREFER_NO_SCHEDULE", "PreferNoSchedule"],
  ] as const)("spells the effect %s as Kubernetes does", (effect, spelled) => {
    const taints: NodeTaint[] = [{ key: "dedicated", value: "gpu", effect }];
    expect(nodePoolOf({ ...PLAIN, taints }, "gpu").taints).toEqual([
      { key: "dedicated", value: "gpu", effect: spelled },
    ]);
  });

  it.each([
    [["g5.xlarge"], "nvidia"],
    [["inf2.xlarge"], "neuron"],
    [["g4ad.xlarge"], "amd"],
    [["m7g.large", "m6g.large"], "none"],
  ])("tells the accelerator of %j", (instanceTypes, accelerator) => {
    expect(nodePoolOf({ ...PLAIN, instanceTypes }, "nodes").accelerator).toBe(accelerator);
  });

  it("does not guess what is known after apply", () => {
    const stack = new TerraformStack(Testing.app(), "test");
    const type = new TerraformVariable(stack, "type", { type: "string" }).stringValue;
    expect(nodePoolOf({ ...PLAIN, instanceTypes: [type] }, "nodes").accelerator).toBeUndefined();
    expect(nodePoolOf({ ...PLAIN, instanceTypes: [type, "g5.xlarge"] }, "nodes").accelerator).toBe("nvidia");
  });
});
