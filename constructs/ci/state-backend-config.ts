import type { Problems } from "../../lib/core/errors";
import { checkKeyArn } from "../../lib/core/kms";
import { checkWholeNumber } from "../../lib/core/quantities";
import { checkTags, type Tags } from "../../lib/core/tags";
import { isToken } from "../../lib/core/tokens";
import type { StateLocation } from "../delivery/preview/state-backend";
import { isRegion } from "../registry/registry-replication";

export interface StateBackendProps {
  /**
   * Name of the bucket, 3 to 63 lowercase letters, digits and dashes, unique in all of AWS. A backend is configured
   * before anything is known of a plan, so the name is a literal.
   */
  readonly bucketName: string;
  /** Region of the bucket, `eu-central-1`: the one of the stack's AWS provider. */
  readonly region: string;
  /**
   * What encrypts the states: a KMS key made for them, `"aes256"` for a key of S3, or the ARN of a key.
   * @default customer-key, rotated every year, under the alias `alias/<bucketName>`
   */
  readonly encryption?: "customer-key" | "aes256" | { readonly keyArn: string };
  /** Days a state that was replaced or deleted can be brought back, 1 to 3650. @default 90 */
  readonly recoverableDays?: number;
  /** @default true: Terraform refuses to destroy bucket and key. False destroys them with every state they hold */
  readonly deletionProtection?: boolean;
  /** @default none */
  readonly tags?: Tags;
}

/** Settings of a state backend with every default filled. */
export type ResolvedStateBackend = ReturnType<typeof resolveStateBackend>;

const RECOVERABLE_DAYS = 90;
const MAX_RECOVERABLE_DAYS = 3650;

/**
 * Fills defaults and reports every problem: `invalid-bucket-name`, `name-not-known`, `invalid-region`,
 * `unknown-encryption`, `invalid-key-arn`, `out-of-range`, those of `checkTags`.
 */
export function resolveStateBackend(props: StateBackendProps, problems: Problems) {
  const config = {
    bucketName: props.bucketName,
    region: props.region,
    encryption: props.encryption ?? ("customer-key" as const),
    recoverableDays: props.recoverableDays ?? RECOVERABLE_DAYS,
    deletionProtection: props.deletionProtection ?? true,
    tags: props.tags,
  };
  checkBucketName(props.bucketName, problems);
  checkRegion(props.region, problems);
  checkEncryption(config.encryption, props.region, problems);
  checkWholeNumber(problems, "recoverableDays", config.recoverableDays, 1, MAX_RECOVERABLE_DAYS);
  checkTags(problems, "tags", props.tags);
  return config;
}

/** Where stacks keep their state, in literals only, as a backend needs them: the key is named by its alias. */
export function stateLocation(config: Omit<ResolvedStateBackend, "tags">): StateLocation {
  const { bucketName, region, encryption } = config;
  const key = typeof encryption === "object" ? encryption.keyArn : `alias/${bucketName}`;
  return {
    type: "s3",
    bucket: bucketName,
    region,
    kmsKeyArn: encryption === "aes256" ? undefined : key,
  };
}

function checkBucketName(name: string, problems: Problems): void {
  if (!checkLiteral("bucketName", name, problems)) {
    return;
  }
  problems.addIf(!/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(name), {
    prop: "bucketName",
    code: "invalid-bucket-name",
    rule: "a bucket has 3 to 63 lowercase letters, digits and dashes, without dots, which TLS names do not cover",
    value: name,
    fix: "choose another name, such as acme-terraform-state",
  });
}

function checkRegion(region: string, problems: Problems): void {
  if (checkLiteral("region", region, problems)) {
    problems.addIf(!isRegion(region), {
      prop: "region",
      code: "invalid-region",
      rule: "a region is written as AWS names it",
      value: region,
      fix: "write it like eu-central-1",
    });
  }
}

function checkEncryption(
  encryption: NonNullable<StateBackendProps["encryption"]>,
  region: string,
  problems: Problems,
): void {
  if (typeof encryption === "object") {
    if (checkLiteral("encryption.keyArn", encryption.keyArn, problems)) {
      checkKeyArn(problems, "encryption.keyArn", encryption.keyArn, region);
    }
    return;
  }
  problems.addIf(!["customer-key", "aes256"].includes(encryption), {
    prop: "encryption",
    code: "unknown-encryption",
    rule: "encryption is not known",
    value: encryption,
    fix: "use customer-key, aes256 or { keyArn }",
  });
}

function checkLiteral(prop: string, value: string, problems: Problems): boolean {
  return !problems.addIf(isToken(value), {
    prop,
    code: "name-not-known",
    rule: "terraform reads the configuration of a backend before it knows anything else",
    value,
    fix: "write it as a literal",
  });
}
