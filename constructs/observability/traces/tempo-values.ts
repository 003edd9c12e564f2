import type { ResourceRequirements } from "../../../lib/core/quantities";
import type { ResolvedTempo } from "./tempo-config";

/** What other constructs gave: the bucket, and how the service account gets at it. */
export interface TempoWiring {
  /** Name of the bucket; undefined with storage on disk. */
  readonly bucketName: string | undefined;
  readonly serviceAccountAnnotations: { readonly [key: string]: string };
}

type Switch = { readonly enabled: boolean };

/** Values of the Tempo chart that Slipway sets. */
export type TempoValues = {
  readonly fullnameOverride: string;
  readonly replicas: number;
  readonly tempo: {
    readonly reportingEnabled: boolean;
    readonly multitenancyEnabled: boolean;
    readonly memBallastSizeMbs: number;
    readonly retention: string;
    readonly metricsGenerator: Switch;
    readonly storage: { readonly trace: TraceStorage };
    readonly resources: ResourceRequirements;
    readonly securityContext: {
      readonly allowPrivilegeEscalation: boolean;
      readonly capabilities: { readonly drop: readonly string[] };
      readonly readOnlyRootFilesystem: boolean;
      readonly seccompProfile: { readonly type: string };
    };
    readonly extraVolumeMounts?: readonly { readonly name: string; readonly mountPath: string }[];
  };
  readonly tempoQuery: Switch;
  readonly serviceAccount: {
    readonly name: string;
    readonly automountServiceAccountToken: boolean;
    readonly annotations?: { readonly [key: string]: string };
  };
  readonly persistence: {
    readonly enabled: boolean;
    readonly size?: string;
    readonly storageClassName?: string;
  };
  readonly extraVolumes?: readonly {
    readonly name: string;
    readonly emptyDir: { readonly [key: string]: string };
  }[];
  readonly serviceMonitor: Switch;
};

type TraceStorage = {
  readonly backend: "s3" | "local";
  readonly s3?: { readonly bucket: string; readonly endpoint: string; readonly region: string };
};

/** Where Tempo writes: blocks on disk and the log of what is not in a block yet. */
const DATA = { name: "data", mountPath: "/var/tempo" };

/** The values for a resolved configuration. */
export function tempoValues(config: ResolvedTempo, wiring: TempoWiring): TempoValues {
  const { disk } = config.storage;
  return {
    fullnameOverride: config.fullname,
    replicas: 1,
    tempo: {
      reportingEnabled: config.usageReporting,
      multitenancyEnabled: config.multiTenant,
      // The chart's gibibyte of ballast would let garbage grow past the memory limit before it is collected.
      memBallastSizeMbs: 0,
      retention: `${config.retentionDays * 24}h`,
      metricsGenerator: { enabled: false },
      storage: { trace: traceStorage(config.storage, wiring.bucketName) },
      resources: config.resources,
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ["ALL"] },
        readOnlyRootFilesystem: true,
        seccompProfile: { type: "RuntimeDefault" },
      },
      ...(disk === "none" && { extraVolumeMounts: [DATA] }),
    },
    tempoQuery: { enabled: false },
    serviceAccount: {
      name: config.serviceAccount,
      // Tempo asks nothing of the API server; roles of AWS bring tokens of their own.
      automountServiceAccountToken: false,
      ...(Object.keys(wiring.serviceAccountAnnotations).length > 0 && {
        annotations: wiring.serviceAccountAnnotations,
      }),
    },
    ...(disk === "none"
      ? { persistence: { enabled: false }, extraVolumes: [{ name: DATA.name, emptyDir: {} }] }
      : {
          persistence: { enabled: true, size: `${disk.sizeGib}Gi`, storageClassName: disk.storageClass },
        }),
    serviceMonitor: { enabled: config.serviceMonitors },
  };
}

function traceStorage(storage: ResolvedTempo["storage"], bucketName: string | undefined): TraceStorage {
  return storage.type === "s3"
    ? {
        backend: "s3",
        s3: { bucket: bucketName ?? "", endpoint: s3Endpoint(storage.region), region: storage.region },
      }
    : { backend: "local" };
}

/** Tempo wants the address spelled. China has a domain of its own. Source: "Amazon S3 endpoints" of AWS. */
function s3Endpoint(region: string): string {
  return `s3.${region}.amazonaws.com${region.startsWith("cn-") ? ".cn" : ""}`;
}
