/** What members of a team may be in a namespace, least first. */
export const TEAM_ROLES = ["view", "deploy", "admin"] as const;

/** Role of a member of a team. */
export type TeamRole = (typeof TEAM_ROLES)[number];

/** One rule of a Role, as Kubernetes writes it. */
export type RoleRule = {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
};

const READ = ["get", "list", "watch"];
const CHANGE = ["patch", "update"];
const WRITE = ["create", "delete", "deletecollection", ...CHANGE];
/** Exec, attach and port-forward are asked for by GET where they go over WebSockets, by POST over SPDY. */
const CONNECT = ["create", "get"];

/** Everything of a workload but its secrets. Roles and their bindings are left out, as Kubernetes' own `view` does. */
const VIEW: readonly RoleRule[] = [
  rule(
    "",
    [
      "configmaps",
      "endpoints",
      "events",
      "limitranges",
      "namespaces",
      "persistentvolumeclaims",
      "pods",
      "pods/log",
      "pods/status",
      "resourcequotas",
      "serviceaccounts",
      "services",
    ],
    READ,
  ),
  rule("apps", ["controllerrevisions", "daemonsets", "deployments", "replicasets", "statefulsets"], READ),
  rule("apps", ["deployments/scale", "replicasets/scale", "statefulsets/scale"], ["get"]),
  rule("batch", ["cronjobs", "jobs"], READ),
  rule("autoscaling", ["horizontalpodautoscalers"], READ),
  rule("policy", ["poddisruptionbudgets"], READ),
  rule("networking.k8s.io", ["ingresses", "networkpolicies"], READ),
  rule("discovery.k8s.io", ["endpointslices"], READ),
  rule("events.k8s.io", ["events"], READ),
  rule("metrics.k8s.io", ["pods"], ["get", "list"]),
  rule("gateway.networking.k8s.io", ["gateways", "grpcroutes", "httproutes"], READ),
  rule("argoproj.io", ["analysisruns", "analysistemplates", "experiments", "rollouts"], READ),
  rule("flagger.app", ["canaries", "metrictemplates"], READ),
  rule("keda.sh", ["scaledjobs", "scaledobjects", "triggerauthentications"], READ),
  rule("monitoring.coreos.com", ["podmonitors", "probes", "prometheusrules", "servicemonitors"], READ),
  rule("external-secrets.io", ["externalsecrets", "secretstores"], READ),
  rule("core.openfeature.dev", ["featureflags", "featureflagsources"], READ),
];

/**
 * Changes to what exists: an image, replicas, a pause, a flag. Rollouts are promoted and aborted through their status.
 * Jobs may be made, to run a CronJob by hand.
 */
const DEPLOY: readonly RoleRule[] = [
  rule("apps", ["deployments", "deployments/scale", "statefulsets", "statefulsets/scale"], CHANGE),
  rule("argoproj.io", ["rollouts", "rollouts/scale", "rollouts/status"], CHANGE),
  rule("batch", ["cronjobs"], CHANGE),
  rule("batch", ["jobs"], ["create", "delete"]),
  rule("", ["pods"], ["delete"]),
  rule("", ["pods/eviction"], ["create"]),
  rule("keda.sh", ["scaledjobs", "scaledobjects"], CHANGE),
  rule("core.openfeature.dev", ["featureflags"], CHANGE),
];

/**
 * What a team makes itself, and its secrets. Left out on purpose: network policies, quota and limit range, which are
 * the boundary; roles; tokens of service accounts; external secrets, by which whoever makes one reads what its store
 * reaches; daemon sets, which run on every node.
 */
const ADMIN: readonly RoleRule[] = [
  rule("", ["configmaps", "persistentvolumeclaims", "pods", "secrets", "serviceaccounts", "services"], WRITE),
  rule("", ["secrets"], READ),
  rule("", ["pods/attach", "pods/exec", "pods/portforward"], CONNECT),
  rule("", ["pods/ephemeralcontainers"], CHANGE),
  rule("apps", ["deployments", "replicasets", "statefulsets"], WRITE),
  rule("batch", ["cronjobs", "jobs"], WRITE),
  rule("autoscaling", ["horizontalpodautoscalers"], WRITE),
  rule("policy", ["poddisruptionbudgets"], WRITE),
  rule("networking.k8s.io", ["ingresses"], WRITE),
  rule("gateway.networking.k8s.io", ["grpcroutes", "httproutes"], WRITE),
  rule("argoproj.io", ["analysisruns", "analysistemplates", "experiments", "rollouts"], WRITE),
  rule("flagger.app", ["canaries", "metrictemplates"], WRITE),
  rule("keda.sh", ["scaledjobs", "scaledobjects", "triggerauthentications"], WRITE),
  rule("monitoring.coreos.com", ["podmonitors", "probes", "prometheusrules", "servicemonitors"], WRITE),
  rule("core.openfeature.dev", ["featureflags", "featureflagsources"], WRITE),
  rule("rbac.authorization.k8s.io", ["rolebindings", "roles"], READ),
];

/**
 * Rules of each role; each may do what the one before it may. Resources are named one by one, no rule has a wildcard:
 * what a new operator brings is not granted before it is added here.
 */
export const TEAM_ROLE_RULES: Readonly<Record<TeamRole, readonly RoleRule[]>> = {
  view: VIEW,
  deploy: [...VIEW, ...DEPLOY],
  admin: [...VIEW, ...DEPLOY, ...ADMIN],
};

function rule(apiGroup: string, resources: readonly string[], verbs: readonly string[]): RoleRule {
  return { apiGroups: [apiGroup], resources, verbs };
}
