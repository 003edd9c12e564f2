import type { Problems } from "../../../lib/core/errors";
import { checkName, DNS_LABEL, DNS_SUBDOMAIN, type NameRule } from "../../../lib/core/names";
import type { JsonObject } from "../../../lib/core/render";
import { checkLabelKey, checkLabelValue } from "../../eks/kubernetes-labels";
import type { Labels } from "../extension";
import type { WorkloadPlatform } from "../workload-platform";
import {
  type ContainerConfig,
  type ContainerContext,
  containerManifest,
  resolveContainer,
} from "./container";
import type { ContainerProps, PodOptions, PodProps, SidecarProps } from "./pod-props";
import { type ContainerPort, checkSharedPorts } from "./ports";
import { resolveScheduling, type SchedulingConfig } from "./scheduling";
import { checkLevel, podSecurityContext } from "./security";
import { resolveShutdown } from "./shutdown";
import { volumeSource } from "./volume";

/** A pod with every default filled in; `podTemplate` makes the manifest of it. */
export interface PodConfig {
  /** Ports of the main container, the first being the one meant where none is named. */
  readonly ports: readonly ContainerPort[];
  /** Tag of the main image for the version label; undefined where it is not known. */
  readonly version: string | undefined;
  /** Time the pod has to end. */
  readonly terminationGracePeriodSeconds: number;
  readonly main: ContainerConfig;
  /** Members of the main container beside those of its config. */
  readonly lifecycle: JsonObject | undefined;
  /** Init containers and sidecars, in the order they start. */
  readonly initContainers: readonly JsonObject[];
  readonly volumes: readonly JsonObject[];
  readonly scheduling: SchedulingConfig;
  readonly labels: Labels;
  readonly annotations: Labels;
  /** The other members of the pod spec. */
  readonly spec: JsonObject;
}

/**
 * Fills defaults of a pod and reports every problem, by the prop paths of `PodProps`.
 *
 * Codes: `kubernetes-too-old`, `invalid-name`, `duplicate-port`, `duplicate-volume`, `duplicate-container`,
 * `unmounted-volume`, and those of `resolveContainer`, `volumeSource`, `resolveShutdown` and `resolveScheduling`.
 */
export function resolvePod(
  props: PodProps,
  platform: WorkloadPlatform,
  problems: Problems,
  options: PodOptions = {},
): PodConfig {
  const restartPolicy = options.restartPolicy ?? "Always";
  const level = props.podSecurity ?? "restricted";
  const { cluster } = platform;
  checkLevel(level, problems);
  const scheduling = resolveScheduling(props, cluster.nodePools, restartPolicy === "Always", problems);
  const claims = Object.fromEntries((options.claims ?? []).map((claim) => [claim, undefined]));
  const context = { platform, level, volumes: { ...claims, ...props.volumes }, name: undefined };

  const main = resolveContainer(props, { ...context, devices: scheduling.devices }, problems);
  const sidecars = resolveNamed("sidecars", props.sidecars, context, problems);
  const init = resolveNamed("initContainers", props.initContainers, context, problems);
  const shutdown = resolveShutdown(props.shutdown, main.ports.length > 0, problems);
  checkSharedPorts([{ problems, ports: main.ports }, ...sidecars.map(portsOf)]);
  checkMetadata(props, problems);
  checkVersion(cluster.kubernetesVersion, problems, [
    { prop: "sidecars", since: 29, used: sidecars.length > 0, what: "sidecar containers" },
    { prop: "shutdown.preStop", since: 30, used: shutdown.sleeps, what: "the sleep action" },
  ]);

  const early = sidecars.filter(({ props: { starts } }) => starts !== "after-init-containers");
  const late = sidecars.filter((sidecar) => !early.includes(sidecar));
  const containers = [main, ...[...sidecars, ...init].map(({ config }) => config)];
  const volumes = Object.entries(props.volumes ?? {}).map(([name, source]) => {
    const at = problems.at("volumes").at(name);
    checkName(at, "", name, DNS_LABEL);
    return { name, ...volumeSource(source, level, at) };
  });
  const all = [...volumes, ...containers.flatMap((container) => container.volumes)];
  checkUnique("volumes", "duplicate-volume", all, problems);
  checkUnique("initContainers", "duplicate-container", [...sidecars, ...init], problems);
  checkMounted(Object.keys(props.volumes ?? {}), containers, problems);
  return {
    ports: main.ports,
    version: main.image.version,
    terminationGracePeriodSeconds: shutdown.terminationGracePeriodSeconds,
    main,
    lifecycle: shutdown.lifecycle,
    initContainers: [
      ...early.map(sidecarManifest),
      ...init.map(({ name, config }) => containerManifest(name, config)),
      ...late.map(sidecarManifest),
    ],
    volumes: all,
    scheduling,
    labels: props.podLabels ?? {},
    annotations: props.podAnnotations ?? {},
    spec: {
      restartPolicy: restartPolicy === "Always" ? undefined : restartPolicy,
      automountServiceAccountToken: props.automountServiceAccountToken ?? false,
      enableServiceLinks: props.enableServiceLinks ?? false,
      imagePullSecrets: resolvePullSecrets(props.imagePullSecrets, problems),
      securityContext: podSecurityContext(props.securityContext ?? {}),
      terminationGracePeriodSeconds: shutdown.terminationGracePeriodSeconds,
    },
  };
}

/** A container beside the main one. */
interface NamedContainer<T> {
  readonly name: string;
  readonly props: T;
  readonly config: ContainerConfig;
  readonly problems: Problems;
}

/** Starts with a letter, for JavaScript moves names made of digits to the front of an object. */
const CONTAINER_NAME: NameRule = {
  pattern: /^[a-z]([a-z0-9-]*[a-z0-9])?$/,
  maxLength: 63,
  must: "be lowercase letters, digits and dashes, start with a letter and end with none but letter or digit, at most 63 characters",
};

function resolveNamed<T extends ContainerProps>(
  prop: string,
  named: Readonly<Record<string, T>> | undefined,
  context: ContainerContext,
  problems: Problems,
): readonly NamedContainer<T>[] {
  return Object.entries(named ?? {}).map(([name, props]) => {
    const at = problems.at(prop).at(name);
    checkName(at, "", name, CONTAINER_NAME);
    return { name, props, config: resolveContainer(props, { ...context, name }, at), problems: at };
  });
}

function portsOf({ problems, config }: NamedContainer<SidecarProps>) {
  return { problems, ports: config.ports };
}

function sidecarManifest({ name, config }: NamedContainer<SidecarProps>): JsonObject {
  return containerManifest(name, config, { restartPolicy: "Always" });
}

function checkMetadata({ podLabels, podAnnotations }: PodProps, problems: Problems): void {
  for (const [key, value] of Object.entries(podLabels ?? {})) {
    const at = problems.at("podLabels").at(key);
    checkLabelKey(at, "", key);
    checkLabelValue(at, "", value);
  }
  for (const key of Object.keys(podAnnotations ?? {})) {
    checkLabelKey(problems.at("podAnnotations").at(key), "", key);
  }
}

function resolvePullSecrets(secrets: readonly string[] | undefined, problems: Problems) {
  return secrets?.map((name, index) => {
    checkName(problems.at("imagePullSecrets").at(index), "", name, DNS_SUBDOMAIN);
    return { name };
  });
}

function checkUnique(
  prop: string,
  code: string,
  named: readonly { readonly name: string }[],
  problems: Problems,
): void {
  const seen = new Set<string>();
  for (const { name } of named) {
    problems.at(prop).at(name).addIf(seen.has(name), {
      prop: "",
      code,
      rule: "a name stands for one thing in a pod; a volume of a mount is named after its container and path",
      value: name,
      fix: "choose another name",
    });
    seen.add(name);
  }
}

function checkMounted(
  volumes: readonly string[],
  containers: readonly ContainerConfig[],
  problems: Problems,
): void {
  const mounted = new Set(containers.flatMap(({ volumeMounts }) => volumeMounts.map(({ name }) => name)));
  for (const volume of volumes) {
    problems.at("volumes").addIf(!mounted.has(volume), {
      prop: volume,
      code: "unmounted-volume",
      rule: "a volume is there for a container that mounts it",
      value: volume,
      fix: `mount it: mounts: { "/${volume}": "${volume}" }, or leave it out`,
    });
  }
}

interface Feature {
  readonly prop: string;
  /** Minor version of Kubernetes that has it switched on. */
  readonly since: number;
  readonly used: boolean;
  readonly what: string;
}

/** Sources: KEP-753, sidecar containers, on since 1.29; KEP-3960, sleep action, on since 1.30. */
function checkVersion(version: string | undefined, problems: Problems, features: readonly Feature[]): void {
  const minor = Number(/^1\.(\d+)$/.exec(version ?? "")?.[1] ?? Number.POSITIVE_INFINITY);
  for (const { prop, since, used, what } of features) {
    problems.addIf(used && minor < since, {
      prop,
      code: "kubernetes-too-old",
      rule: `${what} came with Kubernetes 1.${since}`,
      value: version,
      fix: "upgrade the cluster, or do without",
    });
  }
}
