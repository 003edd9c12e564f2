import type { Problems } from "../../../lib/core/errors";
import type { JsonObject } from "../../../lib/core/render";
import { isToken } from "../../../lib/core/tokens";
import type { PodSecurityLevel } from "../namespace/pod-security";
import { cpuLimitsOf, type WorkloadPlatform } from "../workload-platform";
import { resolveContainerResources } from "./container-resources";
import { resolveEnv, resolveEnvFrom } from "./env";
import { type ImageConfig, resolveImage } from "./image";
import { argumentHoldsSecret, LITERAL_ARGUMENT } from "./literal-secrets";
import { type MountsConfig, type NamedVolume, resolveMounts } from "./mounts";
import type { ContainerProps, LongRunningContainerProps } from "./pod-props";
import { type ContainerPort, containerPort, resolvePorts } from "./ports";
import { type ProbeKind, resolveProbe } from "./probe";
import { checkSecurity, containerSecurityContext } from "./security";
import type { VolumeSource } from "./volume";

/** What a container takes from its pod. */
export interface ContainerContext {
  readonly platform: Pick<WorkloadPlatform, "namespace" | "resources" | "mutableTags">;
  readonly level: PodSecurityLevel;
  /** Volumes of the pod; undefined stands for one whose source is not known here. */
  readonly volumes: Readonly<Record<string, VolumeSource | undefined>>;
  /** Name of the container, which starts those of its own volumes; undefined for the main one. */
  readonly name: string | undefined;
  /** Limits beside CPU, memory and storage: GPUs. @default none */
  readonly devices?: JsonObject;
}

/** A container, its lists apart so that contributions can join them. */
export interface ContainerConfig {
  readonly image: ImageConfig;
  readonly ports: readonly ContainerPort[];
  readonly env: readonly JsonObject[];
  readonly envFrom: readonly JsonObject[];
  readonly volumeMounts: readonly JsonObject[];
  /** Volumes of this container alone. */
  readonly volumes: readonly NamedVolume[];
  readonly resources: JsonObject;
  /** The other members. */
  readonly rest: JsonObject;
}

const PROBES: readonly ProbeKind[] = ["liveness", "readiness", "startup"];

/**
 * Fills defaults of a container and reports every problem.
 *
 * Codes: `literal-secret`, and those of `resolveImage`, `resolvePorts`, `resolveEnv`, `resolveEnvFrom`,
 * `resolveMounts`, `resolveContainerResources`, `resolveProbe` and `checkSecurity`.
 */
export function resolveContainer(
  props: ContainerProps & Pick<LongRunningContainerProps, "ports" | "probes">,
  context: ContainerContext,
  problems: Problems,
): ContainerConfig {
  const { platform, level } = context;
  const security = props.securityContext ?? {};
  const image = resolveImage(props.image, props.imagePullPolicy, platform.mutableTags, problems);
  const ports = resolvePorts(props.ports, problems);
  checkArguments("command", props.command, problems);
  checkArguments("args", props.args, problems);
  checkSecurity(security, level, problems.at("securityContext"));
  return {
    image,
    ports,
    env: resolveEnv(props.env, problems),
    envFrom: resolveEnvFrom(props.envFrom, problems),
    ...mountsOf(props, context, problems),
    resources: resolveContainerResources(
      props.resources,
      { platform: platform.resources, devices: context.devices, cpuLimits: cpuLimitsOf(platform) },
      problems,
    ),
    rest: {
      image: image.reference,
      imagePullPolicy: image.pullPolicy,
      command: props.command && [...props.command],
      args: props.args && [...props.args],
      workingDir: props.workingDirectory,
      ports: ports.length === 0 ? undefined : ports.map(containerPort),
      ...probesOf(props, ports, problems),
      securityContext: containerSecurityContext(security),
    },
  };
}

/** A container as a pod has it. */
export function containerManifest(name: string, config: ContainerConfig, more: JsonObject = {}): JsonObject {
  return {
    name,
    ...config.rest,
    ...more,
    env: unlessEmpty(config.env),
    envFrom: unlessEmpty(config.envFrom),
    resources: config.resources,
    volumeMounts: unlessEmpty(config.volumeMounts),
  };
}

function mountsOf(props: ContainerProps, context: ContainerContext, problems: Problems): MountsConfig {
  const { level, volumes, name = "" } = context;
  const readOnlyRoot = props.securityContext?.readOnlyRootFilesystem ?? true;
  return resolveMounts(
    props.mounts,
    props.temporaryDirectory,
    { container: name, volumes, level, readOnlyRoot },
    problems,
  );
}

function probesOf(
  { probes }: Pick<LongRunningContainerProps, "probes">,
  ports: readonly ContainerPort[],
  problems: Problems,
): JsonObject {
  return Object.fromEntries(
    PROBES.flatMap((kind) => {
      const probe = probes?.[kind];
      const at = problems.at("probes").at(kind);
      return probe === undefined ? [] : [[`${kind}Probe`, resolveProbe(kind, probe, ports, at)]];
    }),
  );
}

function checkArguments(prop: string, list: readonly string[] | undefined, problems: Problems): void {
  list?.forEach((argument, index) => {
    problems.at(prop).addIf(!isToken(argument) && argumentHoldsSecret(argument), {
      prop: `[${index}]`,
      ...LITERAL_ARGUMENT,
    });
  });
}

function unlessEmpty(list: readonly JsonObject[]): readonly JsonObject[] | undefined {
  return list.length === 0 ? undefined : list;
}
