import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import type { Problems } from "../../lib/core/errors";
import {
  checkKeyArn,
  delegateToAccount,
  encryptLogGroup,
  KEY_DELETION_WINDOW_DAYS,
} from "../../lib/core/kms";
import { checkLogRetention } from "../../lib/core/log-retention";
import { physicalName } from "../../lib/core/names";
import { policyDocument } from "../../lib/core/policy";
import { mergeTags, type Tags } from "../../lib/core/tags";
import { AwsAccount } from "../account/aws-account";

/** How long flow logs are kept and how they are encrypted. */
export interface FlowLogSettings {
  /** A number CloudWatch Logs knows: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400 ... 3653. @default 365 */
  readonly retentionDays?: number;
  /**
   * ARN of a customer managed KMS key in the region of the network. Its policy must let
   * `logs.<region>.amazonaws.com` use it for the log group.
   * @default a key of its own, rotated every year
   */
  readonly kmsKeyArn?: string;
}

/** `FlowLogs` are made by a Network; these are its resolved choices. */
export interface FlowLogsProps {
  /** Name of the network. */
  readonly name: string;
  readonly region: string;
  readonly vpcId: string;
  readonly retentionDays: number;
  /** Undefined makes a key. */
  readonly kmsKeyArn: string | undefined;
  readonly tags: Tags | undefined;
}

const DEFAULT_RETENTION_DAYS = 365;

/**
 * Records all traffic of a VPC, accepted and rejected, in an encrypted log group.
 *
 * Makes the log group, its KMS key and alias unless a key is given, the role that writes to this log group only and
 * can be used by flow logs of this account and region only, and the flow log.
 */
export class FlowLogs extends Construct {
  readonly logGroupName: string;
  readonly logGroupArn: string;
  /** Key of the log group, made or given. */
  readonly kmsKeyArn: string;
  /** The aws_flow_log, for overrides that no prop covers. */
  readonly resource: FlowLog;
  private readonly account: AwsAccount;

  constructor(scope: Construct, id: string, props: FlowLogsProps) {
    super(scope, id);
    this.account = AwsAccount.of(this);

    this.logGroupName = `/aws/vpc-flow-logs/${props.name}`;
    this.kmsKeyArn = props.kmsKeyArn ?? this.createKey(props);
    this.logGroupArn = this.createLogGroup(props);
    const role = this.createRole(props);
    const rolePolicy = this.allowWriting(role);
    this.resource = new FlowLog(this, "Resource", {
      vpcId: props.vpcId,
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: this.logGroupArn,
      iamRoleArn: role.arn,
      tags: mergeTags(props.tags, { Name: props.name }),
      dependsOn: [rolePolicy],
    });
  }

  private createKey(props: FlowLogsProps): string {
    const key = new KmsKey(this, "Key", {
      description: `Encrypts the flow logs of network ${props.name}`,
      enableKeyRotation: true,
      deletionWindowInDays: KEY_DELETION_WINDOW_DAYS,
      policy: policyDocument([
        delegateToAccount(this.account.partition, this.account.accountId),
        encryptLogGroup({
          partition: this.account.partition,
          dnsSuffix: this.account.dnsSuffix,
          region: props.region,
          accountId: this.account.accountId,
          logGroupName: this.logGroupName,
        }),
      ]),
      tags: mergeTags(props.tags, { Name: `${props.name}-flow-logs` }),
    });
    new KmsAlias(this, "KeyAlias", { name: `alias/${props.name}-flow-logs`, targetKeyId: key.keyId });
    return key.arn;
  }

  private createLogGroup(props: FlowLogsProps): string {
    return new CloudwatchLogGroup(this, "LogGroup", {
      name: this.logGroupName,
      retentionInDays: props.retentionDays,
      kmsKeyId: this.kmsKeyArn,
      tags: mergeTags(props.tags, { Name: `${props.name}-flow-logs` }),
    }).arn;
  }

  private createRole(props: FlowLogsProps): IamRole {
    return new IamRole(this, "Role", {
      // Names of roles are unique in the account, names of networks in their region only.
      name: physicalName([props.name, props.region, "flow-logs"], 64),
      description: `Writes the flow logs of network ${props.name}`,
      assumeRolePolicy: policyDocument([
        {
          principals: { Service: ["vpc-flow-logs.amazonaws.com"] },
          actions: ["sts:AssumeRole"],
          conditions: {
            StringEquals: { "aws:SourceAccount": [this.account.accountId] },
            ArnLike: {
              "aws:SourceArn": [
                `arn:${this.account.partition}:ec2:${props.region}:${this.account.accountId}:vpc-flow-log/*`,
              ],
            },
          },
        },
      ]),
      tags: mergeTags(props.tags),
    });
  }

  private allowWriting(role: IamRole): IamRolePolicy {
    return new IamRolePolicy(this, "RolePolicy", {
      name: "write-flow-logs",
      role: role.name,
      policy: policyDocument([
        {
          actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
          resources: [`${this.logGroupArn}:*`],
        },
      ]),
    });
  }
}

/** Fills defaults and reports every problem: `retention-not-allowed`, `invalid-key-arn`. */
export function resolveFlowLogs(
  settings: FlowLogSettings | undefined,
  region: string,
  problems: Problems,
): { retentionDays: number; kmsKeyArn: string | undefined } {
  checkLogRetention(problems, "retentionDays", settings?.retentionDays);
  checkKeyArn(problems, "kmsKeyArn", settings?.kmsKeyArn, region);
  return {
    retentionDays: settings?.retentionDays ?? DEFAULT_RETENTION_DAYS,
    kmsKeyArn: settings?.kmsKeyArn,
  };
}
