import type { Toleration } from "../../keda/tolerations";
import type { Labels } from "../extension";
import type { PodSecurityLevel } from "../namespace/pod-security";
import type { ContainerResources } from "./container-resources";
import type { EnvFromSource, EnvValue } from "./env";
import type { ImageProps, ImagePullPolicy } from "./image";
import type { MountProps, TemporaryDirectory } from "./mounts";
import type { PortProps } from "./ports";
import type { ProbeValue } from "./probe";
import type { GpuProps, SpreadProps } from "./scheduling";
import type { ContainerSecurity, PodSecurityContext } from "./security";
import type { ShutdownProps } from "./shutdown";

import type { VolumeSource } from "./volume";

/** What every container of a pod can say. */
export interface ContainerProps {
  /** What runs, with the tag or digest that says which version. */
  readonly image: ImageProps;
  /** @default IfNotPresent; Always for tags such as `latest`, where the platform allows them */
  readonly imagePullPolicy?: ImagePullPolicy;
  /** Program and its first arguments, in place of the image's entry point. @default the image's */
  readonly command?: readonly string[];
  /** Arguments of the program. @default the image's */
  readonly args?: readonly string[];
  /** Directory the program starts in. @default the image's */
  readonly workingDirectory?: string;
  /**
   * Environment variables: text in plain sight, or `EnvFrom` and its like for what comes from elsewhere. A text may
   * quote other variables as `$(NAME)`. @default none
   */
  readonly env?: Readonly<Record<string, EnvValue>>;
  /** Secrets and ConfigMaps whose every key becomes a variable. @default none */
  readonly envFrom?: readonly EnvFromSource[];
  /** What is not given comes from the platform, and then from the defaults. @default 100m and 128Mi, at most 500m and 512Mi */
  readonly resources?: ContainerResources;
  /** @default non-root, read-only root, no privilege escalation, no capabilities, seccomp RuntimeDefault */
  readonly securityContext?: ContainerSecurity;
  /** Volumes by the path they appear at: a name out of `volumes`, or a `VolumeFrom` value. @default none */
  readonly mounts?: Readonly<Record<string, MountProps>>;
  /**
   * A writable `/tmp`, thrown away with the pod: most runtimes write there and the root is read-only.
   * @default 1Gi on the node's disk; none where the root is writable or `mounts` has `/tmp`
   */
  readonly temporaryDirectory?: TemporaryDirectory;
}

/** Whether a container is well, asked by the kubelet. */
export interface Probes {
  /** Restarts the container when it fails. @default never restarted while it runs */
  readonly liveness?: ProbeValue;
  /** Takes the pod out of its Services while it fails. @default ready once started */
  readonly readiness?: ProbeValue;
  /** Holds the others back until it succeeds once. @default none */
  readonly startup?: ProbeValue;
}

/** A container that keeps running: the main one, a sidecar. */
export interface LongRunningContainerProps extends ContainerProps {
  /**
   * Ports it listens on, by name: `{ http: 3000, metrics: 9090 }`. The first is the one meant where none is named.
   * @default none
   */
  readonly ports?: Readonly<Record<string, PortProps>>;
  /** @default none: nothing is asked */
  readonly probes?: Probes;
}

/** A container that runs beside the main one and ends after it: a proxy, an agent. Needs Kubernetes 1.29. */
export interface SidecarProps extends LongRunningContainerProps {
  /** @default before-init-containers, so that they can use it */
  readonly starts?: "before-init-containers" | "after-init-containers";
}

/** A pod: its main container, what stands beside it, and where it runs. */
export interface PodProps extends LongRunningContainerProps {
  /** Secrets with credentials of image registries, by name. @default none: nodes have what they need */
  readonly imagePullSecrets?: readonly string[];
  /** Containers that run to their end before the main one, in the order written. @default none */
  readonly initContainers?: Readonly<Record<string, ContainerProps>>;
  /** Containers that run beside the main one, by name. @default none */
  readonly sidecars?: Readonly<Record<string, SidecarProps>>;
  /** Volumes that several containers mount, by name. @default none */
  readonly volumes?: Readonly<Record<string, VolumeSource>>;

  /**
   * Level of the Pod Security Standards the namespace enforces. It loosens nothing by itself, it says how far
   * `securityContext` and `volumes` may go.
   * @default restricted
   */
  readonly podSecurity?: PodSecurityLevel;
  /** @default non-root, read-only root, no privilege escalation, no capabilities, seccomp RuntimeDefault */
  readonly securityContext?: PodSecurityContext;
  /** Whether the pods can talk to the Kubernetes API. @default false: they carry no token for it */
  readonly automountServiceAccountToken?: boolean;
  /** Variables with the address of every Service of the namespace. @default false: names come from DNS */
  readonly enableServiceLinks?: boolean;

  /** How it ends. @default 10 seconds for others to notice where it has ports, ended by force after 30 */
  readonly shutdown?: ShutdownProps;

  /** Labels of the pods beside those of the workload. @default none */
  readonly podLabels?: Labels;
  /** @default none */
  readonly podAnnotations?: Labels;

  /** How replicas spread. @default over zones where there is room; `none` for what runs to its end */
  readonly topologySpread?: SpreadProps;
  /** Whether replicas keep to different nodes. @default preferred; none for what runs to its end */
  readonly antiAffinity?: "preferred" | "required" | "none";
  /** Pool of nodes by its name in `cluster.nodePools`: its labels are selected, its taints tolerated. @default any node */
  readonly nodePool?: string;
  /** GPUs, out of a pool that has them and keeps others out. @default none */
  readonly gpu?: GpuProps;
  /** Labels nodes must have. @default any node */
  readonly nodeSelector?: Labels;
  /** Taints the pods put up with. @default those of the node pool */
  readonly tolerations?: readonly Toleration[];
  /** PriorityClass, by name. @default the cluster's default */
  readonly priorityClassName?: string;
}

/** What a workload says of its pods that their owner does not. */
export interface PodOptions {
  /** `OnFailure` and `Never` are for what runs to its end: it is not spread. @default Always */
  readonly restartPolicy?: "Always" | "OnFailure" | "Never";
  /** Volumes that stand elsewhere and may be mounted, such as claim templates of a StatefulSet. @default none */
  readonly claims?: readonly string[];
}
