import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { resolveOrThrow } from "../../../lib/core/errors";
import type { ResourceRequirements } from "../../../lib/core/quantities";
import { guardStack } from "../../../lib/core/validation";
import type { WorkloadIdentity } from "../../cluster/cluster";
import { HelmRelease, type HelmReleaseProps } from "../../helm/helm-release";
import type { Toleration } from "../../keda/tolerations";
import { pullStatements } from "./registry-access";
import { type ResolvedTrivyOperator, resolveTrivyOperator } from "./trivy-operator-config";
import { type TrivyScanner, type TrivySeverity, trivyOperatorValues } from "./trivy-operator-values";

export interface TrivyOperatorProps
  extends Pick<
    HelmReleaseProps,
    "cluster" | "version" | "releaseName" | "namespace" | "values" | "dependsOn" | "timeoutSeconds"
  > {
  /**
   * What is looked for. `infrastructure` and `compliance` run a collector on every node that mounts folders of it,
   * which says little where the cloud runs the control plane.
   * @default vulnerabilities, exposed-secrets, config-audit and rbac
   */
  readonly scanners?: readonly TrivyScanner[];
  /** Vulnerabilities that are reported. @default HIGH and CRITICAL, those a pipeline's scan refuses */
  readonly severities?: readonly TrivySeverity[];
  /** Whether vulnerabilities nobody has mended yet are left out. @default false: they are there all the same */
  readonly ignoreUnfixed?: boolean;
  /** Namespaces that are scanned. @default all */
  readonly namespaces?: readonly string[];
  /** Namespaces that are not, patterns with `*` allowed. @default none */
  readonly excludeNamespaces?: readonly string[];
  /** Age at which a report goes and the image is scanned again, in hours. @default 24, the chart's */
  readonly reportTtlHours?: number;
  /** Scan jobs at a time. @default 5: each downloads the database, unless there is a `databaseServer` */
  readonly concurrentScans?: number;
  /** Time for one scan, 30 to 3600. @default 300, the chart's */
  readonly scanTimeoutSeconds?: number;
  /** Pods of scan jobs. @default the chart's: 100m and 100M requested, limited to 500m and 500M; any node */
  readonly scanJobs?: {
    readonly resources?: ResourceRequirements;
    readonly nodeSelector?: { readonly [label: string]: string };
    readonly tolerations?: readonly Toleration[];
  };
  /**
   * A server in the cluster that holds the database for all scan jobs, on a volume of 5Gi of the default storage class.
   * @default false: jobs download it
   */
  readonly databaseServer?: boolean;
  /**
   * Whether the operator may read secrets of every namespace, for the pull secrets of what it scans.
   * @default false: it scans what is public, and ECR by `pullFrom`
   */
  readonly readPullSecrets?: boolean;
  /** ARNs of ECR repositories whose images may be read. @default none: without repositories there is no role */
  readonly pullFrom?: readonly string[];
  /**
   * A ServiceMonitor for a Prometheus Operator. Its definitions must exist before: pass the PrometheusStack in
   * `dependsOn`.
   * @default false
   */
  readonly serviceMonitors?: boolean;
  /** Requests and limits of the operator. @default none, the chart's */
  readonly resources?: ResourceRequirements;
  /** Labels nodes must have to run the operator. @default any node */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** Taints the operator's pod puts up with. @default none */
  readonly tolerations?: readonly Toleration[];
}

/**
 * Trivy operator, which scans what runs in the cluster again and again and keeps the findings as reports: images that
 * were clean when they were built do not stay so.
 *
 *     new TrivyOperator(this, "TrivyOperator", { cluster, serviceMonitors: true, dependsOn: [prometheus] });
 *
 * @throws ConfigError `invalid-name`, `no-scanners`, `unknown-scanner`, `no-severities`, `unknown-severity`,
 * `exclude-without-all`, `out-of-range`, `invalid-arn`, `invalid-quantity`, `request-above-limit`, those of
 * `checkTolerations` and those of HelmRelease
 */
export class TrivyOperator extends Construct implements ITerraformDependable {
  readonly release: HelmRelease;
  readonly namespace: string;
  readonly serviceAccount: string;
  /** Address of the release: what reads reports passes the construct in `dependsOn`. */
  readonly fqn: string;

  constructor(scope: Construct, id: string, props: TrivyOperatorProps) {
    super(scope, id);
    guardStack(this);
    const config = resolveOrThrow(this, "TrivyOperatorProps", (problems) =>
      resolveTrivyOperator(props, problems),
    );
    this.namespace = config.namespace;
    this.serviceAccount = config.serviceAccount;
    this.release = this.makeRelease(props, config, this.makeIdentity(props, config));
    this.fqn = this.release.fqn;
  }

  /** Scan jobs run as the operator's service account. */
  private makeIdentity(
    { cluster }: TrivyOperatorProps,
    { namespace, serviceAccount, pullFrom }: ResolvedTrivyOperator,
  ): WorkloadIdentity | undefined {
    const statements = pullStatements(pullFrom);
    return statements.length === 0
      ? undefined
      : cluster.grantServiceAccount(`${namespace}-${serviceAccount}`, {
          namespace,
          serviceAccount,
          statements,
        });
  }

  private makeRelease(
    props: TrivyOperatorProps,
    config: ResolvedTrivyOperator,
    identity: WorkloadIdentity | undefined,
  ): HelmRelease {
    const annotations = identity?.serviceAccountAnnotations ?? {};
    return new HelmRelease(this, "Release", {
      cluster: props.cluster,
      chart: "trivy-operator",
      version: props.version,
      releaseName: config.releaseName,
      namespace: config.namespace,
      timeoutSeconds: props.timeoutSeconds,
      values: props.values,
      baseValues: trivyOperatorValues({ ...config, serviceAccountAnnotations: annotations }),
      wiredPaths:
        identity === undefined
          ? []
          : [
              "serviceAccount.name",
              ...Object.keys(annotations).map((key) => `serviceAccount.annotations.${key}`),
            ],
      dependsOn: [...(identity?.dependencies ?? []), ...(props.dependsOn ?? [])],
    });
  }
}
