import type { Value, Values } from "./backend";
import { ADDON_KINDS, AUTO_MODE_KINDS, CRD_SOURCES } from "./crd-table";
import { anythingFact, type Brought, kindFact, type Need, namespaceNeed, objectFact } from "./facts";
import { broughtBy, manifestsOf, needsOf, releaseValues } from "./manifests";
import { isRecord, textAt, valueAt } from "./values";

/** What an object has to do with the contents of a cluster. */
export type ClusterPart = { readonly brings: readonly Brought[]; readonly needs: readonly Need[] };

const NOTHING: ClusterPart = { brings: [], needs: [] };

/**
 * What an object brings into its cluster and what it needs there: a release, a kubernetes object, an EKS add-on, or the
 * cluster itself.
 *
 * @throws Refusal if the values of a release are not YAML
 */
export function clusterPart(type: string, values: Values): ClusterPart {
  if (type === "helm_release") {
    return releasePart(values);
  }
  if (type.startsWith("kubernetes_")) {
    return kubernetesPart(type, values);
  }
  if (type === "aws_eks_addon") {
    const addon = ADDON_KINDS[textAt(values, "addon_name") ?? ""];
    return addon === undefined ? NOTHING : { brings: kinds(addon.group, addon.kinds), needs: [] };
  }
  if (type === "aws_eks_cluster" && valueAt(values, "compute_config.enabled") === true) {
    return { brings: AUTO_MODE_KINDS.flatMap(({ group, kinds: names }) => kinds(group, names)), needs: [] };
  }
  return NOTHING;
}

/** Namespaces that stay behind when the release that created them is gone: Helm never deletes one. */
export function namespaceLeftBy(type: string, values: Values): string | undefined {
  return type === "helm_release" && values.create_namespace === true
    ? textAt(values, "namespace")
    : undefined;
}

function releasePart(release: Values): ClusterPart {
  const namespace = textAt(release, "namespace") ?? "default";
  const values = releaseValues(release);
  const manifests = manifestsOf(release, values);
  const brings: Brought[] = [];
  const needs: Need[] = [];
  if (release.create_namespace === true) {
    brings.push({ fact: objectFact("Namespace", "", namespace), owned: false });
  } else {
    needs.push(namespaceNeed(namespace));
  }
  if (manifests === undefined) {
    brings.push({ fact: anythingFact(namespace), owned: false }, ...kindsOfChart(release, values));
  }
  for (const manifest of manifests ?? []) {
    brings.push(...broughtBy(manifest, namespace));
    needs.push(...needsOf(manifest, namespace));
  }
  return { brings, needs };
}

/** Kinds a chart defines that was installed elsewhere, with values nobody knows. */
export function kindsOfCatalogChart(chart: string): readonly Brought[] {
  return CRD_SOURCES.filter((source) => source.chart === chart).flatMap(({ group, kinds: names }) =>
    kinds(group, names),
  );
}

function kindsOfChart(release: Values, values: Values): readonly Brought[] {
  const chart = textAt(release, "chart")?.split("/").pop();
  return CRD_SOURCES.filter((source) => {
    const inFolder = source.folder ?? source.unless === undefined;
    const off = source.unless !== undefined && isFalse(setting(release, values, source.unless));
    const on = source.onlyIf?.some((path) => isTrue(setting(release, values, path))) ?? true;
    return source.chart === chart && on && !off && !(inFolder && release.skip_crds === true);
  }).flatMap(({ group, kinds: names }) => kinds(group, names));
}

// `set` wins over `values`, as in Helm.
function setting(release: Values, values: Values, path: string): Value | undefined {
  const entries = Array.isArray(release.set) ? release.set : [];
  const entry = entries.findLast((one: Value) => valueAt(one, "name") === path);
  return entry === undefined ? valueAt(values, path) : valueAt(entry, "value");
}

function kubernetesPart(type: string, values: Values): ClusterPart {
  if (isRecord(values.manifest) && typeof values.manifest.kind === "string") {
    return { brings: broughtBy(values.manifest, "default"), needs: needsOf(values.manifest, "default") };
  }
  const name = textAt(values, "metadata.name");
  if (name === undefined) {
    return NOTHING;
  }
  const kind = kindOf(type);
  const namespaced = valueAt(values, "metadata.namespace") !== undefined;
  const namespace = namespaced ? (textAt(values, "metadata.namespace") ?? "default") : "";
  const needs = namespaced ? [namespaceNeed(namespace)] : [];
  if (PATCHES.has(type)) {
    return { brings: [], needs };
  }
  const owned = !type.startsWith("kubernetes_default_");
  return { brings: [{ fact: objectFact(kind, namespace, name), owned }], needs };
}

// Types that change an object somebody else owns.
const PATCHES: ReadonlySet<string> = new Set([
  "kubernetes_annotations",
  "kubernetes_config_map_v1_data",
  "kubernetes_env",
  "kubernetes_labels",
  "kubernetes_node_taint",
  "kubernetes_secret_v1_data",
  "kubernetes_token_request_v1",
]);

/** `kubernetes_config_map_v1` is a `ConfigMap`. */
function kindOf(type: string): string {
  return type
    .replace(/^kubernetes_(default_)?/, "")
    .replace(/_v\d+(beta\d+|alpha\d+)?$/, "")
    .split("_")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

function kinds(group: string, names: readonly string[]): Brought[] {
  return names.map((kind) => ({ fact: kindFact(group, kind), owned: false }));
}

function isFalse(value: Value | undefined): boolean {
  return value === false || value === "false";
}

function isTrue(value: Value | undefined): boolean {
  return value === true || value === "true";
}
