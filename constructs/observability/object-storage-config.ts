import type { Problems } from "../../lib/core/errors";
import { checkKeyArn } from "../../lib/core/kms";
import { physicalName } from "../../lib/core/names";
import { checkWholeNumber } from "../../lib/core/quantities";
import { checkTags, type Tags } from "../../lib/core/tags";
import { ifKnown, isToken } from "../../lib/core/tokens";
import { checkVolume, type Volume } from "./volume";

/** Telemetry in an S3 bucket made for it, reached with a role for the service account of the store. */
export interface S3Storage {
  readonly type: "s3";
  /** Region of the bucket, `eu-central-1`: the one of the stack's AWS provider. */
  readonly region: string;
  /** 3 to 63 lowercase letters, digits and dashes. @default cluster and store, and an end that AWS chooses */
  readonly bucketName?: string;
  /**
   * What encrypts the objects: a KMS key made for them, `"aes256"` for a key of S3, or the ARN of a key.
   * @default customer-key, rotated every year
   */
  readonly encryption?: "customer-key" | "aes256" | { readonly keyArn: string };
  /** Days after which S3 removes an object whatever the store does; more than the longest retention. @default 7 more */
  readonly expireAfterDays?: number | "never";
  /** Days a deleted object can be brought back; `"none"` suspends versioning. @default 7 */
  readonly recoverableDays?: number | "none";
  /** @default true: Terraform refuses to destroy bucket and key. False destroys them with all they hold */
  readonly deletionProtection?: boolean;
  /** @default none */
  readonly tags?: Tags;
  /** Disk of each replica for what is not in S3 yet; `"none"` may lose it with the pod. @default 10 GiB */
  readonly disk?: Volume | "none";
}

/** Who stores in the bucket. */
export interface S3StorageContext {
  readonly clusterName: string;
  /** Short name of the store, the end of the bucket's name: `tempo`. */
  readonly store: string;
  /** The longest retention of anything in it. */
  readonly retentionDays: number | "forever";
}

/** Settings of a bucket with every default filled. */
export type ResolvedS3Storage = ReturnType<typeof resolveS3Storage>;

/** Days between the end of retention and the expiry by S3: room for a compactor that was down for a week. */
const EXPIRY_MARGIN_DAYS = 7;

/** Longest retention and recovery, ten years. */
export const MAX_RETENTION_DAYS = 3650;

/** Fills defaults and reports every problem, relative to the storage. */
export function resolveS3Storage(storage: S3Storage, context: S3StorageContext, problems: Problems) {
  const config = {
    type: storage.type,
    region: storage.region,
    name: bucketName(storage.bucketName, context),
    encryption: storage.encryption ?? ("customer-key" as const),
    expireAfterDays:
      storage.expireAfterDays ??
      (context.retentionDays === "forever" ? ("never" as const) : context.retentionDays + EXPIRY_MARGIN_DAYS),
    recoverableDays: storage.recoverableDays ?? 7,
    deletionProtection: storage.deletionProtection ?? true,
    tags: storage.tags,
    disk: storage.disk ?? { sizeGib: 10 },
  };
  checkRegion(problems, storage.region);
  checkBucketName(problems, storage.bucketName);
  if (typeof storage.encryption === "object") {
    checkKeyArn(problems, "encryption.keyArn", storage.encryption.keyArn);
  }
  checkTags(problems, "tags", storage.tags);
  checkVolume(problems, "disk", config.disk);
  if (config.recoverableDays !== "none") {
    checkWholeNumber(problems, "recoverableDays", config.recoverableDays, 1, MAX_RETENTION_DAYS);
  }
  if (storage.expireAfterDays !== undefined && storage.expireAfterDays !== "never") {
    checkExpiry(storage.expireAfterDays, context.retentionDays, problems);
  }
  return config;
}

function checkRegion(problems: Problems, region: string): void {
  ifKnown(region, (known) => {
    problems.addIf(!/^[a-z]{2,}(-[a-z]+)+-\d+$/.test(known), {
      prop: "region",
      code: "invalid-region",
      rule: "a region is written as AWS names it",
      value: known,
      fix: "write it like eu-central-1",
    });
  });
}

function checkBucketName(problems: Problems, name: string | undefined): void {
  ifKnown(name, (known) => {
    problems.addIf(!/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(known), {
      prop: "bucketName",
      code: "invalid-bucket-name",
      rule: "a bucket has 3 to 63 lowercase letters, digits and dashes, without dots, which TLS names do not cover",
      value: known,
      fix: "choose another name, or leave it out for one that AWS completes",
    });
  });
}

function checkExpiry(expireAfterDays: number, retentionDays: number | "forever", problems: Problems): void {
  checkWholeNumber(problems, "expireAfterDays", expireAfterDays, 1, 2 * MAX_RETENTION_DAYS);
  ifKnown(expireAfterDays, (known) => {
    problems.addIf(retentionDays === "forever" || (!isToken(retentionDays) && known <= retentionDays), {
      prop: "expireAfterDays",
      code: "lifecycle-shorter-than-retention",
      rule: `S3 would remove what is still served: the longest retention is ${retentionDays}${retentionDays === "forever" ? "" : " days"}`,
      value: known,
      fix: 'choose more days than the longest retention, or "never"',
    });
  });
}

/** AWS completes a prefix of at most 37 characters with 26 of its own. */
function bucketName(given: string | undefined, { clusterName, store }: S3StorageContext) {
  if (given !== undefined) {
    return { bucket: given };
  }
  const cluster = isToken(clusterName) ? "" : clusterName.toLowerCase().replace(/[^a-z0-9-]+/g, "-");
  return { bucketPrefix: `${physicalName([cluster.replace(/^-+|-+$/g, ""), store], 36)}-` };
}
