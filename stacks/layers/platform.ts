import { Construct } from "constructs";
import type { ICluster } from "../../constructs/cluster";
import { Keda, type KedaProps } from "../../constructs/keda";
import { resolveKeda } from "../../constructs/keda/keda";
import {
  LogCollector,
  Loki,
  type LokiProps,
  PrometheusStack,
  type PrometheusStackProps,
} from "../../constructs/observability";
import { resolveLoki } from "../../constructs/observability/loki-config";
import { resolvePrometheusStack } from "../../constructs/observability/prometheus-stack-config";
import type { Problems } from "../../lib/core/errors";
import type { Environment } from "../environments/types";

export interface PlatformProps {
  readonly environment: Environment;
  readonly cluster: ICluster;
}

/** Second layer: what every workload relies on, metrics, logs and event-driven scaling. */
export class Platform extends Construct {
  readonly loki: Loki;
  readonly prometheus: PrometheusStack;
  readonly logCollector: LogCollector;
  readonly keda: Keda;

  constructor(scope: Construct, id: string, { environment, cluster }: PlatformProps) {
    super(scope, id);
    this.loki = new Loki(this, "Loki", lokiProps(cluster, environment));
    this.prometheus = new PrometheusStack(this, "Prometheus", {
      ...prometheusProps(cluster, environment),
      loki: this.loki,
    });
    // Monitors are custom resources: the Prometheus Operator brings their definitions.
    const monitored = { serviceMonitors: true, dependsOn: [this.prometheus] };
    this.logCollector = new LogCollector(this, "LogCollector", {
      cluster,
      loki: this.loki,
      ...environment.logCollector,
      ...monitored,
    });
    this.keda = new Keda(this, "Keda", { ...kedaProps(cluster, environment), ...monitored });
  }
}

/** Reports what the constructs of this layer would refuse, under the paths of the environment's file. */
export function checkPlatform(environment: Environment, cluster: ICluster, problems: Problems): void {
  resolveLoki(lokiProps(cluster, environment), problems.at("logs"));
  resolvePrometheusStack(prometheusProps(cluster, environment), problems.at("metrics"));
  resolveKeda(kedaProps(cluster, environment), problems.at("keda"));
}

function lokiProps(cluster: ICluster, { logs, platform }: Environment): LokiProps {
  const { storage, ...sizes } = logs;
  return {
    cluster,
    ...sizes,
    storage:
      storage.type === "s3"
        ? { ...storage, region: platform.type === "aws" ? platform.region : "" }
        : storage,
  };
}

function prometheusProps(cluster: ICluster, { metrics }: Environment): PrometheusStackProps {
  return { cluster, ...metrics };
}

function kedaProps(cluster: ICluster, { keda }: Environment): KedaProps {
  return { cluster, ...keda };
}
