import { atLeastOne, conflicting, exactlyOne, values, words } from "./notation";
import type { TypeOverrides } from "./types";

/** What the bindings of aws do not say about buckets, file systems, volumes and backups. */
export const AWS_STORAGE: Readonly<Record<string, TypeOverrides>> = {
  aws_backup_plan: {
    forceNew: words("name"),
  },
  aws_backup_selection: {
    forceNew: words("iam_role_arn name not_resources plan_id resources selection_tag"),
  },
  aws_backup_vault: {
    forceNew: words("kms_key_arn name"),
  },
  aws_ebs_volume: {
    forceNew: words("availability_zone encrypted kms_key_id multi_attach_enabled outpost_arn snapshot_id"),
    rules: [atLeastOne("size snapshot_id")],
  },
  aws_efs_access_point: {
    forceNew: words("file_system_id posix_user root_directory.path"),
    computedBlocks: words("root_directory"),
  },
  aws_efs_file_system: {
    forceNew: words("availability_zone_name creation_token encrypted kms_key_id performance_mode"),
    computedBlocks: words("protection"),
    items: { lifecycle_policy: { max: 3 } },
    rules: [
      values("performance_mode", "generalPurpose maxIO"),
      values("protection.replication_overwrite", "ENABLED DISABLED"),
      values("throughput_mode", "bursting provisioned elastic"),
    ],
  },
  aws_efs_mount_target: {
    forceNew: words("file_system_id ip_address subnet_id"),
  },
  aws_s3_bucket: {
    forceNew: words("bucket bucket_prefix object_lock_enabled"),
    rules: [
      conflicting("website.index_document website.redirect_all_requests_to"),
      conflicting("acl grant"),
      conflicting("bucket bucket_prefix"),
      conflicting("object_lock_configuration object_lock_enabled"),
      conflicting("object_lock_configuration.object_lock_enabled object_lock_enabled"),
      values("acceleration_status", "Enabled Suspended"),
      values("request_payer", "Requester BucketOwner"),
    ],
  },
  aws_s3_bucket_accelerate_configuration: {
    forceNew: words("bucket expected_bucket_owner"),
    rules: [values("status", "Enabled Suspended")],
  },
  aws_s3_bucket_acl: {
    forceNew: words("bucket expected_bucket_owner"),
    rules: [exactlyOne("access_control_policy acl")],
  },
  aws_s3_bucket_cors_configuration: {
    forceNew: words("bucket expected_bucket_owner"),
    items: { cors_rule: { max: 100 } },
  },
  aws_s3_bucket_lifecycle_configuration: {
    forceNew: words("bucket expected_bucket_owner"),
    rules: [values("rule.status", "Disabled Enabled")],
  },
  aws_s3_bucket_logging: {
    forceNew: words("bucket expected_bucket_owner"),
    rules: [
      conflicting("target_object_key_format.partitioned_prefix target_object_key_format.simple_prefix"),
    ],
  },
  aws_s3_bucket_notification: {
    forceNew: words("bucket"),
  },
  aws_s3_bucket_object_lock_configuration: {
    forceNew: words("bucket expected_bucket_owner object_lock_enabled"),
  },
  aws_s3_bucket_ownership_controls: {
    forceNew: words("bucket"),
    rules: [values("rule.object_ownership", "BucketOwnerPreferred ObjectWriter BucketOwnerEnforced")],
  },
  aws_s3_bucket_policy: {
    forceNew: words("bucket"),
  },
  aws_s3_bucket_public_access_block: {
    forceNew: words("bucket"),
  },
  aws_s3_bucket_replication_configuration: {
    forceNew: words("bucket"),
    items: { rule: { max: 1000 } },
    rules: [values("rule.status", "Enabled Disabled")],
  },
  aws_s3_bucket_server_side_encryption_configuration: {
    forceNew: words("bucket expected_bucket_owner"),
    rules: [
      values("rule.apply_server_side_encryption_by_default.sse_algorithm", "AES256 aws:kms aws:kms:dsse"),
    ],
  },
  aws_s3_bucket_versioning: {
    forceNew: words("bucket expected_bucket_owner"),
    rules: [
      values("versioning_configuration.mfa_delete", "Enabled Disabled"),
      values("versioning_configuration.status", "Enabled Suspended Disabled"),
    ],
  },
  aws_s3_bucket_website_configuration: {
    forceNew: words("bucket expected_bucket_owner"),
    rules: [
      conflicting("error_document redirect_all_requests_to"),
      conflicting("routing_rule routing_rules"),
    ],
  },
  aws_s3_object: {
    forceNew: words("bucket key"),
    rules: [
      conflicting("content source"),
      conflicting("content_base64 source"),
      conflicting("etag kms_key_id"),
      values("object_lock_legal_hold_status", "ON OFF"),
      values("object_lock_mode", "GOVERNANCE COMPLIANCE"),
    ],
  },
  aws_volume_attachment: {
    forceNew: words("device_name instance_id volume_id"),
  },
};
