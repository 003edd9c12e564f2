import { CHARTS } from "../../lib/core/charts";
import type { Problems } from "../../lib/core/errors";
import { checkKeyArn } from "../../lib/core/kms";
import { checkName, DNS_LABEL, HELM_RELEASE_NAME, physicalName } from "../../lib/core/names";
import { checkResources, checkWholeNumber } from "../../lib/core/quantities";
import { checkTags } from "../../lib/core/tags";
import { ifKnown, isToken } from "../../lib/core/tokens";
import type { LokiProps, LokiS3Storage } from "./loki";
import { checkLimits } from "./loki-limits";
import { checkRetention, longestRetention, MAX_RETENTION_DAYS } from "./loki-retention";
import { resolveLokiRules } from "./loki-rules";
import { resolveTenants } from "./loki-tenants";
import { checkVolume } from "./volume";

/** Props with every default filled. */
export type ResolvedLoki = ReturnType<typeof resolveLoki>;

/** Days between the end of retention and the expiry by S3: room for a compactor that was down for a week. */
const EXPIRY_MARGIN_DAYS = 7;

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
  const at = problems.at("storage");
  const config = {
    type: storage.type,
    region: storage.region,
    name: bucketName(storage.bucketName, props.cluster.clusterName),
    encryption: storage.encryption ?? ("customer-key" as const),
    expireAfterDays:
      storage.expireAfterDays ?? (longest === "forever" ? ("never" as const) : longest + EXPIRY_MARGIN_DAYS),
    recoverableDays: storage.recoverableDays ?? 7,
    deletionProtection: storage.deletionProtection ?? true,
    tags: storage.tags,
  };
  checkS3(storage, at);
  checkVolume(at, "disk", storage.disk ?? "none");
  if (config.recoverableDays !== "none") {
    checkWholeNumber(at, "recoverableDays", config.recoverableDays, 1, MAX_RETENTION_DAYS);
  }
  if (storage.expireAfterDays !== undefined && storage.expireAfterDays !== "never") {
    checkExpiry(storage.expireAfterDays, longest, at);
  }
  return config;
}

function checkS3(storage: LokiS3Storage, problems: Problems): void {
  ifKnown(storage.region, (region) => {
    problems.addIf(!/^[a-z]{2,}(-[a-z]+)+-\d+$/.test(region), {
      prop: "region",
      code: "invalid-region",
      rule: "a region is written as AWS names it",
      value: region,
      fix: "write it like eu-central-1",
    });
  });
  ifKnown(storage.bucketName, (name) => {
    problems.addIf(!/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(name), {
      prop: "bucketName",
      code: "invalid-bucket-name",
      rule: "a bucket has 3 to 63 lowercase letters, digits and dashes, without dots, which TLS names do not cover",
      value: name,
      fix: "choose another name, or leave it out for one that AWS completes",
    });
  });
  const { encryption } = storage;
  if (typeof encryption === "object") {
    checkKeyArn(problems, "encryption.keyArn", encryption.keyArn);
  }
  checkTags(problems, "tags", storage.tags);
}

function checkExpiry(expireAfterDays: number, longest: number | "forever", problems: Problems): void {
  checkWholeNumber(problems, "expireAfterDays", expireAfterDays, 1, 2 * MAX_RETENTION_DAYS);
  ifKnown(expireAfterDays, (known) => {
    problems.addIf(longest === "forever" || (!isToken(longest) && known <= longest), {
      prop: "expireAfterDays",
      code: "lifecycle-shorter-than-retention",
      rule: `S3 would remove logs Loki still serves: the longest retention is ${longest}${longest === "forever" ? "" : " days"}`,
      value: known,
      fix: 'choose more days than the longest retention, or "never"',
    });
  });
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

/** AWS completes a prefix of at most 37 characters with 26 of its own. */
function bucketName(given: string | undefined, clusterName: string) {
  if (given !== undefined) {
    return { bucket: given };
  }
  const cluster = isToken(clusterName) ? "" : clusterName.toLowerCase().replace(/[^a-z0-9-]+/g, "-");
  return { bucketPrefix: `${physicalName([cluster.replace(/^-+|-+$/g, ""), "loki"], 36)}-` };
}
