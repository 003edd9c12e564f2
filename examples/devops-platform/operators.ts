import type { ICluster } from "cdktf-slipway/cluster";
import { ArgoRollouts, OpenFeature } from "cdktf-slipway/delivery";
import type { HelmRelease } from "cdktf-slipway/helm";
import { PrometheusStack } from "cdktf-slipway/observability";
import type { Gateway, IWorkloadMetrics } from "cdktf-slipway/workload";
import type { Construct } from "constructs";
import type { DevopsEnvironment } from "./environment";

/** Prometheus of an environment, as previews know it, whose stacks do not make it. */
export const METRICS: IWorkloadMetrics = {
  prometheusUrl: "http://kube-prometheus-stack-prometheus.monitoring:9090",
  namespace: "monitoring",
  dependencies: [],
};

/** What releases are judged by, what carries them out, and what hands out flags. */
export function makeOperators(
  scope: Construct,
  cluster: ICluster,
  { replicas: { operators: replicas } }: DevopsEnvironment,
  { gateway, certManager }: { readonly gateway: Gateway; readonly certManager: HelmRelease },
) {
  const prometheus = new PrometheusStack(scope, "Prometheus", { cluster, replicas });
  const delivery = new ArgoRollouts(scope, "ArgoRollouts", {
    cluster,
    replicas,
    traffic: ["gateway-api"],
    gatewayApiPlugin: { image: "ghcr.io/argoproj-labs/rollouts-plugin-trafficrouter-gatewayapi:v0.5.0" },
    serviceMonitors: true,
    dependsOn: [prometheus, gateway],
  });
  const openFeature = new OpenFeature(scope, "OpenFeature", {
    cluster,
    certManager,
    replicas,
    proxyReplicas: replicas,
  });
  return { prometheus, delivery, openFeature };
}
