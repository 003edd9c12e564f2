import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { CHARTS } from "../../../lib/core/charts";
import { resolveOrThrow } from "../../../lib/core/errors";
import type { ResourceRequirements } from "../../../lib/core/quantities";
import { guardStack } from "../../../lib/core/validation";
import type { ICluster } from "../../cluster/cluster";
import { HelmRelease, type HelmReleaseProps } from "../../helm/helm-release";
import { Manifests } from "../../helm/manifests";
import { PORTS, resolveOpenFeature } from "./open-feature-config";
import type { IOpenFeature } from "./open-feature-interface";
import { openFeaturePolicies } from "./open-feature-policies";
import { openFeatureValues } from "./open-feature-values";

export interface OpenFeatureProps
  extends Pick<
    HelmReleaseProps,
    "cluster" | "version" | "releaseName" | "namespace" | "values" | "dependsOn" | "timeoutSeconds"
  > {
  /**
   * cert-manager, which signs the certificate of the operator's webhooks: its release, or `installed` where another
   * stack has it. Without it the release fails.
   */
  readonly certManager: ITerraformDependable | "installed";
  /** Pods of the operator; with two or more it has a disruption budget. @default 2 */
  readonly replicas?: number;
  /** Pods of flagd's proxy, which hands flags to every application. @default 2 */
  readonly proxyReplicas?: number;
  /**
   * What becomes of new pods with flags while the operator cannot be reached: they start and their code falls back to
   * its own defaults, or they wait.
   * @default start-without-flags
   */
  readonly whenUnreachable?: "start-without-flags" | "refuse-pods";
  /** @default true: a webhook refuses flags that flagd would not understand */
  readonly flagValidation?: boolean;
  /** @default true: only the webhooks and flagd's proxy can be reached; what goes out is free */
  readonly networkPolicy?: boolean;
  /** Requests and limits of the operator. @default the chart's: 10m and 64Mi requested, limited to 500m and 128Mi */
  readonly resources?: ResourceRequirements;
}

/** What must be known of an operator that was installed elsewhere. */
export interface OpenFeatureAttributes {
  readonly cluster: ICluster;
  /** Namespace it runs in. @default open-feature-operator-system */
  readonly namespace?: string;
  /** Port of flagd's proxy. @default 8015 */
  readonly proxyPort?: number;
}

/**
 * The OpenFeature operator, which puts flagd beside applications and keeps its flags.
 *
 *     const openFeature = new OpenFeature(this, "OpenFeature", { cluster, certManager });
 *
 * @throws ConfigError `invalid-name`, `out-of-range`, `unknown-policy`, `invalid-quantity`, `request-above-limit`,
 * and those of HelmRelease
 */
export class OpenFeature extends Construct implements IOpenFeature, ITerraformDependable {
  /** An operator that another stack installed, or a person. */
  static fromAttributes({ cluster, namespace, proxyPort }: OpenFeatureAttributes): IOpenFeature {
    return {
      cluster,
      namespace: namespace ?? CHARTS["open-feature-operator"].namespace,
      proxyPort: proxyPort ?? PORTS.proxy,
      dependencies: [],
    };
  }

  readonly cluster: ICluster;
  readonly release: HelmRelease;
  /** Disruption budget and NetworkPolicies; undefined where there is neither. */
  readonly policies: Manifests | undefined;
  readonly namespace: string;
  readonly proxyPort = PORTS.proxy;
  readonly dependencies: readonly ITerraformDependable[];
  /** Address of the release: what needs the definitions passes the construct in `dependsOn`. */
  readonly fqn: string;

  constructor(scope: Construct, id: string, props: OpenFeatureProps) {
    super(scope, id);
    guardStack(this);
    const config = resolveOrThrow(this, "OpenFeatureProps", (problems) =>
      resolveOpenFeature(props, problems),
    );
    const { cluster, certManager, dependsOn = [] } = props;
    this.cluster = cluster;
    this.namespace = config.namespace;
    this.release = new HelmRelease(this, "Release", {
      cluster,
      chart: "open-feature-operator",
      version: props.version,
      releaseName: config.releaseName,
      namespace: config.namespace,
      timeoutSeconds: props.timeoutSeconds,
      values: props.values,
      baseValues: openFeatureValues(config),
      wiredPaths: ["namespace.create", "flagdProxyConfiguration.port", "mutatingWebhook.objectSelector"],
      dependsOn: [...(certManager === "installed" ? [] : [certManager]), ...dependsOn],
    });
    const policies = openFeaturePolicies(config);
    this.policies =
      policies.length === 0
        ? undefined
        : new Manifests(this, "Policies", {
            cluster,
            releaseName: config.policiesReleaseName,
            namespace: config.namespace,
            createNamespace: false,
            manifests: policies,
            dependsOn: [this.release],
          });
    this.dependencies = [this.release];
    this.fqn = this.release.fqn;
  }
}
