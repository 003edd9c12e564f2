import type { ServiceAccountGrant } from "cdktf-slipway/cluster";

/** Tag the controller puts on all it makes. */
const OWNED = "elbv2.k8s.aws/cluster";

const tagged = { Null: { [`aws:ResourceTag/${OWNED}`]: ["false"] } };
const tagging = { Null: { [`aws:RequestTag/${OWNED}`]: ["false"] } };

const LOAD_BALANCERS = [
  "arn:aws:elasticloadbalancing:*:*:targetgroup/*/*",
  "arn:aws:elasticloadbalancing:*:*:loadbalancer/app/*/*",
];

/**
 * What the controller may do, of its own policy the part that Application Load Balancers with certificates of ACM and
 * target groups of addresses need. Source: docs/install/iam_policy.json of the AWS Load Balancer Controller.
 */
export const LOAD_BALANCER_STATEMENTS: ServiceAccountGrant["statements"] = [
  {
    actions: ["iam:CreateServiceLinkedRole"],
    resources: ["*"],
    conditions: { StringEquals: { "iam:AWSServiceName": ["elasticloadbalancing.amazonaws.com"] } },
  },
  {
    actions: [
      "acm:DescribeCertificate",
      "acm:ListCertificates",
      "ec2:DescribeAccountAttributes",
      "ec2:DescribeAddresses",
      "ec2:DescribeAvailabilityZones",
      "ec2:DescribeInstances",
      "ec2:DescribeInternetGateways",
      "ec2:DescribeNetworkInterfaces",
      "ec2:DescribeRouteTables",
      "ec2:DescribeSecurityGroups",
      "ec2:DescribeSubnets",
      "ec2:DescribeTags",
      "ec2:DescribeVpcPeeringConnections",
      "ec2:DescribeVpcs",
      "ec2:GetSecurityGroupsForVpc",
      "elasticloadbalancing:DescribeListenerAttributes",
      "elasticloadbalancing:DescribeListenerCertificates",
      "elasticloadbalancing:DescribeListeners",
      "elasticloadbalancing:DescribeLoadBalancerAttributes",
      "elasticloadbalancing:DescribeLoadBalancers",
      "elasticloadbalancing:DescribeRules",
      "elasticloadbalancing:DescribeSSLPolicies",
      "elasticloadbalancing:DescribeTags",
      "elasticloadbalancing:DescribeTargetGroupAttributes",
      "elasticloadbalancing:DescribeTargetGroups",
      "elasticloadbalancing:DescribeTargetHealth",
      "elasticloadbalancing:DescribeTrustStores",
      "wafv2:AssociateWebACL",
      "wafv2:DisassociateWebACL",
      "wafv2:GetWebACL",
      "wafv2:GetWebACLForResource",
    ],
    resources: ["*"],
  },
  // Rules of the nodes' security group, which is the cluster's and has no tag of the controller.
  {
    actions: [
      "ec2:AuthorizeSecurityGroupIngress",
      "ec2:CreateSecurityGroup",
      "ec2:RevokeSecurityGroupIngress",
    ],
    resources: ["*"],
  },
  {
    actions: ["ec2:CreateTags"],
    resources: ["arn:aws:ec2:*:*:security-group/*"],
    conditions: { StringEquals: { "ec2:CreateAction": ["CreateSecurityGroup"] }, ...tagging },
  },
  {
    actions: ["ec2:CreateTags", "ec2:DeleteTags"],
    resources: ["arn:aws:ec2:*:*:security-group/*"],
    conditions: { Null: { [`aws:RequestTag/${OWNED}`]: ["true"], [`aws:ResourceTag/${OWNED}`]: ["false"] } },
  },
  { actions: ["ec2:DeleteSecurityGroup"], resources: ["*"], conditions: tagged },
  {
    actions: ["elasticloadbalancing:CreateLoadBalancer", "elasticloadbalancing:CreateTargetGroup"],
    resources: ["*"],
    conditions: tagging,
  },
  {
    actions: ["elasticloadbalancing:AddTags"],
    resources: LOAD_BALANCERS,
    conditions: {
      StringEquals: { "elasticloadbalancing:CreateAction": ["CreateTargetGroup", "CreateLoadBalancer"] },
      ...tagging,
    },
  },
  {
    actions: ["elasticloadbalancing:AddTags", "elasticloadbalancing:RemoveTags"],
    resources: LOAD_BALANCERS,
    conditions: { Null: { [`aws:RequestTag/${OWNED}`]: ["true"], [`aws:ResourceTag/${OWNED}`]: ["false"] } },
  },
  {
    actions: ["elasticloadbalancing:AddTags", "elasticloadbalancing:RemoveTags"],
    resources: [
      "arn:aws:elasticloadbalancing:*:*:listener/app/*/*/*",
      "arn:aws:elasticloadbalancing:*:*:listener-rule/app/*/*/*",
    ],
  },
  {
    actions: [
      "elasticloadbalancing:DeleteLoadBalancer",
      "elasticloadbalancing:DeleteTargetGroup",
      "elasticloadbalancing:ModifyListenerAttributes",
      "elasticloadbalancing:ModifyLoadBalancerAttributes",
      "elasticloadbalancing:ModifyTargetGroup",
      "elasticloadbalancing:ModifyTargetGroupAttributes",
      "elasticloadbalancing:SetIpAddressType",
      "elasticloadbalancing:SetSecurityGroups",
      "elasticloadbalancing:SetSubnets",
    ],
    resources: ["*"],
    conditions: tagged,
  },
  {
    actions: ["elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets"],
    resources: ["arn:aws:elasticloadbalancing:*:*:targetgroup/*/*"],
  },
  {
    actions: [
      "elasticloadbalancing:AddListenerCertificates",
      "elasticloadbalancing:CreateListener",
      "elasticloadbalancing:CreateRule",
      "elasticloadbalancing:DeleteListener",
      "elasticloadbalancing:DeleteRule",
      "elasticloadbalancing:ModifyListener",
      "elasticloadbalancing:ModifyRule",
      "elasticloadbalancing:RemoveListenerCertificates",
      "elasticloadbalancing:SetRulePriorities",
      "elasticloadbalancing:SetWebAcl",
    ],
    resources: ["*"],
  },
];
