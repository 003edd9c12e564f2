import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { resolveOrThrow } from "../../lib/core/errors";
import { guardStack } from "../../lib/core/validation";
import type { ICluster } from "../cluster/cluster";
import type { Dashboard } from "./dashboards/dashboard-builder";
import { Dashboards } from "./dashboards/dashboards";
import { LogCollector, type LogCollectorProps } from "./log-collector";
import { Loki, type LokiProps } from "./loki";
import { BlackboxProbes, type BlackboxProbesProps } from "./metrics/blackbox-probes";
import {
  type AlertingProps,
  alertingOf,
  checkSlosKept,
  resolveObservabilityStack,
} from "./observability-stack-config";
import { PrometheusStack, type PrometheusStackProps } from "./prometheus-stack";
import { Tempo, type TempoProps } from "./traces/tempo";
import { TraceCollector, type TraceCollectorProps } from "./traces/trace-collector";

export interface ObservabilityStackProps extends AlertingProps {
  readonly cluster: ICluster;
  /** Prometheus, Alertmanager, Grafana. @default as PrometheusStack has it */
  readonly metrics?: Omit<PrometheusStackProps, "cluster" | "loki" | "traces" | "alerts" | "dependsOn">;
  /** Where logs are kept, and how long. */
  readonly logs: Omit<LokiProps, "cluster" | "serviceMonitors" | "dependsOn">;
  /** Who brings them there. @default as LogCollector has it */
  readonly logCollector?: Omit<LogCollectorProps, "cluster" | "loki" | "serviceMonitors" | "dependsOn">;
  /** @default none: services send traces nowhere */
  readonly traces?: TracesProps | "none";
  /** URLs and ports that are asked from inside the cluster, by name. @default none */
  readonly probes?: BlackboxProbesProps["probes"];
  /** @default every dashboard of `standardDashboards()`; `"none"` for those of the chart alone */
  readonly dashboards?: readonly Dashboard[] | "none";
  /** What must exist before. @default nothing */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/** Where traces are kept, and which of them. */
export interface TracesProps {
  readonly store: Omit<TempoProps, "cluster" | "serviceMonitors" | "dependsOn">;
  /** @default as TraceCollector has it: errors, slow traces, and 10 percent of the others */
  readonly collector?: Omit<TraceCollectorProps, "cluster" | "store" | "serviceMonitors" | "dependsOn">;
}

/**
 * A monitored cluster: metrics, logs, traces, dashboards and alerts, connected with each other. Each part can be had
 * alone.
 *
 *     new ObservabilityStack(this, "Observability", {
 *       cluster,
 *       logs: { storage: { type: "s3", region: "eu-central-1" } },
 *       traces: { store: { storage: { type: "s3", region: "eu-central-1" } } },
 *     });
 *
 * Everything it installs is itself watched. Alerts are shown but told to nobody until `metrics.alertmanager.routing`
 * says to whom.
 *
 * @throws ConfigError those of PrometheusStack, Loki, LogCollector, Tempo, TraceCollector, BlackboxProbes, Dashboards,
 * `platformAlerts` and `sloAlerts`, all at once below the name of the part
 */
export class ObservabilityStack extends Construct {
  readonly prometheus: PrometheusStack;
  readonly loki: Loki;
  readonly logCollector: LogCollector;
  /** Undefined without traces. */
  readonly tempo: Tempo | undefined;
  /** Where services send their traces; undefined without. */
  readonly traceCollector: TraceCollector | undefined;
  readonly probes: BlackboxProbes | undefined;
  readonly dashboards: Dashboards | undefined;

  constructor(scope: Construct, id: string, props: ObservabilityStackProps) {
    super(scope, id);
    guardStack(this);
    try {
      const { cluster, dependsOn } = props;
      // Monitors are custom resources: the Prometheus Operator, which comes last, brings their definitions.
      const watched = { cluster, serviceMonitors: true };
      this.loki = new Loki(this, "Loki", { ...props.logs, ...watched, dependsOn });
      this.tempo = this.makeTempo(props);
      this.prometheus = this.makePrometheus(props);
      this.loki.release.waitFor(this.prometheus);
      this.tempo?.release.waitFor(this.prometheus);
      this.logCollector = new LogCollector(this, "LogCollector", {
        ...props.logCollector,
        ...watched,
        loki: this.loki,
        dependsOn: [this.prometheus],
      });
      this.traceCollector = this.makeTraceCollector(props);
      this.probes = this.makeProbes(props);
      this.dashboards = this.makeDashboards(props);
    } catch (error) {
      // A part refused its props, the first of perhaps several: say what all of them refuse.
      resolveOrThrow(this, "ObservabilityStackProps", (problems) =>
        resolveObservabilityStack(props, problems),
      );
      throw error;
    }
  }

  private makePrometheus(props: ObservabilityStackProps): PrometheusStack {
    const { metrics, cluster, dependsOn } = props;
    resolveOrThrow(this, "ObservabilityStackProps", (problems) => checkSlosKept(props, problems));
    const { alerts, values } = alertingOf(props, metrics?.values);
    return new PrometheusStack(this, "Prometheus", {
      ...metrics,
      cluster,
      values,
      alerts,
      loki: this.loki,
      traces: this.tempo,
      dependsOn,
    });
  }

  private makeTempo({ traces = "none", cluster, dependsOn }: ObservabilityStackProps): Tempo | undefined {
    return traces === "none"
      ? undefined
      : new Tempo(this, "Tempo", { ...traces.store, cluster, serviceMonitors: true, dependsOn });
  }

  private makeTraceCollector({
    traces = "none",
    cluster,
  }: ObservabilityStackProps): TraceCollector | undefined {
    return traces === "none" || this.tempo === undefined
      ? undefined
      : new TraceCollector(this, "TraceCollector", {
          ...traces.collector,
          cluster,
          store: this.tempo,
          serviceMonitors: true,
          dependsOn: [this.prometheus],
        });
  }

  private makeProbes({ probes, cluster }: ObservabilityStackProps): BlackboxProbes | undefined {
    return probes && new BlackboxProbes(this, "Probes", { cluster, probes, dependsOn: [this.prometheus] });
  }

  private makeDashboards({ dashboards, cluster }: ObservabilityStackProps): Dashboards | undefined {
    if (dashboards === "none") {
      return undefined;
    }
    return new Dashboards(this, "Dashboards", {
      cluster,
      namespace: this.prometheus.namespace,
      dashboards,
      dependsOn: [this.prometheus],
    });
  }
}
