import type { Problems } from "./errors";
import type { PolicyStatement } from "./policy";
import { ifKnown, isToken } from "./tokens";

/** Days between asking KMS to delete a key and its end: the longest KMS allows, the last chance to undo. */
export const KEY_DELETION_WINDOW_DAYS = 30;

/**
 * Statement of a key policy that leaves the key to the IAM policies of its account. Without it nobody but the key's
 * maker could ever change it. In a key policy the resource `*` is the key itself: there is no narrower one.
 */
export function delegateToAccount(partition: string, accountId: string): PolicyStatement {
  return {
    sid: "DelegateToAccountPolicies",
    principals: { AWS: [`arn:${partition}:iam::${accountId}:root`] },
    actions: ["kms:*"],
    resources: ["*"],
  };
}

/** A CloudWatch log group by the parts of its ARN: the log group needs the key, so the key cannot ask it. */
export interface LogGroupFacts {
  /** Partition of the account, `aws`. */
  readonly partition: string;
  /** Domain of the partition's services, `amazonaws.com`. */
  readonly dnsSuffix: string;
  readonly region: string;
  readonly accountId: string;
  readonly logGroupName: string;
}

/** Statement of a key policy that lets CloudWatch Logs use the key for one log group and no other. */
export function encryptLogGroup(facts: LogGroupFacts): PolicyStatement {
  const { partition, dnsSuffix, region, accountId, logGroupName } = facts;
  return {
    sid: "EncryptLogGroup",
    principals: { Service: [`logs.${region}.${dnsSuffix}`] },
    actions: [
      "kms:Encrypt",
      "kms:Decrypt",
      "kms:ReEncryptFrom",
      "kms:ReEncryptTo",
      "kms:GenerateDataKey",
      "kms:GenerateDataKeyWithoutPlaintext",
      "kms:DescribeKey",
    ],
    resources: ["*"],
    conditions: {
      ArnEquals: {
        "kms:EncryptionContext:aws:logs:arn": [
          `arn:${partition}:logs:${region}:${accountId}:log-group:${logGroupName}`,
        ],
      },
    },
  };
}

/**
 * Reports what is not the ARN of a KMS key (`invalid-key-arn`): ids and aliases name different keys in different
 * places and times.
 *
 * @param region where the key has to be; undefined for any region
 */
export function checkKeyArn(
  problems: Problems,
  prop: string,
  arn: string | undefined,
  region?: string,
): void {
  ifKnown(arn, (known) => {
    const [, keyRegion] = /^arn:aws[a-z-]*:kms:([a-z0-9-]+):\d{12}:key\/[\w-]+$/.exec(known) ?? [];
    const elsewhere = region !== undefined && !isToken(region) && keyRegion !== region;
    problems.addIf(keyRegion === undefined || elsewhere, {
      prop,
      code: "invalid-key-arn",
      rule: `a KMS key is named by its ARN, not by its id or alias${region === undefined ? "" : ", and lies in the same region"}`,
      value: known,
      fix: "write arn:aws:kms:<region>:<account>:key/<id>",
    });
  });
}
