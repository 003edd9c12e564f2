import { checkName, DNS_LABEL, DNS_SUBDOMAIN } from "../../../lib/core/names";
import type { JsonObject } from "../../../lib/core/render";
import { isToken } from "../../../lib/core/tokens";
import type { StoreContext } from "./store-provider-value";

/** A service account a store acts as, in place of the operator's. */
export type StoreServiceAccount = {
  readonly name: string;
  /** @default that of the SecretStore; a ClusterSecretStore has none and must name it */
  readonly namespace?: string;
  /** Whom its token is for. @default what the provider asks for */
  readonly audiences?: readonly string[];
};

/**
 * Renders the reference to a service account, which the operator asks a token for.
 *
 * Codes: `invalid-name`, `service-account-tokens-refused`, `service-account-without-namespace`,
 * `service-account-elsewhere`.
 */
export function serviceAccountRef(
  account: StoreServiceAccount,
  prop: string,
  context: StoreContext,
): JsonObject {
  const { name, namespace, audiences } = account;
  const at = context.problems.at(prop);
  checkName(at, "name", name, DNS_SUBDOMAIN);
  checkName(at, "namespace", namespace, DNS_LABEL);
  at.addIf(context.serviceAccountTokens === "refused", {
    prop: "",
    code: "service-account-tokens-refused",
    rule: "the operator may not ask for tokens of other service accounts",
    value: name,
    fix: 'say serviceAccountTokens: "allowed" to ExternalSecrets, or leave it out: the store acts as the operator',
  });
  at.addIf(context.kind === "ClusterSecretStore" && namespace === undefined, {
    prop: "namespace",
    code: "service-account-without-namespace",
    rule: "a ClusterSecretStore has no namespace of its own to look in",
    fix: "name the namespace of the service account",
  });
  const elsewhere = namespace !== undefined && namespace !== context.namespace;
  at.addIf(
    context.kind === "SecretStore" && elsewhere && !isToken(namespace) && !isToken(context.namespace),
    {
      prop: "namespace",
      code: "service-account-elsewhere",
      rule: `a SecretStore acts as service accounts of its own namespace, ${context.namespace}`,
      value: namespace,
      fix: "leave namespace out, or use a ClusterSecretStore",
    },
  );
  return {
    name,
    ...(namespace !== undefined && { namespace }),
    ...(audiences !== undefined && { audiences }),
  };
}
