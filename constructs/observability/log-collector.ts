import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { resolveOrThrow } from "../../lib/core/errors";
import type { ResourceRequirements } from "../../lib/core/quantities";
import { guardStack } from "../../lib/core/validation";
import { HelmRelease, type HelmReleaseProps } from "../helm/helm-release";
import { resolveLogCollector } from "./log-collector-config";
import { type AlloyValues, logCollectorValues, logEventsValues } from "./log-collector-values";
import type { LogDropRule } from "./log-drop-rule";
import type { LogJson } from "./log-json";
import type { LogRateLimit } from "./log-rate-limit";
import type { ILogStore } from "./log-store";
import type { LogTenants } from "./tenant";

export interface LogCollectorProps
  extends Pick<
    HelmReleaseProps,
    "cluster" | "version" | "releaseName" | "namespace" | "values" | "dependsOn" | "timeoutSeconds"
  > {
  /** Where the logs go: a Loki, or any object with its URLs. */
  readonly loki: ILogStore;
  /**
   * Tenant the logs belong to, or how it is told from a line. @default none; required where the store has several
   * tenants
   */
  readonly tenant?: string | LogTenants;
  /** Labels of every line. @default `cluster`: the cluster's name; `{}` for none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Namespaces whose logs are not collected. @default none */
  readonly excludeNamespaces?: readonly string[];
  /**
   * Where JSON lines carry their level, which becomes a label, and their trace id, which becomes structured
   * metadata, as JMESPath; `"none"` leaves lines unread. Lines that are not JSON pass as they are.
   * @default the fields `level` and `trace_id`
   */
  readonly json?: LogJson | "none";
  /** Lines that are not kept, by reason. The reason counts them in Alloy's metrics. @default none */
  readonly drop?: Readonly<Record<string, LogDropRule>>;
  /** How many lines pass. @default none: all of them */
  readonly rateLimit?: LogRateLimit | "none";
  /** Events of the cluster, read by a collector of their own. @default none */
  readonly events?: KubernetesEvents | "none";
  /** @default true: every node has a collector, whatever its taints. False keeps off tainted nodes */
  readonly everyNode?: boolean;
  /** Metrics of the collectors, by a ServiceMonitor; pass the PrometheusStack in `dependsOn`. @default false */
  readonly serviceMonitors?: boolean;
  /** @default false: Grafana Labs gets no usage statistics */
  readonly usageReporting?: boolean;
  /** Requests and limits of the collector on each node. @default 50m and 128Mi requested, memory limited to 512Mi */
  readonly resources?: ResourceRequirements;
}

/** Events of Kubernetes as logs: lines of JSON with the labels namespace and job `kubernetes-events`. */
export interface KubernetesEvents {
  /** Namespaces of the objects the events are about. @default all */
  readonly namespaces?: readonly string[];
  /** @default the collector's name and `-events` */
  readonly releaseName?: string;
  /** Values of its release; those of the collector are its own. @default none */
  readonly values?: HelmReleaseProps["values"];
  /** Requests and limits. @default 20m and 128Mi requested, memory limited to 256Mi */
  readonly resources?: ResourceRequirements;
}

/**
 * Grafana Alloy on every node, which sends the logs of all pods to Loki.
 *
 *     new LogCollector(this, "Logs", { cluster, loki });
 *
 * It runs as non-root without access to the node and may read pods and their logs, nothing else. Events, where they are
 * asked for, come from one more Alloy with one replica: each of those on the nodes would send every event.
 *
 * @throws ConfigError `missing-tenant`, `invalid-tenant`, `unknown-by`, `invalid-label`, `empty-drop-rule`,
 * `missing-reason`, `empty-list`, `unread-level`, `invalid-level`, `invalid-app`, `invalid-regex`, `empty-field`,
 * `unquoted-hyphen`, `unknown-format`, `burst-below-rate`, `wait-needs-collector`, `unknown-per`, `unknown-beyond`,
 * `out-of-range`, `invalid-name`, `invalid-quantity`, `request-above-limit`, and those of HelmRelease
 */
export class LogCollector extends Construct implements ITerraformDependable {
  readonly release: HelmRelease;
  /** The one that reads events; undefined without. */
  readonly eventsRelease: HelmRelease | undefined;
  readonly namespace: string;
  /** Address of the release. */
  readonly fqn: string;

  constructor(scope: Construct, id: string, props: LogCollectorProps) {
    super(scope, id);
    guardStack(this);
    const config = resolveOrThrow(this, "LogCollectorProps", (problems) =>
      resolveLogCollector(props, problems),
    );
    this.namespace = config.namespace;
    this.release = this.install("Release", props, config, logCollectorValues(config));
    this.eventsRelease =
      config.events &&
      this.install(
        "Events",
        { ...props, values: config.events.values },
        { releaseName: config.events.releaseName, namespace: config.namespace },
        logEventsValues({ ...config, ...config.events }),
      );
    this.fqn = this.release.fqn;
  }

  private install(
    id: string,
    props: LogCollectorProps,
    { releaseName, namespace }: { readonly releaseName: string; readonly namespace: string },
    baseValues: AlloyValues,
  ): HelmRelease {
    return new HelmRelease(this, id, {
      cluster: props.cluster,
      chart: "alloy",
      version: props.version,
      releaseName,
      namespace,
      timeoutSeconds: props.timeoutSeconds,
      values: props.values,
      baseValues,
      wiredPaths: ["alloy.configMap.content", "rbac.rules", "rbac.clusterRules"],
      dependsOn: props.dependsOn,
    });
  }
}
