import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { resolveOrThrow } from "../../../lib/core/errors";
import type { ResourceRequirements } from "../../../lib/core/quantities";
import { guardStack } from "../../../lib/core/validation";
import type { ICluster, WorkloadIdentity } from "../../cluster/cluster";
import { HelmRelease, type HelmReleaseProps } from "../../helm/helm-release";
import { Manifests } from "../../helm/manifests";
import type { Toleration } from "../../keda/tolerations";
import { type ResolvedKyverno, resolveKyverno } from "./kyverno-config";
import type { IKyverno } from "./kyverno-interface";
import { type KyvernoComponent, kyvernoNetworkPolicies } from "./kyverno-network-policies";
import { kyvernoValues, VALUES_KEYS } from "./kyverno-values";
import { pullStatements } from "./registry-access";

export interface KyvernoProps
  extends Pick<
    HelmReleaseProps,
    "cluster" | "version" | "releaseName" | "namespace" | "values" | "dependsOn" | "timeoutSeconds"
  > {
  /**
   * Pods of the admission controller, which answer the API server. With two or more, all but one are kept during
   * disruptions.
   * @default 3, which Kyverno's guide to high availability asks for at least
   */
  readonly replicas?: number;
  /** Pods of each other controller. One of them leads. @default 2 */
  readonly controllerReplicas?: number;
  /** @default true: what runs already is checked every hour, and reports say what is wrong with it */
  readonly reportsController?: boolean;
  /**
   * The controller that generates objects and changes existing ones, which may write roles and network policies.
   * @default false: image trust does neither. Set true for GeneratingPolicies and MutatingPolicies
   */
  readonly backgroundController?: boolean;
  /** The controller that deletes objects on schedules. @default false: image trust deletes nothing */
  readonly cleanupController?: boolean;
  /**
   * What the API server does when Kyverno gives no answer. `Ignore` lets everything in then, whatever policies say.
   * @default by-policy: each policy says so itself
   */
  readonly failurePolicy?: "by-policy" | "Ignore";
  /**
   * ARNs of ECR repositories whose images, signatures and attestations Kyverno may read: the admission controller,
   * and the reports controller for what runs already.
   * @default none: without repositories there is no role
   */
  readonly pullFrom?: readonly string[];
  /**
   * NetworkPolicies for Kyverno's pods. They need a network plugin that enforces them.
   * @default true: only webhooks and metrics can be reached; what goes out is free. Set false where `values` change
   * ports
   */
  readonly networkPolicy?: boolean;
  /** @default true: every controller serves Prometheus metrics on port 8000 */
  readonly metrics?: boolean;
  /**
   * ServiceMonitors for a Prometheus Operator. Its definitions must exist before: pass the PrometheusStack in
   * `dependsOn`.
   * @default false
   */
  readonly serviceMonitors?: boolean;
  /** @default json */
  readonly logFormat?: "json" | "text";
  /**
   * Requests and limits by component.
   * @default the chart's: 100m and 128Mi requested by the admission controller, limited to 384Mi; 64Mi and 128Mi for
   * the others
   */
  readonly resources?: { readonly [component in KyvernoComponent]?: ResourceRequirements };
  /**
   * PriorityClass of all pods. `none` names no class.
   * @default system-cluster-critical: while Kyverno is gone, no pod starts where a policy fails closed
   */
  readonly priorityClassName?: string;
  /** Labels nodes must have to run Kyverno. @default any Linux node */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** Taints Kyverno's pods put up with. @default none */
  readonly tolerations?: readonly Toleration[];
}

/**
 * Kyverno, which checks objects at admission and what runs already: admission and reports controller.
 *
 *     const kyverno = new Kyverno(this, "Kyverno", { cluster });
 *
 * Containers run as non-root with a read-only file system and no capabilities, as the chart has it. Webhooks leave
 * out `kube-system` and Kyverno's own namespace, so that a cluster comes up without it.
 *
 * @throws ConfigError `out-of-range`, `invalid-name`, `unknown-log-format`, `unknown-failure-policy`,
 * `service-monitors-need-metrics`, `unknown-component`, `component-off`, `invalid-arn`, `invalid-quantity`,
 * `request-above-limit`, those of `checkTolerations` and those of HelmRelease
 */
export class Kyverno extends Construct implements IKyverno, ITerraformDependable {
  readonly cluster: ICluster;
  readonly namespace: string;
  readonly release: HelmRelease;
  /** Undefined where `networkPolicy` is false. */
  readonly networkPolicies: Manifests | undefined;
  readonly dependencies: readonly ITerraformDependable[];
  /** Address of the release: what needs Kyverno's definitions passes the construct in `dependsOn`. */
  readonly fqn: string;

  constructor(scope: Construct, id: string, props: KyvernoProps) {
    super(scope, id);
    guardStack(this);
    const config = resolveOrThrow(this, "KyvernoProps", (problems) => resolveKyverno(props, problems));
    this.cluster = props.cluster;
    this.namespace = config.namespace;
    this.release = this.makeRelease(props, config);
    this.networkPolicies = config.networkPolicy ? this.makeNetworkPolicies(config) : undefined;
    this.dependencies = [this.release];
    this.fqn = this.release.fqn;
  }

  private makeRelease(props: KyvernoProps, config: ResolvedKyverno): HelmRelease {
    const identities = this.makeIdentities(config);
    const annotations = mapValues(identities, (identity) => identity.serviceAccountAnnotations);
    return new HelmRelease(this, "Release", {
      cluster: props.cluster,
      chart: "kyverno",
      version: props.version,
      releaseName: config.releaseName,
      namespace: config.namespace,
      timeoutSeconds: props.timeoutSeconds,
      values: props.values,
      baseValues: kyvernoValues({
        ...config,
        serviceAccounts: mapValues(identities, (_, component) => serviceAccountOf(component)),
        serviceAccountAnnotations: annotations,
      }),
      wiredPaths: Object.entries(annotations).flatMap(([component, given]) => {
        const account = `${VALUES_KEYS[component as KyvernoComponent]}.rbac.serviceAccount`;
        return [`${account}.name`, ...Object.keys(given).map((key) => `${account}.annotations.${key}`)];
      }),
      dependsOn: [
        ...Object.values(identities).flatMap(({ dependencies }) => dependencies),
        ...(props.dependsOn ?? []),
      ],
    });
  }

  /** Those that verify images read them: at admission, and of what runs already. */
  private makeIdentities(config: ResolvedKyverno): { readonly [component: string]: WorkloadIdentity } {
    const statements = pullStatements(config.pullFrom);
    const readers = config.components.filter((component) => VERIFIERS.includes(component));
    return Object.fromEntries(
      (statements.length > 0 ? readers : []).map((component) => [
        component,
        this.cluster.grantServiceAccount(`${config.namespace}-${serviceAccountOf(component)}`, {
          namespace: config.namespace,
          serviceAccount: serviceAccountOf(component),
          statements,
        }),
      ]),
    );
  }

  private makeNetworkPolicies(config: ResolvedKyverno): Manifests {
    return new Manifests(this, "NetworkPolicies", {
      cluster: this.cluster,
      releaseName: `${config.releaseName}-network`,
      namespace: config.namespace,
      manifests: kyvernoNetworkPolicies(config.releaseName, config.components, config.metrics),
      dependsOn: [this.release],
    });
  }
}

const VERIFIERS: readonly KyvernoComponent[] = ["admission-controller", "reports-controller"];

function serviceAccountOf(component: KyvernoComponent): string {
  return `kyverno-${component}`;
}

function mapValues<T, R>(
  map: { readonly [key: string]: T },
  make: (value: T, component: KyvernoComponent) => R,
): { readonly [key: string]: R } {
  return Object.fromEntries(
    Object.entries(map).map(([key, value]) => [key, make(value, key as KyvernoComponent)]),
  );
}
