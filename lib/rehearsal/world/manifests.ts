import { parseDocument } from "yaml";
import { Refusal, type Value, type Values } from "./backend";
import { BUILT_IN_GROUPS, CRD_SOURCES } from "./crd-table";
import { anythingFact, type Brought, kindFact, type Need, namespaceNeed, objectFact } from "./facts";
import { elementsOf, isRecord, textAt, valueAt } from "./values";
import { workloadNeeds } from "./workload-needs";

/**
 * The values of a release as Helm reads them: its YAML documents, later over earlier.
 *
 * @throws Refusal if a document is not YAML
 */
export function releaseValues(release: Values): Values {
  let merged: Values = {};
  for (const text of elementsOf(release.values)) {
    const document = parseDocument(typeof text === "string" ? text : "", { merge: true });
    const [error] = document.errors;
    if (error !== undefined) {
      throw new Refusal(`failed to parse the values of release ${textAt(release, "name")}`, error.message);
    }
    const values: Value = document.toJS();
    merged = isRecord(values) ? deepMerge(merged, values) : merged;
  }
  return merged;
}

/** Kubernetes objects a release of the local manifests chart carries; undefined for every other release. */
export function manifestsOf(release: Values, values: Values): readonly Values[] | undefined {
  const chart = textAt(release, "chart") ?? "";
  const isLocal = textAt(release, "repository") === undefined && !/^[a-z]+:\/\//.test(chart);
  if (!isLocal || values.manifests === undefined) {
    return undefined;
  }
  const manifests = isRecord(values.manifests)
    ? Object.values(values.manifests)
    : elementsOf(values.manifests);
  return manifests.filter((manifest) => isRecord(manifest));
}

/** What a manifest puts into the cluster: itself, a kind if it defines one, secrets that its controller makes of it. */
export function broughtBy(manifest: Values, releaseNamespace: string): readonly Brought[] {
  const { kind, name, group, namespace } = headOf(manifest, releaseNamespace);
  const brought: Brought[] = [{ fact: objectFact(plainKind(group, kind), namespace, name), owned: true }];
  if (kind === "CustomResourceDefinition") {
    const fact = kindFact(textAt(manifest, "spec.group") ?? "", textAt(manifest, "spec.names.kind") ?? "");
    brought.push({ fact, owned: false });
  }
  if (SPREADING_KINDS.has(kind)) {
    brought.push({ fact: anythingFact("*"), owned: false });
  }
  if (kind === "Kustomization") {
    const target = textAt(manifest, "spec.targetNamespace") ?? namespace;
    brought.push({ fact: anythingFact(target), owned: false });
  }
  for (const secret of secretsMadeBy(manifest, kind, name)) {
    brought.push({ fact: objectFact("Secret", namespace, secret), owned: false });
  }
  return brought;
}

/** What a manifest needs: its namespace, the definition of its kind, and what its pods name. */
export function needsOf(manifest: Values, releaseNamespace: string): readonly Need[] {
  const { kind, name, group, namespace, apiVersion } = headOf(manifest, releaseNamespace);
  const needs: Need[] = namespace === "" ? [] : [namespaceNeed(namespace)];
  const charts = CRD_SOURCES.filter((source) => source.group === group && source.kinds.includes(kind));
  if (!BUILT_IN_GROUPS.has(group) && charts.length > 0) {
    needs.push({
      fact: kindFact(group, kind),
      summary: `no matches for kind "${kind}" in version "${apiVersion}"`,
      detail: `${kind} ${name} is a custom resource: the release of chart ${[...new Set(charts.map(({ chart }) => chart))].join(" or ")} defines its kind and must be there first, so depend on it`,
    });
  }
  return [...needs, ...workloadNeeds(manifest, namespace)];
}

function headOf(manifest: Values, releaseNamespace: string) {
  const apiVersion = textAt(manifest, "apiVersion") ?? "";
  const kind = textAt(manifest, "kind") ?? "";
  const name = textAt(manifest, "metadata.name") ?? "";
  const group = apiVersion.includes("/") ? (apiVersion.split("/")[0] ?? "") : "";
  const namespace = CLUSTER_KINDS.has(kind)
    ? ""
    : (textAt(manifest, "metadata.namespace") ?? releaseNamespace);
  return { apiVersion, kind, name, group, namespace };
}

function plainKind(group: string, kind: string): string {
  return BUILT_IN_GROUPS.has(group) ? kind : `${group}/${kind}`;
}

/** Kinds that stand in no namespace. */
const CLUSTER_KINDS: ReadonlySet<string> = new Set([
  "APIService",
  "ClusterExternalSecret",
  "ClusterIssuer",
  "ClusterPolicy",
  "ClusterRole",
  "ClusterRoleBinding",
  "ClusterSecretStore",
  "ClusterTriggerAuthentication",
  "CustomResourceDefinition",
  "EC2NodeClass",
  "GatewayClass",
  "IngressClass",
  "MutatingWebhookConfiguration",
  "Namespace",
  "NodeClass",
  "NodePool",
  "PersistentVolume",
  "PriorityClass",
  "RuntimeClass",
  "StorageClass",
  "ValidatingAdmissionPolicy",
  "ValidatingAdmissionPolicyBinding",
  "ValidatingPolicy",
  "ValidatingWebhookConfiguration",
  "VolumeSnapshotClass",
]);

// Their controllers put objects into namespaces of their choice.
const SPREADING_KINDS: ReadonlySet<string> = new Set([
  "ClusterExternalSecret",
  "ClusterPolicy",
  "GeneratingPolicy",
]);

// Controllers that turn an object into a secret, so that a workload beside it may name the secret.
function secretsMadeBy(manifest: Values, kind: string, name: string): readonly string[] {
  switch (kind) {
    case "ExternalSecret":
      return [textAt(manifest, "spec.target.name") ?? name];
    case "SealedSecret":
      return [textAt(manifest, "spec.template.metadata.name") ?? name];
    case "Certificate":
      return [textAt(manifest, "spec.secretName") ?? name];
    case "VaultStaticSecret":
    case "VaultDynamicSecret":
    case "VaultPKISecret":
      return [textAt(manifest, "spec.destination.name") ?? name];
    case "Cluster":
      return ["app", "ca", "replication", "server", "superuser"].map((suffix) => `${name}-${suffix}`);
    case "RabbitmqCluster":
      return [`${name}-default-user`];
    case "KafkaUser":
      return [name];
    default:
      return [];
  }
}

function deepMerge(below: Values, above: Values): Values {
  const merged: Record<string, Value> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const under = valueAt(below, key);
    merged[key] = isRecord(under) && isRecord(value) ? deepMerge(under, value) : value;
  }
  return merged;
}
