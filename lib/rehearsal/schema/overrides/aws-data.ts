import { conflicting, exactlyOne, values, words } from "./notation";
import type { TypeOverrides } from "./types";

/** What the bindings of aws do not say about databases, caches, queues, streams, names and edges. */
export const AWS_DATA: Readonly<Record<string, TypeOverrides>> = {
  aws_cloudfront_distribution: {
    forceNew: words("staging"),
    items: {
      "default_cache_behavior.function_association": { max: 2 },
      "default_cache_behavior.lambda_function_association": { max: 4 },
      "ordered_cache_behavior.function_association": { max: 2 },
      "ordered_cache_behavior.lambda_function_association": { max: 4 },
    },
    rules: [
      values("default_cache_behavior.viewer_protocol_policy", "allow-all https-only redirect-to-https"),
      values("http_version", "http1.1 http2 http3 http2and3"),
      values("ordered_cache_behavior.viewer_protocol_policy", "allow-all https-only redirect-to-https"),
      values("viewer_certificate.ssl_support_method", "sni-only vip static-ip"),
    ],
  },
  aws_cloudfront_function: {
    forceNew: words("name"),
  },
  aws_cloudfront_origin_access_control: {
    rules: [values("signing_behavior", "never always no-override")],
  },
  aws_db_instance: {
    forceNew: words(`
      availability_zone backup_target custom_iam_instance_profile db_name engine kms_key_id
      nchar_character_set_name snapshot_identifier storage_encrypted timezone username s3_import
    `),
    rules: [
      conflicting("backup_target s3_import"),
      conflicting("character_set_name s3_import"),
      conflicting("db_name replicate_source_db"),
      conflicting("domain domain_auth_secret_arn"),
      conflicting("domain domain_dns_ips"),
      conflicting("domain domain_fqdn"),
      conflicting("domain domain_ou"),
      conflicting("domain_fqdn domain_iam_role_name"),
      conflicting("identifier identifier_prefix"),
      conflicting("manage_master_user_password password"),
      conflicting("manage_master_user_password password_wo"),
      conflicting("replicate_source_db username"),
      conflicting("restore_to_point_in_time s3_import"),
      conflicting("s3_import snapshot_identifier"),
      conflicting("s3_import timezone"),
      values("database_insights_mode", "standard advanced"),
      values(
        "engine_lifecycle_support",
        "open-source-rds-extended-support open-source-rds-extended-support-disabled",
      ),
      values("monitoring_interval", "0 1 5 10 15 30 60"),
      values("replica_mode", "open-read-only mounted"),
    ],
  },
  aws_db_option_group: {
    forceNew: words("engine_name major_engine_version name name_prefix option_group_description"),
    rules: [conflicting("name name_prefix")],
  },
  aws_db_parameter_group: {
    forceNew: words("description family name name_prefix"),
    rules: [conflicting("name name_prefix")],
  },
  aws_db_proxy: {
    forceNew: words("engine_family vpc_subnet_ids"),
    rules: [values("engine_family", "MYSQL POSTGRESQL SQLSERVER")],
  },
  aws_db_subnet_group: {
    forceNew: words("name name_prefix"),
    rules: [conflicting("name name_prefix")],
  },
  aws_docdb_cluster: {
    forceNew: words(`
      cluster_identifier cluster_identifier_prefix db_subnet_group_name engine kms_key_id master_username
      port snapshot_identifier storage_encrypted restore_to_point_in_time
    `),
    rules: [
      conflicting("cluster_identifier cluster_identifier_prefix"),
      conflicting("manage_master_user_password master_password"),
      conflicting("manage_master_user_password master_password_wo"),
      conflicting("restore_to_point_in_time snapshot_identifier"),
      values("storage_type", "iopt1 standard"),
    ],
  },
  aws_docdb_cluster_instance: {
    forceNew: words("availability_zone cluster_identifier engine identifier identifier_prefix"),
    rules: [conflicting("identifier identifier_prefix")],
  },
  aws_dynamodb_table: {
    forceNew: words("name hash_key range_key local_secondary_index"),
    computedBlocks: words("point_in_time_recovery server_side_encryption"),
    rules: [
      conflicting("import_table restore_source_name"),
      conflicting("import_table restore_source_table_arn"),
      conflicting("on_demand_throughput read_capacity"),
      conflicting("on_demand_throughput write_capacity"),
      values("attribute.type", "S N B"),
      values("billing_mode", "PROVISIONED PAY_PER_REQUEST"),
      values("global_secondary_index.projection_type", "ALL KEYS_ONLY INCLUDE"),
      values("local_secondary_index.projection_type", "ALL KEYS_ONLY INCLUDE"),
      values("table_class", "STANDARD STANDARD_INFREQUENT_ACCESS"),
    ],
  },
  aws_dynamodb_table_item: {
    forceNew: words("hash_key range_key table_name"),
  },
  aws_elasticache_cluster: {
    forceNew: words("cluster_id engine availability_zone subnet_group_name port replication_group_id"),
    items: { log_delivery_configuration: { max: 2 } },
    rules: [
      exactlyOne("engine replication_group_id"),
      values("az_mode", "single-az cross-az"),
      values("ip_discovery", "ipv4 ipv6"),
      values("log_delivery_configuration.destination_type", "cloudwatch-logs kinesis-firehose"),
      values("log_delivery_configuration.log_format", "text json"),
      values("outpost_mode", "single-outpost cross-outpost"),
    ],
  },
  aws_elasticache_parameter_group: {
    forceNew: words("description family name"),
  },
  aws_elasticache_replication_group: {
    forceNew: words(`
      at_rest_encryption_enabled data_tiering_enabled engine global_replication_group_id kms_key_id
      network_type port replication_group_id security_group_names snapshot_arns snapshot_name
      subnet_group_name
    `),
    items: { log_delivery_configuration: { max: 2 } },
    rules: [
      conflicting("auth_token user_group_ids"),
      conflicting("global_replication_group_id num_node_groups"),
      conflicting("num_cache_clusters num_node_groups"),
      conflicting("num_cache_clusters replicas_per_node_group"),
      values("auth_token_update_strategy", "SET ROTATE DELETE"),
      values("cluster_mode", "enabled disabled compatible"),
      values("ip_discovery", "ipv4 ipv6"),
      values("log_delivery_configuration.destination_type", "cloudwatch-logs kinesis-firehose"),
      values("log_delivery_configuration.log_format", "text json"),
      values("transit_encryption_mode", "preferred required"),
    ],
  },
  aws_elasticache_serverless_cache: {
    forceNew: words("name kms_key_id subnet_ids"),
  },
  aws_elasticache_subnet_group: {
    forceNew: words("name"),
  },
  aws_elasticache_user: {
    forceNew: words("user_id user_name"),
    computedBlocks: words("authentication_mode"),
    rules: [values("authentication_mode.type", "password no-password-required iam")],
  },
  aws_elasticache_user_group: {
    forceNew: words("user_group_id"),
  },
  aws_kinesis_firehose_delivery_stream: {
    forceNew: words("name destination"),
  },
  aws_kinesis_stream: {
    forceNew: words("name"),
    rules: [
      values("encryption_type", "NONE KMS"),
      values("stream_mode_details.stream_mode", "PROVISIONED ON_DEMAND"),
    ],
  },
  aws_msk_cluster: {
    forceNew: words(`
      cluster_name broker_node_group_info.az_distribution broker_node_group_info.client_subnets
      broker_node_group_info.security_groups encryption_info.encryption_at_rest_kms_key_arn
      encryption_info.encryption_in_transit
    `),
  },
  aws_msk_configuration: {
    forceNew: words("kafka_versions name"),
  },
  aws_opensearch_domain: {
    forceNew: words(
      "domain_name encrypt_at_rest.enabled encrypt_at_rest.kms_key_id node_to_node_encryption.enabled",
    ),
    computedBlocks: words(`
      advanced_security_options auto_tune_options cluster_config domain_endpoint_options ebs_options
      encrypt_at_rest node_to_node_encryption off_peak_window_options software_update_options
    `),
  },
  aws_rds_cluster: {
    forceNew: words(`
      cluster_identifier cluster_identifier_prefix cluster_scalability_type database_name
      db_subnet_group_name db_system_id engine engine_mode kms_key_id master_username snapshot_identifier
      source_region storage_encrypted restore_to_point_in_time s3_import
    `),
    rules: [
      conflicting("cluster_identifier cluster_identifier_prefix"),
      conflicting("global_cluster_identifier snapshot_identifier"),
      conflicting("manage_master_user_password master_password"),
      conflicting("manage_master_user_password master_password_wo"),
      conflicting("restore_to_point_in_time s3_import"),
      conflicting("s3_import snapshot_identifier"),
      values("cluster_scalability_type", "standard limitless"),
      values("database_insights_mode", "standard advanced"),
      values(
        "engine_lifecycle_support",
        "open-source-rds-extended-support open-source-rds-extended-support-disabled",
      ),
      values("scaling_configuration.timeout_action", "ForceApplyCapacityChange RollbackCapacityChange"),
    ],
  },
  aws_rds_cluster_instance: {
    forceNew: words(`
      availability_zone cluster_identifier custom_iam_instance_profile db_subnet_group_name engine
      identifier identifier_prefix
    `),
    rules: [conflicting("identifier identifier_prefix")],
  },
  aws_rds_cluster_parameter_group: {
    forceNew: words("description family name name_prefix"),
    rules: [conflicting("name name_prefix")],
  },
  aws_redshift_cluster: {
    forceNew: words(`
      cluster_identifier cluster_subnet_group_name master_username snapshot_arn snapshot_cluster_identifier
      snapshot_identifier
    `),
    rules: [
      conflicting("manage_master_password master_password"),
      conflicting("manage_master_password master_password_wo"),
      conflicting("snapshot_arn snapshot_identifier"),
    ],
  },
  aws_route53_health_check: {
    forceNew: words("measure_latency reference_name request_interval routing_control_arn type"),
    rules: [
      values(
        "type",
        "HTTP HTTPS HTTP_STR_MATCH HTTPS_STR_MATCH TCP CALCULATED CLOUDWATCH_METRIC RECOVERY_CONTROL",
      ),
    ],
  },
  aws_route53_record: {
    forceNew: words("name zone_id"),
    rules: [
      exactlyOne("alias records"),
      conflicting("alias ttl"),
      conflicting("cidr_routing_policy failover_routing_policy"),
      conflicting("cidr_routing_policy geolocation_routing_policy"),
      conflicting("cidr_routing_policy geoproximity_routing_policy"),
      conflicting("cidr_routing_policy latency_routing_policy"),
      conflicting("cidr_routing_policy multivalue_answer_routing_policy"),
      conflicting("cidr_routing_policy weighted_routing_policy"),
    ],
  },
  aws_route53_resolver_endpoint: {
    forceNew: words("direction security_group_ids"),
    items: { ip_address: { min: 2, max: 10 } },
    rules: [values("direction", "INBOUND OUTBOUND"), values("resolver_endpoint_type", "IPV6 IPV4 DUALSTACK")],
  },
  aws_route53_resolver_rule: {
    forceNew: words("domain_name rule_type"),
    rules: [values("rule_type", "FORWARD SYSTEM RECURSIVE")],
  },
  aws_route53_zone: {
    forceNew: words("delegation_set_id name"),
    rules: [conflicting("delegation_set_id vpc")],
  },
  aws_route53_zone_association: {
    forceNew: words("vpc_id vpc_region zone_id"),
  },
  aws_service_discovery_private_dns_namespace: {
    forceNew: words("name vpc"),
  },
  aws_service_discovery_service: {
    forceNew: words("name namespace_id type dns_config health_check_config.type health_check_custom_config"),
  },
  aws_sfn_state_machine: {
    forceNew: words("name name_prefix type"),
    computedBlocks: words("encryption_configuration logging_configuration tracing_configuration"),
    rules: [
      conflicting("name name_prefix"),
      values("encryption_configuration.type", "AWS_OWNED_KEY CUSTOMER_MANAGED_KMS_KEY"),
      values("logging_configuration.level", "ALL ERROR FATAL OFF"),
      values("type", "STANDARD EXPRESS"),
    ],
  },
  aws_sns_topic: {
    forceNew: words("name name_prefix fifo_topic"),
    rules: [
      conflicting("name name_prefix"),
      values("fifo_throughput_scope", "Topic MessageGroup"),
      values("tracing_config", "Active PassThrough"),
    ],
  },
  aws_sns_topic_policy: {
    forceNew: words("arn"),
  },
  aws_sns_topic_subscription: {
    forceNew: words("endpoint protocol topic_arn"),
    rules: [values("filter_policy_scope", "MessageAttributes MessageBody")],
  },
  aws_sqs_queue: {
    forceNew: words("fifo_queue name name_prefix"),
    rules: [
      conflicting("kms_master_key_id sqs_managed_sse_enabled"),
      conflicting("name name_prefix"),
      values("deduplication_scope", "messageGroup queue"),
      values("fifo_throughput_limit", "perMessageGroupId perQueue"),
    ],
  },
  aws_sqs_queue_policy: {
    forceNew: words("queue_url"),
  },
  aws_sqs_queue_redrive_policy: {
    forceNew: words("queue_url"),
  },
  aws_wafv2_ip_set: {
    forceNew: words("ip_address_version name name_prefix scope"),
    rules: [
      conflicting("name name_prefix"),
      values("ip_address_version", "IPV4 IPV6"),
      values("scope", "CLOUDFRONT REGIONAL"),
    ],
  },
  aws_wafv2_web_acl_association: {
    forceNew: words("resource_arn web_acl_arn"),
  },
};
