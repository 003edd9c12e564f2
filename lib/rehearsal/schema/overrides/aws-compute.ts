import { atLeastOne, conflicting, exactlyOne, values, words } from "./notation";
import type { TypeOverrides } from "./types";

/** What the bindings of aws do not say about instances, scaling, load balancers, functions and builds. */
export const AWS_COMPUTE: Readonly<Record<string, TypeOverrides>> = {
  aws_appautoscaling_policy: {
    forceNew: words("name resource_id scalable_dimension service_namespace"),
    rules: [
      conflicting(
        "target_tracking_scaling_policy_configuration.customized_metric_specification target_tracking_scaling_policy_configuration.predefined_metric_specification",
      ),
    ],
  },
  aws_appautoscaling_target: {
    forceNew: words("resource_id scalable_dimension service_namespace"),
  },
  aws_autoscaling_group: {
    forceNew: words("name name_prefix initial_lifecycle_hook"),
    computedBlocks: words("availability_zone_distribution capacity_reservation_specification"),
    rules: [
      exactlyOne("launch_configuration launch_template mixed_instances_policy"),
      conflicting("availability_zones vpc_zone_identifier"),
      conflicting("load_balancers traffic_source"),
      conflicting("name name_prefix"),
      conflicting("target_group_arns traffic_source"),
      values(
        "availability_zone_distribution.capacity_distribution_strategy",
        "balanced-only balanced-best-effort",
      ),
      values("desired_capacity_type", "memory-mib units vcpu"),
      values("initial_lifecycle_hook.default_result", "ABANDON CONTINUE"),
      values("warm_pool.pool_state", "Stopped Running Hibernated"),
    ],
  },
  aws_autoscaling_lifecycle_hook: {
    forceNew: words("name"),
    rules: [values("default_result", "ABANDON CONTINUE")],
  },
  aws_autoscaling_policy: {
    forceNew: words("autoscaling_group_name name"),
    rules: [
      conflicting("scaling_adjustment step_adjustment"),
      conflicting(
        "target_tracking_configuration.customized_metric_specification target_tracking_configuration.predefined_metric_specification",
      ),
      values(
        "predictive_scaling_configuration.max_capacity_breach_behavior",
        "HonorMaxCapacity IncreaseMaxCapacity",
      ),
      values("predictive_scaling_configuration.mode", "ForecastAndScale ForecastOnly"),
    ],
  },
  aws_batch_job_definition: {
    forceNew: words("name retry_strategy.evaluate_on_exit"),
    items: {
      "eks_properties.pod_properties.containers": { max: 10 },
      "eks_properties.pod_properties.init_containers": { max: 10 },
      "retry_strategy.evaluate_on_exit": { max: 5 },
    },
    rules: [
      conflicting("container_properties ecs_properties"),
      conflicting("container_properties node_properties"),
      conflicting("ecs_properties eks_properties"),
      values("platform_capabilities", "EC2 FARGATE"),
    ],
  },
  aws_batch_job_queue: {
    forceNew: words("name"),
  },
  aws_codebuild_project: {
    forceNew: words("name"),
    items: {
      secondary_artifacts: { max: 12 },
      secondary_source_version: { max: 12 },
      secondary_sources: { max: 12 },
    },
  },
  aws_codepipeline: {
    forceNew: words("name"),
    items: {
      trigger: { max: 50 },
      "trigger.git_configuration.pull_request": { max: 3 },
      "trigger.git_configuration.push": { max: 3 },
      stage: { min: 2 },
    },
  },
  aws_instance: {
    forceNew: words(`
      ami associate_public_ip_address availability_zone ebs_optimized hibernation host_id ipv6_addresses
      key_name placement_group placement_partition_number private_ip security_groups subnet_id tenancy
      cpu_options.amd_sev_snp cpu_options.core_count cpu_options.threads_per_core
      ebs_block_device.device_name ebs_block_device.snapshot_id enclave_options.enabled
      instance_market_options.market_type launch_template network_interface.delete_on_termination
      network_interface.device_index network_interface.network_card_index
      network_interface.network_interface_id root_block_device.encrypted root_block_device.kms_key_id
    `),
    computedBlocks: words(`
      capacity_reservation_specification cpu_options enclave_options maintenance_options metadata_options
      private_dns_name_options root_block_device
    `),
    rules: [
      atLeastOne("ami instance_type launch_template"),
      atLeastOne("ami launch_template"),
      conflicting(
        "capacity_reservation_specification.capacity_reservation_preference capacity_reservation_specification.capacity_reservation_target",
      ),
      atLeastOne("instance_type launch_template"),
      conflicting("launch_template.id launch_template.name"),
      conflicting("associate_public_ip_address network_interface"),
      conflicting("ebs_block_device.tags volume_tags"),
      conflicting("host_resource_group_arn placement_group"),
      conflicting("ipv6_address_count ipv6_addresses"),
      conflicting("root_block_device.tags volume_tags"),
      conflicting("user_data user_data_base64"),
      values("credit_specification.cpu_credits", "standard unlimited"),
      values("ebs_block_device.volume_type", "standard io1 io2 gp2 sc1 st1 gp3"),
      values("maintenance_options.auto_recovery", "disabled default"),
      values("metadata_options.http_endpoint", "disabled enabled"),
      values("metadata_options.http_tokens", "optional required"),
      values("metadata_options.instance_metadata_tags", "disabled enabled"),
      values("private_dns_name_options.hostname_type", "ip-name resource-name"),
      values("root_block_device.volume_type", "standard io1 io2 gp2 sc1 st1 gp3"),
      values("tenancy", "default dedicated host"),
    ],
  },
  aws_key_pair: {
    forceNew: words("key_name key_name_prefix public_key"),
    rules: [conflicting("key_name key_name_prefix")],
  },
  aws_lambda_alias: {
    forceNew: words("function_name name"),
  },
  aws_lambda_event_source_mapping: {
    forceNew: words(`
      event_source_arn queues starting_position starting_position_timestamp topics
      amazon_managed_kafka_event_source_config.consumer_group_id self_managed_event_source
      self_managed_kafka_event_source_config.consumer_group_id
    `),
    items: { "filter_criteria.filter": { max: 10 }, source_access_configuration: { max: 22 } },
    rules: [
      exactlyOne("event_source_arn self_managed_event_source"),
      conflicting("amazon_managed_kafka_event_source_config self_managed_event_source"),
      conflicting("event_source_arn self_managed_kafka_event_source_config"),
      values("starting_position", "TRIM_HORIZON LATEST AT_TIMESTAMP"),
    ],
  },
  aws_lambda_function: {
    forceNew: words("function_name package_type"),
    computedBlocks: words("ephemeral_storage logging_config tracing_config"),
    rules: [
      exactlyOne("filename image_uri s3_bucket"),
      conflicting("filename s3_object_version"),
      values("architectures", "x86_64 arm64"),
      values("logging_config.application_log_level", "TRACE DEBUG INFO WARN ERROR FATAL"),
      values("logging_config.log_format", "JSON Text"),
      values("logging_config.system_log_level", "DEBUG INFO WARN"),
      values("package_type", "Zip Image"),
      values("snap_start.apply_on", "PublishedVersions None"),
      values("tracing_config.mode", "Active PassThrough"),
    ],
  },
  aws_lambda_function_url: {
    forceNew: words("function_name qualifier"),
    rules: [values("authorization_type", "NONE AWS_IAM"), values("invoke_mode", "BUFFERED RESPONSE_STREAM")],
  },
  aws_lambda_layer_version: {
    forceNew: words(`
      compatible_architectures compatible_runtimes description filename layer_name license_info s3_bucket
      s3_key s3_object_version skip_destroy source_code_hash
    `),
    rules: [
      conflicting("filename s3_bucket"),
      conflicting("filename s3_key"),
      conflicting("filename s3_object_version"),
      values("compatible_architectures", "x86_64 arm64"),
    ],
  },
  aws_lambda_permission: {
    forceNew: words(`
      action event_source_token function_name function_url_auth_type principal principal_org_id qualifier
      source_account source_arn statement_id statement_id_prefix
    `),
    rules: [
      conflicting("statement_id statement_id_prefix"),
      values("function_url_auth_type", "NONE AWS_IAM"),
    ],
  },
  aws_launch_template: {
    forceNew: words("name name_prefix"),
    computedBlocks: words("metadata_options"),
    rules: [
      conflicting("default_version update_default_version"),
      conflicting("iam_instance_profile.arn iam_instance_profile.name"),
      conflicting("instance_requirements instance_type"),
      conflicting("name name_prefix"),
      conflicting("placement.host_id placement.host_resource_group_arn"),
      conflicting("security_group_names vpc_security_group_ids"),
      values("credit_specification.cpu_credits", "standard unlimited"),
      values("instance_initiated_shutdown_behavior", "stop terminate"),
      values("maintenance_options.auto_recovery", "default disabled"),
      values("metadata_options.http_endpoint", "disabled enabled"),
      values("metadata_options.http_tokens", "optional required"),
      values("metadata_options.instance_metadata_tags", "disabled enabled"),
      values("placement.tenancy", "default dedicated host"),
      values("private_dns_name_options.hostname_type", "ip-name resource-name"),
    ],
  },
  aws_lb: {
    forceNew: words("customer_owned_ipv4_pool internal load_balancer_type name name_prefix"),
    rules: [
      exactlyOne("subnet_mapping subnets"),
      conflicting("name name_prefix"),
      values("desync_mitigation_mode", "monitor defensive strictest"),
      values(
        "dns_record_client_routing_policy",
        "availability_zone_affinity partial_availability_zone_affinity any_availability_zone",
      ),
      values("enforce_security_group_inbound_rules_on_private_link_traffic", "on off"),
      values("load_balancer_type", "application network gateway"),
      values("xff_header_processing_mode", "append preserve remove"),
    ],
  },
  aws_lb_listener: {
    forceNew: words("load_balancer_arn"),
    computedBlocks: words("mutual_authentication"),
    items: { "default_action.forward.target_group": { max: 5 } },
    rules: [values("mutual_authentication.advertise_trust_store_ca_names", "on off")],
  },
  aws_lb_listener_certificate: {
    forceNew: words("certificate_arn listener_arn"),
  },
  aws_lb_listener_rule: {
    forceNew: words("listener_arn"),
    items: { "action.forward.target_group": { max: 5 } },
  },
  aws_lb_target_group: {
    forceNew: words("name name_prefix port protocol protocol_version target_type vpc_id ip_address_type"),
    computedBlocks: words("health_check stickiness target_failover target_group_health target_health_state"),
    rules: [
      conflicting("name name_prefix"),
      values("load_balancing_algorithm_type", "round_robin least_outstanding_requests weighted_random"),
      values("load_balancing_anomaly_mitigation", "on off"),
      values("target_failover.on_deregistration", "rebalance no_rebalance"),
      values("target_failover.on_unhealthy", "rebalance no_rebalance"),
      values("target_type", "instance ip lambda alb"),
    ],
  },
  aws_lb_target_group_attachment: {
    forceNew: words("availability_zone port target_group_arn target_id"),
  },
  aws_placement_group: {
    forceNew: words("name partition_count spread_level strategy"),
    rules: [values("spread_level", "host rack")],
  },
  aws_scheduler_schedule: {
    forceNew: words("group_name name name_prefix"),
    items: {
      "target.ecs_parameters.capacity_provider_strategy": { max: 6 },
      "target.ecs_parameters.placement_constraints": { max: 10 },
      "target.ecs_parameters.placement_strategy": { max: 5 },
      "target.sagemaker_pipeline_parameters.pipeline_parameter": { max: 200 },
    },
    rules: [conflicting("name name_prefix")],
  },
};
