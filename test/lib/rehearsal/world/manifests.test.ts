import { Refusal, type Values } from "../../../../lib/rehearsal/world/backend";
import { broughtBy, manifestsOf, needsOf, releaseValues } from "../../../../lib/rehearsal/world/manifests";

const facts = (manifest: Values) => broughtBy(manifest, "orders").map(({ fact }) => fact);
const scaled = { apiVersion: "keda.sh/v1alpha1", kind: "ScaledObject", metadata: { name: "worker" } };

describe("releaseValues", () => {
  it("merges documents as Helm does: later over earlier, objects deeply, lists whole", () => {
    const values = ["a: {b: 1, c: [1, 2]}\n", "a: {c: [3]}\n", "", "# nothing\n"];
    expect(releaseValues({ values })).toEqual({ a: { b: 1, c: [3] } });
    expect(releaseValues({ values: null })).toEqual({});
  });

  it("fails on what is not YAML, with the name of the release", () => {
    const broken = () => releaseValues({ name: "keda", values: ["a: [1"] });
    expect(broken).toThrow(Refusal);
    expect(broken).toThrow("failed to parse the values of release keda");
  });
});

describe("manifestsOf", () => {
  it.each<[string, Values, Values, number | undefined]>([
    ["a local chart with keyed manifests", { chart: "./assets/x" }, { manifests: { a: scaled } }, 1],
    ["a local chart with a list", { chart: "/x", repository: "" }, { manifests: [scaled, "text"] }, 1],
    [
      "a chart from a repository",
      { chart: "x", repository: "https://x" },
      { manifests: [scaled] },
      undefined,
    ],
    ["a chart from a registry", { chart: "oci://x/y" }, { manifests: [scaled] }, undefined],
    ["a local chart without manifests", { chart: "./x" }, { replicas: 1 }, undefined],
  ])("%s", (_, release, values, count) => {
    expect(manifestsOf(release, values)?.length).toBe(count);
  });
});

describe("broughtBy", () => {
  it("brings the object itself, in the release's namespace where it names none", () => {
    expect(facts({ apiVersion: "v1", kind: "Secret", metadata: { name: "db" } })).toEqual([
      "Secret orders/db",
    ]);
    expect(facts({ apiVersion: "v1", kind: "Secret", metadata: { name: "db", namespace: "x" } })).toEqual([
      "Secret x/db",
    ]);
    expect(facts({ apiVersion: "v1", kind: "Namespace", metadata: { name: "x" } })).toEqual(["Namespace /x"]);
  });

  it("tells custom kinds of one name apart by their group", () => {
    const gateway = (apiVersion: string) => facts({ apiVersion, kind: "Gateway", metadata: { name: "a" } });
    expect(gateway("networking.istio.io/v1")).not.toEqual(gateway("gateway.networking.k8s.io/v1"));
  });

  it("brings the kind a definition defines", () => {
    const crd = {
      apiVersion: "apiextensions.k8s.io/v1",
      kind: "CustomResourceDefinition",
      metadata: { name: "scaledobjects.keda.sh" },
      spec: { group: "keda.sh", names: { kind: "ScaledObject" } },
    };
    expect(facts(crd)).toContain("kind keda.sh/ScaledObject");
  });

  it.each<[string, Values, string]>([
    ["ExternalSecret", { target: { name: "db" } }, "db"],
    ["ExternalSecret", {}, "x"],
    ["SealedSecret", {}, "x"],
    ["Certificate", { secretName: "tls" }, "tls"],
    ["VaultStaticSecret", { destination: { name: "v" } }, "v"],
    ["Cluster", {}, "x-app"],
    ["RabbitmqCluster", {}, "x-default-user"],
    ["KafkaUser", {}, "x"],
  ])("brings the secret that the controller of %s makes", (kind, spec, secret) => {
    expect(facts({ apiVersion: "example.com/v1", kind, metadata: { name: "x" }, spec })).toContain(
      `Secret orders/${secret}`,
    );
  });

  it("may bring anything anywhere where a controller spreads objects", () => {
    const manifest = {
      apiVersion: "external-secrets.io/v1",
      kind: "ClusterExternalSecret",
      metadata: { name: "x" },
    };
    expect(facts(manifest)).toContain("anything *");
  });

  it("may bring anything into the namespace that Flux renders a folder into", () => {
    const kustomization = (spec: Record<string, string>) =>
      facts({
        apiVersion: "kustomize.toolkit.fluxcd.io/v1",
        kind: "Kustomization",
        metadata: { name: "x" },
        spec,
      });
    expect(kustomization({})).toContain("anything orders");
    expect(kustomization({ targetNamespace: "shop" })).toContain("anything shop");
    expect(kustomization({ targetNamespace: "shop" })).not.toContain("anything orders");
  });
});

describe("needsOf", () => {
  it("needs namespace and definition, and names the chart that brings it", () => {
    const [namespace, kind] = needsOf(scaled, "orders");
    expect(namespace?.fact).toBe("Namespace /orders");
    expect(kind).toMatchObject({
      fact: "kind keda.sh/ScaledObject",
      summary: 'no matches for kind "ScaledObject" in version "keda.sh/v1alpha1"',
      detail: expect.stringContaining("chart keda"),
    });
  });

  it("names every chart that would do", () => {
    const rule = { apiVersion: "monitoring.coreos.com/v1", kind: "PrometheusRule", metadata: { name: "x" } };
    expect(needsOf(rule, "m")[1]?.detail).toContain("kube-prometheus-stack or prometheus-operator-crds");
  });

  it("asks for no definition of a kind that nobody has listed, and for no namespace of a cluster-wide one", () => {
    const unknown = { apiVersion: "example.com/v1", kind: "Widget", metadata: { name: "x" } };
    expect(needsOf(unknown, "orders").map(({ fact }) => fact)).toEqual(["Namespace /orders"]);
    expect(
      needsOf({ apiVersion: "storage.k8s.io/v1", kind: "StorageClass", metadata: { name: "x" } }, "o"),
    ).toEqual([]);
  });
});
