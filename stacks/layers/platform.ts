import { Construct } from "constructs";
import type { ICluster } from "../../constructs/cluster";
import { Keda, type KedaProps, resolveKeda } from "../../constructs/keda/keda";
import { scalingAlerts } from "../../constructs/keda/scaling-alerts";
import { ObservabilityStack, type ObservabilityStackProps } from "../../constructs/observability";
import { resolveObservabilityStack } from "../../constructs/observability/observability-stack-config";
import type { Problems } from "../../lib/core/errors";
import type { Environment } from "../environments/types";

export interface PlatformProps {
  readonly environment: Environment;
  readonly cluster: ICluster;
}

/** Second layer: what every workload relies on, metrics, logs, traces and event-driven scaling. */
export class Platform extends Construct {
  readonly observability: ObservabilityStack;
  readonly keda: Keda;

  constructor(scope: Construct, id: string, { environment, cluster }: PlatformProps) {
    super(scope, id);
    // The id Default leaves no trace in an address: the parts stay where they were before there was this stack.
    this.observability = new ObservabilityStack(this, "Default", observabilityProps(cluster, environment));
    this.keda = new Keda(this, "Keda", {
      ...kedaProps(cluster, environment),
      // Monitors are custom resources: the Prometheus Operator brings their definitions.
      serviceMonitors: true,
      dependsOn: [this.observability.prometheus],
    });
  }
}

/** Reports what the constructs of this layer would refuse, under the paths of the environment's file. */
export function checkPlatform(environment: Environment, cluster: ICluster, problems: Problems): void {
  resolveObservabilityStack(observabilityProps(cluster, environment), problems);
  resolveKeda(kedaProps(cluster, environment), problems.at("keda"));
}

function observabilityProps(cluster: ICluster, environment: Environment): ObservabilityStackProps {
  const { metrics, logs, logCollector, traces, alerts } = environment;
  return {
    cluster,
    metrics,
    logs: { ...logs, storage: storageProps(logs.storage, environment) },
    logCollector,
    ...(traces && {
      traces: {
        store: {
          retentionDays: traces.retentionDays,
          resources: traces.resources,
          storage: storageProps(traces.storage, environment),
        },
        collector: traces.collector,
      },
    }),
    alerts: {
      services: {
        // Whether KEDA's operator runs is among its own alerts.
        excludeJobs: ["keda-operator"],
        errorRate: { errorRatio: alerts.errorRatio },
        latency: { latencyMs: alerts.latencyMs },
      },
      labels: { environment: environment.name },
    },
    rules: { keda: scalingAlerts() },
  };
}

function storageProps(storage: Environment["logs"]["storage"], { platform }: Environment) {
  return storage.type === "s3"
    ? { ...storage, region: platform.type === "aws" ? platform.region : "" }
    : storage;
}

function kedaProps(cluster: ICluster, { keda }: Environment): KedaProps {
  return { cluster, ...keda };
}
