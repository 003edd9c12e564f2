import { Token } from "cdktf";
import { resolveS3Storage, type S3Storage } from "../../../constructs/observability/object-storage-config";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

const CONTEXT = { clusterName: "staging", store: "tempo", retentionDays: 14 };

function resolve(options: Partial<S3Storage> = {}, context = CONTEXT) {
  const problems = new Problems();
  const config = resolveS3Storage({ type: "s3", region: "eu-central-1", ...options }, context, problems);
  return { config, problems: codes(problems.all) };
}

describe("resolveS3Storage", () => {
  it("fills every default, safe ones", () => {
    expect(resolve()).toEqual({
      config: {
        type: "s3",
        region: "eu-central-1",
        name: { bucketPrefix: "staging-tempo-" },
        encryption: "customer-key",
        expireAfterDays: 21,
        recoverableDays: 7,
        deletionProtection: true,
        tags: undefined,
        disk: { sizeGib: 10 },
      },
      problems: [],
    });
  });

  it("keeps what it is given", () => {
    const given = {
      region: "us-gov-west-1",
      encryption: "aes256",
      expireAfterDays: "never",
      recoverableDays: "none",
      deletionProtection: false,
      tags: { team: "platform" },
      disk: "none",
    } as const;
    expect(resolve({ ...given, bucketName: "my-traces" })).toEqual({
      config: { type: "s3", ...given, name: { bucket: "my-traces" } },
      problems: [],
    });
  });

  it("makes a beginning of a name that AWS accepts, whatever the cluster is called", () => {
    for (const clusterName of ["UPPER_case--", "x".repeat(100), Token.asString({ Ref: "later" })]) {
      expect(resolve({}, { ...CONTEXT, clusterName }).config.name).toEqual({
        bucketPrefix: expect.stringMatching(/^[a-z0-9][a-z0-9-]{0,35}-$/),
      });
    }
  });

  it.each([14, 1])("fails for an expiry after %s days that takes what is still served", (expireAfterDays) => {
    expect(resolve({ expireAfterDays }).problems).toEqual([
      "expireAfterDays lifecycle-shorter-than-retention",
    ]);
  });

  it("accepts an expiry one day after retention", () => {
    expect(resolve({ expireAfterDays: 15 }).problems).toEqual([]);
  });

  it("fails for a region, a name, a key, a disk and days that are none", () => {
    expect(
      resolve({
        region: "Frankfurt",
        bucketName: "My.Bucket",
        encryption: { keyArn: "alias/x" },
        disk: { sizeGib: 0 },
        recoverableDays: 0,
      }).problems,
    ).toEqual([
      "region invalid-region",
      "bucketName invalid-bucket-name",
      "encryption.keyArn invalid-key-arn",
      "disk.sizeGib out-of-range",
      "recoverableDays out-of-range",
    ]);
  });
});
