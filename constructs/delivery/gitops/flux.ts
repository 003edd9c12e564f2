import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { CHARTS } from "../../../lib/core/charts";
import { resolveOrThrow } from "../../../lib/core/errors";
import type { ResourceRequirements } from "../../../lib/core/quantities";
import { guardStack } from "../../../lib/core/validation";
import type { ICluster } from "../../cluster/cluster";
import { HelmRelease, type HelmReleaseProps } from "../../helm/helm-release";
import type { Toleration } from "../../keda/tolerations";
import { type FluxComponent, resolveFlux } from "./flux-config";
import { fluxValues } from "./flux-values";
import type { IFlux } from "./gitops-interface";

export interface FluxProps
  extends Pick<
    HelmReleaseProps,
    "cluster" | "version" | "releaseName" | "namespace" | "values" | "dependsOn" | "timeoutSeconds"
  > {
  /** Controllers beside the source controller. @default kustomize, helm and notification */
  readonly components?: readonly FluxComponent[];
  /**
   * Each application acts as a service account of its own namespace and refers to nothing outside of it.
   * @default true. False lets every application act as cluster admin
   */
  readonly multiTenant?: boolean;
  /** @default true: controllers are reached from their namespace only, but for metrics and webhooks */
  readonly networkPolicy?: boolean;
  /** PodMonitors for a Prometheus Operator; pass the PrometheusStack in `dependsOn`. @default false */
  readonly podMonitors?: boolean;
  /** @default info, as JSON */
  readonly logLevel?: "debug" | "info" | "error";
  /** Requests and limits of each controller. @default the chart's: 100m and 64Mi requested */
  readonly resources?: ResourceRequirements;
  /** PriorityClass of all controllers. @default none */
  readonly priorityClassName?: string;
  /** Labels nodes must have. @default any Linux node */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** Taints the controllers put up with. @default none */
  readonly tolerations?: readonly Toleration[];
}

/** What must be known of a Flux that was installed elsewhere. */
export interface FluxAttributes {
  readonly cluster: ICluster;
  /** Namespace Flux runs in. @default flux-system */
  readonly namespace?: string;
  /** Whether cross-namespace references are off and applications name a service account. @default true */
  readonly multiTenant?: boolean;
}

/**
 * Flux, which keeps the cluster like repositories say.
 *
 *     const flux = new Flux(this, "Flux", { cluster });
 *
 * Pods serve Prometheus metrics on port 8080 and carry the annotations for scraping, as the chart has it.
 *
 * @throws ConfigError `invalid-name`, `unknown-component`, `missing-component`, `unknown-log-level`,
 * `invalid-quantity`, `request-above-limit`, those of `checkTolerations`, and those of HelmRelease
 */
export class Flux extends Construct implements IFlux, ITerraformDependable {
  /** Flux that another stack installed, or a person. */
  static fromAttributes({ cluster, namespace, multiTenant }: FluxAttributes): IFlux {
    return {
      controller: "flux",
      cluster,
      namespace: namespace ?? CHARTS.flux2.namespace,
      multiTenant: multiTenant ?? true,
      dependencies: [],
    };
  }

  readonly controller = "flux";
  readonly cluster: ICluster;
  readonly release: HelmRelease;
  readonly namespace: string;
  readonly multiTenant: boolean;
  readonly dependencies: readonly ITerraformDependable[];
  /** Address of the release: what needs Flux' definitions passes the construct in `dependsOn`. */
  readonly fqn: string;

  constructor(scope: Construct, id: string, props: FluxProps) {
    super(scope, id);
    guardStack(this);
    const config = resolveOrThrow(this, "FluxProps", (problems) => resolveFlux(props, problems));
    this.cluster = props.cluster;
    this.namespace = config.namespace;
    this.multiTenant = config.multiTenant;
    this.release = new HelmRelease(this, "Release", {
      cluster: props.cluster,
      chart: "flux2",
      version: props.version,
      releaseName: config.releaseName,
      namespace: config.namespace,
      timeoutSeconds: props.timeoutSeconds,
      values: props.values,
      baseValues: fluxValues(config),
      wiredPaths: ["multitenancy.enabled"],
      dependsOn: props.dependsOn,
    });
    this.dependencies = [this.release];
    this.fqn = this.release.fqn;
  }
}
