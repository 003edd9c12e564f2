import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { resolveOrThrow } from "../../lib/core/errors";
import type { PolicyStatement } from "../../lib/core/policy";
import type { ResourceRequirements } from "../../lib/core/quantities";
import { guardStack } from "../../lib/core/validation";
import type { ICluster, WorkloadIdentity } from "../cluster/cluster";
import { HelmRelease, type HelmReleaseProps } from "../helm/helm-release";
import type { Toleration } from "../keda/tolerations";
import { checkTraffic, type ResolvedArgoRollouts, resolveArgoRollouts } from "./argo-rollouts-config";
import { argoRolloutsValues } from "./argo-rollouts-values";
import type { GatewayApiPlugin } from "./gateway-api-plugin";
import type { IProgressiveDelivery } from "./strategy-value";

export { resolveArgoRollouts } from "./argo-rollouts-config";

export interface ArgoRolloutsProps
  extends Pick<
    HelmReleaseProps,
    "cluster" | "version" | "releaseName" | "namespace" | "values" | "dependsOn" | "timeoutSeconds"
  > {
  /**
   * Routers between which requests are split; the controller is allowed to change their objects and no others. Replica
   * ratio needs none.
   * @default none
   */
  readonly traffic?: IProgressiveDelivery["traffic"];
  /** Plugin that writes the weights of HTTPRoutes; needed with `gateway-api`. @default none */
  readonly gatewayApiPlugin?: GatewayApiPlugin;
  /**
   * Whether each step waits until AWS says that the load balancer has the new weights and pods. The controller is
   * allowed to read load balancers for it.
   * @default true with `alb`, otherwise false
   */
  readonly verifyTargetGroups?: boolean;
  /** Pods of the controller; one leads. With two or more they have a pod disruption budget. @default 2 */
  readonly replicas?: number;
  /** A read-only page for releases, without login. @default false */
  readonly dashboard?: boolean;
  /** @default true: the controller serves Prometheus metrics on port 8090 */
  readonly metrics?: boolean;
  /**
   * ServiceMonitor for a Prometheus Operator. Its definitions must exist before: pass the PrometheusStack in
   * `dependsOn`.
   * @default false
   */
  readonly serviceMonitors?: boolean;
  /** @default info */
  readonly logLevel?: "debug" | "info" | "warn" | "error";
  /** @default json */
  readonly logFormat?: "json" | "text";
  /** @default 100m and 128Mi requested, limited to 512Mi */
  readonly resources?: ResourceRequirements;
  /** PriorityClass of the controller. @default none */
  readonly priorityClassName?: string;
  /** Labels nodes must have to run it. @default any */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** Taints its pods put up with. @default none */
  readonly tolerations?: readonly Toleration[];
}

/** What must be known of an Argo Rollouts that was installed elsewhere. */
export interface ArgoRolloutsAttributes {
  /** Routers it was set up for. @default none: replica ratio only */
  readonly traffic?: IProgressiveDelivery["traffic"];
}

/** Source: "AWS Load Balancer Controller", Argo Rollouts documentation. Actions that describe take no resources. */
const VERIFY_TARGET_GROUPS: PolicyStatement = {
  actions: [
    "elasticloadbalancing:DescribeTargetGroups",
    "elasticloadbalancing:DescribeLoadBalancers",
    "elasticloadbalancing:DescribeListeners",
    "elasticloadbalancing:DescribeRules",
    "elasticloadbalancing:DescribeTags",
    "elasticloadbalancing:DescribeTargetHealth",
  ],
  resources: ["*"],
};

/**
 * Argo Rollouts, which carries out blue-green and canary releases.
 *
 *     const delivery = new ArgoRollouts(this, "ArgoRollouts", {
 *       cluster,
 *       traffic: ["gateway-api"],
 *       gatewayApiPlugin: { image: "ghcr.io/argoproj-labs/rollouts-plugin-trafficrouter-gatewayapi:v0.5.0" },
 *     });
 *
 * @throws ConfigError `unknown-traffic`, `plugin-needed`, `plugin-not-used`, those of `resolvePlugin`, `invalid-name`,
 * `out-of-range`, `unknown-log-level`, `unknown-log-format`, `invalid-quantity`, `request-above-limit`,
 * `service-monitors-need-metrics`, those of `checkTolerations`, `no-workload-identity` where target groups are to be
 * verified and the cluster gives no permissions, and those of HelmRelease
 */
export class ArgoRollouts extends Construct implements IProgressiveDelivery, ITerraformDependable {
  /**
   * Argo Rollouts that another stack installed, or a person.
   *
   * @throws ConfigError `unknown-traffic`
   */
  static fromAttributes(attributes: ArgoRolloutsAttributes = {}): IProgressiveDelivery {
    const { traffic = [] } = attributes;
    resolveOrThrow("ArgoRollouts", "ArgoRolloutsAttributes", (problems) => checkTraffic(problems, traffic));
    return { controller: "argo-rollouts", traffic, dependencies: [] };
  }

  readonly controller = "argo-rollouts";
  readonly traffic: IProgressiveDelivery["traffic"];
  readonly release: HelmRelease;
  readonly namespace: string;
  readonly dependencies: readonly ITerraformDependable[];
  /** Address of the release: what needs its definitions passes the construct in `dependsOn`. */
  readonly fqn: string;

  constructor(scope: Construct, id: string, props: ArgoRolloutsProps) {
    super(scope, id);
    guardStack(this);
    const config = resolveOrThrow(this, "ArgoRolloutsProps", (problems) =>
      resolveArgoRollouts(props, problems),
    );
    this.traffic = config.traffic;
    this.namespace = config.namespace;
    this.release = this.makeRelease(props, config, grantOf(props.cluster, config));
    this.dependencies = [this.release];
    this.fqn = this.release.fqn;
  }

  private makeRelease(
    props: ArgoRolloutsProps,
    config: ResolvedArgoRollouts,
    identity: WorkloadIdentity | undefined,
  ): HelmRelease {
    const annotations = identity?.serviceAccountAnnotations ?? {};
    return new HelmRelease(this, "Release", {
      cluster: props.cluster,
      chart: "argo-rollouts",
      version: props.version,
      releaseName: config.releaseName,
      namespace: config.namespace,
      timeoutSeconds: props.timeoutSeconds,
      values: props.values,
      baseValues: argoRolloutsValues({ ...config, serviceAccountAnnotations: annotations }),
      wiredPaths: [
        "serviceAccount.name",
        ...Object.keys(annotations).map((key) => `serviceAccount.annotations.${key}`),
        // Lists of the user's replace those with the plugin.
        ...(config.plugin ? ["controller.trafficRouterPlugins"] : []),
        ...(config.plugin?.copy
          ? ["controller.initContainers", "controller.volumes", "controller.volumeMounts"]
          : []),
      ],
      dependsOn: [...(identity?.dependencies ?? []), ...(props.dependsOn ?? [])],
    });
  }
}

function grantOf(cluster: ICluster, config: ResolvedArgoRollouts): WorkloadIdentity | undefined {
  const { verifyTargetGroups, namespace, serviceAccount } = config;
  return verifyTargetGroups
    ? cluster.grantServiceAccount(`${namespace}-${serviceAccount}`, {
        namespace,
        serviceAccount,
        statements: [VERIFY_TARGET_GROUPS],
      })
    : undefined;
}
