/** What others stand on. */
export interface Foundation {
  /** What it is, for a title. */
  readonly what: string;
  /** Whether a new one can take over before the old one goes. */
  readonly handsOver?: boolean;
}

/** Types that take much else with them. Read from the schema of the provider aws 5.100.0; which count is a choice. */
export const FOUNDATION_TYPES: Readonly<Record<string, Foundation>> = {
  aws_acm_certificate: { what: "certificate", handsOver: true },
  aws_cloudfront_distribution: { what: "distribution", handsOver: true },
  aws_eip: { what: "fixed address" },
  aws_eks_cluster: { what: "cluster" },
  aws_eks_node_group: { what: "node group", handsOver: true },
  aws_iam_openid_connect_provider: { what: "identity provider" },
  aws_lb: { what: "load balancer", handsOver: true },
  aws_nat_gateway: { what: "NAT gateway", handsOver: true },
  aws_route53_zone: { what: "DNS zone" },
  aws_subnet: { what: "subnet" },
  aws_vpc: { what: "network" },
};

/** Types at the door: while none stands there, nobody gets in. */
export const FRONT_DOOR_TYPES: ReadonlySet<string> = new Set([
  "aws_acm_certificate",
  "aws_alb",
  "aws_alb_listener",
  "aws_alb_target_group",
  "aws_api_gateway_domain_name",
  "aws_api_gateway_rest_api",
  "aws_apigatewayv2_api",
  "aws_apigatewayv2_domain_name",
  "aws_cloudfront_distribution",
  "aws_elb",
  "aws_eks_node_group",
  "aws_lb",
  "aws_lb_listener",
  "aws_lb_target_group",
  "aws_nat_gateway",
  "aws_route53_record",
  "kubernetes_ingress",
  "kubernetes_ingress_v1",
  "kubernetes_service",
  "kubernetes_service_v1",
]);

/** Types that are made again as they were, and hold nothing. */
export const WEIGHTLESS_TYPES: ReadonlySet<string> = new Set([
  "null_resource",
  "terraform_data",
  "time_sleep",
]);
