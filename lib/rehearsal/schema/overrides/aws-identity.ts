import { atLeastOne, conflicting, exactlyOne, values, words } from "./notation";
import type { TypeOverrides } from "./types";

/** What the bindings of aws do not say about identities, keys, secrets, parameters and certificates. */
export const AWS_IDENTITY: Readonly<Record<string, TypeOverrides>> = {
  aws_acm_certificate: {
    forceNew: words(`
      certificate_authority_arn domain_name key_algorithm subject_alternative_names validation_method
      validation_option
    `),
    computedBlocks: words("options"),
    rules: [
      exactlyOne("domain_name private_key"),
      conflicting("certificate_authority_arn certificate_body"),
      conflicting("certificate_authority_arn certificate_chain"),
      conflicting("certificate_authority_arn validation_method"),
      conflicting("certificate_body early_renewal_duration"),
      conflicting("certificate_body key_algorithm"),
      conflicting("certificate_body options.certificate_transparency_logging_preference"),
      conflicting("certificate_body subject_alternative_names"),
      conflicting("certificate_body validation_option"),
    ],
  },
  aws_acm_certificate_validation: {
    forceNew: words("certificate_arn validation_record_fqdns"),
  },
  aws_cognito_identity_pool: {
    forceNew: words("developer_provider_name identity_pool_name"),
  },
  aws_cognito_user_pool: {
    forceNew: words("alias_attributes name username_attributes username_configuration.case_sensitive"),
    computedBlocks: words("admin_create_user_config password_policy"),
    items: { "account_recovery_setting.recovery_mechanism": { max: 2 }, schema: { max: 50 } },
    rules: [
      conflicting("alias_attributes username_attributes"),
      conflicting("email_verification_message verification_message_template.email_message"),
      conflicting("email_verification_subject verification_message_template.email_subject"),
      conflicting("sms_verification_message verification_message_template.sms_message"),
    ],
  },
  aws_cognito_user_pool_client: {
    forceNew: words("user_pool_id generate_secret"),
  },
  aws_iam_access_key: {
    forceNew: words("pgp_key user"),
    rules: [values("status", "Active Inactive")],
  },
  aws_iam_group_policy_attachment: {
    forceNew: words("group policy_arn"),
  },
  aws_iam_instance_profile: {
    forceNew: words("name name_prefix path"),
    rules: [conflicting("name name_prefix")],
  },
  aws_iam_openid_connect_provider: {
    forceNew: words("url"),
  },
  aws_iam_policy: {
    forceNew: words("description name name_prefix path"),
    rules: [conflicting("name name_prefix")],
  },
  aws_iam_policy_attachment: {
    forceNew: words("name policy_arn"),
    rules: [atLeastOne("groups roles users")],
  },
  aws_iam_role: {
    forceNew: words("name name_prefix path"),
    rules: [conflicting("name name_prefix")],
  },
  aws_iam_role_policy: {
    forceNew: words("name name_prefix role"),
    rules: [conflicting("name name_prefix")],
  },
  aws_iam_role_policy_attachment: {
    forceNew: words("policy_arn role"),
  },
  aws_iam_service_linked_role: {
    forceNew: words("aws_service_name custom_suffix"),
  },
  aws_iam_user_policy: {
    forceNew: words("name name_prefix user"),
    rules: [conflicting("name name_prefix")],
  },
  aws_iam_user_policy_attachment: {
    forceNew: words("policy_arn user"),
  },
  aws_kms_alias: {
    forceNew: words("name name_prefix"),
    rules: [conflicting("name name_prefix")],
  },
  aws_kms_key: {
    forceNew: words("custom_key_store_id customer_master_key_spec key_usage multi_region xks_key_id"),
    rules: [values("key_usage", "SIGN_VERIFY ENCRYPT_DECRYPT GENERATE_VERIFY_MAC KEY_AGREEMENT")],
  },
  aws_kms_replica_key: {
    forceNew: words("primary_key_arn"),
  },
  aws_ram_resource_association: {
    forceNew: words("resource_arn resource_share_arn"),
  },
  aws_ram_resource_share: {
    forceNew: words("permission_arns"),
  },
  aws_secretsmanager_secret: {
    forceNew: words("name name_prefix"),
    rules: [conflicting("name name_prefix")],
  },
  aws_secretsmanager_secret_policy: {
    forceNew: words("secret_arn"),
  },
  aws_secretsmanager_secret_rotation: {
    forceNew: words("secret_id"),
    rules: [conflicting("rotation_rules.automatically_after_days rotation_rules.schedule_expression")],
  },
  aws_secretsmanager_secret_version: {
    forceNew: words("secret_binary secret_id secret_string secret_string_wo_version"),
    rules: [conflicting("secret_binary secret_string"), conflicting("secret_binary secret_string_wo")],
  },
  aws_ssm_association: {
    forceNew: words("name"),
    items: { targets: { max: 5 } },
  },
  aws_ssm_document: {
    forceNew: words("name"),
    items: { attachments_source: { max: 20 } },
  },
  aws_ssm_parameter: {
    forceNew: words("data_type name"),
    rules: [
      exactlyOne("insecure_value value value_wo"),
      values("tier", "Standard Advanced Intelligent-Tiering"),
      values("type", "String StringList SecureString"),
    ],
  },
};
