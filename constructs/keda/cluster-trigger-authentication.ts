import { Construct } from "constructs";
import { resolveOrThrow } from "../../lib/core/errors";
import type { Manifests } from "../helm/manifests";
import { triggerAuthentication } from "./bound-triggers";
import { kedaManifests } from "./keda-manifests";
import type { AuthenticationReference, ITriggerAuthentication } from "./scaler-value";
import { resolveAuthentication, type TriggerAuthenticationProps } from "./trigger-authentication";

export type ClusterTriggerAuthenticationProps = Omit<TriggerAuthenticationProps, "namespace">;

/**
 * Credentials that triggers of every namespace share. The Secrets it refers to lie in KEDA's own namespace. Whoever
 * may make scaled objects anywhere in the cluster can use it: prefer a TriggerAuthentication for each namespace.
 *
 * @throws ConfigError `invalid-name`, `no-credentials`, `literal-secret` and those of `authenticationSpec`
 */
export class ClusterTriggerAuthentication extends Construct implements ITriggerAuthentication {
  readonly reference: AuthenticationReference;
  readonly identity: ITriggerAuthentication["identity"];
  /** The release: scaled objects that use the credentials may depend on it. */
  readonly manifests: Manifests;

  constructor(scope: Construct, id: string, props: ClusterTriggerAuthenticationProps) {
    super(scope, id);
    const { keda, name, identity } = props;
    const { spec, statements, releaseName } = resolveOrThrow(
      this,
      "ClusterTriggerAuthenticationProps",
      (problems) => resolveAuthentication(props, problems),
    );
    this.reference = { name, kind: "ClusterTriggerAuthentication" };
    this.identity = identity;
    this.manifests = kedaManifests(this, keda, {
      releaseName,
      namespace: keda.namespace,
      manifests: [triggerAuthentication("ClusterTriggerAuthentication", name, undefined, spec)],
      statements,
      dependsOn: props.dependsOn,
    });
  }
}
