import type { Json } from "../../core/render";

interface Switch {
  /** Values that let the world in; null where leaving it out does. */
  readonly open: readonly Json[];
  /** Whether the setting keeps the world out, so that taking the object away lets it in. */
  readonly guards: boolean;
}

const PUBLIC: Switch = { open: [true], guards: false };
const BLOCK: Switch = { open: [false, null], guards: true };

/** What the settings mean, by the last member of their path. */
export const SWITCHES: Readonly<Record<string, Switch>> = {
  publicly_accessible: PUBLIC,
  associate_public_ip_address: PUBLIC,
  map_public_ip_on_launch: PUBLIC,
  endpoint_public_access: PUBLIC,
  internal: { open: [false, null], guards: false },
  authorization_type: { open: ["NONE"], guards: false },
  acl: { open: ["public-read", "public-read-write", "website"], guards: false },
  block_public_acls: BLOCK,
  block_public_policy: BLOCK,
  ignore_public_acls: BLOCK,
  restrict_public_buckets: BLOCK,
};

const BLOCKS = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];
const under = (path: string) => BLOCKS.map((name) => `${path}.${name}`);

/** Settings by type. Read from the schema of the provider aws 5.100.0; `acl` from the documentation of S3. */
export const SWITCHES_OF: Readonly<Record<string, readonly string[]>> = {
  aws_alb: ["internal"],
  aws_apigatewayv2_route: ["authorization_type"],
  aws_db_instance: ["publicly_accessible"],
  aws_default_subnet: ["map_public_ip_on_launch"],
  aws_dms_replication_instance: ["publicly_accessible"],
  aws_docdb_cluster_instance: ["publicly_accessible"],
  aws_eks_cluster: ["vpc_config.endpoint_public_access"],
  aws_elb: ["internal"],
  aws_instance: ["associate_public_ip_address"],
  aws_lambda_function_url: ["authorization_type"],
  aws_launch_configuration: ["associate_public_ip_address"],
  aws_launch_template: ["network_interfaces.associate_public_ip_address"],
  aws_lb: ["internal"],
  aws_lightsail_database: ["publicly_accessible"],
  aws_m2_environment: ["publicly_accessible"],
  aws_mq_broker: ["publicly_accessible"],
  aws_neptune_cluster_instance: ["publicly_accessible"],
  aws_rds_cluster_instance: ["publicly_accessible"],
  aws_rds_shard_group: ["publicly_accessible"],
  aws_redshift_cluster: ["publicly_accessible"],
  aws_redshiftserverless_workgroup: ["publicly_accessible"],
  aws_s3_access_point: under("public_access_block_configuration"),
  aws_s3_account_public_access_block: BLOCKS,
  aws_s3_bucket: ["acl"],
  aws_s3_bucket_acl: ["acl"],
  aws_s3_bucket_public_access_block: BLOCKS,
  aws_s3control_multi_region_access_point: under("details.public_access_block"),
  aws_secretsmanager_secret_policy: ["block_public_policy"],
  aws_spot_fleet_request: ["launch_specification.associate_public_ip_address"],
  aws_spot_instance_request: ["associate_public_ip_address"],
  aws_subnet: ["map_public_ip_on_launch"],
  aws_timestreaminfluxdb_db_instance: ["publicly_accessible"],
};
