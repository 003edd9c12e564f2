import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { RuleGroup } from "../../lib/core/alert-rules";
import { resolveOrThrow } from "../../lib/core/errors";
import type { ResourceRequirements } from "../../lib/core/quantities";
import { guardStack } from "../../lib/core/validation";
import type { WorkloadIdentity } from "../cluster/cluster";
import { HelmRelease, type HelmReleaseProps } from "../helm/helm-release";
import type { ILogStore } from "./log-store";
import type { GrafanaDataSource } from "./metrics/grafana-data-source";
import type { RemoteWrite } from "./metrics/remote-write";
import { remoteWriteStatement } from "./metrics/remote-write-values";
import type { Spread } from "./metrics/spread";
import { type ResolvedPrometheusStack, resolvePrometheusStack } from "./prometheus-stack-config";
import { prometheusStackValues } from "./prometheus-stack-values";
import type { AlertRouting } from "./routing/alert-routing";
import type { ITraceStore } from "./traces/trace-store";
import type { Volume } from "./volume";

export interface PrometheusStackProps
  extends Pick<
    HelmReleaseProps,
    "cluster" | "version" | "releaseName" | "namespace" | "values" | "dependsOn" | "timeoutSeconds"
  > {
  /** Prometheus servers, each of which scrapes everything. @default 1 */
  readonly replicas?: number;
  /**
   * How several replicas keep apart; no disruption takes more than one of them at a time.
   * @default prefer: on nodes and in zones of their own where there are such
   */
  readonly spread?: Spread;
  /** Days metrics are kept. @default 15, as Prometheus itself has it */
  readonly retentionDays?: number;
  /** GiB of metrics kept at most, below `storage`; `"none"` for no limit. @default 80 percent of the disk */
  readonly retentionSizeGib?: number | "none";
  /** Disk of each server; `"none"` loses the metrics with the pod. @default 50 GiB of the default storage class */
  readonly storage?: Volume | "none";
  /** Seconds between scrapes and between evaluations of rules, 1 to 120. @default 15 */
  readonly scrapeIntervalSeconds?: number;
  /** Labels every series and alert carries to the outside. @default `cluster`: the cluster's name; `{}` for none */
  readonly externalLabels?: Readonly<Record<string, string>>;
  /** Requests and limits of a server. @default 250m and 1Gi requested, memory limited to 2Gi: a small cluster */
  readonly resources?: ResourceRequirements;
  /**
   * @default true: pods annotated `prometheus.io/scrape: "true"` are scraped, at `prometheus.io/path` and
   * `prometheus.io/port`
   */
  readonly podAnnotationScraping?: boolean;
  /** Where a copy of all samples goes, each by a name of its own. @default nowhere */
  readonly remoteWrite?: readonly RemoteWrite[];
  /**
   * Whether Prometheus keeps exemplars, which lead from a metric to a trace.
   * @default true with `traces`, else false
   */
  readonly exemplars?: boolean;
  /**
   * Whether a job before each install, upgrade and rollback brings the operator's definitions to the version of the
   * chart. Helm itself never upgrades them, and an operator drops fields its definitions do not know. The job may
   * change definitions of custom resources, and pulls busybox and kubectl: switch it off where somebody else brings
   * the definitions or the images cannot be had.
   * @default true
   */
  readonly crdUpgrades?: boolean;
  /**
   * @default true: etcd, controller manager, scheduler and kube-proxy are neither scraped nor alerted on, because
   * a managed control plane such as EKS does not let anyone reach them
   */
  readonly managedControlPlane?: boolean;
  /**
   * Alert and recording rules beside those of the chart, by a name of yours for each set. Each set becomes a
   * PrometheusRule named after it; alerts and groups have names unique over all sets.
   * @default none
   */
  readonly alerts?: Readonly<Record<string, readonly RuleGroup[]>>;
  /**
   * Address of the folder where people read docs/runbooks, without a slash at the end. The alerts of `alerts` then
   * carry `runbook_url`, such as `https://example.com/runbooks/KedaPaused.md`.
   * @default they carry `runbook`, the path of their page in the repository: `docs/runbooks/KedaPaused.md`
   */
  readonly runbookBaseUrl?: string;
  /** @default one Alertmanager; `"none"` for none */
  readonly alertmanager?: AlertmanagerOptions | "none";
  /** @default one Grafana with the dashboards of the chart; `"none"` for none */
  readonly grafana?: GrafanaOptions | "none";
  /** Log store that Grafana gets as a data source called Loki. @default none */
  readonly loki?: ILogStore;
  /** Tenant Grafana asks the log store for. @default none; required where the store has several tenants */
  readonly lokiTenant?: string;
  /**
   * Trace store that Grafana gets as a data source called Tempo or Jaeger, with links from metrics and logs to
   * traces and back.
   * @default none
   */
  readonly traces?: ITraceStore;
  /** Tenant Grafana asks the trace store for. @default none; required where the store has several tenants */
  readonly tracesTenant?: string;
  /** Data sources of Grafana beside those of the stack. @default none */
  readonly dataSources?: readonly GrafanaDataSource[];
}

/** Alertmanager of a PrometheusStack. */
export interface AlertmanagerOptions {
  /** They tell each other what was sent, so that people hear of an alert once. @default 1 */
  readonly replicas?: number;
  /** How several replicas keep apart. @default as `spread` of the stack */
  readonly spread?: Spread;
  /** Who is told of which alerts. @default nobody: alerts are shown, told to no one */
  readonly routing?: AlertRouting;
  /** Days silences and notifications are remembered. @default 5 */
  readonly retentionDays?: number;
  /** Disk of each replica; `"none"` forgets silences with the pod. @default 1 GiB of the default storage class */
  readonly storage?: Volume | "none";
  /** @default 10m and 64Mi requested, memory limited to 128Mi */
  readonly resources?: ResourceRequirements;
}

/** Grafana of a PrometheusStack. */
export interface GrafanaOptions {
  /**
   * Existing secret in the same namespace with the administrator's name and password.
   * @default the chart makes a random password of 40 characters and keeps it in the secret `adminSecretName`
   */
  readonly adminSecret?: {
    readonly name: string;
    /** @default admin-user */
    readonly userKey?: string;
    /** @default admin-password */
    readonly passwordKey?: string;
  };
  /**
   * Disk for what people make in Grafana itself. One disk, one pod: updates then stop the old pod first.
   * @default none: dashboards and data sources come from ConfigMaps, the rest goes with the pod
   */
  readonly persistence?: Volume | "none";
  /** @default 100m and 256Mi requested, memory limited to 512Mi */
  readonly resources?: ResourceRequirements;
}

/**
 * Prometheus with its operator, Alertmanager, Grafana, kube-state-metrics and the node exporter.
 *
 *     const prometheus = new PrometheusStack(this, "Prometheus", { cluster, retentionDays: 30 });
 *
 * Monitors, rules and probes of every namespace are picked up, whatever their labels. No password stands in the
 * chart or in the values: Grafana's is made at random, or comes from a secret.
 *
 * @throws ConfigError `out-of-range`, `invalid-name`, `invalid-label`, `invalid-quantity`, `request-above-limit`,
 * `retention-size-above-storage`, `unknown-spread`, `loki-needs-grafana`, `traces-need-grafana`,
 * `data-sources-need-grafana`, `missing-tenant`, `invalid-tenant`, `invalid-url`, those of `renderRuleGroups` for
 * `alerts`, of `resolveRemoteWrites` for `remoteWrite`, of `checkDataSources` for `dataSources`, of
 * `alertmanagerConfig` for `alertmanager.routing`, `no-workload-identity` of a cluster without where a workspace of
 * Amazon is written to, and those of HelmRelease
 */
export class PrometheusStack extends Construct implements ITerraformDependable {
  readonly release: HelmRelease;
  readonly namespace: string;
  /** Prometheus inside the cluster, for queries of scalers and analyses. */
  readonly prometheusUrl: string;
  /** Alertmanager inside the cluster; undefined where it is off. */
  readonly alertmanagerUrl: string | undefined;
  /** Grafana inside the cluster; undefined where it is off. */
  readonly grafanaUrl: string | undefined;
  /** Secret in the namespace that holds the administrator of Grafana; undefined where it is off. */
  readonly grafanaAdminSecretName: string | undefined;
  /** Days metrics are kept. */
  readonly retentionDays: number;
  /** What objects of the Prometheus Operator wait for. */
  readonly dependencies: readonly ITerraformDependable[];
  /** Address of the release: what makes monitors passes the construct in `dependsOn`. */
  readonly fqn: string;

  constructor(scope: Construct, id: string, props: PrometheusStackProps) {
    super(scope, id);
    guardStack(this);
    const config = resolveOrThrow(this, "PrometheusStackProps", (problems) =>
      resolvePrometheusStack(props, problems),
    );
    this.release = this.install(props, config, this.grant(props, config));
    this.namespace = config.namespace;
    this.prometheusUrl = serviceUrl(config, `${config.fullname}-prometheus`, 9090);
    this.alertmanagerUrl =
      config.alertmanager === "none"
        ? undefined
        : serviceUrl(config, `${config.fullname}-alertmanager`, 9093);
    this.grafanaUrl = config.grafana === "none" ? undefined : serviceUrl(config, config.grafana.fullname, 80);
    this.grafanaAdminSecretName =
      config.grafana === "none" ? undefined : (config.grafana.adminSecret?.name ?? config.grafana.fullname);
    this.retentionDays = config.retentionDays;
    this.dependencies = [this.release];
    this.fqn = this.release.fqn;
  }

  /** Undefined where Prometheus needs no permission in the cloud. */
  private grant(props: PrometheusStackProps, config: ResolvedPrometheusStack): WorkloadIdentity | undefined {
    const statement = remoteWriteStatement(config.remoteWrites);
    return (
      statement &&
      props.cluster.grantServiceAccount(`${config.namespace}-${config.serviceAccount}`, {
        namespace: config.namespace,
        serviceAccount: config.serviceAccount,
        statements: [statement],
      })
    );
  }

  private install(
    props: PrometheusStackProps,
    config: ResolvedPrometheusStack,
    identity: WorkloadIdentity | undefined,
  ): HelmRelease {
    const annotations = identity?.serviceAccountAnnotations ?? {};
    return new HelmRelease(this, "Release", {
      cluster: props.cluster,
      chart: "kube-prometheus-stack",
      version: props.version,
      releaseName: config.releaseName,
      namespace: config.namespace,
      timeoutSeconds: props.timeoutSeconds,
      values: props.values,
      baseValues: prometheusStackValues(config, identity && { serviceAccountAnnotations: annotations }),
      wiredPaths: [
        ...WIRED_PATHS,
        ...Object.keys(annotations).map((key) => `prometheus.serviceAccount.annotations.${key}`),
      ],
      dependsOn: [...(identity?.dependencies ?? []), ...(props.dependsOn ?? [])],
    });
  }
}

const WIRED_PATHS = [
  "fullnameOverride",
  "alertmanager.alertmanagerSpec.secrets",
  "grafana.admin.existingSecret",
  "grafana.additionalDataSources",
  "prometheus.prometheusSpec.remoteWrite",
  "prometheus.prometheusSpec.replicaExternalLabelName",
  "prometheus.serviceAccount.name",
];

function serviceUrl(config: ResolvedPrometheusStack, service: string, port: number): string {
  return `http://${service}.${config.namespace}.svc.cluster.local:${port}`;
}
