import type { Problems } from "../../../lib/core/errors";
import type { ITriggerAuthentication } from "../scaler-value";
import type { SecretReference } from "../secret-reference";
import type { ScalerDraft } from "./define-scaler";
import { checkExclusive } from "./exclusive";

/** How KEDA signs in to an HTTP server: a bearer token, user and password, or a header of the server's own. */
export type HttpLogin =
  | {
      /** Token, without the word `Bearer`. */
      readonly bearerToken: SecretReference;
    }
  | {
      readonly username: SecretReference;
      /** @default an empty password */
      readonly password?: SecretReference;
    }
  | {
      /** KEDA takes the name of the header from the authentication too: `SecretFrom.configMap` suits it. */
      readonly customHeader: { readonly name: SecretReference; readonly value: SecretReference };
    };

/** Certificates, PEM. */
export type HttpCertificates = {
  /** Client certificate, with its `key` and the authority of the server. */
  readonly cert: SecretReference;
  readonly key: SecretReference;
  /** Authority that signed the certificate of the server. */
  readonly ca: SecretReference;
};

/** How KEDA signs in to an HTTP server: by a login, a client certificate, or both. `ca` alone goes with a login. */
export type HttpAuthentication = HttpCertificates | (HttpLogin & Partial<HttpCertificates>);

/** Ways to sign in that KEDA knows. Which of them a scaler makes use of is up to the scaler. */
export type HttpAuthMode = "apiKey" | "basic" | "bearer" | "custom" | "oauth" | "tls";

interface Members {
  readonly bearerToken?: SecretReference;
  readonly username?: SecretReference;
  readonly password?: SecretReference;
  readonly customHeader?: { readonly name: SecretReference; readonly value: SecretReference };
  readonly cert?: SecretReference;
  readonly key?: SecretReference;
  readonly ca?: SecretReference;
}

/** What a login adds to a scaler. */
export type HttpSignIn = Required<Pick<ScalerDraft, "parameters" | "props">>;

/**
 * Reads how KEDA signs in: `authenticate`, or `authModes` beside a shared authentication. Codes: `exclusive`,
 * `missing-either`, `missing-dependent`.
 */
export function readHttpAuthentication(
  props: {
    readonly authenticate?: HttpLogin | HttpAuthentication;
    readonly authModes?: readonly HttpAuthMode[];
    readonly authentication?: ITriggerAuthentication;
  },
  problems: Problems,
): HttpSignIn {
  const { authModes, authentication } = props;
  checkExclusive(
    problems,
    "the ways to sign in follow from authenticate",
    { authenticate: props.authenticate },
    { authModes },
  );
  problems.addIf(
    authModes !== undefined && authentication === undefined && props.authenticate === undefined,
    {
      prop: "authentication",
      code: "missing-dependent",
      rule: "authModes says what becomes of the credentials in a shared authentication",
      fix: "add authentication, or use authenticate in place of authModes",
    },
  );
  return props.authenticate === undefined
    ? { parameters: { authModes: authentication && authModes }, props: PROPS }
    : signIn(props.authenticate, problems.at("authenticate"));
}

function signIn(members: Members, problems: Problems): HttpSignIn {
  const { bearerToken, username, password, customHeader, cert, key, ca } = members;
  checkExclusive(
    problems,
    "KEDA signs in by one login",
    { bearerToken },
    { username, password },
    { customHeader },
  );
  const modes: Readonly<Record<Exclude<HttpAuthMode, "apiKey" | "oauth">, boolean>> = {
    tls: cert !== undefined || key !== undefined,
    bearer: bearerToken !== undefined,
    basic: username !== undefined || password !== undefined,
    custom: customHeader !== undefined,
  };
  const authModes = Object.entries(modes).flatMap(([mode, on]) => (on ? [mode] : []));
  problems.addIf(authModes.length === 0, {
    prop: "",
    code: "missing-either",
    rule: "there is no login and no client certificate, without which KEDA ignores ca as well",
    fix: "add bearerToken, username, customHeader, or cert and key",
  });
  problems.addIf(modes.tls && ca === undefined, {
    prop: "ca",
    code: "missing-dependent",
    rule: "KEDA takes a client certificate together with the authority of the server only",
    fix: "add ca",
  });
  return {
    parameters: {
      authModes: authModes.length > 0 ? authModes : undefined,
      bearerToken,
      username,
      password,
      customAuthHeader: customHeader?.name,
      customAuthValue: customHeader?.value,
      cert,
      key,
      ca,
    },
    props: PROPS,
  };
}

const PROPS = {
  bearerToken: "authenticate.bearerToken",
  username: "authenticate.username",
  password: "authenticate.password",
  customAuthHeader: "authenticate.customHeader.name",
  customAuthValue: "authenticate.customHeader.value",
  cert: "authenticate.cert",
  key: "authenticate.key",
  ca: "authenticate.ca",
};
