import { KubeconfigCluster } from "../../../constructs/cluster";
import { HelmRelease } from "../../../constructs/helm";
import { codes, problemsOf, synth } from "../../support/synth";

const KIND = { clusterName: "slipway-local", context: "kind-slipway-local" };

describe("KubeconfigCluster", () => {
  it("makes no provider until something asks for it", () => {
    const { json } = synth((stack) => new KubeconfigCluster(stack, "Cluster", KIND));
    expect(Object.keys(json.provider)).toEqual(["aws"]);
  });

  it("configures the providers from the named context, never from the current one", () => {
    const { json } = synth((stack) => {
      const cluster = new KubeconfigCluster(stack, "Cluster", { ...KIND, kubeconfigPath: "./kubeconfig" });
      expect(cluster.helmProvider).toBe(cluster.helmProvider);
      expect(cluster.kubernetesProvider).toBe(cluster.kubernetesProvider);
    });
    expect(json.provider.helm).toEqual([
      { kubernetes: { config_context: "kind-slipway-local", config_path: "./kubeconfig" } },
    ]);
    expect(json.provider.kubernetes).toEqual([
      { config_context: "kind-slipway-local", config_path: "./kubeconfig" },
    ]);
  });

  it("reads the user's kubeconfig unless told otherwise", () => {
    const { json } = synth((stack) => new KubeconfigCluster(stack, "Cluster", KIND).kubernetesProvider);
    expect(json.provider.kubernetes[0].config_path).toBe("~/.kube/config");
  });

  it("shares a stack with a second cluster under an alias", () => {
    const synthesized = synth((stack) => {
      const one = new KubeconfigCluster(stack, "One", KIND);
      const two = new KubeconfigCluster(stack, "Two", {
        clusterName: "b",
        context: "b",
        providerAlias: "two",
      });
      new HelmRelease(stack, "KedaOne", { cluster: one, chart: "keda" });
      new HelmRelease(stack, "KedaTwo", { cluster: two, chart: "keda" });
    });
    expect(synthesized.one("helm_release", "KedaOne").provider).toBe("helm");
    expect(synthesized.one("helm_release", "KedaTwo").provider).toBe("helm.two");
  });

  it("knows the node pools it is told of", () => {
    const nodePools = { gpu: { labels: { pool: "gpu" }, accelerator: "nvidia" } } as const;
    synth((stack) => {
      expect(new KubeconfigCluster(stack, "Cluster", { ...KIND, nodePools }).nodePools).toEqual(nodePools);
      expect(new KubeconfigCluster(stack, "Other", KIND).nodePools).toBeUndefined();
    });
  });

  it("fails on a node pool nobody could choose", () => {
    const nodePools = { gpu: { labels: {}, accelerator: "nvidia" } } as const;
    expect(
      codes(problemsOf((stack) => void new KubeconfigCluster(stack, "Cluster", { ...KIND, nodePools }))),
    ).toEqual(["nodePools.gpu.labels node-pool-without-labels"]);
  });

  it("fails on an empty context and a patch version at once", () => {
    expect(
      codes(
        problemsOf((stack) => {
          new KubeconfigCluster(stack, "Cluster", {
            clusterName: "x",
            context: "",
            kubernetesVersion: "1.36.1",
          });
        }),
      ),
    ).toEqual(["context missing-context", "kubernetesVersion invalid-kubernetes-version"]);
  });

  it("fails to give cloud permissions to a service account", () => {
    expect(
      codes(
        problemsOf((stack) => {
          new KubeconfigCluster(stack, "Cluster", KIND).grantServiceAccount("Loki", {
            namespace: "loki",
            serviceAccount: "loki",
            statements: [],
          });
        }),
      ),
    ).toEqual([" no-workload-identity"]);
  });
});
