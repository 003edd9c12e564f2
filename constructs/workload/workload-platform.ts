import type { ITerraformDependable } from "cdktf";
import type { ResourceRequirements } from "../../lib/core/quantities";
import type { ICluster } from "../cluster/cluster";
import type { IProgressiveDelivery } from "../delivery/strategy-value";
import type { IKeda } from "../keda/keda-interface";
import type { ScaledObjectBounds } from "../keda/scaled-object-props";
import type { ScalingBoundsTable } from "../keda/scaling-bounds";
import type { Labels } from "./extension";
import type { MonitoringDefaults } from "./monitoring/monitoring-props";

/** A namespace that workloads wait for: `NamespaceBoundary`, or one that exists. */
export interface IWorkloadNamespace {
  readonly name: string;
  /**
   * Whether containers have a CPU limit: `required` where the namespace gives one to those that name none, or refuses
   * them. A workload without is refused then.
   * @default not known: it shows in the cluster only
   */
  readonly cpuLimits?: "required" | "optional";
  readonly dependencies: readonly ITerraformDependable[];
}

/** Prometheus as workloads see it. */
export interface IWorkloadMetrics {
  /**
   * How Prometheus finds the pods: `monitors` of its operator, or `annotations` of the pods. A scrape job that reads
   * annotations must set the labels `namespace` and `service`, which objectives are measured by; that of PrometheusStack
   * does.
   * @default monitors
   */
  readonly scraping?: "monitors" | "annotations";
  /** Address inside the cluster, for analyses: `http://kube-prometheus-stack-prometheus.monitoring:9090`. */
  readonly prometheusUrl: string;
  /** Namespace Prometheus runs in: NetworkPolicies let it reach the metrics port. */
  readonly namespace: string;
  /** Days metrics are kept, which objectives cannot look beyond. @default 15, as Prometheus itself has it */
  readonly retentionDays?: number;
  /** What objects of the Prometheus Operator wait for; empty where another stack installed it. */
  readonly dependencies: readonly ITerraformDependable[];
}

/** A Gateway of the Gateway API that routes attach to. */
export interface IGateway {
  readonly name: string;
  readonly namespace: string;
  /** Listener to attach to. @default every one that fits the hostname */
  readonly sectionName?: string;
  /**
   * Listeners that routes may attach to, by their names; a hostname none of them serves is refused.
   * @default not known: whether a hostname is served shows in the cluster only
   */
  readonly listeners?: readonly { readonly name: string; readonly hostname?: string }[];
  /**
   * Namespaces whose routes may attach; a workload of another one is refused.
   * @default not known: whether a route attaches shows in the cluster only
   */
  readonly routeNamespaces?: readonly string[];
  /** Namespace the proxies run in: NetworkPolicies let them reach exposed ports. */
  readonly proxyNamespace: string;
  /** What routes wait for. */
  readonly dependencies: readonly ITerraformDependable[];
}

/**
 * Where workloads run and what is there for them: made once, handed to every workload of a namespace. What differs
 * between environments stands here, so that a service reads the same in all of them.
 */
export interface WorkloadPlatform {
  readonly cluster: ICluster;
  /** Name of an existing namespace, or the boundary that makes one. */
  readonly namespace: string | IWorkloadNamespace;
  /** For containers that say nothing themselves. @default requests 100m and 128Mi, limits 500m and 512Mi */
  readonly resources?: ResourceRequirements;
  /** For services that say nothing themselves and are not scaled. @default 2 */
  readonly replicas?: number;
  /**
   * Bounds of scaled workloads, by their name; `"none"` scales nothing: all run the replicas they have unscaled.
   * @default those the workload names
   */
  readonly scaling?: ScalingBoundsTable<ScaledObjectBounds> | "none";
  /**
   * Tags such as `latest` whose image changes: `refused`, or `allowed` where images are built on the machine that runs
   * them.
   * @default refused
   */
  readonly mutableTags?: "refused" | "allowed";
  /** Scales workloads by events. @default none: scalers are refused */
  readonly keda?: IKeda;
  /**
   * Where metrics are collected.
   * @default none: pods carry annotations for whoever scrapes them, and the policies of workloads do not let it in
   */
  readonly metrics?: IWorkloadMetrics;
  /** How services are watched that say nothing themselves. @default as MonitoringDefaults has it */
  readonly monitoring?: MonitoringDefaults;
  /**
   * `rolling` releases every workload by a rolling update, whatever strategy it declares: previews run single pods, for
   * which blue-green and canary have no room.
   * @default as-declared
   */
  readonly strategies?: "as-declared" | "rolling";
  /** What carries out blue-green and canary releases. @default none: only rolling updates */
  readonly delivery?: IProgressiveDelivery;
  /** Where hostnames are served. @default none: an exposure names its own */
  readonly gateway?: IGateway;
  /**
   * Blocks of name servers beside the CoreDNS pods and a cache at 169.254.20.10, for clusters that resolve names
   * elsewhere: EKS Auto Mode does so on the nodes. A boundary's `dns` opens them for a whole namespace.
   * @default none
   */
  readonly nameServers?: readonly string[];
  /** Labels on every object of every workload: `{ team: "shop" }`. @default none */
  readonly labels?: Labels;
}

/** Whether containers on a platform have a CPU limit; undefined where the namespace does not say. */
export function cpuLimitsOf({
  namespace,
}: Pick<WorkloadPlatform, "namespace">): IWorkloadNamespace["cpuLimits"] {
  return typeof namespace === "string" ? undefined : namespace.cpuLimits;
}

/** Name of the namespace of a platform. */
export function namespaceOf({ namespace }: WorkloadPlatform): string {
  return typeof namespace === "string" ? namespace : namespace.name;
}
