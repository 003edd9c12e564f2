import type { Json, JsonObject } from "../../../core/render";
import { entryOf, isEmpty, isObject } from "../values";

/** Kinds by the type of their resource, without prefix and version. */
const KINDS: Readonly<Record<string, string>> = {
  cluster_role: "ClusterRole",
  cluster_role_binding: "ClusterRoleBinding",
  config_map: "ConfigMap",
  cron_job: "CronJob",
  daemon_set: "DaemonSet",
  daemonset: "DaemonSet",
  deployment: "Deployment",
  horizontal_pod_autoscaler: "HorizontalPodAutoscaler",
  ingress: "Ingress",
  job: "Job",
  namespace: "Namespace",
  network_policy: "NetworkPolicy",
  persistent_volume_claim: "PersistentVolumeClaim",
  pod: "Pod",
  pod_disruption_budget: "PodDisruptionBudget",
  role: "Role",
  role_binding: "RoleBinding",
  secret: "Secret",
  service: "Service",
  service_account: "ServiceAccount",
  stateful_set: "StatefulSet",
};

/** Blocks that may stand several times, and what Kubernetes calls them. */
const LISTS: Readonly<Record<string, string>> = {
  allowed_topologies: "allowedTopologies",
  container: "containers",
  egress: "egress",
  env: "env",
  env_from: "envFrom",
  from: "from",
  host_aliases: "hostAliases",
  image_pull_secrets: "imagePullSecrets",
  ingress: "ingress",
  init_container: "initContainers",
  items: "items",
  match_expressions: "matchExpressions",
  metric: "metrics",
  policy: "policies",
  port: "ports",
  ports: "ports",
  rule: "rules",
  subject: "subjects",
  to: "to",
  toleration: "tolerations",
  topology_spread_constraint: "topologySpreadConstraints",
  volume: "volumes",
  volume_claim_template: "volumeClaimTemplates",
  volume_mount: "volumeMounts",
};

/** Arguments whose members are somebody's own words. */
const MAPS: ReadonlySet<string> = new Set([
  "annotations",
  "binary_data",
  "data",
  "labels",
  "limits",
  "match_labels",
  "node_selector",
  "requests",
  "selector",
  "string_data",
]);

/** What Kubernetes spells otherwise than the rule would have it. */
const SPELLINGS: Readonly<Record<string, string>> = {
  host_ipc: "hostIPC",
  host_pid: "hostPID",
  non_resource_urls: "nonResourceURLs",
};

/** The kind a resource of the provider for Kubernetes makes; undefined where it makes no object of its own. */
export function typedKind(type: string): string | undefined {
  const name = /^kubernetes_([a-z_]+?)(?:_v\d+(?:[a-z]+\d+)?)?$/.exec(type)?.[1] ?? "";
  return entryOf(KINDS, name);
}

/** The body of such a resource as the manifest it stands for. */
export function typedManifest(kind: string, body: JsonObject): JsonObject {
  const { id: _, timeouts: __, ...rest } = body;
  return { apiVersion: "", kind, ...(converted(rest) as JsonObject) };
}

function converted(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) {
    return value.map((item) => converted(item) ?? null);
  }
  if (!isObject(value)) {
    return value;
  }
  const members = Object.entries(value).filter(([, member]) => !isEmpty(member));
  return Object.fromEntries(
    members.map(([name, member]): [string, Json | undefined] => {
      if (MAPS.has(name) && isObject(member)) {
        return [camel(name), member];
      }
      const listName = entryOf(LISTS, name);
      if (listName !== undefined && Array.isArray(member)) {
        return [listName, converted(member)];
      }
      const blocks = Array.isArray(member) && member.length === 1 && isObject(member[0] as Json);
      return [camel(name), converted(blocks ? (member as readonly Json[])[0] : member)];
    }),
  ) as JsonObject;
}

function camel(name: string): string {
  return entryOf(SPELLINGS, name) ?? name.replace(/_([a-z\d])/g, (_, letter: string) => letter.toUpperCase());
}
