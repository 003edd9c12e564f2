import { TerraformStack, Testing } from "cdktf";
import { KubeconfigCluster } from "../../../constructs/cluster";
import type { LokiProps } from "../../../constructs/observability";
import { resolveLoki } from "../../../constructs/observability/loki-config";
import { type LokiValues, lokiValues } from "../../../constructs/observability/loki-values";
import { Problems } from "../../../lib/core/errors";
import { chartKeys, misfits } from "../../support/chart-keys";

type Options = Partial<LokiProps>;

const MAXIMAL: Options = {
  storage: { type: "s3", region: "eu-central-1", disk: { sizeGib: 20, storageClass: "gp3" } },
  retentionDays: 90,
  replicas: 3,
  multiTenant: true,
  caches: { chunksMib: 1024, resultsMib: 256 },
  gateway: true,
  canary: true,
  serviceMonitors: true,
  usageReporting: true,
  resources: { requests: { cpu: "1", memory: "2Gi" }, limits: { memory: "4Gi" } },
};

const DISK: Options = { storage: { type: "filesystem", sizeGib: 10 } };

function valuesOf(options: Options): LokiValues {
  const stack = new TerraformStack(Testing.app(), "test");
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "local", context: "kind" });
  const storage = { type: "s3", region: "eu-central-1" } as const;
  const config = resolveLoki({ cluster, storage, ...options }, new Problems());
  const serviceAccountAnnotations: Record<string, string> = options === MAXIMAL ? { "a/b": "c" } : {};
  return lokiValues(config, {
    bucketName: config.storage.type === "s3" ? "my-logs" : undefined,
    serviceAccountAnnotations,
  });
}

describe("lokiValues", () => {
  it.each([
    ["no", {}],
    ["all", MAXIMAL],
    ["disk", DISK],
    [
      "unlimited",
      { retentionDays: "forever", storage: { type: "s3", region: "eu-central-1", disk: "none" } },
    ],
  ] as [string, Options][])("sets only keys the pinned chart offers, from %s props", (_, options) => {
    expect(misfits(valuesOf(options), chartKeys("loki"))).toEqual([]);
  });

  it("runs one process without the targets of other modes", () => {
    expect(valuesOf({})).toMatchObject({
      deploymentMode: "Monolithic",
      singleBinary: { replicas: 1 },
      read: { replicas: 0 },
      write: { replicas: 0 },
      backend: { replicas: 0 },
    });
  });

  it("stores chunks and index in the bucket, in the current schema", () => {
    expect(valuesOf({ schemaFrom: "2026-01-01" }).loki).toMatchObject({
      storage: { type: "s3", bucketNames: { chunks: "my-logs" }, s3: { region: "eu-central-1" } },
      schemaConfig: {
        configs: [
          {
            from: "2026-01-01",
            store: "tsdb",
            object_store: "s3",
            schema: "v13",
            index: { prefix: "index_", period: "24h" },
          },
        ],
      },
    });
  });

  it("lets the compactor delete what is past retention, in the store it lies in", () => {
    expect(valuesOf({}).loki).toMatchObject({
      limits_config: { retention_period: "720h" },
      compactor: { retention_enabled: true, delete_request_store: "s3" },
    });
    expect(valuesOf(MAXIMAL).loki.limits_config).toEqual({ retention_period: "2160h" });
    expect(valuesOf(DISK).loki.compactor.delete_request_store).toBe("filesystem");
  });

  it("deletes nothing when told to keep logs for ever", () => {
    expect(valuesOf({ retentionDays: "forever" }).loki).toMatchObject({
      limits_config: { retention_period: "0s" },
      compactor: { retention_enabled: false },
    });
  });

  it("keeps logs on the disk of the replica when told to", () => {
    const values = valuesOf(DISK);
    expect(values.loki.storage).toEqual({ type: "filesystem" });
    expect(values.loki.schemaConfig.configs[0]?.object_store).toBe("filesystem");
    expect(values.singleBinary.persistence).toMatchObject({ enabled: true, size: "10Gi" });
  });

  it("has caches, gateway, canary, monitors, tenants and reporting off by default", () => {
    expect(valuesOf({})).toMatchObject({
      chunksCache: { enabled: false },
      resultsCache: { enabled: false },
      gateway: { enabled: false },
      lokiCanary: { enabled: false },
      monitoring: { serviceMonitor: { enabled: false } },
      loki: { auth_enabled: false, analytics: { reporting_enabled: false } },
    });
  });

  it("switches them on when asked, sized as told", () => {
    expect(valuesOf(MAXIMAL)).toMatchObject({
      chunksCache: { enabled: true, allocatedMemory: 1024 },
      resultsCache: { enabled: true, allocatedMemory: 256 },
      gateway: { enabled: true, replicas: 3 },
      lokiCanary: { enabled: true },
      monitoring: { serviceMonitor: { enabled: true } },
      loki: { auth_enabled: true, analytics: { reporting_enabled: true } },
      serviceAccount: { name: "loki", annotations: { "a/b": "c" } },
    });
  });

  it("never runs the chart's test, whose image is latest, nor a ruler whose rules would expire", () => {
    expect(valuesOf(MAXIMAL)).toMatchObject({
      test: { enabled: false },
      ruler: { enabled: false },
      sidecar: { rules: { enabled: false } },
    });
  });

  it("allows one replica to go at a time once there is more than one", () => {
    expect(valuesOf({}).singleBinary).not.toHaveProperty("podDisruptionBudget");
    expect(valuesOf(MAXIMAL).singleBinary.podDisruptionBudget).toEqual({ maxUnavailable: 1 });
  });
});
