import { KubeconfigCluster } from "../../../../constructs/cluster/kubeconfig-cluster";
import { registerNamespace } from "../../../../constructs/workload/namespace/namespace-registry";
import { codes, problemsOf, synth } from "../../../support/synth";

describe("registerNamespace", () => {
  it("takes a name once for each cluster and stack", () => {
    const build = () =>
      synth((stack) => {
        for (const id of ["One", "Other"]) {
          const props = { clusterName: id, context: id, providerAlias: id.toLowerCase() };
          registerNamespace(stack, new KubeconfigCluster(stack, id, props), "shop");
        }
      });
    expect(build).not.toThrow();
    expect(build).not.toThrow();
  });

  it("fails on a second of the name, and tells of the first", () => {
    const problems = problemsOf((stack) => {
      const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "kind", context: "kind" });
      registerNamespace(cluster, cluster, "shop");
      registerNamespace(stack, cluster, "shop");
    });
    expect(codes(problems)).toEqual(["name duplicate-namespace"]);
    expect(problems[0]?.rule).toContain("test/Cluster");
  });
});
