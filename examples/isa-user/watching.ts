import type { ICluster } from "cdktf-slipway/cluster";
import { scalingAlerts } from "cdktf-slipway/keda";
import { ObservabilityStack, type ObservabilityStackProps, Receiver } from "cdktf-slipway/observability";
import type { Construct } from "constructs";
import type { IsaEnvironment } from "./environment";

/** Secret beside Alertmanager with the integration key of PagerDuty. */
export const PAGER_DUTY = { secretName: "pagerduty", key: "routing-key" };

/** Metrics, logs, traces and alerts of an environment. */
export function watch(scope: Construct, cluster: ICluster, environment: IsaEnvironment): ObservabilityStack {
  const { logs, alerts, replicas, traceSamplingPercentage } = environment;
  const paged = environment.cluster.type === "eks";
  return new ObservabilityStack(scope, "Observability", {
    cluster,
    metrics: {
      replicas: replicas.platform,
      alertmanager: { replicas: replicas.platform, ...(paged && { routing: ROUTING }) },
    },
    logs: { ...logs, storage: storageOf(environment, "logs") },
    traces: {
      store: { storage: storageOf(environment, "traces") },
      collector: { replicas: replicas.platform, samplingPercentage: traceSamplingPercentage },
    },
    alerts: {
      services: {
        errorRate: { errorRatio: alerts.errorRatio },
        latency: { latencyMs: alerts.latencyP95Ms },
      },
      labels: { environment: environment.name },
    },
    rules: { scaling: scalingAlerts() },
  });
}

const ROUTING = {
  receivers: { people: Receiver.pagerDuty({ routingKey: PAGER_DUTY }), nobody: Receiver.none() },
  route: { receiver: "people", routes: [{ severity: "info" as const, receiver: "nobody" }] },
};

/** A disk of the pod on kind, a bucket in the cloud. */
function storageOf(
  { name, cluster, deletionProtection }: IsaEnvironment,
  contents: "logs" | "traces",
): ObservabilityStackProps["logs"]["storage"] {
  return cluster.type === "kind"
    ? { type: "filesystem", sizeGib: 5 }
    : {
        type: "s3",
        region: cluster.region,
        bucketName: `isa-${name}-${contents}-${cluster.account}`,
        deletionProtection,
      };
}
