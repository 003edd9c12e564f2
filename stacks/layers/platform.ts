import { Construct } from "constructs";
import type { ICluster } from "../../constructs/cluster";
import { ArgoRollouts, resolveArgoRollouts } from "../../constructs/delivery/argo-rollouts";
import { HelmRelease } from "../../constructs/helm/helm-release";
import { Keda, type KedaProps, resolveKeda } from "../../constructs/keda/keda";
import { scalingAlerts } from "../../constructs/keda/scaling-alerts";
import { ObservabilityStack, type ObservabilityStackProps } from "../../constructs/observability";
import { resolveObservabilityStack } from "../../constructs/observability/observability-stack-config";
import { ExternalSecrets, type ExternalSecretsProps } from "../../constructs/secrets/external-secrets";
import { resolveExternalSecrets } from "../../constructs/secrets/external-secrets-config";
import type { Problems } from "../../lib/core/errors";
import type { Environment } from "../environments/types";

export interface PlatformProps {
  readonly environment: Environment;
  readonly cluster: ICluster;
}

/** Second layer: what every workload relies on: metrics, logs, traces, scaling, releases and secrets. */
export class Platform extends Construct {
  readonly observability: ObservabilityStack;
  readonly keda: Keda;
  readonly argoRollouts: ArgoRollouts;
  /** Undefined where the environment has no secret manager. */
  readonly externalSecrets: ExternalSecrets | undefined;

  constructor(scope: Construct, id: string, { environment, cluster }: PlatformProps) {
    super(scope, id);
    // The id Default leaves no trace in an address: the parts stay where they were before there was this stack.
    this.observability = new ObservabilityStack(this, "Default", observabilityProps(cluster, environment));
    // Monitors are custom resources: the Prometheus Operator brings their definitions.
    const watched = { serviceMonitors: true, dependsOn: [this.observability.prometheus] };
    this.keda = new Keda(this, "Keda", { ...kedaProps(cluster, environment), ...watched });
    this.argoRollouts = new ArgoRollouts(this, "ArgoRollouts", {
      ...rolloutsProps(cluster, environment),
      ...watched,
    });
    if (environment.workloads.scaling !== "none") {
      this.createMetricsServer(cluster, environment);
    }
    const secrets = secretsProps(cluster, environment);
    this.externalSecrets =
      secrets && new ExternalSecrets(this, "ExternalSecrets", { ...secrets, ...watched });
  }

  /** Serves the CPU and memory of pods, by which autoscalers of Kubernetes and KEDA's `cpu` and `memory` scale. */
  private createMetricsServer(cluster: ICluster, { keda }: Environment): void {
    const { replicas } = keda;
    new HelmRelease(this, "MetricsServer", {
      cluster,
      chart: "metrics-server",
      values: { replicas, podDisruptionBudget: { enabled: replicas > 1, minAvailable: 1 } },
    });
  }
}

/** Reports what the constructs of this layer would refuse, under the paths of the environment's file. */
export function checkPlatform(environment: Environment, cluster: ICluster, problems: Problems): void {
  resolveObservabilityStack(observabilityProps(cluster, environment), problems);
  resolveKeda(kedaProps(cluster, environment), problems.at("keda"));
  resolveArgoRollouts(rolloutsProps(cluster, environment), problems.at("delivery"));
  const secrets = secretsProps(cluster, environment);
  if (secrets !== undefined) {
    resolveExternalSecrets(secrets, problems.at("secrets"));
  }
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

function rolloutsProps(cluster: ICluster, { delivery }: Environment) {
  return { cluster, ...delivery };
}

function secretsProps(cluster: ICluster, { secrets }: Environment): ExternalSecretsProps | undefined {
  return secrets && { cluster, ...secrets };
}
