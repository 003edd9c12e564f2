import { ObjectStorage, type ObjectStorageProps } from "../../../constructs/observability/object-storage";
import { synth } from "../../support/synth";

const DEFAULTS: ObjectStorageProps = {
  contents: "logs",
  store: "Loki",
  name: { bucketPrefix: "staging-loki-" },
  encryption: "customer-key",
  expireAfterDays: 37,
  recoverableDays: 7,
  deletionProtection: true,
  tags: undefined,
};

function storageOf(props: Partial<ObjectStorageProps> = {}) {
  return synth((stack) => {
    new ObjectStorage(stack, "Storage", { ...DEFAULTS, ...props });
  });
}

function statementsOf(props: Partial<ObjectStorageProps> = {}) {
  const found: ObjectStorage["statements"][] = [];
  synth((stack) => {
    found.push(new ObjectStorage(stack, "Storage", { ...DEFAULTS, ...props }).statements);
  });
  return found[0] ?? [];
}

describe("ObjectStorage", () => {
  it("makes a bucket that AWS completes the name of, or one of a given name", () => {
    expect(storageOf().one("aws_s3_bucket")).toMatchObject({ bucket_prefix: "staging-loki-" });
    expect(storageOf({ name: { bucket: "my-logs" } }).one("aws_s3_bucket").bucket).toBe("my-logs");
  });

  it("closes the bucket to the public and to owners of objects", () => {
    expect(storageOf().one("aws_s3_bucket_public_access_block")).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(storageOf().one("aws_s3_bucket_ownership_controls").rule).toEqual({
      object_ownership: "BucketOwnerEnforced",
    });
  });

  it("denies whoever comes without TLS", () => {
    const policy = JSON.parse(
      storageOf()
        .one("aws_s3_bucket_policy")
        .policy.replace(/\$\{jsonencode\(.*?\)\}(?=[,\]])/g, '"an ARN"'),
    );
    expect(policy.Statement).toHaveLength(1);
    expect(policy.Statement[0]).toMatchObject({
      Effect: "Deny",
      Principal: { AWS: "*" },
      Action: "s3:*",
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
    expect(policy.Statement[0].Resource).toEqual(["an ARN", "an ARN"]);
  });

  it("encrypts with a key of its own that is rotated, and one data key for the bucket", () => {
    const result = storageOf();
    expect(result.one("aws_kms_key")).toMatchObject({
      enable_key_rotation: true,
      deletion_window_in_days: 30,
    });
    expect(result.one("aws_s3_bucket_server_side_encryption_configuration").rule).toEqual([
      {
        apply_server_side_encryption_by_default: {
          sse_algorithm: "aws:kms",
          kms_master_key_id: expect.stringMatching(/^\$\{aws_kms_key\..*\.arn\}$/),
        },
        bucket_key_enabled: true,
      },
    ]);
  });

  it("uses a given key, or a key of S3", () => {
    const keyArn = "arn:aws:kms:eu-central-1:111122223333:key/abc";
    const given = storageOf({ encryption: { keyArn } });
    expect(given.all("aws_kms_key")).toEqual({});
    expect(given.one("aws_s3_bucket_server_side_encryption_configuration").rule).toMatchObject([
      { apply_server_side_encryption_by_default: { kms_master_key_id: keyArn } },
    ]);
    const plain = storageOf({ encryption: "aes256" });
    expect(plain.all("aws_kms_key")).toEqual({});
    expect(plain.one("aws_s3_bucket_server_side_encryption_configuration").rule).toEqual([
      { apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } },
    ]);
  });

  it("keeps deleted logs for a while, expires the rest, and aborts uploads", () => {
    const result = storageOf();
    expect(result.one("aws_s3_bucket_versioning").versioning_configuration).toEqual({ status: "Enabled" });
    expect(result.one("aws_s3_bucket_lifecycle_configuration").rule).toEqual([
      { id: "expire-logs", status: "Enabled", filter: [{ prefix: "" }], expiration: [{ days: 37 }] },
      {
        id: "drop-deleted-logs",
        status: "Enabled",
        filter: [{ prefix: "" }],
        noncurrent_version_expiration: [{ noncurrent_days: 7 }],
        expiration: [{ expired_object_delete_marker: true }],
      },
      {
        id: "abort-uploads",
        status: "Enabled",
        filter: [{ prefix: "" }],
        abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
      },
    ]);
  });

  it("neither expires nor versions when told so", () => {
    const result = storageOf({ expireAfterDays: "never", recoverableDays: "none" });
    expect(result.one("aws_s3_bucket_versioning").versioning_configuration).toEqual({ status: "Suspended" });
    const rules: { id: string }[] = result.one("aws_s3_bucket_lifecycle_configuration").rule;
    expect(rules.map(({ id }) => id)).toEqual(["drop-deleted-logs", "abort-uploads"]);
    expect(rules[0]).toMatchObject({ noncurrent_version_expiration: [{ noncurrent_days: 1 }] });
  });

  it("protects bucket and key from destruction unless told otherwise", () => {
    const kept = storageOf();
    expect(kept.one("aws_s3_bucket")).toMatchObject({
      force_destroy: false,
      lifecycle: { prevent_destroy: true },
    });
    expect(kept.one("aws_kms_key").lifecycle).toEqual({ prevent_destroy: true });
    const thrownAway = storageOf({ deletionProtection: false });
    expect(thrownAway.one("aws_s3_bucket").force_destroy).toBe(true);
    expect(thrownAway.one("aws_s3_bucket")).not.toHaveProperty("lifecycle");
    expect(thrownAway.one("aws_kms_key")).not.toHaveProperty("lifecycle");
  });

  it("tags what it makes", () => {
    const result = storageOf({ tags: { team: "platform" } });
    expect(result.one("aws_s3_bucket").tags).toEqual({ team: "platform" });
    expect(result.one("aws_kms_key").tags).toEqual({ team: "platform" });
  });

  it("asks for no more than reading and writing this bucket with this key", () => {
    expect(statementsOf().map(({ sid, actions }) => [sid, actions])).toEqual([
      ["ListLogs", ["s3:ListBucket"]],
      ["ReadAndWriteLogs", ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]],
      ["EncryptLogs", ["kms:Decrypt", "kms:GenerateDataKey"]],
    ]);
    expect(statementsOf().flatMap(({ resources }) => resources)).not.toContain("*");
    expect(statementsOf({ encryption: "aes256" })).toHaveLength(2);
  });

  it("names rules, statements and key after what is stored, and allows the actions it is given", () => {
    const other = { contents: "traces", store: "Tempo", objectActions: ["s3:GetObject"] };
    expect(storageOf(other).one("aws_kms_key").description).toBe("Traces that Tempo keeps in S3");
    expect(storageOf(other).one("aws_s3_bucket_lifecycle_configuration").rule[0].id).toBe("expire-traces");
    expect(statementsOf(other).map(({ sid, actions }) => [sid, actions])).toEqual([
      ["ListTraces", ["s3:ListBucket"]],
      ["ReadAndWriteTraces", ["s3:GetObject"]],
      ["EncryptTraces", ["kms:Decrypt", "kms:GenerateDataKey"]],
    ]);
  });
});
