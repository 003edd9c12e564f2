import { findingsOf } from "../../../../lib/review/risk/findings";
import { CLUSTER_VERSION, clusterVersions } from "../../../../lib/review/risk/versions";
import { type ChangeSpec, planOf, subject } from "../../../support/plans";

const cluster = (before: string | undefined, after: string): ChangeSpec => ({
  address: "aws_eks_cluster.main",
  before: before && { name: "main", version: before },
  after: { name: "main", version: after },
});
const nodes = (before: string | undefined, after: string): ChangeSpec => ({
  address: "aws_eks_node_group.general",
  before: before && { cluster_name: "main", version: before },
  after: { cluster_name: "main", version: after },
});

function said(spec: ChangeSpec, ...others: readonly ChangeSpec[]): readonly string[] {
  return findingsOf(subject(spec, {}, others), [CLUSTER_VERSION]).map(
    ({ level, title }) => `${level} ${title}`,
  );
}

describe("R16, versions of clusters", () => {
  it.each([
    ["1.33", "1.34", ["medium cluster goes to another Kubernetes, for good"]],
    ["1.33", "1.35", ["high cluster skips a minor version of Kubernetes"]],
    ["1.34", "1.33", ["high cluster goes back to an older Kubernetes"]],
    ["1.34", "1.34", []],
    ["1.9", "1.10", ["medium cluster goes to another Kubernetes, for good"]],
  ])("weighs %s -> %s", (before, after, expected) => {
    expect(said(cluster(before, after))).toEqual(expected);
  });

  it("is quiet about a new cluster", () => {
    expect(said(cluster(undefined, "1.34"))).toEqual([]);
  });

  it("compares nodes with their cluster, whichever of them changes", () => {
    expect(said(nodes("1.33", "1.35"), cluster("1.34", "1.34"))).toEqual([
      "high nodes are newer than their cluster",
      "medium node group is rolled to another Kubernetes",
    ]);
    expect(said(cluster("1.33", "1.34"), nodes("1.30", "1.30"))).toContain(
      "high nodes are too old for their cluster",
    );
    expect(said(cluster("1.33", "1.34"), nodes("1.31", "1.31"))).toEqual([
      "medium cluster goes to another Kubernetes, for good",
    ]);
    expect(said(nodes("1.33", "1.34"), cluster("1.34", "1.34"))).toEqual([
      "medium node group is rolled to another Kubernetes",
    ]);
  });

  it("minds core add-ons that go", () => {
    const addon = (addon_name: string, preserve?: boolean) => ({
      address: "aws_eks_addon.a",
      before: { addon_name, preserve },
    });
    expect(said(addon("vpc-cni"))).toEqual(["high add-on vpc-cni goes"]);
    expect(said(addon("vpc-cni", true))).toEqual(["medium add-on vpc-cni goes, and what it runs stays"]);
    expect(said(addon("snapshot-controller"))).toEqual(["medium add-on snapshot-controller goes"]);
    expect(said({ ...addon("vpc-cni"), after: { addon_name: "vpc-cni", v: 2 } })).toEqual([]);
  });

  it("collects versions by the name of the cluster", () => {
    const { clusters, nodeGroups } = clusterVersions(
      planOf([cluster(undefined, "1.34"), nodes(undefined, "1.33")]),
    );
    expect([...clusters]).toEqual([["main", "1.34"]]);
    expect(nodeGroups.get("main")).toEqual([{ address: "aws_eks_node_group.general", version: "1.33" }]);
  });
});
