import type { Values } from "../../../../lib/rehearsal/world/backend";
import { clusterPart, namespaceLeftBy } from "../../../../lib/rehearsal/world/cluster-facts";
import { CRD_SOURCES } from "../../../../lib/rehearsal/world/crd-table";

const brings = (type: string, values: Values) => clusterPart(type, values).brings.map(({ fact }) => fact);
const needs = (type: string, values: Values) => clusterPart(type, values).needs.map(({ fact }) => fact);
const release = (chart: string, more: Values = {}): Values => ({
  name: chart,
  namespace: "x",
  chart,
  repository: "https://x",
  ...more,
});
const kinds = (chart: string, more: Values = {}) =>
  brings("helm_release", release(chart, more)).filter((fact) => fact.startsWith("kind "));

describe("clusterPart of a release", () => {
  it("needs its namespace, unless it creates it", () => {
    expect(needs("helm_release", release("keda"))).toEqual(["Namespace /x"]);
    const creating = release("keda", { create_namespace: true });
    expect(needs("helm_release", creating)).toEqual([]);
    expect(brings("helm_release", creating)).toContain("Namespace /x");
    expect(namespaceLeftBy("helm_release", creating)).toBe("x");
    expect(namespaceLeftBy("helm_release", release("keda"))).toBeUndefined();
  });

  it("brings the custom kinds of its chart, and possibly anything", () => {
    expect(kinds("keda")).toEqual([
      "kind keda.sh/ClusterTriggerAuthentication",
      "kind keda.sh/ScaledJob",
      "kind keda.sh/ScaledObject",
      "kind keda.sh/TriggerAuthentication",
    ]);
    expect(kinds("oci://ghcr.io/kedacore/charts/keda")).toEqual(kinds("keda"));
    expect(brings("helm_release", release("loki"))).toEqual(["anything x"]);
  });

  it.each<[string, string, Values, boolean]>([
    ["turned off by a value", "keda", { values: ["crds: {install: false}"] }, false],
    ["turned off by set", "keda", { set: [{ name: "crds.install", value: "false" }] }, false],
    [
      "set over values",
      "keda",
      { values: ["crds: {install: false}"], set: [{ name: "crds.install", value: "true" }] },
      true,
    ],
    ["from templates, which skip_crds does not touch", "keda", { skip_crds: true }, true],
    ["from the crds folder, which skip_crds leaves out", "velero", { skip_crds: true }, false],
    ["off unless asked for", "cert-manager", {}, false],
    ["asked for in the old way", "cert-manager", { values: ["installCRDs: true"] }, true],
    ["asked for in the new way", "cert-manager", { values: ["crds: {enabled: true}"] }, true],
  ])("brings kinds or not: %s", (_, chart, more, expected) => {
    expect(kinds(chart, more).length > 0).toBe(expected);
  });

  it("brings and needs what its manifests do", () => {
    const manifests = {
      a: { apiVersion: "keda.sh/v1alpha1", kind: "ScaledObject", metadata: { name: "w" } },
    };
    const local = release("./chart", { repository: null, values: [JSON.stringify({ manifests })] });
    expect(brings("helm_release", local)).toEqual(["keda.sh/ScaledObject x/w"]);
    expect(needs("helm_release", local)).toEqual([
      "Namespace /x",
      "Namespace /x",
      "kind keda.sh/ScaledObject",
    ]);
  });
});

describe("clusterPart of other objects", () => {
  it.each<[string, Values, string[], string[]]>([
    [
      "kubernetes_config_map_v1",
      { metadata: [{ name: "a", namespace: "x" }] },
      ["ConfigMap x/a"],
      ["Namespace /x"],
    ],
    [
      "kubernetes_secret",
      { metadata: [{ name: "a", namespace: null }] },
      ["Secret default/a"],
      ["Namespace /default"],
    ],
    ["kubernetes_namespace_v1", { metadata: [{ name: "x" }] }, ["Namespace /x"], []],
    ["kubernetes_config_map_v1_data", { metadata: [{ name: "a", namespace: "x" }] }, [], ["Namespace /x"]],
    [
      "kubernetes_manifest",
      { manifest: { kind: "Secret", apiVersion: "v1", metadata: { name: "a" } } },
      ["Secret default/a"],
      ["Namespace /default"],
    ],
    ["kubernetes_manifest", { manifest: null }, [], []],
    ["aws_eks_addon", { addon_name: "vpc-cni" }, [], []],
    ["aws_vpc", { id: "vpc-1" }, [], []],
    ["aws_eks_cluster", { compute_config: [{ enabled: false }] }, [], []],
  ])("%s %p", (type, values, brought, needed) => {
    expect([brings(type, values), needs(type, values)]).toEqual([brought, needed]);
  });

  it("knows the kinds of Auto Mode and of add-ons", () => {
    expect(brings("aws_eks_cluster", { compute_config: [{ enabled: true }] })).toContain(
      "kind karpenter.sh/NodePool",
    );
    expect(brings("aws_eks_addon", { addon_name: "cert-manager" })).toContain(
      "kind cert-manager.io/Certificate",
    );
  });

  it("does not own an account that is there anyway", () => {
    const { brings: brought } = clusterPart("kubernetes_default_service_account_v1", {
      metadata: [{ name: "default", namespace: "x" }],
    });
    expect(brought).toEqual([{ fact: "ServiceAccount x/default", owned: false }]);
  });
});

describe("CRD_SOURCES", () => {
  it("lists no kind of a chart twice", () => {
    const all = CRD_SOURCES.flatMap(({ chart, group, kinds: names }) =>
      names.map((kind) => `${chart} ${group}/${kind}`),
    );
    expect(new Set(all).size).toBe(all.length);
  });
});
