import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { resolveOrThrow } from "../../../lib/core/errors";
import { checkName, DNS_LABEL } from "../../../lib/core/names";
import type { ICluster } from "../../cluster/cluster";
import type { ISecretStore } from "../../secrets/secret-store-interface";
import { NamespaceBoundary } from "../../workload/namespace/namespace-boundary";
import type { NamespaceBoundaryProps } from "../../workload/namespace/namespace-boundary-props";
import type { WorkloadPlatform } from "../../workload/workload-platform";
import { PREVIEW_LABELS, type PreviewConfig, resolvePreview } from "./preview-config";
import type { PreviewSettings } from "./preview-settings";

export interface PreviewEnvironmentProps
  extends PreviewSettings,
    Pick<NamespaceBoundaryProps, "podSecurity" | "network" | "teams" | "labels"> {
  /** Cluster that previews share with each other. */
  readonly cluster: ICluster;
  /** Number of the pull request. */
  readonly number: number;
  /** Tag of the images the pull request made: its commit's SHA, by a Terraform variable. */
  readonly imageTag: string;
  /**
   * What the cluster offers to workloads. Leave `metrics` out, and previews are not watched; with it they still promise
   * nothing, so that none alerts anybody.
   * @default nothing: pods carry annotations for whoever scrapes them
   */
  readonly platform?: Pick<
    WorkloadPlatform,
    "keda" | "metrics" | "monitoring" | "delivery" | "gateway" | "labels" | "mutableTags"
  >;
  /** Store the preview's secrets come from; it must name what it reads, and not read everything. @default none */
  readonly secretStore?: ISecretStore;
  /** What must exist before, beside the cluster. @default nothing */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * A place for one pull request: a namespace of its own with a small quota, a host name, a time to live, and a platform
 * on which the same workloads run as elsewhere, scaled down.
 *
 *     const preview = new PreviewEnvironment(stack, "Preview", {
 *       cluster,
 *       number: 7,
 *       imageTag: imageTag.stringValue,
 *       domain: "previews.example.com",
 *       ttlHours: 72,
 *     });
 *     shop(stack, { platform: preview.platform, imageTag: preview.imageTag, hostname: preview.hostname });
 *
 * In a `PreviewStack` it is made by `cdktf deploy preview-7` and gone after `cdktf destroy preview-7`. The time to
 * live is a label of the namespace: nothing in the cluster acts on it, because what stands in Terraform's state has to
 * go through Terraform. `expiredPreviews` names the stacks to destroy.
 *
 * @throws ConfigError `invalid-preview-number`, `preview-without-ttl`, `out-of-range`, `invalid-name`,
 * `reserved-namespace`, `missing-image-tag`, `secret-store-not-limited`, `namespace-not-served`, and those of
 * NamespaceBoundary
 */
export class PreviewEnvironment extends Construct {
  readonly number: number;
  readonly imageTag: string;
  /** Host of the preview as a whole: `pr-7.previews.example.com`. */
  readonly hostname: string;
  /** The namespace of the preview. It is not protected against deletion. */
  readonly boundary: NamespaceBoundary;
  /** Where the preview's workloads run. */
  readonly platform: WorkloadPlatform;
  /** Where the preview's secrets come from; undefined without. */
  readonly secretStore: ISecretStore | undefined;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: PreviewEnvironmentProps,
  ) {
    super(scope, id);
    const config = resolveOrThrow(this, "PreviewEnvironmentProps", (problems) =>
      resolvePreview(props, problems),
    );
    this.number = props.number;
    this.imageTag = props.imageTag;
    this.hostname = config.hostname;
    this.secretStore = props.secretStore;
    this.boundary = this.createBoundary(config);
    this.platform = {
      ...props.platform,
      monitoring: { objectives: "none", ...props.platform?.monitoring },
      cluster: props.cluster,
      namespace: this.boundary,
      replicas: config.replicas,
      resources: config.resources,
      scaling: config.scaling,
      strategies: config.strategies,
      // Not the time to live: changing it would replace every pod.
      labels: { ...props.platform?.labels, [PREVIEW_LABELS.number]: String(props.number) },
    };
  }

  /**
   * Host of one of its services, beside the host of the whole: `pr-7-users.previews.example.com`. It is one label
   * below the domain, so that the same wildcard certificate fits.
   *
   * @throws ConfigError `invalid-name`
   */
  hostnameOf(service: string): string {
    const label = `pr-${this.number}-${service}`;
    resolveOrThrow(this, "hostnameOf", (problems) => checkName(problems, "service", label, DNS_LABEL));
    return `${label}.${this.props.domain}`;
  }

  private createBoundary(config: PreviewConfig): NamespaceBoundary {
    const { cluster, podSecurity, network, teams, labels, dependsOn } = this.props;
    return new NamespaceBoundary(this, "Namespace", {
      cluster,
      name: config.name,
      // The preview's own win: by them it is found.
      labels: { ...labels, ...config.labels },
      annotations: { "slipway.dev/hostname": config.hostname },
      quota: config.quota,
      containerLimits: config.containerLimits,
      cpuLimits: config.cpuLimits,
      deletionProtection: false,
      podSecurity,
      network,
      teams,
      dependsOn,
    });
  }
}
