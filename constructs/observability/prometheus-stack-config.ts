import { CHARTS } from "../../lib/core/charts";
import type { Problems } from "../../lib/core/errors";
import { checkName, DNS_LABEL, DNS_SUBDOMAIN, HELM_RELEASE_NAME, physicalName } from "../../lib/core/names";
import { checkResources, checkWholeNumber } from "../../lib/core/quantities";
import { isToken } from "../../lib/core/tokens";
import { checkLabels } from "./labels";
import type { AlertmanagerOptions, GrafanaOptions, PrometheusStackProps } from "./prometheus-stack";
import { checkTenant } from "./tenant";
import { checkVolume, type Volume } from "./volume";

/** Props with every default filled. */
export type ResolvedPrometheusStack = ReturnType<typeof resolvePrometheusStack>;

/** The chart cuts its full name here, to leave room for the names it builds from it. */
const MAX_FULLNAME = 26;

/** Share of the disk that blocks may fill; the write-ahead log and compaction need the rest. */
const DISK_SHARE = 0.8;

/** Fills defaults and reports every problem. */
export function resolvePrometheusStack(props: PrometheusStackProps, problems: Problems) {
  const releaseName = props.releaseName ?? "kube-prometheus-stack";
  const storage = props.storage ?? { sizeGib: 50 };
  const config = {
    releaseName,
    namespace: props.namespace ?? CHARTS["kube-prometheus-stack"].namespace,
    fullname: physicalName([releaseName], MAX_FULLNAME),
    replicas: props.replicas ?? 1,
    retentionDays: props.retentionDays ?? 15,
    retentionSize: resolveRetentionSize(props.retentionSizeGib, storage, problems),
    storage,
    scrapeIntervalSeconds: props.scrapeIntervalSeconds ?? 15,
    externalLabels: props.externalLabels ?? { cluster: props.cluster.clusterName },
    resources: props.resources ?? {
      requests: { cpu: "250m", memory: "1Gi" },
      limits: { memory: "2Gi" },
    },
    podAnnotationScraping: props.podAnnotationScraping ?? true,
    managedControlPlane: props.managedControlPlane ?? true,
    alertmanager: resolveAlertmanager(props.alertmanager, problems.at("alertmanager")),
    grafana: resolveGrafana(props.grafana, releaseName, problems.at("grafana")),
    loki: props.loki && { queryUrl: props.loki.queryUrl, tenant: props.lokiTenant },
  };
  checkName(problems, "releaseName", releaseName, HELM_RELEASE_NAME);
  checkName(problems, "namespace", config.namespace, DNS_LABEL);
  checkWholeNumber(problems, "replicas", config.replicas, 1, 10);
  checkWholeNumber(problems, "retentionDays", config.retentionDays, 1, 3650);
  checkVolume(problems, "storage", storage);
  // Instant queries look back five minutes: above two, a single lost scrape leaves a gap.
  checkWholeNumber(problems, "scrapeIntervalSeconds", config.scrapeIntervalSeconds, 1, 120);
  checkLabels(problems, "externalLabels", config.externalLabels);
  checkResources(problems, "resources", config.resources);
  checkTenant(problems, "lokiTenant", props.lokiTenant, props.loki);
  problems.addIf(props.loki !== undefined && config.grafana === "none", {
    prop: "loki",
    code: "loki-needs-grafana",
    rule: "a log store is given to Grafana, which is switched off",
    fix: "leave grafana on or loki out",
  });
  return config;
}

/** Undefined where neither the user nor a disk sets a limit. */
function resolveRetentionSize(
  sizeGib: PrometheusStackProps["retentionSizeGib"],
  storage: Volume | "none",
  problems: Problems,
): string | undefined {
  if (sizeGib === "none") {
    return undefined;
  }
  if (sizeGib === undefined) {
    return storage === "none" || isToken(storage.sizeGib)
      ? undefined
      : `${Math.floor(storage.sizeGib * 1024 * DISK_SHARE)}MiB`;
  }
  checkWholeNumber(problems, "retentionSizeGib", sizeGib, 1, 65_536);
  problems.addIf(
    storage !== "none" && !isToken(sizeGib) && !isToken(storage.sizeGib) && sizeGib >= storage.sizeGib,
    {
      prop: "retentionSizeGib",
      code: "retention-size-above-storage",
      rule: "blocks must leave room on the disk for the write-ahead log and compaction",
      value: sizeGib,
      fix: "leave it out for 80 percent of the disk, or enlarge storage.sizeGib",
    },
  );
  return `${sizeGib}GiB`;
}

function resolveAlertmanager(options: AlertmanagerOptions | "none" | undefined, problems: Problems) {
  if (options === "none") {
    return options;
  }
  const config = {
    replicas: options?.replicas ?? 1,
    retentionDays: options?.retentionDays ?? 5,
    storage: options?.storage ?? { sizeGib: 1 },
    resources: options?.resources ?? {
      requests: { cpu: "10m", memory: "64Mi" },
      limits: { memory: "128Mi" },
    },
  };
  checkWholeNumber(problems, "replicas", config.replicas, 1, 10);
  checkWholeNumber(problems, "retentionDays", config.retentionDays, 1, 365);
  checkVolume(problems, "storage", config.storage);
  checkResources(problems, "resources", config.resources);
  return config;
}

function resolveGrafana(
  options: GrafanaOptions | "none" | undefined,
  releaseName: string,
  problems: Problems,
) {
  if (options === "none") {
    return options;
  }
  const config = {
    // The name the subchart gives itself.
    fullname: releaseName.includes("grafana") ? releaseName : `${releaseName}-grafana`,
    adminSecret: options?.adminSecret && {
      name: options.adminSecret.name,
      userKey: options.adminSecret.userKey ?? "admin-user",
      passwordKey: options.adminSecret.passwordKey ?? "admin-password",
    },
    persistence: options?.persistence ?? "none",
    resources: options?.resources ?? {
      requests: { cpu: "100m", memory: "256Mi" },
      limits: { memory: "512Mi" },
    },
  };
  checkName(problems.at("adminSecret"), "name", config.adminSecret?.name, DNS_SUBDOMAIN);
  checkVolume(problems, "persistence", config.persistence);
  checkResources(problems, "resources", config.resources);
  return config;
}
