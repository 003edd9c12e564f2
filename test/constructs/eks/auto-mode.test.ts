import { KubeconfigCluster } from "../../../constructs/cluster/kubeconfig-cluster";
import {
  type AutoModeProps,
  autoModeNodeRole,
  enforceAutoModeNetworkPolicy,
  resolveAutoMode,
} from "../../../constructs/eks/auto-mode";
import { Problems } from "../../../lib/core/errors";
import { codes, synth } from "../../support/synth";

function resolve(props: AutoModeProps) {
  const problems = new Problems();
  const config = resolveAutoMode(props, problems.at("autoMode"));
  return { config, codes: codes(problems.all) };
}

describe("resolveAutoMode", () => {
  it("switches on both node pools and network policies", () => {
    expect(resolve({})).toEqual({
      config: { nodePools: ["general-purpose", "system"], networkPolicy: true },
      codes: [],
    });
  });

  it("takes one node pool, and leaves network policies off when told", () => {
    expect(resolve({ nodePools: ["system"], networkPolicy: false }).config).toEqual({
      nodePools: ["system"],
      networkPolicy: false,
    });
  });

  it("fails on no node pool", () => {
    expect(resolve({ nodePools: [] }).codes).toEqual(["autoMode.nodePools no-node-pools"]);
  });

  it("fails on an unknown node pool", () => {
    expect(resolve({ nodePools: ["gpu" as "system"] }).codes).toEqual([
      "autoMode.nodePools[0] unknown-node-pool",
    ]);
  });

  it("fails on a node pool that is named twice", () => {
    expect(resolve({ nodePools: ["system", "system"] }).codes).toEqual([
      "autoMode.nodePools[1] duplicate-node-pool",
    ]);
  });
});

describe("autoModeNodeRole", () => {
  it("is for EC2 alone and holds the least nodes need", () => {
    const made = synth((stack) => {
      autoModeNodeRole(stack, "shop", { partition: "aws", tags: undefined });
    });
    expect(made.one("aws_iam_role").name).toBe("shop-auto-mode-node");
    expect(JSON.parse(made.one("aws_iam_role").assume_role_policy).Statement).toEqual([
      { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
    ]);
    const policies = Object.values(made.all("aws_iam_role_policy_attachment")).map(
      ({ policy_arn }) => policy_arn,
    );
    expect(policies).toEqual([
      "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly",
      "arn:aws:iam::aws:policy/AmazonEKSWorkerNodeMinimalPolicy",
    ]);
  });
});

describe("enforceAutoModeNetworkPolicy", () => {
  it("writes the switch Auto Mode reads", () => {
    const made = synth((stack) => {
      const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "kind", context: "kind" });
      enforceAutoModeNetworkPolicy(stack, cluster);
    });
    expect(made.one("kubernetes_config_map_v1")).toMatchObject({
      metadata: { name: "amazon-vpc-cni", namespace: "kube-system" },
      data: { "enable-network-policy-controller": "true" },
    });
  });
});
