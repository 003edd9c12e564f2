import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type Problems, resolveOrThrow } from "../../lib/core/errors";
import { checkName, DNS_LABEL, DNS_SUBDOMAIN, physicalName } from "../../lib/core/names";
import type { Manifests } from "../helm/manifests";
import { type Authentication, authenticationSpec } from "./authentication-spec";
import { triggerAuthentication } from "./bound-triggers";
import { LITERAL_SECRET } from "./credential-text";
import type { IKeda } from "./keda-interface";
import { kedaManifests } from "./keda-manifests";
import { checkWatched } from "./scaled-object-config";
import type { AuthenticationReference, ITriggerAuthentication } from "./scaler-value";
import { isSecretReference } from "./secret-reference";

export interface TriggerAuthenticationProps extends Partial<Authentication> {
  readonly keda: IKeda;
  /** Name of the object. */
  readonly name: string;
  /** Namespace of the scaled objects that use it, and of the Secrets it refers to. */
  readonly namespace: string;
  /** Name of the Helm release that carries it. @default `<name>-authentication` */
  readonly releaseName?: string;
  /** What must exist before, beside KEDA. @default nothing */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * Credentials that triggers of one namespace share.
 *
 *     const rabbitMq = new TriggerAuthentication(this, "RabbitMq", {
 *       keda,
 *       name: "rabbitmq",
 *       namespace: "shop",
 *       secrets: { host: SecretFrom.secret("rabbitmq", "uri") },
 *     });
 *     Scaler.rabbitMq({ queueName: "orders", authentication: rabbitMq });
 *
 * A trigger with references of its own needs none of this.
 *
 * @throws ConfigError `invalid-name`, `not-watched`, `no-credentials`, `literal-secret` and those of `authenticationSpec`
 */
export class TriggerAuthentication extends Construct implements ITriggerAuthentication {
  readonly reference: AuthenticationReference;
  readonly namespace: string;
  readonly identity: ITriggerAuthentication["identity"];
  /** The release: scaled objects that use the credentials may depend on it. */
  readonly manifests: Manifests;

  constructor(scope: Construct, id: string, props: TriggerAuthenticationProps) {
    super(scope, id);
    const { keda, name, namespace, identity } = props;
    const { spec, statements, releaseName } = resolveOrThrow(
      this,
      "TriggerAuthenticationProps",
      (problems) => {
        checkName(problems, "namespace", namespace, DNS_LABEL);
        checkWatched(props, problems);
        return resolveAuthentication(props, problems);
      },
    );
    this.reference = { name, kind: "TriggerAuthentication" };
    this.namespace = namespace;
    this.identity = identity;
    this.manifests = kedaManifests(this, keda, {
      releaseName,
      namespace,
      manifests: [triggerAuthentication("TriggerAuthentication", name, namespace, spec)],
      statements,
      dependsOn: props.dependsOn,
    });
  }
}

/** Fills defaults and reports every problem of an authentication with a name of its own. */
export function resolveAuthentication(
  props: Partial<Authentication> & { readonly name: string; readonly releaseName?: string },
  problems: Problems,
) {
  const { name, secrets = {}, identity } = props;
  checkName(problems, "name", name, DNS_SUBDOMAIN);
  problems.addIf(Object.keys(secrets).length === 0 && identity === undefined, {
    prop: "secrets",
    code: "no-credentials",
    rule: "an authentication gives triggers secrets, an identity, or both",
    fix: "add secrets: { <parameter>: SecretFrom.secret(name, key) } or identity",
  });
  const references = Object.entries(secrets).filter(([parameter, reference]) => {
    return !problems.at("secrets").addIf(!isSecretReference(reference), {
      prop: parameter,
      ...LITERAL_SECRET,
    });
  });
  return {
    ...authenticationSpec({ secrets: Object.fromEntries(references), identity }, problems.at("secrets")),
    releaseName: props.releaseName ?? physicalName([name, "authentication"], 53),
  };
}
