import { TerraformStack, Testing } from "cdktf";
import { KubeconfigCluster } from "../../../constructs/cluster";
import type { LokiProps } from "../../../constructs/observability";
import { resolveLoki } from "../../../constructs/observability/loki-config";
import { type LokiValues, lokiValues } from "../../../constructs/observability/loki-values";
import { Problems } from "../../../lib/core/errors";
import { chartKeys, misfits } from "../../support/chart-keys";

type Options = Partial<LokiProps>;

const ALERT = {
  alert: "LoginFailures",
  expr: 'sum(count_over_time({namespace="auth"} |= "login failed" [5m])) > 20',
  severity: "warning",
  summary: "Logins fail in {{ $labels.app }}",
  description: "More than 20 logins failed within 5 minutes.",
  runbook: "LoginFailures",
} as const;

const MAXIMAL: Options = {
  storage: { type: "s3", region: "eu-central-1", disk: { sizeGib: 20, storageClass: "gp3" } },
  retentionDays: 90,
  replicas: 3,
  retentionOverrides: [{ selector: { namespace: "audit" }, days: 365, priority: 1 }],
  limits: {
    ingestionRateMb: 20,
    ingestionBurstMb: 40,
    maxStreams: 10_000,
    maxLineKb: 64,
    truncateLongLines: true,
    rejectOlderThanHours: 24,
    queryLookbackDays: 365,
  },
  multiTenant: true,
  tenants: { shop: { retentionDays: 7, limits: { maxStreams: 100 } } },
  rules: {
    alertmanagerUrl: "http://alertmanager:9093",
    tenants: { shop: [{ name: "logs", rules: [ALERT] }] },
  },
  caches: { chunksMib: 1024, resultsMib: 256 },
  gateway: true,
  canary: true,
  serviceMonitors: true,
  usageReporting: true,
  resources: { requests: { cpu: "1", memory: "2Gi" }, limits: { memory: "4Gi" } },
};

const DISK: Options = { storage: { type: "filesystem", sizeGib: 10 } };

/** Loki's reference of its configuration, docs/sources/shared/configuration.md of grafana/loki. */
const REFERENCE = "reference";
/** The notes on retention that the reference and Loki's pages on retention agree with. */
const RETENTION = "pages on retention";

/**
 * Every key of Loki's own configuration that Slipway sets, which the chart passes on unread: its type, and where it
 * stands. Those with a default in values.yaml are in the chart's list.
 */
const LOKI_KEYS: Readonly<Record<string, readonly [type: string, source: string]>> = {
  "limits_config.retention_period": ["string", RETENTION],
  "limits_config.retention_stream": ["list", RETENTION],
  "limits_config.max_query_lookback": ["string", RETENTION],
  "limits_config.ingestion_rate_mb": ["number", REFERENCE],
  "limits_config.ingestion_burst_size_mb": ["number", REFERENCE],
  "limits_config.max_global_streams_per_user": ["number", REFERENCE],
  "limits_config.max_line_size": ["string", REFERENCE],
  "limits_config.max_line_size_truncate": ["boolean", REFERENCE],
  "limits_config.reject_old_samples": ["boolean", REFERENCE],
  "limits_config.reject_old_samples_max_age": ["string", REFERENCE],
  "compactor.retention_enabled": ["boolean", RETENTION],
  "compactor.delete_request_store": ["string", RETENTION],
  "rulerConfig.alertmanager_url": ["string", REFERENCE],
  "rulerConfig.enable_alertmanager_v2": ["boolean", REFERENCE],
  "rulerConfig.rule_path": ["string", REFERENCE],
  "rulerConfig.storage": ["map", "values.yaml, comment"],
  "rulerConfig.storage.type": ["string", "values.yaml, comment"],
  "rulerConfig.storage.local": ["map", "values.yaml, comment"],
  "rulerConfig.storage.local.directory": ["string", "values.yaml, comment"],
  "rulerConfig.enable_sharding": ["boolean", REFERENCE],
  "rulerConfig.ring": ["map", REFERENCE],
  "rulerConfig.ring.kvstore": ["map", REFERENCE],
  "rulerConfig.ring.kvstore.store": ["string", REFERENCE],
};

/** Keys of the chart, with those of Loki's own below `loki`. */
function knownKeys() {
  return {
    ...chartKeys("loki"),
    "loki.compactor": "map",
    ...Object.fromEntries(Object.entries(LOKI_KEYS).map(([key, [type]]) => [`loki.${key}`, type])),
  };
}

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
    expect(misfits(valuesOf(options), knownKeys())).toEqual([]);
  });

  it("sets for a tenant only what it may set for all", () => {
    const overrides = valuesOf(MAXIMAL).loki.runtimeConfig?.overrides.shop ?? {};
    const known = Object.keys(LOKI_KEYS).filter((key) => key.startsWith("limits_config."));
    expect(known).toEqual(
      expect.arrayContaining(Object.keys(overrides).map((key) => `limits_config.${key}`)),
    );
    expect(overrides).toMatchObject({ retention_period: "168h", max_global_streams_per_user: 100 });
  });

  it("names no key of Loki that nothing sets", () => {
    const set = (value: unknown, prefix: string): string[] =>
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.entries(value).flatMap(([key, inner]) => [prefix + key, ...set(inner, `${prefix}${key}.`)])
        : [];
    const unset = Object.keys(LOKI_KEYS).filter((key) => !set(valuesOf(MAXIMAL).loki, "").includes(key));
    expect(unset).toEqual([]);
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
    expect(valuesOf({ retentionDays: 90 }).loki.limits_config).toEqual({
      retention_period: "2160h",
      max_query_lookback: "2160h",
    });
    expect(valuesOf(DISK).loki.compactor.delete_request_store).toBe("filesystem");
  });

  it("deletes nothing when told to keep logs for ever", () => {
    expect(valuesOf({ retentionDays: "forever" }).loki).toMatchObject({
      limits_config: { retention_period: "0s" },
      compactor: { retention_enabled: false },
    });
  });

  it("deletes some where all others are kept for ever", () => {
    const retentionOverrides = [{ selector: { namespace: "dev" }, days: 1 }];
    expect(valuesOf({ retentionDays: "forever", retentionOverrides }).loki).toMatchObject({
      limits_config: { retention_period: "0s", max_query_lookback: "0s" },
      compactor: { retention_enabled: true, delete_request_store: "s3" },
    });
    const tenants = { shop: { retentionDays: 7 } };
    expect(
      valuesOf({ retentionDays: "forever", multiTenant: true, tenants }).loki.compactor.retention_enabled,
    ).toBe(true);
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

  it("never runs the chart's test, whose image is latest, nor a container that looks for rules", () => {
    expect(valuesOf(MAXIMAL)).toMatchObject({
      test: { enabled: false },
      sidecar: { rules: { enabled: false } },
    });
  });

  it("has no ruler without rules, which it would look for in the bucket that expires them", () => {
    const values = valuesOf({});
    expect(values.ruler).toEqual({ enabled: false });
    expect(values).not.toHaveProperty("extraObjects");
    expect(values.loki).not.toHaveProperty("rulerConfig");
    expect(values.singleBinary).not.toHaveProperty("extraVolumes");
  });

  it("evaluates rules from a ConfigMap, each on one replica, and tells Alertmanager", () => {
    const values = valuesOf(MAXIMAL);
    expect(values.ruler).toEqual({ enabled: true });
    expect(values.loki.rulerConfig).toEqual({
      alertmanager_url: "http://alertmanager:9093",
      enable_alertmanager_v2: true,
      storage: { type: "local", local: { directory: "/etc/loki/rules" } },
      rule_path: "/var/loki/rules-temp",
      enable_sharding: true,
      ring: { kvstore: { store: "memberlist" } },
    });
    const name = values.extraObjects?.["alert-rules"].metadata.name;
    expect(values.singleBinary.extraVolumes).toMatchObject([{ name: "rules-shop", configMap: { name } }]);
    expect(values.singleBinary.extraVolumeMounts).toEqual([
      { name: "rules-shop", mountPath: "/etc/loki/rules/shop" },
    ]);
    const rules = { alertmanagerUrl: "http://a", groups: [] };
    expect(valuesOf({ rules }).loki.rulerConfig).not.toHaveProperty("enable_sharding");
  });

  it("allows one replica to go at a time once there is more than one", () => {
    expect(valuesOf({}).singleBinary).not.toHaveProperty("podDisruptionBudget");
    expect(valuesOf(MAXIMAL).singleBinary.podDisruptionBudget).toEqual({ maxUnavailable: 1 });
  });
});
