import type { Review } from "../../lib/review/review";
import { changeOf, reviewOf } from "./reviews";

/** A change nobody has to fear: a new version of a service and an alarm for it. */
export const CALM_REVIEW: Review = reviewOf(
  [
    changeOf({
      address: "helm_release.shop_orders_2B7D91F0",
      kind: "update",
      risk: "low",
      constructPath: "staging/shop/orders",
      attributes: [
        { path: "version", before: "1.4.0", after: "1.4.1", forcesReplacement: false, sources: [] },
      ],
      documents: [
        {
          path: "values[0]",
          title: "Deployment shop/orders",
          language: "yaml",
          notes: ["image orders: 1.2.0 -> 1.3.0"],
          lines: [
            { sign: "@", text: "spec.template.spec.containers[0]" },
            { sign: " ", text: "name: orders" },
            { sign: "-", text: "image: registry.example/orders:1.2.0" },
            { sign: "+", text: "image: registry.example/orders:1.3.0" },
          ],
        },
      ],
      hidden: { "helm-metadata": 1 },
    }),
    changeOf({
      address: "aws_cloudwatch_metric_alarm.shop_latency_5E0C1A44",
      kind: "create",
      constructPath: "staging/shop/latency",
      attributes: [
        {
          path: "alarm_name",
          before: undefined,
          after: "orders-latency",
          forcesReplacement: false,
          sources: [],
        },
        {
          path: "alarm_actions[0]",
          before: undefined,
          after: "(known after apply)",
          forcesReplacement: false,
          sources: ["aws_sns_topic.alerts.arn"],
        },
      ],
    }),
    changeOf({
      address: "aws_s3_bucket.assets",
      previousAddress: "aws_s3_bucket.shop_assets_11AA22BB",
      kind: "move",
      constructPath: "staging/shop/assets",
    }),
    changeOf({ address: "data.aws_caller_identity.current", kind: "no-op" }),
  ],
  {
    outputs: [
      { name: "orders_url", kind: "create", before: undefined, after: "https://orders.staging.example" },
    ],
  },
);

/** A change that loses a database, opens a port and grants everything, with a second id for a bucket. */
export const DANGEROUS_REVIEW: Review = reviewOf(
  [
    changeOf({
      address: "aws_db_instance.data_orders_9C41D2E7",
      kind: "replace",
      replacement: "delete-first",
      constructPath: "production-eu/data/orders",
      reason: "an argument cannot be changed in place",
      attributes: [
        { path: "storage_encrypted", before: "false", after: "true", forcesReplacement: true, sources: [] },
        {
          path: "deletion_protection",
          before: "true",
          after: "false",
          forcesReplacement: false,
          sources: [],
        },
        {
          path: "password",
          before: "(sensitive #1)",
          after: "(sensitive #2)",
          forcesReplacement: false,
          sources: [],
        },
      ],
      findings: [
        {
          rule: "R1",
          level: "critical",
          address: "aws_db_instance.data_orders_9C41D2E7",
          title: "database is replaced",
          evidence: "storage_encrypted: false -> true forces it, and deletion_protection: true -> false",
          fix: "take a snapshot, restore it into an encrypted copy, and move the address",
        },
      ],
      dependents: ["helm_release.shop_orders_2B7D91F0", "aws_route53_record.data_orders_77F1"],
    }),
    changeOf({
      address: "aws_iam_role_policy.shop_orders_3A3A",
      kind: "update",
      constructPath: "production-eu/shop/orders",
      documents: [
        {
          path: "policy",
          title: "policy",
          language: "json",
          notes: ["adds iam:PassRole on *"],
          lines: [
            { sign: "@", text: "Statement[0].Action" },
            { sign: " ", text: '"s3:GetObject"' },
            { sign: "+", text: '"iam:PassRole"' },
            { sign: "@", text: "Statement[0].Resource" },
            { sign: "-", text: '"arn:aws:s3:::orders/*"' },
            { sign: "+", text: '"*"' },
          ],
        },
      ],
      findings: [
        {
          rule: "R3",
          level: "high",
          address: "aws_iam_role_policy.shop_orders_3A3A",
          title: "policy grants more",
          evidence: "adds iam:PassRole on *",
          fix: "name the roles it may pass",
        },
      ],
    }),
    changeOf({
      address: "aws_security_group_rule.data_ssh_10FE",
      kind: "update",
      constructPath: "production-eu/data/ssh",
      attributes: [
        {
          path: "cidr_blocks[0]",
          before: "10.0.0.0/8",
          after: "0.0.0.0/0",
          forcesReplacement: false,
          sources: [],
        },
      ],
      findings: [
        {
          rule: "R4",
          level: "critical",
          address: "aws_security_group_rule.data_ssh_10FE",
          title: "port 22 opens to everybody",
          evidence: "cidr_blocks[0]: 10.0.0.0/8 -> 0.0.0.0/0",
          fix: "keep 10.0.0.0/8, or use AWS Systems Manager instead",
        },
      ],
    }),
    changeOf({
      address: "aws_s3_bucket.data_logs_0001",
      kind: "delete",
      constructPath: "production-eu/data/logs",
      reason: "it is no longer in the configuration",
      findings: [
        {
          rule: "R1",
          level: "critical",
          address: "aws_s3_bucket.data_logs_0001",
          title: "bucket is deleted",
          evidence: "actions: delete",
          fix: "keep it, or move its objects first",
          waiver: { reason: "logs were copied to the archive account", expires: "2026-12-31" },
        },
      ],
    }),
    changeOf({
      address: "aws_s3_bucket.data_logs_0002",
      kind: "create",
      constructPath: "production-eu/data/logs",
    }),
  ],
  {
    stack: "production-eu",
    churn: [
      {
        from: "aws_s3_bucket.data_logs_0001",
        to: "aws_s3_bucket.data_logs_0002",
        likeness: 0.97,
        remedy: 'logs.moveFromId("aws_s3_bucket.data_logs_0001")',
      },
    ],
    checks: [
      {
        address: "aws_db_instance.data_orders_9C41D2E7",
        kind: "resource",
        status: "fail",
        messages: ["backups must be on"],
      },
    ],
    drift: [
      changeOf({
        address: "aws_security_group.data_7B",
        kind: "update",
        attributes: [
          { path: "description", before: "managed", after: "by hand", forcesReplacement: false, sources: [] },
        ],
      }),
    ],
    maskedValues: 2,
  },
);
