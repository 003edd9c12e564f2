import { Token } from "cdktf";
import { FlowLogs, type FlowLogsProps, resolveFlowLogs } from "../../../constructs/network/flow-logs";
import { Problems } from "../../../lib/core/errors";
import { codes, synth } from "../../support/synth";

const KEY = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

function build(more: Partial<FlowLogsProps> = {}) {
  let made: FlowLogs | undefined;
  const synthesized = synth((stack) => {
    made = new FlowLogs(stack, "FlowLogs", {
      name: "staging",
      region: "eu-central-1",
      vpcId: "vpc-1",
      retentionDays: 365,
      kmsKeyArn: undefined,
      tags: { team: "core" },
      ...more,
    });
  });
  return { synthesized, flowLogs: made };
}

/** A policy with its Terraform expressions replaced by the name of the attribute they read. */
function policyOf(text: string) {
  const plain = text
    .replace(/\$\{jsonencode\((".*?[^\\]"|[^")]*)\)\}/g, (_, expression: string) =>
      expression.startsWith('"') ? expression : `"\${${expression}}"`,
    )
    .replace(/\$\{[\w.-]+\.(\w+)\}/g, "<$1>");
  return JSON.parse(plain);
}

describe("FlowLogs", () => {
  it("records all traffic of the VPC in its log group", () => {
    expect(build().synthesized.one("aws_flow_log")).toMatchObject({
      vpc_id: "vpc-1",
      traffic_type: "ALL",
      log_destination_type: "cloud-watch-logs",
      log_destination: expect.stringContaining("aws_cloudwatch_log_group.FlowLogs_LogGroup"),
      iam_role_arn: expect.stringContaining("aws_iam_role.FlowLogs_Role"),
      depends_on: [expect.stringContaining("aws_iam_role_policy.FlowLogs_RolePolicy")],
    });
  });

  it("keeps the log group for the days given, encrypted with a key of its own", () => {
    const { synthesized } = build({ retentionDays: 30 });
    expect(synthesized.one("aws_cloudwatch_log_group")).toMatchObject({
      name: "/aws/vpc-flow-logs/staging",
      retention_in_days: 30,
      kms_key_id: expect.stringContaining("aws_kms_key.FlowLogs_Key"),
      tags: { Name: "staging-flow-logs", team: "core" },
    });
    expect(synthesized.one("aws_kms_alias").name).toBe("alias/staging-flow-logs");
  });

  it("rotates the key and leaves 30 days to take its deletion back", () => {
    expect(build().synthesized.one("aws_kms_key")).toMatchObject({
      enable_key_rotation: true,
      deletion_window_in_days: 30,
    });
  });

  it("lets only the account and, for this log group, CloudWatch Logs of the region use the key", () => {
    const { Statement } = policyOf(build().synthesized.one("aws_kms_key").policy);
    expect(Statement).toEqual([
      expect.objectContaining({
        Principal: { AWS: "arn:<partition>:iam::<account_id>:root" },
        Action: "kms:*",
      }),
      expect.objectContaining({
        Principal: { Service: "logs.eu-central-1.<dns_suffix>" },
        Condition: {
          ArnEquals: {
            "kms:EncryptionContext:aws:logs:arn":
              "arn:<partition>:logs:eu-central-1:<account_id>:log-group:/aws/vpc-flow-logs/staging",
          },
        },
      }),
    ]);
    expect(Statement[1].Action.filter((action: string) => action.includes("*"))).toEqual([]);
  });

  it("uses a key that exists and makes none", () => {
    const { synthesized, flowLogs } = build({ kmsKeyArn: KEY });
    expect(synthesized.one("aws_cloudwatch_log_group").kms_key_id).toBe(KEY);
    expect(synthesized.all("aws_kms_key")).toEqual({});
    expect(synthesized.all("aws_kms_alias")).toEqual({});
    expect(flowLogs?.kmsKeyArn).toBe(KEY);
  });

  it("trusts flow logs of this account and region only", () => {
    expect(policyOf(build().synthesized.one("aws_iam_role").assume_role_policy).Statement).toEqual([
      {
        Effect: "Allow",
        Principal: { Service: "vpc-flow-logs.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": "<account_id>" },
          ArnLike: { "aws:SourceArn": "arn:<partition>:ec2:eu-central-1:<account_id>:vpc-flow-log/*" },
        },
      },
    ]);
  });

  it("lets the role write to its log group only, and never make one", () => {
    expect(policyOf(build().synthesized.one("aws_iam_role_policy").policy).Statement).toEqual([
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        Resource: "<arn>:*",
      },
    ]);
  });

  it("names the role by network and region, within the limit of IAM", () => {
    expect(build().synthesized.one("aws_iam_role").name).toBe("staging-eu-central-1-flow-logs");
    expect(build({ name: "n".repeat(63) }).synthesized.one("aws_iam_role").name).toHaveLength(64);
  });
});

describe("resolveFlowLogs", () => {
  function resolve(...[settings, region = "eu-central-1"]: [Parameters<typeof resolveFlowLogs>[0], string?]) {
    const problems = new Problems();
    const resolved = resolveFlowLogs(settings, region, problems.at("flowLogs"));
    return { resolved, codes: codes(problems.all) };
  }

  it("keeps events for a year under a key of its own by default", () => {
    const defaults = { resolved: { retentionDays: 365, kmsKeyArn: undefined }, codes: [] };
    expect(resolve(undefined)).toEqual(defaults);
    expect(resolve({})).toEqual(defaults);
  });

  it("keeps what is chosen", () => {
    expect(resolve({ retentionDays: 3653, kmsKeyArn: KEY })).toEqual({
      resolved: { retentionDays: 3653, kmsKeyArn: KEY },
      codes: [],
    });
  });

  it.each([0, -1, 2, 366, 1.5])("fails on %d days", (retentionDays) => {
    expect(resolve({ retentionDays }).codes).toEqual(["flowLogs.retentionDays retention-not-allowed"]);
  });

  it.each([
    "1234abcd-12ab-34cd-56ef-1234567890ab",
    "arn:aws:kms:eu-central-1:111122223333:alias/logs",
    "arn:aws:kms:eu-west-1:111122223333:key/1234abcd",
  ])("fails on the key %s in eu-central-1", (kmsKeyArn) => {
    expect(resolve({ kmsKeyArn }).codes).toEqual(["flowLogs.kmsKeyArn invalid-key-arn"]);
  });

  it("lets pass what is known after apply", () => {
    const later = Token.asString({ resolve: () => "x" });
    expect(resolve({ retentionDays: Token.asNumber({ resolve: () => 7 }), kmsKeyArn: later }).codes).toEqual(
      [],
    );
    expect(resolve({ kmsKeyArn: KEY }, later).codes).toEqual([]);
  });
});
