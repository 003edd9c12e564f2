import { Token } from "cdktf";
import type { NodeGroupProps } from "../../../constructs/eks/node-group";
import { resolveNodeGroup } from "../../../constructs/eks/node-group-config";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

const CONTEXT = { kubernetesVersion: "1.36", clusterName: "production", nodeGroupName: "general" };

function resolve(props: NodeGroupProps, context: Partial<typeof CONTEXT> = {}) {
  const problems = new Problems();
  const config = resolveNodeGroup(props, { ...CONTEXT, ...context }, problems);
  return { config, found: codes(problems.all) };
}

describe("resolveNodeGroup", () => {
  it("needs nothing from the user", () => {
    expect(resolve({})).toMatchObject({
      config: {
        minSize: 1,
        maxSize: 3,
        desiredSize: 1,
        instanceTypes: ["m6i.large"],
        capacityType: "ON_DEMAND",
        amiType: "AL2023_x86_64_STANDARD",
        kubernetesVersion: "1.36",
        diskSizeGib: 50,
        imdsHopLimit: 1,
        update: { maxUnavailablePercentage: 33 },
        forceUpdate: false,
        nodeRepair: true,
      },
      found: [],
    });
  });

  it("gives the nodes what they need and no more", () => {
    expect(resolve({}).config.managedPolicies).toEqual([
      "AmazonEKSWorkerNodePolicy",
      "AmazonEC2ContainerRegistryPullOnly",
      "AmazonEKS_CNI_Policy",
    ]);
  });

  it("leaves the network policy to a role of its own where asked", () => {
    expect(resolve({ cniPolicyOnNodes: false }).config.managedPolicies).toEqual([
      "AmazonEKSWorkerNodePolicy",
      "AmazonEC2ContainerRegistryPullOnly",
    ]);
  });

  it("opens Session Manager where asked", () => {
    expect(resolve({ sessionManager: true }).config.managedPolicies).toContain(
      "AmazonSSMManagedInstanceCore",
    );
    expect(resolve({ sessionManager: false }).config.managedPolicies).not.toContain(
      "AmazonSSMManagedInstanceCore",
    );
  });

  describe("sizes", () => {
    it("begins with the least number of nodes and lets the most grow with it", () => {
      expect(resolve({ minSize: 5 }).config).toMatchObject({ minSize: 5, desiredSize: 5, maxSize: 5 });
      expect(resolve({ desiredSize: 4 }).config).toMatchObject({ minSize: 1, desiredSize: 4, maxSize: 4 });
    });

    it("takes an empty group", () => {
      expect(resolve({ minSize: 0 })).toMatchObject({ config: { minSize: 0, desiredSize: 0 }, found: [] });
    });

    it("does not compare sizes that are known after apply", () => {
      const size = Token.asNumber({ resolve: () => 1 });
      expect(resolve({ minSize: size })).toMatchObject({ config: { minSize: size, maxSize: 3 }, found: [] });
      expect(resolve({ minSize: 2, maxSize: size, desiredSize: size }).found).toEqual([]);
    });

    it("fails on a minimum above the maximum, once", () => {
      expect(resolve({ minSize: 4, maxSize: 2 }).found).toEqual(["minSize min-above-max"]);
    });

    it("fails on a desired size outside of the limits, on either side", () => {
      expect(resolve({ minSize: 2, desiredSize: 1 }).found).toEqual(["desiredSize desired-outside-range"]);
      expect(resolve({ maxSize: 2, desiredSize: 3 }).found).toEqual(["desiredSize desired-outside-range"]);
    });

    it("fails on sizes that are no sizes", () => {
      expect(resolve({ minSize: -1, maxSize: 2, desiredSize: 0 }).found).toEqual(["minSize out-of-range"]);
      expect(resolve({ minSize: 0, maxSize: 0 }).found).toEqual(["maxSize out-of-range"]);
      expect(resolve({ desiredSize: 1.5 }).found).toContain("desiredSize out-of-range");
    });
  });

  describe("machine", () => {
    it("takes the edges of what disks and hops can be", () => {
      expect(resolve({ diskSizeGib: 20, imdsHopLimit: 64 }).found).toEqual([]);
      expect(resolve({ diskSizeGib: 16384 }).found).toEqual([]);
    });

    it("fails on a disk that is too small or too large", () => {
      expect(resolve({ diskSizeGib: 19 }).found).toEqual(["diskSizeGib out-of-range"]);
      expect(resolve({ diskSizeGib: 16385 }).found).toEqual(["diskSizeGib out-of-range"]);
    });

    it("fails on a disk too small for Windows", () => {
      const amiType = "WINDOWS_CORE_2022_x86_64";
      expect(resolve({ diskSizeGib: 49, amiType }).found).toEqual(["diskSizeGib out-of-range"]);
      expect(resolve({ diskSizeGib: 50, amiType }).found).toEqual([]);
    });

    it("fails on a hop limit outside 1 to 64", () => {
      expect(resolve({ imdsHopLimit: 0 }).found).toEqual(["imdsHopLimit out-of-range"]);
      expect(resolve({ imdsHopLimit: 65 }).found).toEqual(["imdsHopLimit out-of-range"]);
    });

    it("fails on a key that is not named by its ARN", () => {
      expect(resolve({ diskKmsKeyArn: "alias/disks" }).found).toEqual(["diskKmsKeyArn invalid-key-arn"]);
      expect(resolve({ diskKmsKeyArn: Token.asString({ resolve: () => "x" }) }).found).toEqual([]);
    });

    it("fails on instance types that share no image", () => {
      expect(resolve({ instanceTypes: ["m7i.large", "m7g.large"] }).found).toEqual([
        "instanceTypes mixed-architectures",
      ]);
    });

    it("fails on an unknown capacity type", () => {
      expect(resolve({ capacityType: "SPOT" as "spot" }).found).toEqual([
        "capacityType unknown-capacity-type",
      ]);
      expect(resolve({ capacityType: "spot" })).toMatchObject({
        config: { capacityType: "SPOT" },
        found: [],
      });
    });
  });

  describe("update", () => {
    it("takes a number or a share of nodes", () => {
      expect(resolve({ update: { maxUnavailable: 1 } }).config.update).toEqual({ maxUnavailable: 1 });
      expect(resolve({ update: { maxUnavailablePercentage: 50 } }).config.update).toEqual({
        maxUnavailablePercentage: 50,
      });
      expect(resolve({ update: {} }).config.update).toEqual({ maxUnavailablePercentage: 33 });
    });

    it("fails on both", () => {
      expect(resolve({ update: { maxUnavailable: 1, maxUnavailablePercentage: 50 } }).found).toEqual([
        "update conflicting-settings",
      ]);
    });

    it("fails on none at a time and more than all", () => {
      expect(resolve({ update: { maxUnavailable: 0 } }).found).toEqual([
        "update.maxUnavailable out-of-range",
      ]);
      expect(resolve({ update: { maxUnavailablePercentage: 101 } }).found).toEqual([
        "update.maxUnavailablePercentage out-of-range",
      ]);
    });
  });

  describe("names", () => {
    it("names role and launch template after cluster and group", () => {
      expect(resolve({}).config).toMatchObject({
        roleName: "production.general-nodes",
        launchTemplateName: "production.general-nodes",
      });
    });

    it("keeps the name of the role within 64 characters, and different names different", () => {
      const clusterName = "c".repeat(100);
      const one = resolve({}, { clusterName }).config.roleName;
      const other = resolve({}, { clusterName, nodeGroupName: "other" }).config.roleName;
      expect(one.length).toBeLessThanOrEqual(64);
      expect(one).not.toBe(other);
    });

    it("leaves room for the suffix in the name of a group, and none where the name is fixed", () => {
      const nodeGroupName = "g".repeat(37);
      expect(resolve({}, { nodeGroupName: nodeGroupName.slice(1) }).found).toEqual([]);
      expect(resolve({}, { nodeGroupName }).found).toEqual(["nodeGroupName invalid-name"]);
      expect(resolve({ fixedName: true }, { nodeGroupName }).found).toEqual([]);
    });

    it("fails on a fixed name over 63 characters", () => {
      expect(resolve({ fixedName: true }, { nodeGroupName: "g".repeat(64) }).found).toEqual([
        "nodeGroupName invalid-name",
      ]);
    });

    it("fails on a name EKS does not allow", () => {
      expect(resolve({}, { nodeGroupName: "general nodes" }).found).toEqual(["nodeGroupName invalid-name"]);
    });
  });

  it("lets nodes stay behind the cluster", () => {
    expect(resolve({ kubernetesVersion: "1.34" })).toMatchObject({
      config: { kubernetesVersion: "1.34" },
      found: [],
    });
  });

  it("fails on nodes newer than the cluster", () => {
    expect(resolve({ kubernetesVersion: "1.37" }).found).toEqual(["kubernetesVersion version-skew"]);
  });

  it("fails on bad labels, taints and tags", () => {
    expect(
      resolve({
        labels: { "a b": "c" },
        taints: [{ key: "a", effect: "NoSchedule" as "NO_SCHEDULE" }],
        tags: { "aws:x": "y" },
      }).found,
    ).toEqual([
      'labels["a b"] invalid-label-key',
      "taints[0].effect unknown-taint-effect",
      'tags["aws:x"] invalid-tag-key',
    ]);
  });

  it("fails on an empty list of subnets", () => {
    expect(resolve({ subnetIds: [] }).found).toEqual(["subnetIds no-subnets"]);
  });

  it("reports every problem at once", () => {
    expect(resolve({ minSize: 2, maxSize: 1, diskSizeGib: 1, imdsHopLimit: 0 }).found).toEqual([
      "minSize min-above-max",
      "diskSizeGib out-of-range",
      "imdsHopLimit out-of-range",
    ]);
  });
});
