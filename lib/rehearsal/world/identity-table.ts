/** What names an object of a type, and what the service says to a second one of that name. */
export type IdentityRule = {
  /** Dotted paths of the attributes that make the name; all must have a value. */
  readonly by: readonly string[];
  /** Where the name must be unique. */
  readonly within: "world" | "account" | "region" | "cluster";
  /** Answer of the service; `{name}` is the last part of the name. */
  readonly refusal: string;
};

const IN_USE = "ResourceInUseException";

/** Names that AWS and Helm refuse twice. What a service silently overwrites (a bucket policy) is not in it. */
export const IDENTITIES: Readonly<Record<string, IdentityRule>> = {
  aws_autoscaling_group: region("AlreadyExists: AutoScalingGroup by this name already exists", "name"),
  aws_cloudwatch_log_group: region(
    "ResourceAlreadyExistsException: The specified log group already exists",
    "name",
  ),
  aws_db_instance: region("DBInstanceAlreadyExists: DB instance already exists", "identifier"),
  aws_db_parameter_group: region(
    "DBParameterGroupAlreadyExists: Parameter group {name} already exists",
    "name",
  ),
  aws_db_subnet_group: region(
    "DBSubnetGroupAlreadyExists: The DB subnet group '{name}' already exists",
    "name",
  ),
  aws_dynamodb_table: region(`${IN_USE}: Table already exists: {name}`, "name"),
  aws_ecr_pull_through_cache_rule: region(
    "PullThroughCacheRuleAlreadyExistsException: A pull through cache rule already exists for '{name}'",
    "ecr_repository_prefix",
  ),
  aws_ecr_repository: region(
    "RepositoryAlreadyExistsException: The repository with name '{name}' already exists in the registry",
    "name",
  ),
  aws_ecr_repository_creation_template: region(
    "TemplateAlreadyExistsException: The template with prefix '{name}' already exists",
    "prefix",
  ),
  aws_eks_access_entry: region(
    `${IN_USE}: The specified access entry resource is already in use on this cluster`,
    "cluster_name",
    "principal_arn",
  ),
  aws_eks_addon: region(`${IN_USE}: Addon already exists`, "cluster_name", "addon_name"),
  aws_eks_cluster: region(`${IN_USE}: Cluster already exists with name: {name}`, "name"),
  aws_eks_fargate_profile: region(
    `${IN_USE}: Fargate Profile already exists with this name: {name}`,
    "cluster_name",
    "fargate_profile_name",
  ),
  aws_eks_node_group: region(
    `${IN_USE}: NodeGroup already exists with name {name}`,
    "cluster_name",
    "node_group_name",
  ),
  aws_eks_pod_identity_association: region(
    `${IN_USE}: Association already exists for service account {name}`,
    "cluster_name",
    "namespace",
    "service_account",
  ),
  aws_elasticache_replication_group: region(
    "ReplicationGroupAlreadyExists: Replication group {name} already exists",
    "replication_group_id",
  ),
  aws_iam_group: account("EntityAlreadyExists: Group with name {name} already exists", "name"),
  aws_iam_instance_profile: account("EntityAlreadyExists: Instance Profile {name} already exists", "name"),
  aws_iam_openid_connect_provider: account(
    "EntityAlreadyExists: Provider with url {name} already exists",
    "url",
  ),
  aws_iam_policy: account("EntityAlreadyExists: A policy called {name} already exists", "name"),
  aws_iam_role: account("EntityAlreadyExists: Role with name {name} already exists", "name"),
  aws_iam_user: account("EntityAlreadyExists: User with name {name} already exists", "name"),
  aws_internet_gateway: region(
    "Resource.AlreadyAssociated: network {name} already has an internet gateway attached",
    "vpc_id",
  ),
  aws_kms_alias: region("AlreadyExistsException: An alias with the name {name} already exists", "name"),
  aws_lambda_function: region("ResourceConflictException: Function already exist: {name}", "function_name"),
  aws_launch_template: region(
    "InvalidLaunchTemplateName.AlreadyExistsException: Launch template name already in use",
    "name",
  ),
  aws_lb: region("DuplicateLoadBalancerName: The load balancer '{name}' already exists", "name"),
  aws_lb_target_group: region("DuplicateTargetGroupName: The target group '{name}' already exists", "name"),
  aws_route53_record: account(
    "InvalidChangeBatch: Tried to create resource record set [name='{name}'] but it already exists",
    "zone_id",
    "type",
    "name",
  ),
  aws_route_table_association: region(
    "Resource.AlreadyAssociated: the subnet {name} already has an association",
    "subnet_id",
  ),
  aws_s3_bucket: {
    by: ["bucket"],
    within: "world",
    refusal: "BucketAlreadyOwnedByYou: Your previous request to create the named bucket {name} succeeded",
  },
  aws_secretsmanager_secret: region("ResourceExistsException: The secret {name} already exists", "name"),
  aws_security_group: region(
    "InvalidGroup.Duplicate: The security group '{name}' already exists for this VPC",
    "vpc_id",
    "name",
  ),
  aws_sqs_queue: region("QueueAlreadyExists: A queue named {name} already exists", "name"),
  aws_ssm_parameter: region("ParameterAlreadyExists: The parameter {name} already exists", "name"),
  aws_subnet: region(
    "InvalidSubnet.Conflict: The CIDR '{name}' conflicts with another subnet",
    "vpc_id",
    "cidr_block",
  ),
  helm_release: {
    by: ["namespace", "name"],
    within: "cluster",
    refusal: "cannot re-use a name that is still in use",
  },
};

function region(refusal: string, ...by: readonly string[]): IdentityRule {
  return { by, within: "region", refusal };
}

function account(refusal: string, ...by: readonly string[]): IdentityRule {
  return { by, within: "account", refusal };
}
