import type { TerraformStack } from "cdktf";
import { KubeconfigCluster } from "../../../../constructs/cluster";
import { Pushgateway, type PushgatewayProps } from "../../../../constructs/observability/metrics/pushgateway";
import { codes, problemsOf, synth } from "../../../support/synth";

type Options = Partial<PushgatewayProps>;

function gatewayIn(stack: TerraformStack, options: Options = {}): Pushgateway {
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "local", context: "kind-local" });
  return new Pushgateway(stack, "Pushgateway", { cluster, ...options });
}

describe("Pushgateway", () => {
  it("installs the community's chart next to Prometheus", () => {
    expect(synth((stack) => gatewayIn(stack)).one("helm_release", "Pushgateway_Release")).toMatchObject({
      chart: "prometheus-pushgateway",
      repository: "https://prometheus-community.github.io/helm-charts",
      version: "3.8.0",
      namespace: "monitoring",
    });
  });

  it("knows where pipelines push", () => {
    synth((stack) => {
      expect(gatewayIn(stack, { releaseName: "events", namespace: "ops" }).pushUrl).toBe(
        "http://events.ops.svc.cluster.local:9091",
      );
    });
  });

  it("lets the user's values win, and warns where they take the wiring away", () => {
    synth((stack) => {
      const { release } = gatewayIn(stack, { values: { fullnameOverride: "mine", replicaCount: 1 } });
      expect(release.values).toMatchObject({ fullnameOverride: "mine", replicaCount: 1 });
      expect(release.node.metadata.map(({ data }) => data)).toEqual([
        expect.stringContaining("values override fullnameOverride,"),
      ]);
    });
  });

  it("fails with every problem at once", () => {
    const options: Options = { namespace: "A", storage: { sizeGib: 0 } };
    expect(codes(problemsOf((stack) => gatewayIn(stack, options)))).toEqual([
      "namespace invalid-name",
      "storage.sizeGib out-of-range",
    ]);
  });
});
