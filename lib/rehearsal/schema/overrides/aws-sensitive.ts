/** Sensitive attributes of aws resources as provider 5.100 marks them: type, then paths with a space or line between them. */
export const AWS_SENSITIVE_RESOURCES: Readonly<Record<string, string>> = {
  aws_acm_certificate: "private_key",
  aws_alb_listener: "default_action.authenticate_oidc.client_secret",
  aws_alb_listener_rule: "action.authenticate_oidc.client_secret",
  aws_amplify_app: `
    access_token
    auto_branch_creation_config.basic_auth_credentials
    basic_auth_credentials
    oauth_token
  `,
  aws_amplify_branch: "basic_auth_credentials",
  aws_api_gateway_api_key: "value",
  aws_api_gateway_domain_name: "certificate_private_key",
  aws_appconfig_configuration_profile: "validator.content",
  aws_appconfig_hosted_configuration_version: "content",
  aws_appfabric_app_authorization: `
    credential.api_key_credential.api_key
    credential.oauth2_credential.client_secret
  `,
  aws_appflow_connector_profile: `
    connector_profile_config.connector_profile_credentials.amplitude.secret_key
    connector_profile_config.connector_profile_credentials.custom_connector.basic.password
    connector_profile_config.connector_profile_credentials.custom_connector.custom.credentials_map
    connector_profile_config.connector_profile_credentials.custom_connector.oauth2.access_token
    connector_profile_config.connector_profile_credentials.custom_connector.oauth2.client_secret
    connector_profile_config.connector_profile_credentials.google_analytics.access_token
    connector_profile_config.connector_profile_credentials.google_analytics.client_secret
    connector_profile_config.connector_profile_credentials.honeycode.access_token
    connector_profile_config.connector_profile_credentials.infor_nexus.secret_access_key
    connector_profile_config.connector_profile_credentials.marketo.access_token
    connector_profile_config.connector_profile_credentials.marketo.client_secret
    connector_profile_config.connector_profile_credentials.redshift.password
    connector_profile_config.connector_profile_credentials.salesforce.access_token
    connector_profile_config.connector_profile_credentials.sapo_data.basic_auth_credentials.password
    connector_profile_config.connector_profile_credentials.sapo_data.oauth_credentials.access_token
    connector_profile_config.connector_profile_credentials.service_now.password
    connector_profile_config.connector_profile_credentials.slack.access_token
    connector_profile_config.connector_profile_credentials.slack.client_secret
    connector_profile_config.connector_profile_credentials.snowflake.password
    connector_profile_config.connector_profile_credentials.trendmicro.api_secret_key
    connector_profile_config.connector_profile_credentials.veeva.password
    connector_profile_config.connector_profile_credentials.zendesk.access_token
    connector_profile_config.connector_profile_credentials.zendesk.client_secret
  `,
  aws_appstream_directory_config: "service_account_credentials.account_password",
  aws_appsync_api_key: "key",
  aws_chime_voice_connector_termination_credentials: "credentials.password",
  aws_cloudcontrolapi_resource: "schema",
  aws_cloudwatch_event_connection: `
    auth_parameters.api_key.value
    auth_parameters.basic.password
    auth_parameters.invocation_http_parameters.body.value
    auth_parameters.invocation_http_parameters.header.value
    auth_parameters.invocation_http_parameters.query_string.value
    auth_parameters.oauth.client_parameters.client_secret
    auth_parameters.oauth.oauth_http_parameters.body.value
    auth_parameters.oauth.oauth_http_parameters.header.value
    auth_parameters.oauth.oauth_http_parameters.query_string.value
  `,
  aws_codebuild_source_credential: "token",
  aws_codebuild_webhook: "secret",
  aws_codepipeline_webhook: "authentication_configuration.secret_token",
  aws_cognito_managed_user_pool_client: "client_secret",
  aws_cognito_user: "password temporary_password",
  aws_cognito_user_pool_client: "client_secret",
  aws_connect_user: "password",
  aws_datasync_location_fsx_ontap_file_system: "protocol.smb.password",
  aws_datasync_location_fsx_windows_file_system: "password",
  aws_datasync_location_object_storage: "secret_key",
  aws_datasync_location_smb: "password",
  aws_db_instance: "password password_wo",
  aws_directory_service_directory: "password",
  aws_directory_service_radius_settings: "shared_secret",
  aws_directory_service_shared_directory: "notes",
  aws_dms_certificate: "certificate_pem certificate_wallet",
  aws_dms_endpoint: `
    kafka_settings.sasl_password
    kafka_settings.ssl_client_key_password
    password
    redis_settings.auth_password
  `,
  aws_docdb_cluster: "master_password",
  aws_docdbelastic_cluster: "admin_user_password",
  aws_elasticache_replication_group: "auth_token",
  aws_elasticache_user: "authentication_mode.passwords passwords",
  aws_elasticsearch_domain: "advanced_security_options.master_user_options.master_user_password",
  aws_elasticsearch_domain_saml_options: "saml_options.master_user_name",
  aws_emr_cluster: `
    kerberos_attributes.ad_domain_join_password
    kerberos_attributes.cross_realm_trust_principal_password
    kerberos_attributes.kdc_admin_password
  `,
  aws_fsx_ontap_file_system: "fsx_admin_password",
  aws_fsx_ontap_storage_virtual_machine: `
    active_directory_configuration.self_managed_active_directory_configuration.password
    svm_admin_password
  `,
  aws_fsx_windows_file_system: "self_managed_active_directory.password",
  aws_glue_connection: "athena_properties connection_properties",
  aws_glue_job: "source_control_details.auth_token",
  aws_grafana_workspace_api_key: "key",
  aws_grafana_workspace_service_account_token: "key",
  aws_iam_access_key: "secret ses_smtp_password_v4",
  aws_iam_server_certificate: "private_key",
  aws_iam_service_specific_credential: "service_password",
  aws_iam_user_login_profile: "password",
  aws_iot_authorizer: "token_signing_public_keys",
  aws_iot_ca_certificate: "ca_certificate_pem verification_certificate_pem",
  aws_iot_certificate: "ca_pem certificate_pem private_key public_key",
  aws_kinesis_firehose_delivery_stream: `
    http_endpoint_configuration.access_key
    redshift_configuration.password
    snowflake_configuration.key_passphrase
    snowflake_configuration.private_key
  `,
  aws_kms_ciphertext: "plaintext",
  aws_kms_external_key: "key_material_base64",
  aws_kms_grant: "grant_token",
  aws_kms_replica_external_key: "key_material_base64",
  aws_lb_listener: "default_action.authenticate_oidc.client_secret",
  aws_lb_listener_rule: "action.authenticate_oidc.client_secret",
  aws_lightsail_database: "master_password",
  aws_memorydb_user: "authentication_mode.passwords",
  aws_mq_broker: "ldap_server_metadata.service_account_password user.password",
  aws_mwaa_environment: "airflow_configuration_options",
  aws_opensearch_domain: "advanced_security_options.master_user_options.master_user_password",
  aws_opensearch_domain_saml_options: "saml_options.master_user_name",
  aws_pinpoint_adm_channel: "client_id client_secret",
  aws_pinpoint_apns_channel: "bundle_id certificate private_key team_id token_key token_key_id",
  aws_pinpoint_apns_sandbox_channel: "bundle_id certificate private_key team_id token_key token_key_id",
  aws_pinpoint_apns_voip_channel: "bundle_id certificate private_key team_id token_key token_key_id",
  aws_pinpoint_apns_voip_sandbox_channel: `
    bundle_id
    certificate
    private_key
    team_id
    token_key
    token_key_id
  `,
  aws_pinpoint_baidu_channel: "api_key secret_key",
  aws_pinpoint_gcm_channel: "api_key service_json",
  aws_quicksight_data_source: "credentials.credential_pair.password credentials.credential_pair.username",
  aws_rds_cluster: "master_password master_password_wo",
  aws_redshift_cluster: "master_password master_password_wo",
  aws_redshift_hsm_configuration: "hsm_partition_password",
  aws_redshiftserverless_namespace: "admin_user_password admin_username",
  aws_s3_bucket_object_lock_configuration: "token",
  aws_s3_bucket_replication_configuration: "token",
  aws_s3_object_copy: "customer_key kms_encryption_context kms_key_id source_customer_key",
  aws_sagemaker_workforce: "oidc_config.client_secret",
  aws_secretsmanager_secret_version: "secret_binary secret_string secret_string_wo",
  aws_securitylake_subscriber_notification: `
    configuration.https_notification_configuration.authorization_api_key_value
  `,
  aws_sesv2_email_identity: "dkim_signing_attributes.domain_signing_private_key",
  aws_sns_platform_application: "platform_credential platform_principal",
  aws_ssm_maintenance_window_task: `
    task_invocation_parameters.lambda_parameters.payload
    task_invocation_parameters.step_functions_parameters.input
  `,
  aws_ssm_parameter: "value value_wo",
  aws_storagegateway_file_system_association: "password",
  aws_storagegateway_gateway: "smb_active_directory_settings.password smb_guest_password",
  aws_timestreaminfluxdb_db_instance: "password",
  aws_transfer_certificate: "certificate certificate_chain private_key",
  aws_transfer_server: "host_key post_authentication_login_banner pre_authentication_login_banner",
  aws_verifiedaccess_trust_provider: `
    native_application_oidc_options.client_secret
    oidc_options.client_secret
  `,
  aws_vpn_connection: "customer_gateway_configuration tunnel1_preshared_key tunnel2_preshared_key",
  aws_wafv2_api_key: "api_key",
};

/** Sensitive attributes of aws data sources. */
export const AWS_SENSITIVE_DATA_SOURCES: Readonly<Record<string, string>> = {
  aws_api_gateway_api_key: "value",
  aws_cognito_user_pool_client: "client_secret",
  aws_dms_certificate: "certificate_pem certificate_wallet",
  aws_ecr_authorization_token: "authorization_token password",
  aws_ecrpublic_authorization_token: "authorization_token password",
  aws_eks_cluster_auth: "token",
  aws_elasticache_user: "passwords",
  aws_glue_connection: "athena_properties connection_properties",
  aws_kms_ciphertext: "plaintext",
  aws_kms_secrets: "plaintext",
  aws_redshift_cluster_credentials: "db_password",
  aws_redshiftserverless_credentials: "db_password",
  aws_secretsmanager_secret_version: "secret_binary secret_string",
  aws_ssm_parameter: "value",
  aws_ssm_parameters_by_path: "values",
};
