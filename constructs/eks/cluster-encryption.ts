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
import { policyDocument } from "../../lib/core/policy";
import { mergeTags, type Tags } from "../../lib/core/tags";
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
      deletionWindowInDays: KEY_DELETION_WINDOW_DAYS,
      policy: policyDocument([
        delegateToAccount(props.partition, props.accountId),
        encryptLogGroup({ ...props, logGroupName: clusterLogGroupName(props.clusterName) }),
      ]),
      tags: mergeTags(props.tags),
    });
    this.keyArn = this.resource.arn;
    new KmsAlias(this, "Alias", {
      name: `alias/eks/${props.clusterName}`,
      targetKeyId: this.resource.keyId,
    });
  }
}

/** Fills the default and reports a key that is none. Code: `invalid-key-arn`. */
export function resolveEncryption(props: EncryptionProps | undefined, problems: Problems): EncryptionProps {
  if (typeof props === "object") {
    checkKeyArn(problems, "keyArn", props.keyArn);
  }
  return props ?? "customer-key";
}
