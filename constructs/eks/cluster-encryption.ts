import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import type { Problems } from "../../lib/core/errors";
import { policyDocument } from "../../lib/core/policy";
import { mergeTags, type Tags } from "../../lib/core/tags";
import { isToken } from "../../lib/core/tokens";
import { clusterLogGroupName } from "./cluster-logs";

/**
 * What encrypts Kubernetes data and control plane logs: a key of your own account made for the cluster, an
 * existing key, or a key AWS owns and shows to nobody.
 */
export type EncryptionProps = "customer-key" | "aws-owned" | { readonly keyArn: string };

/** Who the key belongs to and what it is for. */
export interface ClusterEncryptionProps {
  readonly clusterName: string;
  readonly region: string;
  readonly accountId: string;
  /** Partition of the account, `aws`. */
  readonly partition: string;
  /** Domain of the partition's services, `amazonaws.com`. */
  readonly dnsSuffix: string;
  readonly tags: Tags | undefined;
}

/** Days between asking KMS to delete the key and its end: the longest KMS allows, the last chance to undo. */
const DELETION_WINDOW_DAYS = 30;

/**
 * The KMS key of a cluster: rotated every year, with an explicit policy, under the alias `eks/<cluster name>`.
 *
 * Its policy hands use of the key to the account's own IAM policies, which is how EKS gets its grant from
 * whoever makes the cluster, and lets CloudWatch use it for the log group of this cluster only.
 */
export class ClusterEncryption extends Construct {
  readonly keyArn: string;
  /** The aws_kms_key, for overrides that no prop covers. */
  readonly resource: KmsKey;

  constructor(scope: Construct, id: string, props: ClusterEncryptionProps) {
    super(scope, id);
    this.resource = new KmsKey(this, "Resource", {
      description: `Kubernetes data and control plane logs of EKS cluster ${props.clusterName}`,
      enableKeyRotation: true,
      deletionWindowInDays: DELETION_WINDOW_DAYS,
      policy: keyPolicy(props),
      tags: mergeTags(props.tags),
    });
    this.keyArn = this.resource.arn;
    new KmsAlias(this, "Alias", {
      name: `alias/eks/${props.clusterName}`,
      targetKeyId: this.resource.keyId,
    });
  }
}

/** In a key policy the resource `*` is the key itself: there is no narrower one. */
function keyPolicy({ clusterName, region, accountId, partition, dnsSuffix }: ClusterEncryptionProps): string {
  return policyDocument([
    {
      // The one statement that keeps a key manageable: without it nobody but its maker could ever change it.
      sid: "DelegateToAccountPolicies",
      principals: { AWS: [`arn:${partition}:iam::${accountId}:root`] },
      actions: ["kms:*"],
      resources: ["*"],
    },
    {
      sid: "EncryptControlPlaneLogs",
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
            `arn:${partition}:logs:${region}:${accountId}:log-group:${clusterLogGroupName(clusterName)}`,
          ],
        },
      },
    },
  ]);
}

/** Fills the default and reports a key that is none. Code: `invalid-key-arn`. */
export function resolveEncryption(props: EncryptionProps | undefined, problems: Problems): EncryptionProps {
  if (typeof props === "object") {
    problems.addIf(
      !isToken(props.keyArn) && !/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/\S+$/.test(props.keyArn),
      {
        prop: "keyArn",
        code: "invalid-key-arn",
        rule: "a key is named by its ARN, not by its id or alias",
        value: props.keyArn,
        fix: "write arn:aws:kms:<region>:<account>:key/<id>",
      },
    );
  }
  return props ?? "customer-key";
}
