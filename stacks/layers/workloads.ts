import { Construct } from "constructs";
import type { ICluster } from "../../constructs/cluster";
import { errorRate } from "../../constructs/delivery/analysis/error-rate";
import { latencyP95 } from "../../constructs/delivery/analysis/latency";
import { canary } from "../../constructs/delivery/canary";
import { Microservice } from "../../constructs/workload/microservice";
import { NamespaceBoundary } from "../../constructs/workload/namespace/namespace-boundary";
import type { NamespaceBoundaryProps } from "../../constructs/workload/namespace/namespace-boundary-props";
import { resolveNamespaceBoundary } from "../../constructs/workload/namespace/namespace-config";
import type { ImageProps } from "../../constructs/workload/pod/image";
import { Probe } from "../../constructs/workload/pod/probe";
import { Worker } from "../../constructs/workload/worker";
import type { WorkloadPlatform } from "../../constructs/workload/workload-platform";
import type { Problems } from "../../lib/core/errors";
import type { Environment, ServiceName } from "../environments/types";
import type { Foundation } from "./foundation";
import type { Platform } from "./platform";

export interface WorkloadsProps {
  readonly environment: Environment;
  readonly foundation: Foundation;
  readonly platform: Platform;
}

/** Third layer: the namespace of the services, and the services once they have images. */
export class Workloads extends Construct {
  readonly boundary: NamespaceBoundary;
  /** Where the services run: hand it to your own. */
  readonly platform: WorkloadPlatform;

  constructor(scope: Construct, id: string, props: WorkloadsProps) {
    super(scope, id);
    const { environment, foundation } = props;
    this.boundary = new NamespaceBoundary(this, "Namespace", boundaryProps(foundation.cluster, environment));
    this.platform = this.platformOf(props);
    const { images } = environment.workloads;
    if (images !== undefined) {
      this.createServices(
        (name) => ({ repository: repositoryOf(name, foundation, environment), ...images[name] }),
        environment.alerts,
      );
    }
  }

  private platformOf({ environment, foundation, platform }: WorkloadsProps): WorkloadPlatform {
    const { resources, replicas, scaling, mutableTags, strategies } = environment.workloads;
    const { prometheus } = platform.observability;
    return {
      cluster: foundation.cluster,
      namespace: this.boundary,
      keda: platform.keda,
      delivery: platform.argoRollouts,
      metrics: prometheus,
      resources,
      replicas,
      scaling,
      mutableTags,
      strategies,
    };
  }

  /** The services of the registry, as an example of your own: who they are, who calls whom, how they are released. */
  private createServices(
    image: (name: ServiceName) => ImageProps,
    { errorRatio, latencyMs }: Environment["alerts"],
  ): void {
    const { platform } = this;
    const ports = { http: 8080, metrics: 9090 };
    const probes = { readiness: Probe.http({ path: "/ready" }), liveness: Probe.http({ path: "/health" }) };
    new Microservice(this, "Gateway", {
      platform,
      name: "gateway",
      image: image("gateway"),
      ports,
      probes,
      calls: ["orders"],
    });
    new Microservice(this, "Orders", {
      platform,
      name: "orders",
      image: image("orders"),
      ports,
      probes,
      scaling: { cpuPercent: 70 },
      strategy: canary({
        steps: "10-50-100",
        // Few pods cannot make 10 percent of the requests.
        acceptCoarseWeights: true,
        analysis: [errorRate({ maxRatio: errorRatio }), latencyP95({ maxMs: latencyMs })],
      }),
    });
    new Worker(this, "Worker", {
      platform,
      name: "worker",
      image: image("worker"),
      ports: { metrics: 9090 },
      scaling: { cpuPercent: 70 },
      calls: ["orders"],
    });
  }
}

/** Reports what the constructs of this layer would refuse, under the paths of the environment's file. */
export function checkWorkloads(environment: Environment, cluster: ICluster, problems: Problems): void {
  resolveNamespaceBoundary(
    { ...boundaryProps(cluster, environment), kubernetesVersion: cluster.kubernetesVersion },
    problems.at("workloads"),
  );
}

function boundaryProps(cluster: ICluster, { workloads }: Environment): NamespaceBoundaryProps {
  const { namespace, deletionProtection, teams } = workloads;
  return { cluster, name: namespace, deletionProtection, teams };
}

function repositoryOf(name: ServiceName, { registry }: Foundation, { workloads }: Environment): string {
  const { imagePrefix } = workloads;
  return imagePrefix === undefined ? (registry?.repositoryUrl(name) ?? "") : `${imagePrefix}${name}`;
}
