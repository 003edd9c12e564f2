import { conflicting, values, words } from "./notation";
import type { ProviderOverrides, TypeOverrides } from "./types";

const EVERY_TYPE: TypeOverrides = {
  forceNew: words("metadata.name metadata.generate_name metadata.namespace"),
  rules: [conflicting("metadata.name metadata.generate_name")],
};

const DEPLOYMENT: TypeOverrides = {
  forceNew: ["spec.selector"],
  computedBlocks: ["spec.strategy"],
  rules: [values("spec.strategy.type", "RollingUpdate Recreate")],
};

const STATEFUL_SET: TypeOverrides = {
  forceNew: words(`
    spec.pod_management_policy spec.revision_history_limit spec.selector spec.service_name
    spec.volume_claim_template
  `),
  rules: [
    values("spec.pod_management_policy", "OrderedReady Parallel"),
    values("spec.update_strategy.type", "RollingUpdate OnDelete"),
  ],
};

const DAEMON_SET: TypeOverrides = { forceNew: ["spec.selector"] };

/** Everything in a claim but its size is fixed; a smaller size is refused by Kubernetes and not modelled here. */
const CLAIM: TypeOverrides = {
  forceNew: words(`
    spec.access_modes spec.selector spec.storage_class_name spec.volume_mode spec.volume_name
    spec.resources.limits
  `),
  rules: [values("spec.volume_mode", "Filesystem Block")],
};

const JOB: TypeOverrides = {
  forceNew: words("spec.completions spec.selector spec.template"),
};

const SECRET: TypeOverrides = {
  sensitive: words("data binary_data"),
  forceNew: ["type"],
  rules: [conflicting("data data_wo"), conflicting("binary_data binary_data_wo")],
};

const SERVICE: TypeOverrides = {
  forceNew: ["spec.cluster_ip"],
  rules: [
    values("spec.type", "ClusterIP ExternalName LoadBalancer NodePort"),
    values("spec.session_affinity", "ClientIP None"),
    values("spec.external_traffic_policy", "Local Cluster"),
  ],
};

const STORAGE_CLASS: TypeOverrides = {
  forceNew: words("storage_provisioner parameters volume_binding_mode mount_options allowed_topologies"),
  rules: [
    values("reclaim_policy", "Recycle Delete Retain"),
    values("volume_binding_mode", "Immediate WaitForFirstConsumer"),
  ],
};

/** A binding cannot be pointed at another role. */
const BINDING: TypeOverrides = { forceNew: ["role_ref"] };

const PRIORITY_CLASS: TypeOverrides = { forceNew: ["value"] };

const SECRET_DATA: TypeOverrides = { sensitive: words("data binary_data") };

/** What the bindings of kubernetes do not say. */
export const KUBERNETES: ProviderOverrides = {
  everyResource: EVERY_TYPE,
  resources: {
    kubernetes_cluster_role_binding: BINDING,
    kubernetes_cluster_role_binding_v1: BINDING,
    kubernetes_daemon_set_v1: DAEMON_SET,
    kubernetes_daemonset: DAEMON_SET,
    kubernetes_deployment: DEPLOYMENT,
    kubernetes_deployment_v1: DEPLOYMENT,
    kubernetes_job: JOB,
    kubernetes_job_v1: JOB,
    kubernetes_persistent_volume_claim: CLAIM,
    kubernetes_persistent_volume_claim_v1: CLAIM,
    kubernetes_priority_class: PRIORITY_CLASS,
    kubernetes_priority_class_v1: PRIORITY_CLASS,
    kubernetes_role_binding: BINDING,
    kubernetes_role_binding_v1: BINDING,
    kubernetes_secret: SECRET,
    kubernetes_secret_v1: SECRET,
    kubernetes_service: SERVICE,
    kubernetes_service_v1: SERVICE,
    kubernetes_stateful_set: STATEFUL_SET,
    kubernetes_stateful_set_v1: STATEFUL_SET,
    kubernetes_storage_class: STORAGE_CLASS,
    kubernetes_storage_class_v1: STORAGE_CLASS,
    kubernetes_token_request_v1: { sensitive: ["token"] },
  },
  dataSources: {
    kubernetes_secret: SECRET_DATA,
    kubernetes_secret_v1: SECRET_DATA,
  },
};
