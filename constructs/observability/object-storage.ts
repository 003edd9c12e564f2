import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import {
  S3BucketLifecycleConfiguration,
  type S3BucketLifecycleConfigurationRule,
} from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { Construct } from "constructs";
import { delegateToAccount, KEY_DELETION_WINDOW_DAYS } from "../../lib/core/kms";
import { type PolicyStatement, policyDocument } from "../../lib/core/policy";
import { mergeTags, type Tags } from "../../lib/core/tags";
import { AwsAccount } from "../account/aws-account";

export interface ObjectStorageProps {
  /** What the objects are, one lowercase word: `traces`. It names lifecycle rules and statements. */
  readonly contents: string;
  /** Who keeps them: `Tempo`. */
  readonly store: string;
  /** What the store does with an object. @default reads, writes and deletes it */
  readonly objectActions?: readonly string[];
  /** Name of the bucket, or the beginning of a name that AWS completes. */
  readonly name: { readonly bucket: string } | { readonly bucketPrefix: string };
  /** What encrypts the objects: a KMS key made for them, a key of S3, or the ARN of a key. */
  readonly encryption: "customer-key" | "aes256" | { readonly keyArn: string };
  /** Days after which S3 itself removes an object. */
  readonly expireAfterDays: number | "never";
  /** Days a deleted object can be brought back. */
  readonly recoverableDays: number | "none";
  /** Whether Terraform refuses to destroy bucket and key; without, they go with all they hold. */
  readonly deletionProtection: boolean;
  readonly tags: Tags | undefined;
}

/** Days until S3 drops the parts of an upload nobody finished. */
const UPLOAD_DAYS = 7;

const READ_WRITE_DELETE = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"];

/**
 * The S3 bucket a store of telemetry keeps its objects in: closed to the public, reached by TLS only, encrypted, versioned, owned by its
 * account alone.
 *
 * S3 expires what the store's compactor should have deleted long before, so that a compactor that stands still does
 * not keep telemetry for ever.
 */
export class ObjectStorage extends Construct {
  readonly bucketName: string;
  readonly bucketArn: string;
  /** KMS key of the objects; undefined where S3's own key encrypts them. */
  readonly keyArn: string | undefined;
  /** What the store must be allowed to do, no more. */
  readonly statements: readonly PolicyStatement[];
  /** The aws_s3_bucket, for overrides that no prop covers. */
  readonly resource: S3Bucket;

  constructor(scope: Construct, id: string, props: ObjectStorageProps) {
    super(scope, id);
    this.keyArn = this.resolveKey(props);
    this.resource = new S3Bucket(this, "Resource", {
      ...props.name,
      forceDestroy: !props.deletionProtection,
      tags: mergeTags(props.tags),
      lifecycle: props.deletionProtection ? { preventDestroy: true } : undefined,
    });
    this.bucketName = this.resource.bucket;
    this.bucketArn = this.resource.arn;
    this.close();
    this.encrypt();
    this.keepFor(props);
    this.statements = this.accessStatements(props);
  }

  private resolveKey(props: ObjectStorageProps): string | undefined {
    if (typeof props.encryption === "object") {
      return props.encryption.keyArn;
    }
    return props.encryption === "aes256" ? undefined : this.makeKey(props);
  }

  private makeKey(props: ObjectStorageProps): string {
    const { accountId, partition } = AwsAccount.of(this);
    return new KmsKey(this, "Key", {
      description: `${capitalized(props.contents)} that ${props.store} keeps in S3`,
      enableKeyRotation: true,
      deletionWindowInDays: KEY_DELETION_WINDOW_DAYS,
      policy: policyDocument([delegateToAccount(partition, accountId)]),
      tags: mergeTags(props.tags),
      lifecycle: props.deletionProtection ? { preventDestroy: true } : undefined,
    }).arn;
  }

  private close(): void {
    const publicAccess = new S3BucketPublicAccessBlock(this, "PublicAccessBlock", {
      bucket: this.bucketName,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketOwnershipControls(this, "Ownership", {
      bucket: this.bucketName,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
    new S3BucketPolicy(this, "Policy", {
      bucket: this.bucketName,
      policy: policyDocument([
        {
          sid: "DenyWithoutTls",
          effect: "Deny",
          principals: { AWS: ["*"] },
          actions: ["s3:*"],
          resources: [this.bucketArn, `${this.bucketArn}/*`],
          conditions: { Bool: { "aws:SecureTransport": ["false"] } },
        },
      ]),
      // S3 answers a conflict when both change at once.
      dependsOn: [publicAccess],
    });
  }

  private encrypt(): void {
    new S3BucketServerSideEncryptionConfigurationA(this, "Encryption", {
      bucket: this.bucketName,
      rule: [
        {
          applyServerSideEncryptionByDefault: {
            sseAlgorithm: this.keyArn === undefined ? "AES256" : "aws:kms",
            kmsMasterKeyId: this.keyArn,
          },
          // Such stores write many small objects; one data key for the bucket saves a KMS request for each.
          bucketKeyEnabled: this.keyArn === undefined ? undefined : true,
        },
      ],
    });
  }

  private keepFor(props: ObjectStorageProps): void {
    const versioning = new S3BucketVersioningA(this, "Versioning", {
      bucket: this.bucketName,
      versioningConfiguration: { status: props.recoverableDays === "none" ? "Suspended" : "Enabled" },
    });
    new S3BucketLifecycleConfiguration(this, "Lifecycle", {
      bucket: this.bucketName,
      rule: lifecycleRules(props),
      dependsOn: [versioning],
    });
  }

  private accessStatements(props: ObjectStorageProps): PolicyStatement[] {
    const contents = capitalized(props.contents);
    const statements: PolicyStatement[] = [
      { sid: `List${contents}`, actions: ["s3:ListBucket"], resources: [this.bucketArn] },
      {
        sid: `ReadAndWrite${contents}`,
        actions: props.objectActions ?? READ_WRITE_DELETE,
        resources: [`${this.bucketArn}/*`],
      },
    ];
    return this.keyArn === undefined
      ? statements
      : [
          ...statements,
          {
            sid: `Encrypt${contents}`,
            actions: ["kms:Decrypt", "kms:GenerateDataKey"],
            resources: [this.keyArn],
          },
        ];
  }
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function lifecycleRules(props: ObjectStorageProps): S3BucketLifecycleConfigurationRule[] {
  const everything = { status: "Enabled", filter: [{ prefix: "" }] };
  return [
    ...(props.expireAfterDays === "never"
      ? []
      : [{ ...everything, id: `expire-${props.contents}`, expiration: [{ days: props.expireAfterDays }] }]),
    {
      ...everything,
      id: `drop-deleted-${props.contents}`,
      // Versions from before a suspension of versioning go as soon as S3 allows.
      noncurrentVersionExpiration: [
        { noncurrentDays: props.recoverableDays === "none" ? 1 : props.recoverableDays },
      ],
      expiration: [{ expiredObjectDeleteMarker: true }],
    },
    {
      ...everything,
      id: "abort-uploads",
      abortIncompleteMultipartUpload: [{ daysAfterInitiation: UPLOAD_DAYS }],
    },
  ];
}
