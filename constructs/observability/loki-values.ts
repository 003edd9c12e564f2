import type { ResourceRequirements } from "../../lib/core/quantities";
import type { ResolvedLoki } from "./loki-config";
import { type LimitsConfig, limitsConfig } from "./loki-limits";
import { longestRetention, type RetentionLimits, retentionLimits } from "./loki-retention";
import { RULES_DIRECTORY, type RuleObjects, ruleObjects } from "./loki-rules";
import { type RuntimeConfig, runtimeConfig } from "./loki-tenants";

/** What other constructs gave: the bucket, and how the service account gets at it. */
export interface LokiWiring {
  /** Name of the bucket; undefined with storage on disk. */
  readonly bucketName: string | undefined;
  readonly serviceAccountAnnotations: { readonly [key: string]: string };
}

type Switch = { readonly enabled: boolean };
type Cache = { readonly enabled: boolean; readonly allocatedMemory?: number };

/** Values of the Loki chart that Slipway sets. */
export type LokiValues = {
  readonly fullnameOverride: string;
  readonly deploymentMode: "Monolithic";
  readonly serviceAccount: {
    readonly name: string;
    readonly annotations?: { readonly [key: string]: string };
  };
  readonly loki: {
    readonly auth_enabled: boolean;
    readonly analytics: { readonly reporting_enabled: boolean };
    readonly commonConfig: { readonly replication_factor: number };
    readonly storage: {
      readonly type: "s3" | "filesystem";
      readonly bucketNames?: { readonly chunks: string };
      readonly s3?: { readonly region: string };
    };
    readonly schemaConfig: { readonly configs: readonly SchemaPeriod[] };
    readonly limits_config: RetentionLimits & LimitsConfig;
    readonly runtimeConfig?: RuntimeConfig;
    readonly rulerConfig?: RulerConfig;
    readonly compactor: { readonly retention_enabled: boolean; readonly delete_request_store?: string };
  };
  readonly singleBinary: {
    readonly replicas: number;
    readonly resources: ResourceRequirements;
    readonly persistence: {
      readonly enabled: boolean;
      readonly size?: string;
      readonly storageClass?: string;
    };
    readonly podDisruptionBudget?: { readonly maxUnavailable: number };
    readonly extraVolumes?: RuleObjects["volumes"];
    readonly extraVolumeMounts?: RuleObjects["volumeMounts"];
  };
  readonly read: { readonly replicas: number };
  readonly write: { readonly replicas: number };
  readonly backend: { readonly replicas: number };
  readonly gateway: { readonly enabled: boolean; readonly replicas?: number };
  readonly chunksCache: Cache;
  readonly resultsCache: Cache;
  readonly ruler: Switch;
  readonly sidecar: { readonly rules: Switch };
  readonly lokiCanary: Switch;
  readonly test: Switch;
  readonly monitoring: { readonly serviceMonitor: Switch };
  /** By a name of ours: a list of the user's would replace it. */
  readonly extraObjects?: { readonly "alert-rules": RuleObjects["configMap"] };
};

type RulerConfig = {
  readonly alertmanager_url: string;
  readonly enable_alertmanager_v2: boolean;
  readonly storage: { readonly type: "local"; readonly local: { readonly directory: string } };
  readonly rule_path: string;
  readonly enable_sharding?: boolean;
  readonly ring?: { readonly kvstore: { readonly store: "memberlist" } };
};

type SchemaPeriod = {
  readonly from: string;
  readonly store: "tsdb";
  readonly object_store: "s3" | "filesystem";
  readonly schema: "v13";
  readonly index: { readonly prefix: string; readonly period: "24h" };
};

/** The values for a resolved configuration. */
export function lokiValues(config: ResolvedLoki, wiring: LokiWiring): LokiValues {
  const rules = config.rules && ruleObjects(config.fullname, config.rules.files);
  return {
    fullnameOverride: config.fullname,
    deploymentMode: "Monolithic",
    serviceAccount: {
      name: config.serviceAccount,
      ...(Object.keys(wiring.serviceAccountAnnotations).length > 0 && {
        annotations: wiring.serviceAccountAnnotations,
      }),
    },
    loki: lokiConfiguration(config, wiring.bucketName),
    singleBinary: {
      replicas: config.replicas,
      resources: config.resources,
      persistence:
        config.disk === "none"
          ? { enabled: false }
          : { enabled: true, size: `${config.disk.sizeGib}Gi`, storageClass: config.disk.storageClass },
      ...(config.replicas > 1 && { podDisruptionBudget: { maxUnavailable: 1 } }),
      ...(rules && { extraVolumes: rules.volumes, extraVolumeMounts: rules.volumeMounts }),
    },
    // The chart counts three of each by default and refuses them beside a monolith.
    read: { replicas: 0 },
    write: { replicas: 0 },
    backend: { replicas: 0 },
    gateway: config.gateway ? { enabled: true, replicas: config.replicas } : { enabled: false },
    ...caches(config.caches),
    // Without rules of ours it would read some from the bucket, whose expiry takes them.
    ruler: { enabled: rules !== undefined },
    sidecar: { rules: { enabled: false } },
    lokiCanary: { enabled: config.canary },
    // Its image has no version but latest.
    test: { enabled: false },
    monitoring: { serviceMonitor: { enabled: config.serviceMonitors } },
    ...(rules && { extraObjects: { "alert-rules": rules.configMap } }),
  };
}

function lokiConfiguration(config: ResolvedLoki, bucketName: string | undefined): LokiValues["loki"] {
  const { storage } = config;
  const tenants = runtimeConfig(config.tenants);
  return {
    auth_enabled: config.multiTenant,
    analytics: { reporting_enabled: config.usageReporting },
    commonConfig: { replication_factor: config.replicationFactor },
    storage: {
      type: storage.type,
      ...(storage.type === "s3" && {
        bucketNames: { chunks: bucketName ?? "" },
        s3: { region: storage.region },
      }),
    },
    schemaConfig: {
      configs: [
        {
          from: config.schemaFrom,
          store: "tsdb",
          object_store: storage.type,
          schema: "v13",
          // Retention works on days: Loki demands a period of 24 hours.
          index: { prefix: "index_", period: "24h" },
        },
      ],
    },
    limits_config: {
      ...retentionLimits(config),
      ...limitsConfig(config.limits, longestRetention([config])),
    },
    ...(tenants && { runtimeConfig: tenants }),
    compactor: deletesSomething(config)
      ? { retention_enabled: true, delete_request_store: storage.type }
      : { retention_enabled: false },
    ...(config.rules && { rulerConfig: rulerConfig(config.rules.alertmanagerUrl, config.replicas) }),
  };
}

function deletesSomething({ tenants, ...common }: ResolvedLoki): boolean {
  return [common, ...Object.values(tenants)].some(
    ({ retentionDays, retentionOverrides }) => retentionDays !== "forever" || retentionOverrides.length > 0,
  );
}

function rulerConfig(alertmanagerUrl: string, replicas: number): RulerConfig {
  return {
    alertmanager_url: alertmanagerUrl,
    enable_alertmanager_v2: true,
    storage: { type: "local", local: { directory: RULES_DIRECTORY } },
    // Loki writes what it evaluates there; the folder of the rules is read-only.
    rule_path: "/var/loki/rules-temp",
    // Otherwise every replica evaluates every rule.
    ...(replicas > 1 && { enable_sharding: true, ring: { kvstore: { store: "memberlist" } } }),
  };
}

function caches(caches: ResolvedLoki["caches"]) {
  return caches === "none"
    ? { chunksCache: { enabled: false }, resultsCache: { enabled: false } }
    : {
        chunksCache: { enabled: true, allocatedMemory: caches.chunksMib },
        resultsCache: { enabled: true, allocatedMemory: caches.resultsMib },
      };
}
