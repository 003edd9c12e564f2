import { checkNodePools, type NodePools } from "../../../constructs/cluster/node-pool";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

function check(pools: NodePools | undefined) {
  const problems = new Problems();
  checkNodePools(problems, "nodePools", pools);
  return codes(problems.all);
}

describe("checkNodePools", () => {
  it("takes none, and pools with labels and taints", () => {
    expect(check(undefined)).toEqual([]);
    expect(
      check({
        gpu: {
          labels: { pool: "gpu" },
          taints: [{ key: "nvidia.com/gpu", effect: "NoSchedule" }],
          accelerator: "nvidia",
        },
      }),
    ).toEqual([]);
  });

  it("fails on a pool without labels, and on an effect in the spelling of AWS", () => {
    const taints = [{ key: "a", effect: "NO_SCHEDULE" as "NoSchedule" }];
    expect(check({ gpu: { labels: {}, taints, accelerator: "nvidia" } })).toEqual([
      "nodePools.gpu.labels node-pool-without-labels",
      "nodePools.gpu.taints[0].effect unknown-effect",
    ]);
  });
});
