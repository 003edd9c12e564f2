import type { IProgressiveDelivery } from "cdktf-slipway/delivery";
import type { ObservabilityStack } from "cdktf-slipway/observability";
import { NamespaceBoundary, type WorkloadPlatform } from "cdktf-slipway/workload";
import type { Construct } from "constructs";
import { GROUPS, type IsaCluster } from "./clusters";
import type { IsaEnvironment } from "./environment";

export interface PlatformParts extends IsaCluster {
  readonly observability: ObservabilityStack;
  /** Carries out canary releases; undefined where there are none. */
  readonly delivery: IProgressiveDelivery | undefined;
}

/** The namespace of the services, closed to both sides, and what is there for them. */
export function workloadPlatform(
  scope: Construct,
  environment: IsaEnvironment,
  { cluster, loadBalancers, observability, delivery }: PlatformParts,
): WorkloadPlatform {
  const { alerts, releases, replicas, scaling } = environment;
  const namespace = new NamespaceBoundary(scope, "Namespace", {
    cluster,
    name: environment.namespace,
    teams: { isa: { view: [GROUPS.view], deploy: [GROUPS.deploy] } },
    ...(loadBalancers && {
      // An update waits until the load balancer knows the new pods.
      podReadinessGates: "aws-load-balancer-controller",
      // The controller takes its load balancer away before it goes itself.
      dependsOn: [loadBalancers],
    }),
    quota: environment.quota,
    deletionProtection: environment.deletionProtection,
  });
  return {
    cluster,
    namespace,
    resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { cpu: "500m", memory: "512Mi" } },
    replicas: replicas.services,
    scaling,
    mutableTags: environment.images.tags === "latest" ? "allowed" : "refused",
    metrics: observability.prometheus,
    monitoring: {
      objectives: { availabilityPercent: 100 - alerts.errorRatio * 100, latencyMs: alerts.latencyP95Ms },
    },
    strategies: releases,
    delivery,
  };
}
