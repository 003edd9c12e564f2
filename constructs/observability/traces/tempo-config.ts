import { CHARTS } from "../../../lib/core/charts";
import type { Problems } from "../../../lib/core/errors";
import { checkName, DNS_LABEL, HELM_RELEASE_NAME } from "../../../lib/core/names";
import { checkResources, checkWholeNumber } from "../../../lib/core/quantities";
import { MAX_RETENTION_DAYS, resolveS3Storage } from "../object-storage-config";
import { checkVolume } from "../volume";
import type { TempoProps } from "./tempo";

/** Props with every default filled. */
export type ResolvedTempo = ReturnType<typeof resolveTempo>;

/** Fills defaults and reports every problem. */
export function resolveTempo(props: TempoProps, problems: Problems) {
  const releaseName = props.releaseName ?? "tempo";
  const retentionDays = props.retentionDays ?? 14;
  const config = {
    releaseName,
    fullname: releaseName,
    serviceAccount: releaseName,
    namespace: props.namespace ?? CHARTS.tempo.namespace,
    retentionDays,
    storage: resolveStorage(props, retentionDays, problems),
    multiTenant: props.multiTenant ?? false,
    serviceMonitors: props.serviceMonitors ?? false,
    usageReporting: props.usageReporting ?? false,
    resources: props.resources ?? {
      requests: { cpu: "250m", memory: "512Mi" },
      limits: { memory: "2Gi" },
    },
  };
  checkName(problems, "releaseName", releaseName, HELM_RELEASE_NAME);
  checkName(problems, "namespace", config.namespace, DNS_LABEL);
  checkWholeNumber(problems, "retentionDays", retentionDays, 1, MAX_RETENTION_DAYS);
  checkResources(problems, "resources", config.resources);
  return config;
}

function resolveStorage(props: TempoProps, retentionDays: number, problems: Problems) {
  const { storage } = props;
  if (storage.type === "filesystem") {
    checkVolume(problems, "storage", storage);
    return { type: storage.type, disk: storage };
  }
  const { clusterName } = props.cluster;
  return resolveS3Storage(storage, { clusterName, store: "tempo", retentionDays }, problems.at("storage"));
}
