import { isAlert, type RuleGroup } from "../../../lib/core/alert-rules";
import { checkKnown, type Problems, resolveOrThrow } from "../../../lib/core/errors";
import { checkChange, groupOf } from "./alert-set";
import { type BackupAlertsOptions, resolveBackupAlerts } from "./backup-alerts";
import { type CertificateAlertsOptions, resolveCertificateAlerts } from "./certificate-alerts";
import { type GpuAlertsOptions, resolveGpuAlerts } from "./gpu-alerts";
import { type MongodbAlertsOptions, resolveMongodbAlerts } from "./mongodb-alerts";
import { type MonitoringAlertsOptions, resolveMonitoringAlerts } from "./monitoring-alerts";
import { type NodeAlertsOptions, resolveNodeAlerts } from "./node-alerts";
import { type PodAlertsOptions, resolvePodAlerts } from "./pod-alerts";
import { type PostgresAlertsOptions, resolvePostgresAlerts } from "./postgres-alerts";
import { type QueueAlertsOptions, resolveQueueAlerts } from "./queue-alerts";
import { type RedisAlertsOptions, resolveRedisAlerts } from "./redis-alerts";
import { resolveServiceAlerts, type ServiceAlertsOptions } from "./service-alerts";
import { resolveVolumeAlerts, type VolumeAlertsOptions } from "./volume-alerts";
import { resolveWorkloadAlerts, type WorkloadAlertsOptions } from "./workload-alerts";

/** What can be said about the alerts of a platform; `"none"` leaves a subject out. */
export interface PlatformAlertsOptions {
  /** @default as serviceAlerts */
  readonly services?: ServiceAlertsOptions | "none";
  /** @default as podAlerts */
  readonly pods?: PodAlertsOptions | "none";
  /** @default as workloadAlerts */
  readonly workloads?: WorkloadAlertsOptions | "none";
  /** @default as volumeAlerts */
  readonly volumes?: VolumeAlertsOptions | "none";
  /** @default as nodeAlerts */
  readonly nodes?: NodeAlertsOptions | "none";
  /** @default as certificateAlerts */
  readonly certificates?: CertificateAlertsOptions | "none";
  /** @default as gpuAlerts */
  readonly gpus?: GpuAlertsOptions | "none";
  /** @default as queueAlerts */
  readonly queues?: QueueAlertsOptions | "none";
  /** @default as postgresAlerts */
  readonly postgres?: PostgresAlertsOptions | "none";
  /** @default as mongodbAlerts */
  readonly mongodb?: MongodbAlertsOptions | "none";
  /** @default as redisAlerts */
  readonly redis?: RedisAlertsOptions | "none";
  /** @default as backupAlerts */
  readonly backups?: BackupAlertsOptions | "none";
  /** @default as monitoringAlerts */
  readonly monitoring?: MonitoringAlertsOptions | "none";
  /** Labels of every alert, for routing: `{ team: "platform" }`. @default none */
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * The alerts of a whole platform, for `alerts` of a PrometheusStack. What is not there has no series and is quiet.
 *
 *     const platform = platformAlerts({ pods: { cpuThrottling: "none" }, backups: { backups: { nightly: {} } } });
 *     new PrometheusStack(this, "Prometheus", { cluster, alerts: { platform }, values: replacedChartAlerts(platform) });
 *
 * Many of these say what an alert of the chart says as well, with a threshold that can be set and a runbook of this
 * repository. `replacedChartAlerts` switches the chart's own off, so that nobody is told twice; the others of the
 * chart stay on. KEDA's alerts are `scalingAlerts`, those of objectives `sloAlerts`.
 *
 * @throws ConfigError `unknown-subject`, and those of the functions named, below the name of their subject
 */
export function platformAlerts(options: PlatformAlertsOptions = {}): readonly RuleGroup[] {
  return resolveOrThrow("platformAlerts", "PlatformAlertsOptions", (problems) =>
    resolvePlatformAlerts(options, problems),
  );
}

/** Fills defaults and reports every problem. */
export function resolvePlatformAlerts(
  options: PlatformAlertsOptions,
  problems: Problems,
): readonly RuleGroup[] {
  const { labels, ...subjects } = options;
  const names = Object.keys(SUBJECTS) as (keyof typeof SUBJECTS)[];
  for (const name of Object.keys(subjects)) {
    checkKnown(problems, name, "unknown-subject", "subject", name, names);
  }
  return names.flatMap((name) => {
    const given = subjects[name];
    if (given === "none" || !checkChange(problems.at(name), given)) {
      return [];
    }
    const resolve = SUBJECTS[name] as (
      options: object,
      problems: Problems,
    ) => ReturnType<typeof resolvePodAlerts>;
    return labelled(groupOf(name, resolve(given ?? {}, problems.at(name))), labels);
  });
}

const SUBJECTS = {
  services: resolveServiceAlerts,
  pods: resolvePodAlerts,
  workloads: resolveWorkloadAlerts,
  volumes: resolveVolumeAlerts,
  nodes: resolveNodeAlerts,
  certificates: resolveCertificateAlerts,
  gpus: resolveGpuAlerts,
  queues: resolveQueueAlerts,
  postgres: resolvePostgresAlerts,
  mongodb: resolveMongodbAlerts,
  redis: resolveRedisAlerts,
  backups: resolveBackupAlerts,
  monitoring: resolveMonitoringAlerts,
};

/** Groups whose alerts carry more labels; those an alert has already stay. */
export function labelled(
  groups: readonly RuleGroup[],
  labels: Readonly<Record<string, string>> | undefined,
): readonly RuleGroup[] {
  if (labels === undefined) {
    return groups;
  }
  return groups.map((group) => ({
    ...group,
    rules: group.rules.map((rule) =>
      isAlert(rule) ? { ...rule, labels: { ...labels, ...rule.labels } } : rule,
    ),
  }));
}
