import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import { checkKnown, type Problems } from "../../lib/core/errors";
import { checkKeyArn, KEY_DELETION_WINDOW_DAYS } from "../../lib/core/kms";
import { type PolicyStatement, policyDocument } from "../../lib/core/policy";
import type { Tags } from "../../lib/core/tags";
import { isToken } from "../../lib/core/tokens";
import type { AwsAccount } from "../account/aws-account";

/** How the images of a registry are encrypted. */
export interface EncryptionProps {
  /**
   * What encrypts the images: a KMS key the registry makes, `"aes256"` for a key of S3, or the ARN of a key.
   * Cannot be changed later: ECR replaces the repositories.
   * @default customer-key, one key for the whole set, rotated every year
   */
  readonly encryption?: "customer-key" | "aes256" | { readonly keyArn: string };
  /** Alias of the key the registry makes, without `alias/`. @default the path of the construct, joined by dashes */
  readonly keyAlias?: string;
}

/** Which key encrypts: one the registry makes, a given one, or S3's own. */
export type ResolvedEncryption =
  | { readonly type: "customer-key"; readonly alias: string }
  | { readonly type: "given-key"; readonly keyArn: string }
  | { readonly type: "aes256" };

export interface RegistryKeyProps {
  /** Name of the key for people, without the `alias/` in front. Unique in account and region. */
  readonly alias: string;
  /** Account and partition the key is in. */
  readonly account: AwsAccount;
  /** @default none */
  readonly tags?: Tags;
}

/**
 * The KMS key that encrypts the images of a registry: rotated every year, and 30 days of grace before a deletion
 * takes effect.
 *
 * Images cannot be read once their key is gone.
 */
export class RegistryKey extends Construct {
  readonly keyArn: string;
  /** The aws_kms_key, for overrides that no prop covers. */
  readonly resource: KmsKey;

  constructor(scope: Construct, id: string, props: RegistryKeyProps) {
    super(scope, id);
    this.resource = new KmsKey(this, "Resource", {
      description: `Container images of ${props.alias}`,
      enableKeyRotation: true,
      deletionWindowInDays: KEY_DELETION_WINDOW_DAYS,
      policy: policyDocument(
        keyPolicyStatements(`arn:${props.account.partition}:iam::${props.account.accountId}:root`),
      ),
      tags: props.tags && { ...props.tags },
    });
    this.keyArn = this.resource.arn;
    new KmsAlias(this, "Alias", { name: `alias/${props.alias}`, targetKeyId: this.resource.keyId });
  }
}

/**
 * The account manages the key and hands it to ECR by grants; IAM of the account says who may. Nobody gets to
 * encrypt or decrypt with it directly: ECR does so through two grants it makes for each repository, for pulls
 * from other accounts too ("Encryption at rest", ECR user guide).
 */
function keyPolicyStatements(accountRootArn: string): PolicyStatement[] {
  const account = { AWS: [accountRootArn] };
  // In a key policy the resource "*" is the key itself.
  return [
    {
      sid: "AccountManagesKey",
      principals: account,
      actions: [
        "kms:CancelKeyDeletion",
        "kms:CreateAlias",
        "kms:DeleteAlias",
        "kms:DescribeKey",
        "kms:DisableKey",
        "kms:DisableKeyRotation",
        "kms:EnableKey",
        "kms:EnableKeyRotation",
        "kms:GetKeyPolicy",
        "kms:GetKeyRotationStatus",
        "kms:ListGrants",
        "kms:ListKeyPolicies",
        "kms:ListKeyRotations",
        "kms:ListResourceTags",
        "kms:PutKeyPolicy",
        "kms:RotateKeyOnDemand",
        "kms:ScheduleKeyDeletion",
        "kms:TagResource",
        "kms:UntagResource",
        "kms:UpdateAlias",
        "kms:UpdateKeyDescription",
      ],
      resources: ["*"],
    },
    {
      sid: "AccountHandsKeyToEcr",
      principals: account,
      actions: ["kms:CreateGrant", "kms:RetireGrant", "kms:RevokeGrant"],
      resources: ["*"],
    },
  ];
}

/**
 * Fills defaults and reports every problem: `unknown-encryption`, `invalid-key-arn`, `invalid-key-alias`,
 * `alias-without-key`.
 */
export function resolveEncryption(
  props: EncryptionProps,
  defaultKeyAlias: string,
  problems: Problems,
): ResolvedEncryption {
  const encryption = props.encryption ?? "customer-key";
  if (encryption === "customer-key") {
    const alias = props.keyAlias ?? defaultKeyAlias;
    checkKeyAlias(alias, problems);
    return { type: "customer-key", alias };
  }
  problems.addIf(props.keyAlias !== undefined, {
    prop: "keyAlias",
    code: "alias-without-key",
    rule: "only a key the registry makes gets an alias",
    value: props.keyAlias,
    fix: "leave keyAlias out",
  });
  if (typeof encryption === "string") {
    checkKnown(problems, "encryption", "unknown-encryption", "encryption", encryption, [
      "customer-key",
      "aes256",
    ]);
    return { type: "aes256" };
  }
  const { keyArn } = encryption;
  checkKeyArn(problems, "encryption.keyArn", keyArn);
  return { type: "given-key", keyArn };
}

/** Source of the shape: CreateAlias, KMS API reference. */
function checkKeyAlias(alias: string, problems: Problems): void {
  problems.addIf(!isToken(alias) && (!/^[\w/-]{1,250}$/.test(alias) || /^(aws|alias)\//.test(alias)), {
    prop: "keyAlias",
    code: "invalid-key-alias",
    rule: "an alias has 1 to 250 letters, digits, / _ or -, and does not begin with aws/ or alias/",
    value: alias,
    fix: "write it like staging/registry",
  });
}
