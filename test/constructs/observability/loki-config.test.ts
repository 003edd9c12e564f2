import { TerraformStack, Testing } from "cdktf";
import { KubeconfigCluster } from "../../../constructs/cluster";
import type { LokiProps, S3Storage } from "../../../constructs/observability";
import { resolveLoki } from "../../../constructs/observability/loki-config";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

type Options = Partial<LokiProps>;

const S3: S3Storage = { type: "s3", region: "eu-central-1" };

function resolved(options: Options, clusterName = "local") {
  const problems = new Problems();
  const stack = new TerraformStack(Testing.app(), "test");
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName, context: "kind" });
  const config = resolveLoki({ cluster, storage: S3, ...options }, problems);
  return { config, problems: codes(problems.all) };
}

function withS3(storage: Partial<S3Storage>, options: Options = {}) {
  return resolved({ ...options, storage: { ...S3, ...storage } });
}

describe("resolveLoki", () => {
  it("fills every default for S3", () => {
    const { config, problems } = resolved({});
    expect(problems).toEqual([]);
    expect(config).toMatchObject({
      releaseName: "loki",
      namespace: "loki",
      replicas: 1,
      replicationFactor: 1,
      retentionDays: 30,
      retentionOverrides: [],
      limits: {},
      tenants: {},
      rules: undefined,
      storage: {
        type: "s3",
        name: { bucketPrefix: "local-loki-" },
        encryption: "customer-key",
        expireAfterDays: 37,
        recoverableDays: 7,
        deletionProtection: true,
      },
      disk: { sizeGib: 10 },
      schemaFrom: "2024-04-01",
      multiTenant: false,
      caches: "none",
      gateway: false,
      canary: false,
      serviceMonitors: false,
      usageReporting: false,
    });
  });

  it("takes the disk of filesystem storage as the disk of the replica", () => {
    const { config, problems } = resolved({
      storage: { type: "filesystem", sizeGib: 50, storageClass: "gp3" },
    });
    expect(problems).toEqual([]);
    expect(config).toMatchObject({
      storage: { type: "filesystem" },
      disk: { sizeGib: 50, storageClass: "gp3" },
    });
  });

  it.each([
    [1, 1],
    [2, 1],
    [3, 3],
    [5, 3],
  ])("with %p replicas writes every line to %p of them", (replicas, factor) => {
    expect(resolved({ replicas }).config.replicationFactor).toBe(factor);
  });

  it("lets S3 expire logs after retention, never where there is none", () => {
    expect(resolved({ retentionDays: 90 }).config.storage).toMatchObject({ expireAfterDays: 97 });
    expect(resolved({ retentionDays: "forever" }).config.storage).toMatchObject({
      expireAfterDays: "never",
    });
    expect(withS3({ expireAfterDays: 31 }).problems).toEqual([]);
    expect(withS3({ expireAfterDays: "never" }).config.storage).toMatchObject({ expireAfterDays: "never" });
  });

  it("lets S3 expire only what is past the longest retention, of any stream and tenant", () => {
    const retentionOverrides = [{ selector: { namespace: "audit" }, days: 365 }];
    const tenants = { bank: { retentionDays: 3650 } };
    expect(resolved({ retentionOverrides }).config.storage).toMatchObject({ expireAfterDays: 372 });
    expect(resolved({ retentionOverrides, multiTenant: true, tenants }).config.storage).toMatchObject({
      expireAfterDays: 3657,
    });
    expect(withS3({ expireAfterDays: 365 }, { retentionOverrides }).problems).toEqual([
      "storage.expireAfterDays lifecycle-shorter-than-retention",
    ]);
    expect(withS3({ expireAfterDays: 366 }, { retentionOverrides }).problems).toEqual([]);
  });

  it("has no rules when told so", () => {
    expect(resolved({ rules: "none" })).toMatchObject({ config: { rules: undefined }, problems: [] });
  });

  it("makes a bucket name out of any cluster name", () => {
    const name = (cluster: string) => resolved({}, cluster).config.storage;
    expect(name("My_Cluster")).toMatchObject({ name: { bucketPrefix: "my-cluster-loki-" } });
    expect(name("${TfToken[TOKEN.3]}")).toMatchObject({ name: { bucketPrefix: "loki-" } });
    const long = name("the-production-cluster-of-the-whole-company");
    expect(long).toMatchObject({ name: { bucketPrefix: expect.stringMatching(/^[a-z0-9-]{1,36}-$/) } });
  });

  it.each<[Options, string]>([
    [{ replicas: 0 }, "replicas out-of-range"],
    [{ retentionDays: 0 }, "retentionDays out-of-range"],
    [{ retentionDays: 1.5 }, "retentionDays out-of-range"],
    [
      { retentionOverrides: [{ selector: { app: "x" }, days: 0 }] },
      "retentionOverrides[0].days out-of-range",
    ],
    [{ limits: { ingestionRateMb: 9, ingestionBurstMb: 8 } }, "limits.ingestionBurstMb burst-below-rate"],
    [{ tenants: { shop: {} } }, "tenants not-multi-tenant"],
    [{ rules: { alertmanagerUrl: "alertmanager" } }, "rules.alertmanagerUrl invalid-url"],
    [{ namespace: "Loki" }, "namespace invalid-name"],
    [{ releaseName: "-" }, "releaseName invalid-name"],
    [{ schemaFrom: "2024-4-1" }, "schemaFrom invalid-date"],
    [{ schemaFrom: "2024-02-30" }, "schemaFrom invalid-date"],
    [{ schemaFrom: "tomorrow" }, "schemaFrom invalid-date"],
    [{ caches: { chunksMib: 0, resultsMib: 64 } }, "caches.chunksMib out-of-range"],
    [{ caches: { chunksMib: 64, resultsMib: 1 } }, "caches.resultsMib out-of-range"],
    [{ resources: { limits: { memory: "2gb" } } }, "resources.limits.memory invalid-quantity"],
    [
      { resources: { requests: { memory: "2Gi" }, limits: { memory: "1Gi" } } },
      "resources.requests.memory request-above-limit",
    ],
    [{ storage: { type: "filesystem", sizeGib: 10 }, replicas: 2 }, "replicas filesystem-needs-one-replica"],
    [{ storage: { type: "filesystem", sizeGib: 0 } }, "storage.sizeGib out-of-range"],
  ])("fails on %j", (options, problem) => {
    expect(resolved(options).problems).toEqual([problem]);
  });

  it.each<[Partial<S3Storage>, string]>([
    [{ region: "frankfurt" }, "storage.region invalid-region"],
    [{ bucketName: "My.Logs" }, "storage.bucketName invalid-bucket-name"],
    [{ bucketName: "ab" }, "storage.bucketName invalid-bucket-name"],
    [{ bucketName: "" }, "storage.bucketName invalid-bucket-name"],
    [{ encryption: { keyArn: "alias/logs" } }, "storage.encryption.keyArn invalid-key-arn"],
    [{ expireAfterDays: 30 }, "storage.expireAfterDays lifecycle-shorter-than-retention"],
    [{ expireAfterDays: 7 }, "storage.expireAfterDays lifecycle-shorter-than-retention"],
    [{ recoverableDays: 0 }, "storage.recoverableDays out-of-range"],
    [{ disk: { sizeGib: 0 } }, "storage.disk.sizeGib out-of-range"],
    [{ tags: { "aws:x": "y" } }, 'storage.tags["aws:x"] invalid-tag-key'],
  ])("fails on S3 storage with %j", (storage, problem) => {
    expect(withS3(storage).problems).toEqual([problem]);
  });

  it("fails on an expiry where logs are kept for ever", () => {
    expect(withS3({ expireAfterDays: 3650 }, { retentionDays: "forever" }).problems).toEqual([
      "storage.expireAfterDays lifecycle-shorter-than-retention",
    ]);
  });
});
