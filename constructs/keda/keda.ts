import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { CHARTS } from "../../lib/core/charts";
import { checkKnown, type Problems, resolveOrThrow } from "../../lib/core/errors";
import { checkName, DNS_LABEL, HELM_RELEASE_NAME } from "../../lib/core/names";
import { checkStatements, type PolicyStatement } from "../../lib/core/policy";
import { checkResources, checkWholeNumber, type ResourceRequirements } from "../../lib/core/quantities";
import { guardStack } from "../../lib/core/validation";
import type { WorkloadIdentity } from "../cluster/cluster";
import { HelmRelease, type HelmReleaseProps } from "../helm/helm-release";
import { type KedaLogLevel, kedaValues } from "./keda-values";

export interface KedaProps
  extends Pick<
    HelmReleaseProps,
    "cluster" | "version" | "releaseName" | "namespace" | "values" | "dependsOn" | "timeoutSeconds"
  > {
  /**
   * Pods of each component: operator, metrics server, admission webhooks. With two or more, each component gets a
   * pod disruption budget and its pods keep to different nodes. More than two make nothing faster: one of them
   * leads.
   * @default 2
   */
  readonly replicas?: number;
  /** The one namespace whose ScaledObjects and ScaledJobs are acted upon. @default every namespace */
  readonly watchNamespace?: string;
  /**
   * AWS permissions of the operator, for scalers that ask AWS themselves (queue lengths, metrics).
   * @default no permissions, no role
   */
  readonly permissions?: readonly PolicyStatement[];
  /**
   * @default true: the external metrics API is served, without which ScaledObjects do not scale. A cluster has one
   * such server; set false where another one owns the API
   */
  readonly metricsServer?: boolean;
  /** @default true: webhooks refuse ScaledObjects that contradict each other or an autoscaler */
  readonly admissionWebhooks?: boolean;
  /** @default true: every component serves Prometheus metrics on port 8080 */
  readonly metrics?: boolean;
  /**
   * ServiceMonitors for a Prometheus Operator. Its definitions must exist before: pass the PrometheusStack in
   * `dependsOn`.
   * @default false
   */
  readonly serviceMonitors?: boolean;
  /** @default info */
  readonly logLevel?: KedaLogLevel;
  /** @default json */
  readonly logFormat?: "json" | "console";
  /** Requests and limits by component. @default the chart's: 100m and 100Mi requested, limited to 1 and 1000Mi */
  readonly resources?: {
    readonly operator?: ResourceRequirements;
    readonly metricsServer?: ResourceRequirements;
    readonly admissionWebhooks?: ResourceRequirements;
  };
}

/**
 * KEDA, which scales workloads on events: operator, metrics server and admission webhooks.
 *
 *     new Keda(this, "Keda", { cluster });
 *
 * Containers run as non-root with a read-only file system and no capabilities, as the chart has it.
 *
 * @throws ConfigError `out-of-range`, `invalid-name`, `unknown-log-level`, `unknown-log-format`,
 * `service-monitors-need-metrics`, `invalid-quantity`, `request-above-limit`, those of `checkStatements` for
 * `permissions`, and those of HelmRelease
 */
export class Keda extends Construct implements ITerraformDependable {
  readonly release: HelmRelease;
  readonly namespace: string;
  /** Service account of the operator, which scalers act as. */
  readonly serviceAccount: string;
  /** Address of the release: what needs KEDA's definitions passes the construct in `dependsOn`. */
  readonly fqn: string;

  constructor(scope: Construct, id: string, props: KedaProps) {
    super(scope, id);
    guardStack(this);
    const config = resolveOrThrow(this, "KedaProps", (problems) => resolveKeda(props, problems));
    this.namespace = config.namespace;
    this.serviceAccount = config.serviceAccount;
    const identity = this.grant(props, config);
    const annotations = identity?.serviceAccountAnnotations ?? {};
    this.release = new HelmRelease(this, "Release", {
      cluster: props.cluster,
      chart: "keda",
      version: props.version,
      releaseName: config.releaseName,
      namespace: config.namespace,
      timeoutSeconds: props.timeoutSeconds,
      values: props.values,
      baseValues: kedaValues({ ...config, serviceAccountAnnotations: annotations }),
      wiredPaths: [
        "serviceAccount.operator.name",
        ...Object.keys(annotations).map((key) => `serviceAccount.operator.annotations.${key}`),
      ],
      dependsOn: [...(identity?.dependencies ?? []), ...(props.dependsOn ?? [])],
    });
    this.fqn = this.release.fqn;
  }

  private grant(props: KedaProps, config: ResolvedKeda): WorkloadIdentity | undefined {
    return config.permissions === undefined
      ? undefined
      : props.cluster.grantServiceAccount(`${config.namespace}-${config.serviceAccount}`, {
          namespace: config.namespace,
          serviceAccount: config.serviceAccount,
          statements: config.permissions,
        });
  }
}

type ResolvedKeda = ReturnType<typeof resolveKeda>;

const LOG_LEVELS: readonly KedaLogLevel[] = ["debug", "info", "error"];

/** Fills defaults and reports every problem. */
export function resolveKeda(props: KedaProps, problems: Problems) {
  const config = {
    clusterName: props.cluster.clusterName,
    releaseName: props.releaseName ?? "keda",
    namespace: props.namespace ?? CHARTS.keda.namespace,
    replicas: props.replicas ?? 2,
    watchNamespace: props.watchNamespace ?? "",
    permissions: props.permissions,
    metricsServer: props.metricsServer ?? true,
    admissionWebhooks: props.admissionWebhooks ?? true,
    metrics: props.metrics ?? true,
    serviceMonitors: props.serviceMonitors ?? false,
    logLevel: props.logLevel ?? "info",
    logFormat: props.logFormat ?? "json",
    resources: props.resources ?? {},
    serviceAccount: "keda-operator",
  };
  checkName(problems, "releaseName", config.releaseName, HELM_RELEASE_NAME);
  checkName(problems, "namespace", config.namespace, DNS_LABEL);
  checkName(problems, "watchNamespace", props.watchNamespace, DNS_LABEL);
  checkWholeNumber(problems, "replicas", config.replicas, 1, 10);
  checkKnown(problems, "logLevel", "unknown-log-level", "log level", config.logLevel, LOG_LEVELS);
  checkKnown(problems, "logFormat", "unknown-log-format", "log format", config.logFormat, [
    "json",
    "console",
  ]);
  problems.addIf(config.serviceMonitors && !config.metrics, {
    prop: "serviceMonitors",
    code: "service-monitors-need-metrics",
    rule: "a ServiceMonitor collects metrics, which are switched off",
    value: true,
    fix: "leave metrics on or serviceMonitors off",
  });
  const resources = problems.at("resources");
  checkResources(resources, "operator", config.resources.operator);
  checkResources(resources, "metricsServer", config.resources.metricsServer);
  checkResources(resources, "admissionWebhooks", config.resources.admissionWebhooks);
  if (config.permissions !== undefined) {
    checkStatements(problems, "permissions", config.permissions);
  }
  return config;
}
