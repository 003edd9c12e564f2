import { KubeconfigCluster } from "../../../constructs/cluster";
import { registerRelease } from "../../../constructs/helm/release-registry";
import { codes, problemsOf, synth } from "../../support/synth";

describe("registerRelease", () => {
  it("keeps clusters, namespaces and stacks apart", () => {
    const build = () =>
      synth((stack) => {
        const one = new KubeconfigCluster(stack, "One", { clusterName: "one", context: "one" });
        const two = new KubeconfigCluster(stack, "Two", { clusterName: "two", context: "two" });
        registerRelease(stack, one, "a", "keda");
        registerRelease(stack, two, "a", "keda");
        registerRelease(stack, one, "b", "keda");
      });
    expect([build(), build()]).toHaveLength(2);
  });

  it("fails on the second release of a name", () => {
    const problems = problemsOf((stack) => {
      const cluster = new KubeconfigCluster(stack, "One", { clusterName: "one", context: "one" });
      registerRelease(stack, cluster, "a", "keda");
      registerRelease(stack, cluster, "a", "keda");
    });
    expect(codes(problems)).toEqual(["releaseName duplicate-release"]);
  });
});
