import type { ResourceRequirements } from "../../lib/core/quantities";
import type { ResolvedLoki } from "./loki-config";

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
    readonly limits_config: { readonly retention_period: string };
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
    },
    // The chart counts three of each by default and refuses them beside a monolith.
    read: { replicas: 0 },
    write: { replicas: 0 },
    backend: { replicas: 0 },
    gateway: config.gateway ? { enabled: true, replicas: config.replicas } : { enabled: false },
    ...caches(config.caches),
    // Expiry of the bucket would take rules with it.
    ruler: { enabled: false },
    sidecar: { rules: { enabled: false } },
    lokiCanary: { enabled: config.canary },
    // Its image has no version but latest.
    test: { enabled: false },
    monitoring: { serviceMonitor: { enabled: config.serviceMonitors } },
  };
}

function lokiConfiguration(config: ResolvedLoki, bucketName: string | undefined): LokiValues["loki"] {
  const { storage, retentionDays } = config;
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
    ...(retentionDays === "forever"
      ? { limits_config: { retention_period: "0s" }, compactor: { retention_enabled: false } }
      : {
          limits_config: { retention_period: `${retentionDays * 24}h` },
          compactor: { retention_enabled: true, delete_request_store: storage.type },
        }),
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
