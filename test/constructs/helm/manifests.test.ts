import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Lazy, type TerraformStack } from "cdktf";
import { parseAllDocuments } from "yaml";
import { KubeconfigCluster } from "../../../constructs/cluster";
import { HelmRelease, type KubernetesManifest, Manifests } from "../../../constructs/helm";
import { describeWithHelm, helm } from "../../support/helm";
import { codes, problemsOf, synth } from "../../support/synth";

const CONFIG_MAP = {
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: "settings", labels: { "app.kubernetes.io/name": "demo" } },
  data: { port: "8080", regex: "\\d+ ${x} {{ .Values.no }}", script: "line 1\n  line 2\n", on: "yes" },
} satisfies KubernetesManifest;
const SCALED_OBJECT = {
  apiVersion: "keda.sh/v1alpha1",
  kind: "ScaledObject",
  metadata: { name: "orders", namespace: "shop" },
  spec: {
    maxReplicaCount: 1000000,
    pollingInterval: 30,
    triggers: [{ type: "cron", metadata: { start: "0 8 * * *" } }],
  },
} satisfies KubernetesManifest;

function clusterIn(stack: TerraformStack): KubeconfigCluster {
  return new KubeconfigCluster(stack, "Cluster", { clusterName: "local", context: "kind-local" });
}

function manifestsIn(stack: TerraformStack, manifests: readonly KubernetesManifest[]): Manifests {
  return new Manifests(stack, "Demo", {
    cluster: clusterIn(stack),
    releaseName: "demo",
    namespace: "demo",
    manifests,
  });
}

describe("Manifests", () => {
  it("puts every manifest into one release under a key of kind, namespace and name", () => {
    const release = synth((stack) => manifestsIn(stack, [SCALED_OBJECT, CONFIG_MAP])).one("helm_release");
    expect(release).toMatchObject({ name: "demo", namespace: "demo", atomic: true, wait: true });
    expect(release.values[0]).toContain('manifests:\n  ConfigMap/demo/settings:\n    apiVersion: "v1"\n');
    expect(release.values[0]).toContain("\n  ScaledObject/shop/orders:\n");
  });

  it("gives the same release whatever the order of the manifests", () => {
    const one = synth((stack) => manifestsIn(stack, [SCALED_OBJECT, CONFIG_MAP]));
    const two = synth((stack) => manifestsIn(stack, [CONFIG_MAP, SCALED_OBJECT]));
    expect(two.json).toEqual(one.json);
  });

  it("names the chart relative to the stack's folder, by a hash of its contents", () => {
    const release = synth((stack) => manifestsIn(stack, [CONFIG_MAP])).one("helm_release");
    expect(release.chart).toMatch(/^\.\/assets\/SlipwayManifestsChart\/[0-9A-F]{32}$/);
    expect(release.repository).toBeUndefined();
    expect(release.version).toBeUndefined();
  });

  it("shares one chart among all manifests of a stack", () => {
    synth((stack) => {
      const cluster = clusterIn(stack);
      for (const releaseName of ["one", "two"]) {
        new Manifests(stack, releaseName, {
          cluster,
          releaseName,
          namespace: releaseName,
          manifests: [CONFIG_MAP],
        });
      }
      expect(stack.node.children.filter((child) => child.node.id === "SlipwayManifestsChart")).toHaveLength(
        1,
      );
    });
  });

  it("waits for what brings the custom resource definitions", () => {
    const synthesized = synth((stack) => {
      const cluster = clusterIn(stack);
      const keda = new HelmRelease(stack, "Keda", { cluster, chart: "keda" });
      const props = { cluster, releaseName: "scalers", namespace: "shop", manifests: [SCALED_OBJECT] };
      new Manifests(stack, "Scalers", { ...props, dependsOn: [keda] });
    });
    const keda = Object.keys(synthesized.all("helm_release")).find((id) => id.startsWith("Keda_"));
    expect(synthesized.one("helm_release", "Scalers_Release").depends_on).toEqual([`helm_release.${keda}`]);
  });

  it("fails on every incomplete manifest at once", () => {
    const broken = [
      { kind: "ConfigMap", metadata: { name: "a" } },
      { apiVersion: "v1", metadata: { name: "b" } },
      { apiVersion: "v1", kind: "ConfigMap", metadata: {} },
      { apiVersion: "v1", kind: "ConfigMap" },
    ] as unknown as KubernetesManifest[];
    expect(codes(problemsOf((stack) => manifestsIn(stack, broken)))).toEqual([
      "manifests[0].apiVersion missing-api-version",
      "manifests[1].kind missing-kind",
      "manifests[2].metadata.name missing-name",
      "manifests[3].metadata.name missing-name",
    ]);
  });

  it("fails on two manifests of one object and on a name that is not known", () => {
    expect(
      codes(
        problemsOf((stack) => {
          const name = Lazy.stringValue({ produce: () => "later" });
          manifestsIn(stack, [
            CONFIG_MAP,
            { ...CONFIG_MAP, metadata: { name: "settings", namespace: "demo" } },
            { ...CONFIG_MAP, metadata: { name } },
          ]);
        }),
      ),
    ).toEqual(["manifests[1] duplicate-manifest", "manifests[2].metadata.name name-not-known"]);
  });

  it("fails on an empty list", () => {
    expect(codes(problemsOf((stack) => manifestsIn(stack, [])))).toEqual(["manifests no-manifests"]);
  });
});

describeWithHelm("the chart, through real helm", () => {
  const chart = path.join(__dirname, "../../../constructs/helm/manifests-chart");

  it("passes helm lint", () => {
    expect(helm("lint", "--strict", chart)).toContain("0 chart(s) failed");
  });

  it("brings every manifest back as it was given", () => {
    const values = synth((stack) => manifestsIn(stack, [SCALED_OBJECT, CONFIG_MAP])).one("helm_release")
      .values[0];
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "slipway-helm-")), "values.yaml");
    // What terraform hands to Helm once it has undone the escapes for its own template language.
    fs.writeFileSync(file, values.replaceAll("$${", "${"));
    const documents = parseAllDocuments(helm("template", "demo", chart, "--values", file));
    expect(documents.map((document) => document.toJS())).toEqual([CONFIG_MAP, SCALED_OBJECT]);
  });
});
