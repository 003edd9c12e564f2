import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { resolveOrThrow } from "../../../lib/core/errors";
import type { ResourceRequirements } from "../../../lib/core/quantities";
import { guardStack } from "../../../lib/core/validation";
import type { WorkloadIdentity } from "../../cluster/cluster";
import { HelmRelease, type HelmReleaseProps } from "../../helm/helm-release";
import { ObjectStorage } from "../object-storage";
import type { S3Storage } from "../object-storage-config";
import type { Volume } from "../volume";
import { type ResolvedTempo, resolveTempo } from "./tempo-config";
import { tempoValues } from "./tempo-values";
import type { ITraceStore } from "./trace-store";

export interface TempoProps
  extends Pick<
    HelmReleaseProps,
    "cluster" | "version" | "releaseName" | "namespace" | "values" | "dependsOn" | "timeoutSeconds"
  > {
  /** Where traces are kept: in S3, or on the disk of the pod. */
  readonly storage: S3Storage | TempoFilesystemStorage;
  /** Days traces are kept, at least one. @default 14, as Tempo itself */
  readonly retentionDays?: number;
  /** @default false: one tenant, requests carry no tenant header */
  readonly multiTenant?: boolean;
  /** A ServiceMonitor; pass the PrometheusStack in `dependsOn`. @default false */
  readonly serviceMonitors?: boolean;
  /** @default false: Grafana Labs gets no usage statistics */
  readonly usageReporting?: boolean;
  /** Requests and limits of the pod. @default 250m and 512Mi requested, memory limited to 2Gi: a small cluster */
  readonly resources?: ResourceRequirements;
}

/** Traces on the disk of the pod: for laptops and small clusters. */
export interface TempoFilesystemStorage extends Volume {
  readonly type: "filesystem";
}

/** What Tempo does with an object. Source: "Amazon S3 permissions" in the documentation of Tempo. */
const OBJECT_ACTIONS = [
  "s3:GetObject",
  "s3:PutObject",
  "s3:DeleteObject",
  "s3:GetObjectTagging",
  "s3:PutObjectTagging",
];

/**
 * Grafana Tempo in one process, with retention, on S3 or on a disk.
 *
 *     const tempo = new Tempo(this, "Tempo", { cluster, storage: { type: "s3", region: "eu-central-1" } });
 *
 * There is one replica: several processes need Tempo 3 and a broker with Kafka's protocol. While the pod restarts,
 * collectors keep traces in their queues. Metrics of spans are made by the TraceCollector, which sees the traces
 * before they are sampled.
 *
 * @throws ConfigError `out-of-range`, `invalid-name`, `lifecycle-shorter-than-retention`, `invalid-region`,
 * `invalid-bucket-name`, `invalid-key-arn`, `invalid-quantity`, `request-above-limit`, those of `checkTags`,
 * `no-workload-identity` of a cluster without, and those of HelmRelease
 */
export class Tempo extends Construct implements ITraceStore, ITerraformDependable {
  readonly release: HelmRelease;
  readonly namespace: string;
  readonly dataSourceType = "tempo";
  readonly dataSourceUid = "tempo";
  readonly otlpEndpoint: string;
  readonly queryUrl: string;
  readonly multiTenant: boolean;
  readonly dependencies: readonly ITerraformDependable[];
  /** Service account of the pod, which the bucket knows. */
  readonly serviceAccount: string;
  /** Bucket and key; undefined with storage on disk. */
  readonly storage: ObjectStorage | undefined;
  /** Address of the release. */
  readonly fqn: string;

  constructor(scope: Construct, id: string, props: TempoProps) {
    super(scope, id);
    guardStack(this);
    const config = resolveOrThrow(this, "TempoProps", (problems) => resolveTempo(props, problems));
    this.namespace = config.namespace;
    this.serviceAccount = config.serviceAccount;
    this.multiTenant = config.multiTenant;
    const host = `http://${config.fullname}.${config.namespace}.svc.cluster.local`;
    this.otlpEndpoint = `${host}:4317`;
    this.queryUrl = `${host}:3200`;
    this.storage = this.store(config);
    const identity = this.storage && this.grant(props, this.storage);
    this.release = this.install(props, config, identity);
    this.dependencies = [this.release];
    this.fqn = this.release.fqn;
  }

  private store({ storage }: ResolvedTempo): ObjectStorage | undefined {
    return storage.type === "s3"
      ? new ObjectStorage(this, "Storage", {
          ...storage,
          contents: "traces",
          store: "Tempo",
          objectActions: OBJECT_ACTIONS,
        })
      : undefined;
  }

  private grant(props: TempoProps, storage: ObjectStorage): WorkloadIdentity {
    return props.cluster.grantServiceAccount(`${this.namespace}-${this.serviceAccount}`, {
      namespace: this.namespace,
      serviceAccount: this.serviceAccount,
      statements: storage.statements,
    });
  }

  private install(
    props: TempoProps,
    config: ResolvedTempo,
    identity: WorkloadIdentity | undefined,
  ): HelmRelease {
    const serviceAccountAnnotations = identity?.serviceAccountAnnotations ?? {};
    return new HelmRelease(this, "Release", {
      cluster: props.cluster,
      chart: "tempo",
      version: props.version,
      releaseName: config.releaseName,
      namespace: config.namespace,
      timeoutSeconds: props.timeoutSeconds,
      values: props.values,
      baseValues: tempoValues(config, { bucketName: this.storage?.bucketName, serviceAccountAnnotations }),
      wiredPaths: [
        ...WIRED_PATHS,
        ...Object.keys(serviceAccountAnnotations).map((key) => `serviceAccount.annotations.${key}`),
      ],
      dependsOn: [...(identity?.dependencies ?? []), ...(props.dependsOn ?? [])],
    });
  }
}

const WIRED_PATHS = [
  "fullnameOverride",
  "replicas",
  "serviceAccount.name",
  "tempo.multitenancyEnabled",
  "tempo.retention",
  "tempo.storage.trace.backend",
  "tempo.storage.trace.s3.bucket",
  "tempo.storage.trace.s3.endpoint",
];
