import { DataResource, type TerraformStack } from "cdktf";
import { parse } from "yaml";
import { KubeconfigCluster } from "../../../../constructs/cluster";
import { OpenFeature, type OpenFeatureProps } from "../../../../constructs/delivery/flags/open-feature";
import { codes, problemsOf, synth } from "../../../support/synth";

function make(stack: TerraformStack, options: Partial<OpenFeatureProps> = {}) {
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "local", context: "kind-local" });
  return new OpenFeature(stack, "OpenFeature", { cluster, certManager: "installed", ...options });
}

describe("OpenFeature", () => {
  it("installs the chart, then the policies", () => {
    const made = synth((stack) => make(stack));
    expect(made.one("helm_release", "OpenFeature_Release")).toMatchObject({
      chart: "open-feature-operator",
      name: "open-feature-operator",
      namespace: "open-feature-operator-system",
      create_namespace: true,
    });
    expect(made.one("helm_release", "OpenFeature_Policies_Release")).toMatchObject({
      create_namespace: false,
      depends_on: [expect.stringMatching(/^helm_release\.OpenFeature_Release/)],
    });
  });

  it("waits for cert-manager", () => {
    const made = synth((stack) => make(stack, { certManager: new DataResource(stack, "CertManager") }));
    expect(made.one("helm_release", "OpenFeature_Release").depends_on).toEqual([
      "terraform_data.CertManager",
    ]);
  });

  it("makes no second release where there is nothing for it", () => {
    const made = synth((stack) => {
      expect(make(stack, { replicas: 1, networkPolicy: false }).policies).toBeUndefined();
    });
    expect(Object.keys(made.all("helm_release"))).toHaveLength(1);
  });

  it("lets the user's values win, and warns where they take the wiring away", () => {
    const made = synth((stack) => {
      const openFeature = make(stack, { values: { flagdProxyConfiguration: { port: 9000 } } });
      expect(openFeature.release.node.metadata.map(({ data }) => data)).toEqual([
        expect.stringContaining("flagdProxyConfiguration.port"),
      ]);
    });
    expect(parse(made.one("helm_release", "OpenFeature_Release").values[0])).toMatchObject({
      flagdProxyConfiguration: { port: 9000, replicaCount: 2 },
    });
  });

  it("can be one that was installed elsewhere", () => {
    synth((stack) => {
      const { cluster } = make(stack);
      expect(OpenFeature.fromAttributes({ cluster })).toEqual({
        cluster,
        namespace: "open-feature-operator-system",
        proxyPort: 8015,
        dependencies: [],
      });
      expect(OpenFeature.fromAttributes({ cluster, namespace: "flags", proxyPort: 1 })).toMatchObject({
        namespace: "flags",
        proxyPort: 1,
      });
    });
  });

  it("says what is wrong", () => {
    expect(codes(problemsOf((stack) => make(stack, { replicas: 0 })))).toEqual(["replicas out-of-range"]);
  });
});
