import { checkKnown, type Problems } from "../../../lib/core/errors";
import type { SecretReference } from "../secret-reference";
import type { ScalerDraft } from "./define-scaler";
import { type KafkaConsumer, type MskIamLogin, mskIam } from "./msk-iam";
import type { GivenParameters } from "./rules";

/**
 * How KEDA logs in to Kafka. References may be left out only where a shared `authentication` has them. What is no
 * secret, but not among KEDA's metadata either, may come from `SecretFrom.configMap`.
 */
export type KafkaSasl =
  | { readonly mechanism: "none" }
  | {
      readonly mechanism: "plaintext" | "scramSha256" | "scramSha512";
      readonly username?: SecretReference;
      readonly password?: SecretReference;
    }
  | {
      /** A token of an OAuth 2.0 server, by client credentials. */
      readonly mechanism: "oauthbearer";
      readonly clientId?: SecretReference;
      readonly clientSecret?: SecretReference;
      /** Address that issues tokens. */
      readonly tokenEndpointUri?: SecretReference;
      /** Scopes, with commas between them. @default none */
      readonly scopes?: SecretReference;
      /** SASL extensions: `logicalCluster=lkc-1,identityPoolId=pool-1`. @default none */
      readonly extensions?: SecretReference;
    }
  | MskIamLogin
  | {
      /** Kerberos. KEDA's operator needs a writable /tmp/kerberos for it. */
      readonly mechanism: "gssapi";
      readonly username?: SecretReference;
      /** One of password and keytab. */
      readonly password?: SecretReference;
      readonly keytab?: SecretReference;
      readonly realm?: SecretReference;
      /** Content of krb5.conf. */
      readonly kerberosConfig?: SecretReference;
      /** Service part of the brokers' principal. @default kafka */
      readonly serviceName?: SecretReference;
      /** `true` turns FAST pre-authentication off, which some servers refuse. @default false */
      readonly disableFast?: SecretReference;
    };

/** What a login adds to a scaler. */
export type KafkaLogin = Pick<
  ScalerDraft,
  "parameters" | "props" | "identity" | "defaultIdentity" | "statements"
>;

interface Mechanism {
  /** Parameters that choose it. */
  readonly choice: GivenParameters;
  /** KEDA's names by prop. */
  readonly keys: Readonly<Record<string, string>>;
  /** Props it needs beyond what the table asks for. */
  readonly needs?: readonly string[];
}

const PASSWORD = { username: "username", password: "password" };

const MECHANISMS: Readonly<Record<Exclude<KafkaSasl["mechanism"], "mskIam">, Mechanism>> = {
  none: { choice: { sasl: "none" }, keys: {} },
  plaintext: { choice: { sasl: "plaintext" }, keys: PASSWORD },
  scramSha256: { choice: { sasl: "scram_sha256" }, keys: PASSWORD },
  scramSha512: { choice: { sasl: "scram_sha512" }, keys: PASSWORD },
  oauthbearer: {
    choice: { sasl: "oauthbearer", saslTokenProvider: "bearer" },
    keys: {
      clientId: "username",
      clientSecret: "password",
      tokenEndpointUri: "oauthTokenEndpointUri",
      scopes: "scopes",
      extensions: "oauthExtensions",
    },
    needs: ["clientId", "clientSecret"],
  },
  gssapi: {
    choice: { sasl: "gssapi" },
    keys: {
      ...PASSWORD,
      keytab: "keytab",
      realm: "realm",
      kerberosConfig: "kerberosConfig",
      serviceName: "kerberosServiceName",
      disableFast: "kerberosDisableFAST",
    },
    needs: ["username"],
  },
};

/**
 * Reads how KEDA logs in. Codes: `unknown-value`, `missing-dependent`, `password-or-keytab`, `invalid-arn`.
 *
 * @param shared whether references may come from elsewhere
 */
export function readSasl(
  sasl: KafkaSasl | undefined,
  consumer: KafkaConsumer,
  shared: boolean,
  problems: Problems,
): KafkaLogin {
  const known = [...Object.keys(MECHANISMS), "mskIam"];
  if (
    sasl === undefined ||
    !checkKnown(problems, "sasl.mechanism", "unknown-value", "the mechanism", sasl.mechanism, known)
  ) {
    return { parameters: {} };
  }
  if (sasl.mechanism === "mskIam") {
    return mskIam(sasl, consumer, problems);
  }
  const given: GivenParameters = sasl;
  const { choice, keys, needs = [] } = MECHANISMS[sasl.mechanism];
  for (const prop of needs) {
    problems.addIf(!shared && given[prop] === undefined, {
      prop: `sasl.${prop}`,
      code: "missing-dependent",
      rule: "the login does not work without it",
      fix: `add sasl.${prop}`,
    });
  }
  if (sasl.mechanism === "gssapi") {
    checkPasswordOrKeytab(sasl.password, sasl.keytab, shared, problems);
  }
  const entries = Object.entries(keys);
  return {
    parameters: { ...choice, ...Object.fromEntries(entries.map(([prop, key]) => [key, given[prop]])) },
    props: Object.fromEntries(entries.map(([prop, key]) => [key, `sasl.${prop}`])),
  };
}

function checkPasswordOrKeytab(
  password: unknown,
  keytab: unknown,
  shared: boolean,
  problems: Problems,
): void {
  const count = [password, keytab].filter((one) => one !== undefined).length;
  problems.addIf(count > 1 || (count === 0 && !shared), {
    prop: "sasl.keytab",
    code: "password-or-keytab",
    rule: "Kerberos takes either a password or a keytab",
    fix: "give one of sasl.password, sasl.keytab",
  });
}
