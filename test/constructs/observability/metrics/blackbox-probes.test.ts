import { DataResource, type TerraformStack } from "cdktf";
import { parse } from "yaml";
import { KubeconfigCluster } from "../../../../constructs/cluster";
import {
  BlackboxProbes,
  type BlackboxProbesProps,
} from "../../../../constructs/observability/metrics/blackbox-probes";
import { codes, problemsOf, synth } from "../../../support/synth";

type Options = Partial<BlackboxProbesProps>;

function probesIn(stack: TerraformStack, options: Options = {}): BlackboxProbes {
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "local", context: "kind-local" });
  const probes = { shop: { targets: ["https://shop.example.com"] } };
  return new BlackboxProbes(stack, "Synthetic", { cluster, probes, ...options });
}

describe("BlackboxProbes", () => {
  it("installs the catalog's exporter, and the probes once it is there", () => {
    const result = synth((stack) => {
      const prometheus = new DataResource(stack, "Prometheus", {});
      probesIn(stack, { dependsOn: [prometheus] });
    });
    expect(result.one("helm_release", "Synthetic_Release")).toMatchObject({
      chart: "prometheus-blackbox-exporter",
      namespace: "monitoring",
      depends_on: ["terraform_data.Prometheus"],
    });
    const probes = result.one("helm_release", "Synthetic_Probes_Release");
    expect(probes).toMatchObject({ name: "prometheus-blackbox-exporter-probes", namespace: "monitoring" });
    expect(probes.depends_on).toEqual([
      expect.stringMatching(/^helm_release\.Synthetic_Release/),
      "terraform_data.Prometheus",
    ]);
    expect(Object.keys(parse(probes.values[0]).manifests)).toEqual(["Probe/monitoring/shop"]);
  });

  it("lets the user's values win, and warns where they take the wiring away", () => {
    synth((stack) => {
      const { release } = probesIn(stack, { values: { service: { port: 80 }, hostNetwork: true } });
      expect(release.values).toMatchObject({ service: { port: 80 }, hostNetwork: true });
      expect(release.node.metadata.map(({ data }) => data)).toEqual([
        expect.stringContaining("values override service.port,"),
      ]);
    });
  });

  it("can be waited for", () => {
    synth((stack) => {
      const probes = probesIn(stack);
      expect(probes.fqn).toBe(probes.probes.fqn);
      expect(probes.namespace).toBe("monitoring");
    });
  });

  it("fails with every problem at once", () => {
    const options: Options = { replicas: 0, probes: { shop: { targets: [], module: "ping" } } };
    expect(codes(problemsOf((stack) => probesIn(stack, options)))).toEqual([
      "probes.shop.module unknown-module",
      "probes.shop.targets no-targets",
      "replicas out-of-range",
    ]);
  });
});
