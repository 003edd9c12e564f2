import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { resolveOrThrow } from "../../lib/core/errors";
import type { ResourceRequirements } from "../../lib/core/quantities";
import { guardStack } from "../../lib/core/validation";
import type { WorkloadIdentity } from "../cluster/cluster";
import { HelmRelease, type HelmReleaseProps } from "../helm/helm-release";
import type { ILogStore } from "./log-store";
import { type ResolvedLoki, resolveLoki } from "./loki-config";
import type { LokiLimits } from "./loki-limits";
import type { LokiRetentionOverride } from "./loki-retention";
import type { LokiRules } from "./loki-rules";
import type { LokiTenant } from "./loki-tenants";
import { lokiValues } from "./loki-values";
import { ObjectStorage } from "./object-storage";
import type { S3Storage } from "./object-storage-config";
import type { Volume } from "./volume";

export interface LokiProps
  extends Pick<
    HelmReleaseProps,
    "cluster" | "version" | "releaseName" | "namespace" | "values" | "dependsOn" | "timeoutSeconds"
  > {
  /** Where logs are kept: in S3, or on the disk of the one replica. */
  readonly storage: S3Storage | LokiFilesystemStorage;
  /** Days logs are kept; `"forever"` deletes none. @default 30 */
  readonly retentionDays?: number | "forever";
  /** Streams that are kept for another time. @default none */
  readonly retentionOverrides?: readonly LokiRetentionOverride[];
  /** What Loki takes of lines and queries. @default Loki's own, and queries reach back as far as logs are kept */
  readonly limits?: LokiLimits;
  /** Alerts on logs. @default none */
  readonly rules?: LokiRules | "none";
  /** Pods that each do everything. From three on, every line is written to three of them. @default 1 */
  readonly replicas?: number;
  /**
   * First day of the schema (tsdb, v13), `YYYY-MM-DD`. It says how what was written since then is read: never change
   * it once there are logs.
   * @default 2024-04-01
   */
  readonly schemaFrom?: string;
  /** @default false: one tenant, requests carry no tenant header */
  readonly multiTenant?: boolean;
  /** Tenants for whom something else holds, by id. Tenants need not be declared. @default none */
  readonly tenants?: Readonly<Record<string, LokiTenant>>;
  /** Memory of the caches, one memcached each; `"none"` reads everything from storage. @default none */
  readonly caches?: { readonly chunksMib: number; readonly resultsMib: number } | "none";
  /** @default false: clients talk to Loki itself. True puts nginx in front, for ingress or basic authentication */
  readonly gateway?: boolean;
  /** @default false. True writes and reads a line from every node, to measure what gets lost */
  readonly canary?: boolean;
  /** ServiceMonitors; pass the PrometheusStack in `dependsOn`. @default false */
  readonly serviceMonitors?: boolean;
  /** @default false: Grafana Labs gets no usage statistics */
  readonly usageReporting?: boolean;
  /** Requests and limits of each replica. @default 250m and 512Mi requested, memory limited to 2Gi: a small cluster */
  readonly resources?: ResourceRequirements;
}

/** Logs on the disk of the one replica: for laptops and small clusters. */
export interface LokiFilesystemStorage extends Volume {
  readonly type: "filesystem";
}

/**
 * Loki in one process (deployment mode Monolithic), with retention, on S3 or on a disk.
 *
 *     const loki = new Loki(this, "Loki", { cluster, storage: { type: "s3", region: "eu-central-1" } });
 *
 * @throws ConfigError `out-of-range`, `invalid-name`, `filesystem-needs-one-replica`, `invalid-date`,
 * `lifecycle-shorter-than-retention`, `empty-selector`, `invalid-label`, `template-in-selector`,
 * `overlapping-overrides`, `shadowed-override`, `burst-below-rate`, `not-multi-tenant`, `missing-tenant`,
 * `invalid-tenant`, `invalid-url`, `recording-rule`, `invalid-logql`, `log-query`, `rules-too-large`, those of
 * `renderRuleGroups`, `invalid-region`, `invalid-bucket-name`, `invalid-key-arn`, `invalid-quantity`,
 * `request-above-limit`, those of `checkTags`, `no-workload-identity` of a cluster without, and those of HelmRelease
 */
export class Loki extends Construct implements ILogStore, ITerraformDependable {
  readonly release: HelmRelease;
  readonly namespace: string;
  readonly pushUrl: string;
  readonly queryUrl: string;
  readonly multiTenant: boolean;
  /** Service account of the pods, which the bucket knows. */
  readonly serviceAccount: string;
  /** Bucket and key; undefined with storage on disk. */
  readonly storage: ObjectStorage | undefined;
  /** Address of the release. */
  readonly fqn: string;

  constructor(scope: Construct, id: string, props: LokiProps) {
    super(scope, id);
    guardStack(this);
    const config = resolveOrThrow(this, "LokiProps", (problems) => resolveLoki(props, problems));
    this.namespace = config.namespace;
    this.serviceAccount = config.serviceAccount;
    this.multiTenant = config.multiTenant;
    this.queryUrl = queryUrl(config);
    this.pushUrl = `${this.queryUrl}/loki/api/v1/push`;
    this.storage =
      config.storage.type === "s3"
        ? new ObjectStorage(this, "Storage", { ...config.storage, contents: "logs", store: "Loki" })
        : undefined;
    const identity = this.storage && this.grant(props, this.storage);
    this.release = this.install(props, config, identity);
    this.fqn = this.release.fqn;
  }

  private grant(props: LokiProps, storage: ObjectStorage): WorkloadIdentity {
    return props.cluster.grantServiceAccount(`${this.namespace}-${this.serviceAccount}`, {
      namespace: this.namespace,
      serviceAccount: this.serviceAccount,
      statements: storage.statements,
    });
  }

  private install(
    props: LokiProps,
    config: ResolvedLoki,
    identity: WorkloadIdentity | undefined,
  ): HelmRelease {
    const serviceAccountAnnotations = identity?.serviceAccountAnnotations ?? {};
    return new HelmRelease(this, "Release", {
      cluster: props.cluster,
      chart: "loki",
      version: props.version,
      releaseName: config.releaseName,
      namespace: config.namespace,
      timeoutSeconds: props.timeoutSeconds,
      values: props.values,
      baseValues: lokiValues(config, { bucketName: this.storage?.bucketName, serviceAccountAnnotations }),
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
  "serviceAccount.name",
  "gateway.enabled",
  "loki.auth_enabled",
  "loki.storage.bucketNames.chunks",
  "loki.storage.s3.region",
  "loki.storage.type",
  "loki.limits_config.retention_period",
  "loki.limits_config.retention_stream",
  "loki.rulerConfig.storage.type",
  "loki.rulerConfig.storage.local.directory",
  "extraObjects",
  "singleBinary.extraVolumes",
  "singleBinary.extraVolumeMounts",
];

function queryUrl({ fullname, namespace, gateway }: ResolvedLoki): string {
  return gateway
    ? `http://${fullname}-gateway.${namespace}.svc.cluster.local`
    : `http://${fullname}.${namespace}.svc.cluster.local:3100`;
}
