import { CHARTS } from "../../lib/core/charts";
import type { Problems } from "../../lib/core/errors";
import { checkName, DNS_LABEL, HELM_RELEASE_NAME } from "../../lib/core/names";
import { checkResources, checkWholeNumber } from "../../lib/core/quantities";
import { ifKnown, isToken } from "../../lib/core/tokens";
import type { LokiProps } from "./loki";
import { checkLimits } from "./loki-limits";
import { checkRetention, longestRetention } from "./loki-retention";
import { resolveLokiRules } from "./loki-rules";
import { resolveTenants } from "./loki-tenants";
import { resolveS3Storage } from "./object-storage-config";
import { checkVolume } from "./volume";

/** Props with every default filled. */
export type ResolvedLoki = ReturnType<typeof resolveLoki>;

/** Fills defaults and reports every problem. */
export function resolveLoki(props: LokiProps, problems: Problems) {
  const releaseName = props.releaseName ?? "loki";
  const replicas = props.replicas ?? 1;
  const multiTenant = props.multiTenant ?? false;
  const common = {
    retentionDays: props.retentionDays ?? 30,
    retentionOverrides: props.retentionOverrides ?? [],
    limits: props.limits ?? {},
  };
  checkName(problems, "releaseName", releaseName, HELM_RELEASE_NAME);
  checkName(problems, "namespace", props.namespace, DNS_LABEL);
  checkWholeNumber(problems, "replicas", replicas, 1, 30);
  checkRetention(common, problems);
  checkLimits(common.limits, problems.at("limits"));
  const tenants = resolveTenants(props.tenants ?? {}, common, multiTenant, problems.at("tenants"));
  const longest = longestRetention([common, ...Object.values(tenants)]);
  const config = {
    releaseName,
    fullname: releaseName,
    serviceAccount: releaseName,
    namespace: props.namespace ?? CHARTS.loki.namespace,
    replicas,
    // Two copies of three: with two replicas a quorum would need both.
    replicationFactor: replicas >= 3 ? 3 : 1,
    ...common,
    tenants,
    rules:
      props.rules === undefined || props.rules === "none"
        ? undefined
        : resolveLokiRules(props.rules, multiTenant, problems.at("rules")),
    storage: resolveStorage(props, longest, problems),
    disk: props.storage.type === "filesystem" ? props.storage : (props.storage.disk ?? { sizeGib: 10 }),
    schemaFrom: props.schemaFrom ?? "2024-04-01",
    multiTenant,
    caches: props.caches ?? "none",
    gateway: props.gateway ?? false,
    canary: props.canary ?? false,
    serviceMonitors: props.serviceMonitors ?? false,
    usageReporting: props.usageReporting ?? false,
    resources: props.resources ?? {
      requests: { cpu: "250m", memory: "512Mi" },
      limits: { memory: "2Gi" },
    },
  };
  problems.addIf(config.storage.type === "filesystem" && !isToken(replicas) && replicas > 1, {
    prop: "replicas",
    code: "filesystem-needs-one-replica",
    rule: "replicas with logs on their own disks would each know only a part of them",
    value: replicas,
    fix: "use one replica, or storage of type s3",
  });
  checkDate(problems, "schemaFrom", config.schemaFrom);
  if (config.caches !== "none") {
    // Memcached keeps some memory for itself and takes no more than a node has.
    checkWholeNumber(problems.at("caches"), "chunksMib", config.caches.chunksMib, 64, 1_048_576);
    checkWholeNumber(problems.at("caches"), "resultsMib", config.caches.resultsMib, 64, 1_048_576);
  }
  checkResources(problems, "resources", config.resources);
  return config;
}

function resolveStorage(props: LokiProps, longest: number | "forever", problems: Problems) {
  const { storage } = props;
  if (storage.type === "filesystem") {
    checkVolume(problems, "storage", storage);
    return { type: storage.type };
  }
  return resolveS3Storage(
    storage,
    { clusterName: props.cluster.clusterName, store: "loki", retentionDays: longest },
    problems.at("storage"),
  );
}

function checkDate(problems: Problems, prop: string, date: string): void {
  ifKnown(date, (known) => {
    const time = /^\d{4}-\d{2}-\d{2}$/.test(known) ? Date.parse(`${known}T00:00:00Z`) : Number.NaN;
    problems.addIf(Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== known, {
      prop,
      code: "invalid-date",
      rule: "a schema starts on a day of the calendar",
      value: known,
      fix: "write it like 2024-04-01",
    });
  });
}
