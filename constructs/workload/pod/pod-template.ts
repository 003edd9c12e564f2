import type { Problems } from "../../../lib/core/errors";
import type { Json, JsonObject } from "../../../lib/core/render";
import type { Labels, WorkloadContext, WorkloadContribution } from "../extension";
import { containerManifest } from "./container";
import type { PodConfig } from "./pod-config";
import { schedulingSpec } from "./scheduling";

/** What a template takes from its workload. */
export type PodContext = Pick<
  WorkloadContext,
  "name" | "selector" | "labels" | "serviceAccount" | "problems"
>;

/**
 * The pod template of a Deployment, Rollout, StatefulSet or Job, with what extensions add. What two of them say alike
 * stands once; what they say differently is reported.
 *
 * Codes: `duplicate-env`, `duplicate-volume`, `duplicate-mount-path`, `duplicate-container`, `duplicate-label`,
 * `duplicate-annotation`.
 */
export function podTemplate(config: PodConfig, context: PodContext, added: WorkloadContribution): JsonObject {
  const { problems } = context;
  const { main } = config;
  const env = joined("env", "name", [...(added.env ?? []), ...main.env], problems);
  const volumeMounts = joined(
    "mounts",
    "mountPath",
    [...main.volumeMounts, ...(added.volumeMounts ?? [])],
    problems,
  );
  const volumes = joined("volumes", "name", [...config.volumes, ...(added.volumes ?? [])], problems);
  const envFrom = [...main.envFrom, ...(added.envFrom ?? [])];
  const container = containerManifest(
    context.name,
    { ...main, env, envFrom, volumeMounts },
    { lifecycle: config.lifecycle },
  );
  const containers = [container, ...(added.containers ?? [])];
  const initContainers = [...(added.initContainers ?? []), ...config.initContainers];
  joined("containers", "name", [...containers, ...initContainers], problems);
  const annotations = merged("podAnnotations", [config.annotations, added.podAnnotations ?? {}], problems);
  return {
    metadata: {
      labels: merged("podLabels", [context.labels, config.labels, added.podLabels ?? {}], problems),
      annotations: Object.keys(annotations).length === 0 ? undefined : annotations,
    },
    spec: {
      serviceAccountName: context.serviceAccount,
      ...config.spec,
      ...schedulingSpec(config.scheduling, context.selector),
      initContainers: initContainers.length === 0 ? undefined : initContainers,
      containers,
      volumes: volumes.length === 0 ? undefined : volumes,
    },
  };
}

const DUPLICATES = {
  env: "duplicate-env",
  mounts: "duplicate-mount-path",
  volumes: "duplicate-volume",
  containers: "duplicate-container",
  podLabels: "duplicate-label",
  podAnnotations: "duplicate-annotation",
} as const;

/** Joins lists whose members have a key of their own. */
function joined(
  prop: keyof typeof DUPLICATES,
  key: string,
  list: readonly JsonObject[],
  problems: Problems,
): readonly JsonObject[] {
  const byKey = new Map<Json | undefined, JsonObject>();
  for (const item of list) {
    const before = byKey.get(item[key]);
    if (before === undefined) {
      byKey.set(item[key], item);
    } else if (prop === "containers" || JSON.stringify(before) !== JSON.stringify(item)) {
      problems
        .at(prop)
        .at(String(item[key]))
        .add(duplicate(prop, String(item[key])));
    }
  }
  return [...byKey.values()];
}

function merged(prop: keyof typeof DUPLICATES, maps: readonly Labels[], problems: Problems): Labels {
  const all: Record<string, string> = {};
  for (const [key, value] of maps.flatMap((map) => Object.entries(map))) {
    if (Object.hasOwn(all, key) && all[key] !== value) {
      problems.at(prop).at(key).add(duplicate(prop, key));
    } else {
      all[key] = value;
    }
  }
  return all;
}

/** The values stay out of the message: they may lead to secrets. */
function duplicate(prop: keyof typeof DUPLICATES, key: string) {
  return {
    prop: "",
    code: DUPLICATES[prop],
    rule: "two parts of the workload say different things under one name",
    value: key,
    fix: "rename or remove one of them; extensions such as secrets and feature flags add their own",
  };
}
