import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { resolveOrThrow } from "../../../lib/core/errors";
import type { ResourceRequirements } from "../../../lib/core/quantities";
import { Manifests } from "../../helm/manifests";
import type { WorkloadContext, WorkloadContribution, WorkloadExtension } from "../../workload/extension";
import { featureFlagManifests, resolveFeatureFlags } from "./feature-flags-config";
import type { FlagValue } from "./flag";
import { FLAGD_PROXY_LABELS, INJECTION_LABEL } from "./open-feature-config";
import type { IOpenFeature } from "./open-feature-interface";

/** Flags that other sets of flags can take in. */
export interface IFeatureFlags {
  readonly name: string;
  readonly keys: readonly string[];
  /** Where the flags lie: `namespace/name`. */
  readonly source: string;
  readonly manifests: ITerraformDependable;
}

export interface FeatureFlagsProps {
  readonly openFeature: IOpenFeature;
  readonly name: string;
  /** Namespace the flags lie in. It must exist. */
  readonly namespace: string;
  /** Flags by the key applications ask for. */
  readonly flags: Readonly<Record<string, FlagValue>>;
  /** Other sets whose flags applications get as well. @default none */
  readonly shared?: readonly IFeatureFlags[];
  /** Requests and limits of flagd beside each application. @default the operator's: 200m and 32Mi, limited to 500m and 64Mi */
  readonly resources?: ResourceRequirements;
  /** What must exist before, beside the operator. @default nothing */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * Feature flags, which applications ask by OpenFeature and which change without a release of theirs.
 *
 *     const flags = new FeatureFlags(this, "Flags", {
 *       openFeature,
 *       name: "shop",
 *       namespace: "shop",
 *       flags: {
 *         "new-checkout": Flag.boolean({
 *           targeting: [{ when: When.endsWith("email", "@acme.com"), serve: "on" }],
 *           rollout: Rollout.gradual(10),
 *         }),
 *       },
 *     });
 *     new Microservice(this, "Users", { ..., extensions: [flags] });
 *
 * As an extension of a workload it has flagd put beside the main container; the OpenFeature provider of flagd finds
 * it there by itself (localhost, port 8013). Pods get no permission and reach flagd's proxy only.
 *
 * @throws ConfigError `invalid-name`, `no-flags`, `duplicate-flag`, `invalid-quantity`, `request-above-limit`, and
 * those of `renderFlag`
 */
export class FeatureFlags
  extends Construct
  implements IFeatureFlags, WorkloadExtension, ITerraformDependable
{
  readonly name: string;
  readonly keys: readonly string[];
  readonly source: string;
  readonly manifests: Manifests;
  /** Address of the release. */
  readonly fqn: string;
  private readonly openFeature: IOpenFeature;

  constructor(scope: Construct, id: string, props: FeatureFlagsProps) {
    super(scope, id);
    const { openFeature, shared = [], dependsOn = [] } = props;
    const config = resolveOrThrow(this, "FeatureFlagsProps", (problems) =>
      resolveFeatureFlags(props, problems),
    );
    this.openFeature = openFeature;
    this.name = config.name;
    this.keys = Object.keys(config.flags);
    this.source = `${config.namespace}/${config.name}`;
    this.manifests = new Manifests(this, "Manifests", {
      cluster: openFeature.cluster,
      releaseName: config.releaseName,
      namespace: config.namespace,
      createNamespace: false,
      manifests: featureFlagManifests(config),
      dependsOn: [...openFeature.dependencies, ...shared.map(({ manifests }) => manifests), ...dependsOn],
    });
    this.fqn = this.manifests.fqn;
  }

  /** Puts flagd beside a workload. Code: `other-cluster`. */
  bind({ cluster, problems }: WorkloadContext): WorkloadContribution {
    const { namespace, proxyPort } = this.openFeature;
    problems.addIf(cluster !== this.openFeature.cluster, {
      prop: "",
      code: "other-cluster",
      rule: "flags are asked where they lie, and these lie in another cluster",
      value: this.node.path,
      fix: "make FeatureFlags with an operator of the workload's cluster",
    });
    return {
      podAnnotations: {
        "openfeature.dev/enabled": "true",
        "openfeature.dev/featureflagsource": this.source,
      },
      podLabels: INJECTION_LABEL,
      egress: [
        {
          to: [
            {
              namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
              podSelector: { matchLabels: FLAGD_PROXY_LABELS },
            },
          ],
          ports: [{ protocol: "TCP", port: proxyPort }],
        },
      ],
      dependsOn: [this.manifests],
    };
  }
}
