import { arnParts, checkArn } from "../../lib/core/arn";
import type { Problems } from "../../lib/core/errors";
import type { PolicyStatement } from "../../lib/core/policy";
import type { JsonObject } from "../../lib/core/render";
import { isToken } from "../../lib/core/tokens";
import type { PodIdentity } from "./pod-identity";
import type { SecretReference } from "./secret-reference";

/** What a TriggerAuthentication is made of. */
export interface Authentication {
  /** Where the value of each parameter lies, by KEDA's name of the parameter. */
  readonly secrets: { readonly [parameter: string]: SecretReference };
  /** Identity the scaler itself works as. */
  readonly identity?: PodIdentity;
}

/** The spec of a TriggerAuthentication, and what KEDA's operator must be allowed for it. */
export interface AuthenticationSpec {
  readonly spec: JsonObject;
  readonly statements: readonly PolicyStatement[];
}

/**
 * Renders an authentication. KEDA reads from at most one Vault, one region of Secrets Manager, one Key Vault and one
 * Google identity in each.
 *
 * Codes, at KEDA's name of the parameter: `two-secret-stores`, `invalid-arn`.
 */
export function authenticationSpec(
  { secrets, identity }: Authentication,
  problems: Problems,
): AuthenticationSpec {
  const entries = Object.entries(secrets).sort(([one], [other]) => (one < other ? -1 : 1));
  const of = <F extends SecretReference["from"]>(from: F) =>
    entries.filter(
      (entry): entry is [string, Extract<SecretReference, { from: F }>] => entry[1].from === from,
    );
  const aws = of("aws-secrets-manager");
  const spec = {
    podIdentity: identity,
    secretTargetRef: list(of("secret"), ([parameter, { name, key }]) => ({ parameter, name, key })),
    configMapTargetRef: list(of("config-map"), ([parameter, { name, key }]) => ({ parameter, name, key })),
    env: list(of("env"), ([parameter, { name, containerName }]) => ({
      parameter,
      name,
      ...(containerName !== undefined && { containerName }),
    })),
    boundServiceAccountToken: list(of("service-account-token"), ([parameter, { serviceAccountName }]) => ({
      parameter,
      serviceAccountName,
    })),
    hashiCorpVault: vault(of("vault"), problems),
    awsSecretManager: awsSecretsManager(aws, problems),
    gcpSecretManager: gcpSecretManager(of("gcp-secret-manager")),
    azureKeyVault: azureKeyVault(of("azure-key-vault"), problems),
  };
  return {
    spec: Object.fromEntries(Object.entries(spec).filter(([, part]) => part !== undefined)) as JsonObject,
    statements: [...aws.flatMap(([, reference]) => statementsOf(reference)), ...assumeRole(identity)],
  };
}

/** What the operator needs to take on an identity: nothing for its own. */
export function assumeRole(identity: PodIdentity | undefined): readonly PolicyStatement[] {
  return identity?.provider === "aws" && identity.roleArn !== undefined
    ? [{ actions: ["sts:AssumeRole", "sts:TagSession"], resources: [identity.roleArn] }]
    : [];
}

type Entry<F extends SecretReference["from"]> = [string, Extract<SecretReference, { from: F }>];

/** KEDA refuses an empty list of secrets, so what has none is left out. */
function list<T>(entries: readonly T[], render: (entry: T) => JsonObject): readonly JsonObject[] | undefined {
  return entries.length > 0 ? entries.map(render) : undefined;
}

function vault(entries: readonly Entry<"vault">[], problems: Problems): JsonObject | undefined {
  const connection = same(entries, ([, reference]) => reference.vault, "Vault", problems);
  return (
    connection && {
      address: connection.address,
      authentication: "kubernetes",
      role: connection.role,
      mount: connection.mount ?? "kubernetes",
      ...(connection.namespace !== undefined && { namespace: connection.namespace }),
      ...(connection.serviceAccountName !== undefined && {
        credential: { serviceAccountName: connection.serviceAccountName },
      }),
      secrets: entries.map(([parameter, { path, key, engine }]) => ({
        parameter,
        path,
        key,
        type: engine === "kv-v1" ? "secret" : "secretV2",
      })),
    }
  );
}

function awsSecretsManager(
  entries: readonly Entry<"aws-secrets-manager">[],
  problems: Problems,
): JsonObject | undefined {
  for (const [parameter, { secretArn }] of entries) {
    checkArn(problems, parameter, secretArn, "secretsmanager", "secret:");
  }
  const store = same(
    entries,
    ([, { secretArn, identity }]) => ({ identity, region: arnParts(secretArn).region }),
    "region of AWS Secrets Manager",
    problems,
  );
  return (
    store && {
      podIdentity: store.identity,
      region: store.region,
      secrets: entries.map(([parameter, { secretArn, key }]) => ({
        parameter,
        name: secretArn,
        ...(key !== undefined && { secretKey: key }),
      })),
    }
  );
}

function gcpSecretManager(entries: readonly Entry<"gcp-secret-manager">[]): JsonObject | undefined {
  const [first] = entries;
  return (
    first && {
      podIdentity: first[1].identity,
      secrets: entries.map(([parameter, { id, version }]) => ({
        parameter,
        id,
        ...(version !== undefined && { version }),
      })),
    }
  );
}

function azureKeyVault(
  entries: readonly Entry<"azure-key-vault">[],
  problems: Problems,
): JsonObject | undefined {
  const store = same(
    entries,
    ([, { vaultUri, identity }]) => ({ vaultUri, identity }),
    "Azure Key Vault",
    problems,
  );
  return (
    store && {
      vaultUri: store.vaultUri,
      podIdentity: store.identity,
      secrets: entries.map(([parameter, { name, version }]) => ({
        parameter,
        name,
        ...(version !== undefined && { version }),
      })),
    }
  );
}

/** The store all entries agree upon; reports the first that names another. */
function same<E extends readonly [string, unknown], S>(
  entries: readonly E[],
  storeOf: (entry: E) => S,
  noun: string,
  problems: Problems,
): S | undefined {
  const [first] = entries;
  if (first === undefined) {
    return undefined;
  }
  const store = storeOf(first);
  const other = entries.find((entry) => differ(storeOf(entry), store));
  if (other !== undefined) {
    problems.add({
      prop: other[0],
      code: "two-secret-stores",
      rule: `the secrets of one trigger come from one ${noun}, and ${first[0]} comes from another`,
      fix: "keep them in one place, or synchronize one into a Secret and use SecretFrom.secret",
    });
  }
  return store;
}

/** Whether two values are not alike as far as they are known: a region behind a token may be any. */
function differ(one: unknown, other: unknown): boolean {
  if (isToken(one) || isToken(other)) {
    return false;
  }
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) {
    return one !== other;
  }
  const [first, second] = [new Map(Object.entries(one)), new Map(Object.entries(other))];
  return [...first.keys(), ...second.keys()].some((key) => differ(first.get(key), second.get(key)));
}

function statementsOf({
  secretArn,
  identity,
}: Extract<SecretReference, { from: "aws-secrets-manager" }>): readonly PolicyStatement[] {
  const assumed = assumeRole(identity);
  return assumed.length > 0
    ? assumed
    : [{ actions: ["secretsmanager:GetSecretValue"], resources: [secretArn] }];
}
