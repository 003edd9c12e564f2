import { conflicting, values, words } from "./notation";
import type { TypeOverrides } from "./types";

/** What the bindings of aws do not say about EKS, ECR and ECS. */
export const AWS_CONTAINERS: Readonly<Record<string, TypeOverrides>> = {
  aws_ecr_lifecycle_policy: {
    forceNew: words("policy repository"),
  },
  aws_ecr_pull_through_cache_rule: {
    forceNew: words("ecr_repository_prefix upstream_registry_url upstream_repository_prefix"),
  },
  aws_ecr_registry_scanning_configuration: {
    items: { rule: { max: 100 } },
    rules: [
      values("rule.scan_frequency", "SCAN_ON_PUSH CONTINUOUS_SCAN MANUAL"),
      values("scan_type", "BASIC ENHANCED"),
    ],
  },
  aws_ecr_replication_configuration: {
    items: {
      "replication_configuration.rule": { max: 10 },
      "replication_configuration.rule.destination": { max: 25 },
      "replication_configuration.rule.repository_filter": { max: 100 },
    },
  },
  aws_ecr_repository: {
    forceNew: words("name encryption_configuration"),
    rules: [
      values("encryption_configuration.encryption_type", "AES256 KMS KMS_DSSE"),
      values("image_tag_mutability", "MUTABLE IMMUTABLE IMMUTABLE_WITH_EXCLUSION MUTABLE_WITH_EXCLUSION"),
    ],
  },
  aws_ecr_repository_creation_template: {
    forceNew: words("prefix"),
    rules: [
      values("applied_for", "REPLICATION PULL_THROUGH_CACHE"),
      values("encryption_configuration.encryption_type", "AES256 KMS KMS_DSSE"),
      values("image_tag_mutability", "MUTABLE IMMUTABLE IMMUTABLE_WITH_EXCLUSION MUTABLE_WITH_EXCLUSION"),
    ],
  },
  aws_ecr_repository_policy: {
    forceNew: words("repository"),
  },
  aws_ecrpublic_repository: {
    forceNew: words("repository_name"),
  },
  aws_ecs_capacity_provider: {
    forceNew: words("name auto_scaling_group_provider.auto_scaling_group_arn"),
    rules: [
      values("auto_scaling_group_provider.managed_draining", "ENABLED DISABLED"),
      values("auto_scaling_group_provider.managed_termination_protection", "ENABLED DISABLED"),
    ],
  },
  aws_ecs_cluster: {
    forceNew: words("name"),
  },
  aws_ecs_service: {
    forceNew: words(`
      cluster iam_role launch_type name scheduling_strategy capacity_provider_strategy deployment_controller
    `),
    items: { ordered_placement_strategy: { max: 5 }, placement_constraints: { max: 10 } },
    rules: [
      values("availability_zone_rebalancing", "ENABLED DISABLED"),
      values("deployment_controller.type", "ECS CODE_DEPLOY EXTERNAL"),
      values("ordered_placement_strategy.type", "random spread binpack"),
      values("placement_constraints.type", "distinctInstance memberOf"),
      values("propagate_tags", "TASK_DEFINITION SERVICE NONE"),
      values("scheduling_strategy", "REPLICA DAEMON"),
    ],
  },
  aws_ecs_task_definition: {
    forceNew: words(`
      container_definitions cpu enable_fault_injection execution_role_arn family ipc_mode memory
      network_mode pid_mode requires_compatibilities task_role_arn ephemeral_storage placement_constraints
      proxy_configuration runtime_platform volume
    `),
    items: { placement_constraints: { max: 10 } },
    rules: [
      values("ipc_mode", "host task none"),
      values("network_mode", "bridge host awsvpc none"),
      values("pid_mode", "host task"),
      values("runtime_platform.cpu_architecture", "X86_64 ARM64"),
    ],
  },
  aws_eks_access_entry: {
    forceNew: words("cluster_name principal_arn type"),
    rules: [values("type", "EC2 EC2_LINUX EC2_WINDOWS FARGATE_LINUX HYBRID_LINUX STANDARD HYPERPOD_LINUX")],
  },
  aws_eks_access_policy_association: {
    forceNew: words("cluster_name policy_arn principal_arn access_scope"),
  },
  aws_eks_addon: {
    forceNew: words("addon_name cluster_name"),
    rules: [
      values("resolve_conflicts_on_create", "NONE OVERWRITE"),
      values("resolve_conflicts_on_update", "NONE OVERWRITE PRESERVE"),
    ],
  },
  aws_eks_cluster: {
    forceNew: words(`
      bootstrap_self_managed_addons name role_arn access_config.bootstrap_cluster_creator_admin_permissions
      kubernetes_network_config.ip_family kubernetes_network_config.service_ipv4_cidr
      outpost_config.control_plane_instance_type
    `),
    computedBlocks: words(`
      access_config kubernetes_network_config kubernetes_network_config.elastic_load_balancing
      upgrade_policy
    `),
    rules: [
      conflicting("encryption_config outpost_config"),
      conflicting("kubernetes_network_config outpost_config"),
      conflicting("outpost_config remote_network_config"),
      values("access_config.authentication_mode", "API API_AND_CONFIG_MAP CONFIG_MAP"),
      values("compute_config.node_pools", "general-purpose system"),
      values("enabled_cluster_log_types", "api audit authenticator controllerManager scheduler"),
      values("upgrade_policy.support_type", "STANDARD EXTENDED"),
    ],
  },
  aws_eks_fargate_profile: {
    forceNew: words("cluster_name fargate_profile_name pod_execution_role_arn subnet_ids selector"),
  },
  aws_eks_identity_provider_config: {
    forceNew: words("cluster_name oidc"),
  },
  aws_eks_node_group: {
    forceNew: words(`
      ami_type capacity_type cluster_name disk_size instance_types node_group_name node_group_name_prefix
      node_role_arn subnet_ids launch_template.id launch_template.name remote_access
    `),
    computedBlocks: words("node_repair_config update_config"),
    items: { taint: { max: 50 } },
    rules: [
      conflicting("update_config.max_unavailable update_config.max_unavailable_percentage"),
      conflicting("launch_template.id launch_template.name"),
      conflicting("node_group_name node_group_name_prefix"),
      values("capacity_type", "ON_DEMAND SPOT CAPACITY_BLOCK"),
      values("taint.effect", "NO_SCHEDULE NO_EXECUTE PREFER_NO_SCHEDULE"),
    ],
  },
  aws_eks_pod_identity_association: {
    forceNew: words("cluster_name namespace service_account"),
  },
};
