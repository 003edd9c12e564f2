import { stringify } from "yaml";
import type { Problems } from "../../../lib/core/errors";
import type { JsonObject } from "../../../lib/core/render";
import { ifKnown, isToken } from "../../../lib/core/tokens";
import { isCredentialName } from "../../keda/credential-text";
import { checkSecretKey, type SecretKey } from "../../observability/secret-key";

/** An OpenID Connect provider that Argo CD talks to itself. */
export interface OidcProvider {
  /** Shown on the login button: `Entra ID`. */
  readonly name: string;
  /** Address of the issuer, `https://`. */
  readonly issuer: string;
  readonly clientId: string;
  /**
   * Client secret: key of a Secret in Argo CD's namespace with the label `app.kubernetes.io/part-of: argocd`, without
   * which Argo CD does not read it.
   * @default none: the client is public and the login uses PKCE
   */
  readonly clientSecret?: SecretKey;
  /** Client id of the command line, where the provider wants another. @default `clientId` */
  readonly cliClientId?: string;
  /** @default openid, profile, email and groups */
  readonly scopes?: readonly string[];
}

/** A connector of Dex, for providers that speak no OpenID Connect: GitHub, LDAP, SAML. */
export interface DexConnector {
  /** Type of the connector: `github`, `ldap`, `saml`. */
  readonly type: string;
  readonly id: string;
  /** Shown on the login button. */
  readonly name: string;
  /** Members of the connector's `config` that are not secret. @default none */
  readonly config?: JsonObject;
  /**
   * Members of `config` that are secret, by their name: `clientSecret`. Each lies in a Secret in Argo CD's namespace
   * with the label `app.kubernetes.io/part-of: argocd`.
   * @default none
   */
  readonly secrets?: Readonly<Record<string, SecretKey>>;
}

/** How people log in. Made by `ArgoCdSso`. */
export type ArgoCdSsoValue =
  | { readonly type: "oidc"; readonly provider: OidcProvider }
  | { readonly type: "dex"; readonly connectors: readonly DexConnector[] };

/** Ways to log in to Argo CD. */
export const ArgoCdSso = {
  /** A provider of OpenID Connect. */
  oidc: (provider: OidcProvider): ArgoCdSsoValue => ({ type: "oidc", provider }),
  /** Dex, which Argo CD then runs beside itself. */
  dex: (...connectors: readonly DexConnector[]): ArgoCdSsoValue => ({ type: "dex", connectors }),
};

/**
 * Renders the members of `argocd-cm` for a login, as text: that is how Argo CD reads them.
 *
 * Codes: `invalid-url`, `missing-value`, `no-connectors`, `duplicate-connector`, `literal-secret`, `missing-secret`,
 * `invalid-name`.
 */
export function ssoSettings(sso: ArgoCdSsoValue, problems: Problems): { readonly [key: string]: string } {
  return sso.type === "oidc"
    ? { "oidc.config": text(oidcConfig(sso.provider, problems.at("provider"))) }
    : { "dex.config": text({ connectors: dexConnectors(sso.connectors, problems) }) };
}

/** YAML that stands as text inside the values. Strings are quoted: a token may come to look like a number. */
function text(config: JsonObject): string {
  return stringify(config, { lineWidth: 0, defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN" });
}

function oidcConfig(provider: OidcProvider, problems: Problems): JsonObject {
  const { name, issuer, clientId, clientSecret, cliClientId, scopes } = provider;
  checkPresent(problems, "name", name);
  checkPresent(problems, "clientId", clientId);
  ifKnown(issuer, (known) => {
    problems.addIf(!/^https:\/\/[^\s/]+/.test(known), {
      prop: "issuer",
      code: "invalid-url",
      rule: "an issuer is an https:// address, tokens are trusted by it",
      value: known,
      fix: "copy it from the provider's discovery document",
    });
  });
  return {
    name,
    issuer,
    clientID: clientId,
    ...(clientSecret === undefined
      ? { enablePKCEAuthentication: true }
      : { clientSecret: reference(problems, "clientSecret", clientSecret) }),
    cliClientID: cliClientId,
    requestedScopes: scopes ?? ["openid", "profile", "email", "groups"],
  };
}

function dexConnectors(connectors: readonly DexConnector[], problems: Problems): readonly JsonObject[] {
  problems.addIf(connectors.length === 0, {
    prop: "connectors",
    code: "no-connectors",
    rule: "Dex without a connector lets nobody in",
    value: [],
    fix: "add a connector, or use ArgoCdSso.oidc",
  });
  return connectors.map(({ type, id, name, config = {}, secrets = {} }, index) => {
    const at = problems.at("connectors").at(index);
    checkPresent(at, "type", type);
    checkPresent(at, "id", id);
    at.addIf(connectors.findIndex((other) => other.id === id) < index, {
      prop: "id",
      code: "duplicate-connector",
      rule: "connectors have ids of their own, users are known by them",
      value: id,
      fix: "rename one of them",
    });
    checkLiterals(config, at.at("config"));
    const hidden = Object.entries(secrets).map(([member, secret]) => [
      member,
      reference(at.at("secrets"), member, secret),
    ]);
    return { type, id, name, config: { ...config, ...Object.fromEntries(hidden) } };
  });
}

/** Dex and Argo CD resolve `$secret:key` themselves, when they start. */
function reference(problems: Problems, prop: string, secret: SecretKey): string {
  return checkSecretKey(problems, prop, secret) ? `$${secret.secretName}:${secret.key}` : "";
}

/** Connectors call their secrets `clientSecret` and `bindPW`. */
function checkLiterals(config: JsonObject, problems: Problems): void {
  for (const [member, value] of Object.entries(config)) {
    problems.addIf(typeof value === "string" && (isCredentialName(member) || /pw$/i.test(member)), {
      prop: member,
      code: "literal-secret",
      rule: "a secret is never a literal: it would be readable in the plan, the state and the cluster",
      fix: "move it to secrets: { secretName, key }",
    });
    if (typeof value === "object" && value !== null && !Array.isArray(value) && !isToken(value)) {
      checkLiterals(value as JsonObject, problems.at(member));
    }
  }
}

function checkPresent(problems: Problems, prop: string, value: string): void {
  problems.addIf(value.trim() === "", {
    prop,
    code: "missing-value",
    rule: "must not be empty",
    value,
    fix: "fill it in",
  });
}
