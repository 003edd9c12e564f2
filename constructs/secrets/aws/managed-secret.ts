import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { SecretsmanagerSecretPolicy } from "@cdktf/provider-aws/lib/secretsmanager-secret-policy";
import { SecretsmanagerSecretRotation } from "@cdktf/provider-aws/lib/secretsmanager-secret-rotation";
import { Construct } from "constructs";
import { resolveOrThrow } from "../../../lib/core/errors";
import { delegateToAccount, KEY_DELETION_WINDOW_DAYS } from "../../../lib/core/kms";
import { physicalName } from "../../../lib/core/names";
import { type PolicyStatement, policyDocument } from "../../../lib/core/policy";
import type { Tags } from "../../../lib/core/tags";
import { isToken } from "../../../lib/core/tokens";
import { guardStack } from "../../../lib/core/validation";
import { AwsAccount } from "../../account/aws-account";
import { type ResolvedManagedSecret, resolveManagedSecret } from "./managed-secret-config";

/** A function that replaces the value, as Secrets Manager calls it in its four steps. */
export type SecretRotation = {
  /** ARN of the function. It may change the secret, and what the secret opens. */
  readonly lambdaArn: string;
  /** At most 90. @default 90 */
  readonly everyDays?: number;
  /** @default true: the function is called as soon as the rotation is there; it must cope with a secret that has no value yet */
  readonly rotateImmediately?: boolean;
  /** Lets Secrets Manager call the function for this secret. @default true; false where the function allows it itself */
  readonly allowInvoke?: boolean;
};

export interface ManagedSecretProps {
  /** `prod/users`. Changing it replaces the secret. */
  readonly name: string;
  /** What it opens, for people. @default none */
  readonly description?: string;
  /**
   * Who replaces the value: a function, or `elsewhere` where its owner does: RDS for its own passwords, a person with a
   * calendar.
   */
  readonly rotation: SecretRotation | "elsewhere";
  /** KMS key, by its ARN, in the same region. @default one is made, rotated every year */
  readonly keyArn?: string;
  /** Days in which a deleted secret can be brought back, 7 to 30. @default 30 */
  readonly recoveryWindowDays?: number;
  /**
   * Roles, by their ARNs, that alone may read the value, whatever else their account allows: the External Secrets operator,
   * the rotating function.
   * @default whoever the account's own policies allow
   */
  readonly readers?: readonly string[];
  readonly tags?: Tags;
}

/**
 * A secret in AWS Secrets Manager: under a key of the customer, refused to connections without TLS, replaced every 90 days
 * or more often. Its value is nowhere in Terraform: the rotating function makes it, or a person does once.
 *
 *     aws secretsmanager put-secret-value --secret-id prod/users --secret-string file:///dev/stdin
 *
 * @throws ConfigError `literal-secret`, `invalid-secret-name`, `ambiguous-secret-name`, `invalid-key-arn`,
 * `out-of-range`, `rotation-too-slow`, `invalid-arn`
 */
export class ManagedSecret extends Construct {
  readonly name: string;
  /** ARN, with the random characters AWS puts behind it; for `StoreProvider.awsSecretsManager`. */
  readonly arn: string;
  /** Key that encrypts the value; for `kmsKeyArns` of a store. */
  readonly keyArn: string;
  /** The aws_secretsmanager_secret, for overrides that no prop covers. */
  readonly resource: SecretsmanagerSecret;

  constructor(scope: Construct, id: string, props: ManagedSecretProps) {
    super(scope, id);
    guardStack(this);
    const config = resolveOrThrow(this, "ManagedSecretProps", (problems) =>
      resolveManagedSecret(props, problems),
    );
    this.name = config.name;
    this.keyArn = config.keyArn ?? this.createKey(config);
    this.resource = this.createSecret(config);
    this.arn = this.resource.arn;
    this.limitAccess(config);
    this.rotate(config);
  }

  private createKey({ name, tags }: ResolvedManagedSecret): string {
    const { partition, accountId } = AwsAccount.of(this);
    const key = new KmsKey(this, "Key", {
      description: `Encrypts the secret ${name}`,
      enableKeyRotation: true,
      deletionWindowInDays: KEY_DELETION_WINDOW_DAYS,
      policy: policyDocument([delegateToAccount(partition, accountId)]),
      tags: tags && { ...tags },
    });
    new KmsAlias(this, "KeyAlias", {
      name: `alias/${aliasOf(name)}`,
      targetKeyId: key.keyId,
    });
    return key.arn;
  }

  private createSecret(config: ResolvedManagedSecret): SecretsmanagerSecret {
    return new SecretsmanagerSecret(this, "Resource", {
      name: config.name,
      description: config.description,
      kmsKeyId: this.keyArn,
      recoveryWindowInDays: config.recoveryWindowDays,
      tags: config.tags && { ...config.tags },
    });
  }

  private limitAccess({ readers }: ResolvedManagedSecret): void {
    new SecretsmanagerSecretPolicy(this, "Policy", {
      secretArn: this.arn,
      policy: policyDocument(accessStatements(readers)),
      // AWS refuses what would open the secret to everybody.
      blockPublicPolicy: true,
    });
  }

  private rotate({ rotation }: ResolvedManagedSecret): void {
    if (rotation === undefined) {
      return;
    }
    const allowed = rotation.allowInvoke
      ? [
          new LambdaPermission(this, "RotationPermission", {
            action: "lambda:InvokeFunction",
            functionName: rotation.lambdaArn,
            principal: "secretsmanager.amazonaws.com",
            sourceArn: this.arn,
          }),
        ]
      : [];
    new SecretsmanagerSecretRotation(this, "Rotation", {
      secretId: this.resource.id,
      rotationLambdaArn: rotation.lambdaArn,
      rotateImmediately: rotation.rotateImmediately,
      rotationRules: { automaticallyAfterDays: rotation.everyDays },
      dependsOn: allowed,
    });
  }
}

/** An alias takes fewer characters than the name of a secret. Source: CreateAlias, KMS API reference. */
function aliasOf(name: string): string {
  return physicalName([`secret/${isToken(name) ? name : name.replace(/[^\w/-]/g, "_")}`], 250);
}

/** In the policy of a secret the resource `*` is the secret itself. */
function accessStatements(readers: readonly string[]): readonly PolicyStatement[] {
  const everybody = { AWS: ["*"] };
  return [
    {
      sid: "RefuseWithoutTls",
      effect: "Deny",
      principals: everybody,
      actions: ["secretsmanager:*"],
      resources: ["*"],
      conditions: { Bool: { "aws:SecureTransport": ["false"] } },
    },
    ...(readers.length > 0
      ? [
          {
            sid: "RefuseOtherReaders",
            effect: "Deny" as const,
            principals: everybody,
            actions: ["secretsmanager:GetSecretValue", "secretsmanager:BatchGetSecretValue"],
            resources: ["*"],
            conditions: { ArnNotEquals: { "aws:PrincipalArn": readers } },
          },
        ]
      : []),
  ];
}
