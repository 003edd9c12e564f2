import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { resolveOrThrow } from "../../lib/core/errors";
import type { PolicyStatement } from "../../lib/core/policy";
import type { ResourceRequirements } from "../../lib/core/quantities";
import { guardStack } from "../../lib/core/validation";
import type { ICluster } from "../cluster/cluster";
import { HelmRelease, type HelmReleaseProps } from "../helm/helm-release";
import { ReleaseIdentity } from "../helm/release-identity";
import { ImportedKeda, type KedaAttributes } from "./imported-keda";
import { type ResolvedKeda, resolveKeda } from "./keda-config";
import type { IKeda } from "./keda-interface";
import { type KedaLogLevel, kedaValues } from "./keda-values";
import type { Toleration } from "./tolerations";

export { resolveKeda } from "./keda-config";

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
   * AWS permissions of the operator beside those that scaled objects grant it for their scalers.
   * @default none: without scalers of AWS there is no role
   */
  readonly permissions?: readonly PolicyStatement[];
  /**
   * Secrets the operator may read. `own-namespace` means KEDA's: TriggerAuthentications that name a secret elsewhere
   * stop working (ClusterTriggerAuthentications go on), and only Deployments and StatefulSets can be scaled, because
   * the chart's permission to scale every kind lets the operator read every object.
   * @default every-namespace
   */
  readonly secretAccess?: "every-namespace" | "own-namespace";
  /**
   * Service accounts whose tokens the operator may ask for: those of `SecretFrom.serviceAccountToken`. Their
   * namespaces must exist.
   * @default none
   */
  readonly serviceAccountTokens?: readonly { readonly namespace: string; readonly serviceAccount: string }[];
  /**
   * @default true: the external metrics API is served, without which ScaledObjects do not scale. A cluster has one
   * such server; set false where another one owns the API
   */
  readonly metricsServer?: boolean;
  /** @default true: webhooks refuse ScaledObjects that contradict each other or an autoscaler */
  readonly admissionWebhooks?: boolean;
  /**
   * NetworkPolicies for KEDA's pods. They need a network plugin that enforces them.
   * @default true: only the ports KEDA serves can be reached; what goes out is free, scalers ask any event source.
   * Set false where `values` change ports
   */
  readonly networkPolicy?: boolean;
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
  /** Time a scaler waits for an answer over HTTP; SDKs of clouds have their own. @default 3000, the chart's */
  readonly httpTimeoutMilliseconds?: number;
  /** PriorityClass of all pods: `system-cluster-critical` keeps KEDA when nodes run full. @default none */
  readonly priorityClassName?: string;
  /** Labels nodes must have to run KEDA. @default any Linux node */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** Taints KEDA's pods put up with. @default none */
  readonly tolerations?: readonly Toleration[];
}

/**
 * KEDA, which scales workloads on events: operator, metrics server and admission webhooks.
 *
 *     new Keda(this, "Keda", { cluster });
 *
 * Containers run as non-root with a read-only file system and no capabilities, as the chart has it.
 *
 * @throws ConfigError `out-of-range`, `invalid-name`, `unknown-log-level`, `unknown-log-format`,
 * `unknown-secret-access`, `service-monitors-need-metrics`, `invalid-quantity`, `request-above-limit`, those of
 * `checkTolerations`, those of `checkStatements` for `permissions`, and those of HelmRelease
 */
export class Keda extends Construct implements IKeda, ITerraformDependable {
  /** KEDA that another stack installed, or a person. */
  static fromAttributes(scope: Construct, id: string, attributes: KedaAttributes): IKeda {
    return new ImportedKeda(scope, id, attributes);
  }

  readonly cluster: ICluster;
  readonly release: HelmRelease;
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly watchNamespace: string | undefined;
  readonly dependencies: readonly ITerraformDependable[];
  /** Address of the release: what needs KEDA's definitions passes the construct in `dependsOn`. */
  readonly fqn: string;
  private readonly identity: ReleaseIdentity;

  constructor(scope: Construct, id: string, props: KedaProps) {
    super(scope, id);
    guardStack(this);
    const config = resolveOrThrow(this, "KedaProps", (problems) => resolveKeda(props, problems));
    this.cluster = props.cluster;
    this.namespace = config.namespace;
    this.serviceAccount = config.serviceAccount;
    this.watchNamespace = config.watchNamespace;
    this.identity = new ReleaseIdentity(this, {
      ...config,
      cluster: props.cluster,
      propsName: "KedaProps",
      fix: "pass permissions to Keda: one statement is enough, scaled objects add theirs",
    });
    this.release = this.makeRelease(props, config);
    this.dependencies = [this.release];
    this.fqn = this.release.fqn;
  }

  /**
   * Allows the operator something in AWS. All grants end in one role: a service account has one.
   *
   * @throws ConfigError `annotations-come-late`, those of `checkStatements`, and `no-workload-identity` where the
   * cluster has no way to give permissions
   */
  grant(statements: readonly PolicyStatement[]): void {
    this.identity.grant(this.release, statements);
  }

  private makeRelease(props: KedaProps, config: ResolvedKeda): HelmRelease {
    const { annotations, dependencies } = this.identity;
    return new HelmRelease(this, "Release", {
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
        // A list of the user's replaces the NetworkPolicies.
        "extraObjects",
      ],
      dependsOn: [...dependencies, ...(props.dependsOn ?? [])],
    });
  }
}
