import { checkRunbookBaseUrl, renderRuleFiles } from "../../lib/core/alert-rules";
import { CHARTS } from "../../lib/core/charts";
import { checkKnown, type Problems } from "../../lib/core/errors";
import { checkName, DNS_LABEL, DNS_SUBDOMAIN, HELM_RELEASE_NAME, physicalName } from "../../lib/core/names";
import { checkResources, checkWholeNumber } from "../../lib/core/quantities";
import { isToken } from "../../lib/core/tokens";
import { checkLabels } from "./labels";
import { checkDataSources } from "./metrics/grafana-data-source";
import { resolveRemoteWrites } from "./metrics/remote-write";
import { SPREADS, type Spread } from "./metrics/spread";
import type { AlertmanagerOptions, GrafanaOptions, PrometheusStackProps } from "./prometheus-stack";
import { alertmanagerConfig } from "./routing/alert-routing";
import { checkTenant } from "./tenant";
import { traceDataSource } from "./traces/trace-links";
import { checkVolume, type Volume } from "./volume";

/** Props with every default filled. */
export type ResolvedPrometheusStack = ReturnType<typeof resolvePrometheusStack>;

/** The chart cuts its full name here, to leave room for the names it builds from it. */
const MAX_FULLNAME = 26;

/** Uid the chart gives the data source of its own Prometheus. */
const PROMETHEUS_UID = "prometheus";
/** Name and uid of the data source of `loki`. */
export const LOKI_NAME = "Loki";
export const LOKI_UID = "loki";

/** Share of the disk that blocks may fill; the write-ahead log and compaction need the rest. */
const DISK_SHARE = 0.8;

/** Days metrics are kept where nobody says otherwise, as Prometheus itself has it. */
export const DEFAULT_RETENTION_DAYS = 15;

/** Fills defaults and reports every problem. */
export function resolvePrometheusStack(props: PrometheusStackProps, problems: Problems) {
  const releaseName = props.releaseName ?? "kube-prometheus-stack";
  const storage = props.storage ?? { sizeGib: 50 };
  const fullname = physicalName([releaseName], MAX_FULLNAME);
  const replicas = props.replicas ?? 1;
  const spread = props.spread ?? "prefer";
  const externalLabels = props.externalLabels ?? { cluster: props.cluster.clusterName };
  const config = {
    releaseName,
    namespace: props.namespace ?? CHARTS["kube-prometheus-stack"].namespace,
    fullname,
    // The name the chart gives it by itself.
    serviceAccount: `${fullname}-prometheus`,
    replicas,
    spread,
    retentionDays: props.retentionDays ?? DEFAULT_RETENTION_DAYS,
    retentionSize: resolveRetentionSize(props.retentionSizeGib, storage, problems),
    storage,
    scrapeIntervalSeconds: props.scrapeIntervalSeconds ?? 15,
    externalLabels,
    resources: props.resources ?? {
      requests: { cpu: "250m", memory: "1Gi" },
      limits: { memory: "2Gi" },
    },
    podAnnotationScraping: props.podAnnotationScraping ?? true,
    remoteWrites: resolveRemoteWrites(
      props.remoteWrite ?? [],
      { replicas, externalLabels },
      problems.at("remoteWrite"),
    ),
    exemplars: props.exemplars ?? props.traces !== undefined,
    crdUpgrades: props.crdUpgrades ?? true,
    managedControlPlane: props.managedControlPlane ?? true,
    ruleFiles: renderRuleFiles(props.alerts ?? {}, problems.at("alerts"), {
      runbookBaseUrl: props.runbookBaseUrl,
    }),
    alertmanager: resolveAlertmanager(props.alertmanager, spread, problems.at("alertmanager")),
    grafana: resolveGrafana(props.grafana, releaseName, problems.at("grafana")),
    loki: props.loki && { queryUrl: props.loki.queryUrl, tenant: props.lokiTenant },
    traces: resolveTraces(props),
    dataSources: props.dataSources ?? [],
  };
  checkName(problems, "releaseName", releaseName, HELM_RELEASE_NAME);
  checkName(problems, "namespace", config.namespace, DNS_LABEL);
  checkWholeNumber(problems, "replicas", config.replicas, 1, 10);
  checkSpread(problems, spread);
  checkWholeNumber(problems, "retentionDays", config.retentionDays, 1, 3650);
  checkVolume(problems, "storage", storage);
  // Instant queries look back five minutes: above two, a single lost scrape leaves a gap.
  checkWholeNumber(problems, "scrapeIntervalSeconds", config.scrapeIntervalSeconds, 1, 120);
  checkLabels(problems, "externalLabels", config.externalLabels);
  checkResources(problems, "resources", config.resources);
  checkRunbookBaseUrl(problems, "runbookBaseUrl", props.runbookBaseUrl);
  checkGrafanaSources(props, config, problems);
  return config;
}

/** What Grafana shows traces by; undefined without a store. */
function resolveTraces({ traces, tracesTenant: tenant, loki }: PrometheusStackProps) {
  return (
    traces && {
      dataSourceUid: traces.dataSourceUid,
      dataSource: traceDataSource(traces, {
        prometheusUid: PROMETHEUS_UID,
        lokiUid: loki && LOKI_UID,
        tenant,
      }),
    }
  );
}

function checkGrafanaSources(
  props: PrometheusStackProps,
  { traces }: { readonly traces: ReturnType<typeof resolveTraces> },
  problems: Problems,
): void {
  checkTenant(problems, "lokiTenant", props.lokiTenant, props.loki);
  problems.addIf(props.traces?.multiTenant === true && props.tracesTenant === undefined, {
    prop: "tracesTenant",
    code: "missing-tenant",
    rule: "a trace store with several tenants wants to know for which one",
    fix: "name the tenant or switch multiTenant off at the store",
  });
  checkTenant(problems, "tracesTenant", props.tracesTenant, undefined);
  checkDataSources(
    props.dataSources ?? [],
    [...(props.loki ? [{ name: LOKI_NAME, uid: LOKI_UID }] : []), ...(traces ? [traces.dataSource] : [])],
    problems.at("dataSources"),
  );
  const needed = [
    ["loki", "loki-needs-grafana", "a log store is", props.loki !== undefined],
    ["traces", "traces-need-grafana", "a trace store is", props.traces !== undefined],
    ["dataSources", "data-sources-need-grafana", "data sources are", (props.dataSources ?? []).length > 0],
  ] as const;
  for (const [prop, code, what, given] of needed) {
    problems.addIf(given && props.grafana === "none", {
      prop,
      code,
      rule: `${what} given to Grafana, which is switched off`,
      fix: `leave grafana on or ${prop} out`,
    });
  }
}

function checkSpread(problems: Problems, spread: Spread): void {
  checkKnown(problems, "spread", "unknown-spread", "way to keep replicas apart", spread, SPREADS);
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

function resolveAlertmanager(
  options: AlertmanagerOptions | "none" | undefined,
  spread: Spread,
  problems: Problems,
) {
  if (options === "none") {
    return options;
  }
  const config = {
    replicas: options?.replicas ?? 1,
    spread: options?.spread ?? spread,
    routing: options?.routing && alertmanagerConfig(options.routing, problems.at("routing")),
    retentionDays: options?.retentionDays ?? 5,
    storage: options?.storage ?? { sizeGib: 1 },
    resources: options?.resources ?? {
      requests: { cpu: "10m", memory: "64Mi" },
      limits: { memory: "128Mi" },
    },
  };
  checkWholeNumber(problems, "replicas", config.replicas, 1, 10);
  // What it has from the stack is reported there.
  if (options?.spread !== undefined) {
    checkSpread(problems, options.spread);
  }
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
