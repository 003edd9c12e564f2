/** An attribute that names another object instead of carrying its id. */
export type NameReference = {
  readonly holder: string;
  readonly attribute: string;
  /** Type of the object that is named. */
  readonly held: string;
};

function references(held: string, attribute: string, holders: readonly string[]): NameReference[] {
  return holders.map((holder) => ({ holder, attribute, held }));
}

/** Attribute of a held type that holders name. Every other type is named by `name`. */
export const HELD_NAMES: Readonly<Record<string, string>> = {
  aws_s3_bucket: "bucket",
};

/** References by name that keep an object from being deleted. */
export const NAME_REFERENCES: readonly NameReference[] = [
  // The provider takes a role out of its instance profiles by itself, so they do not hold it.
  ...references("aws_iam_role", "role", ["aws_iam_role_policy", "aws_iam_role_policy_attachment"]),
  ...references("aws_iam_role", "roles", ["aws_iam_policy_attachment"]),
  ...references("aws_iam_user", "user", [
    "aws_iam_user_policy",
    "aws_iam_user_policy_attachment",
    "aws_iam_access_key",
    "aws_iam_user_group_membership",
  ]),
  ...references("aws_iam_group", "group", ["aws_iam_group_policy", "aws_iam_group_policy_attachment"]),
  ...references("aws_eks_cluster", "cluster_name", [
    "aws_eks_access_entry",
    "aws_eks_access_policy_association",
    "aws_eks_addon",
    "aws_eks_fargate_profile",
    "aws_eks_identity_provider_config",
    "aws_eks_node_group",
    "aws_eks_pod_identity_association",
  ]),
  ...references("aws_db_subnet_group", "db_subnet_group_name", ["aws_db_instance", "aws_rds_cluster"]),
  ...references("aws_db_parameter_group", "parameter_group_name", ["aws_db_instance"]),
  ...references("aws_elasticache_subnet_group", "subnet_group_name", [
    "aws_elasticache_cluster",
    "aws_elasticache_replication_group",
  ]),
  ...references("aws_cloudwatch_event_rule", "rule", ["aws_cloudwatch_event_target"]),
  ...references("aws_launch_configuration", "launch_configuration", ["aws_autoscaling_group"]),
  ...references("aws_s3_bucket", "bucket", ["aws_s3_object"]),
];

/**
 * Types whose service lets an object go while others still mention its id. Refusing them would be a false alarm where
 * a replaced key is mentioned by something that is updated afterwards.
 */
export const LETS_GO_BY_ID: ReadonlySet<string> = new Set([
  "aws_ami",
  "aws_ebs_snapshot",
  "aws_kms_key",
  "aws_launch_template",
]);

/**
 * Types whose service refuses to delete an object while others mention its ARN. Most services do not look: a role, a
 * queue or a bucket goes although its ARN stands elsewhere.
 */
export const HELD_BY_ARN: ReadonlySet<string> = new Set([
  "aws_acm_certificate",
  "aws_ecs_capacity_provider",
  "aws_ecs_cluster",
  "aws_iam_policy",
  "aws_lb_target_group",
  "aws_wafv2_ip_set",
  "aws_wafv2_rule_group",
  "aws_wafv2_web_acl",
]);

/** Attributes in which an id or ARN is only text: nobody looks whether the thing exists. */
export const NOT_REFERENCES: ReadonlySet<string> = new Set([
  "annotations",
  "description",
  "labels",
  "policy",
  "principal_arn",
  "tags",
  "tags_all",
  "user_data",
]);
