import { ConfigError, type Problems } from "../../lib/core/errors";
import { checkName, DNS_SUBDOMAIN, type NameRule } from "../../lib/core/names";
import { isToken } from "../../lib/core/tokens";
import type { WorkloadExtension } from "../workload/extension";

/**
 * One key of a Secret, as everything reads it that takes no value but its place: variables of a workload, scalers of
 * KEDA, receivers and data sources of the observability stack.
 */
export type SecretKeyReference = {
  readonly from: "secret";
  /** Name of the Secret. */
  readonly name: string;
  /** The same name, as observability spells it. */
  readonly secretName: string;
  readonly key: string;
};

/** Every key of a Secret as variables: for `envFrom` of a workload. */
export type WholeSecretReference = { readonly from: "whole-secret"; readonly name: string };

/**
 * A Secret of Kubernetes, wherever its values come from: made by `Secret`. In `secrets` of a workload it brings the
 * Secret with it; `key` names one of its values. The values themselves are in no plan and in no state.
 */
export interface SecretValue extends WorkloadExtension {
  /** Name of the Secret. */
  readonly name: string;
  /** Its keys; undefined where they are not known before the cluster has it. */
  readonly keys: readonly string[] | undefined;
  /**
   * Reference to one key: `env: { JWT_SECRET: users.key("jwt") }`.
   *
   * @throws ConfigError `unknown-secret-key` with the known ones, where the keys are known
   */
  key(key: string): SecretKeyReference;
  /** Reference to every key, each a variable of its own: `envFrom: [users.wholeSecret()]`. */
  wholeSecret(): WholeSecretReference;
}

/** Key of a Secret. Source: IsConfigMapKey, Kubernetes API validation. */
export const SECRET_KEY: NameRule = {
  pattern: /^(?!\.\.?$)[-._a-zA-Z0-9]+$/,
  maxLength: 253,
  must: "be letters, digits, dashes, underscores and dots, at most 253 characters",
};

/** The members that every Secret has, whatever brings it. */
export function secretReferences(
  name: string,
  keys: readonly string[] | undefined,
): Pick<SecretValue, "name" | "keys" | "key" | "wholeSecret"> {
  return {
    name,
    keys,
    key: (key) => {
      if (keys !== undefined && !isToken(key) && !keys.includes(key)) {
        throw new ConfigError(`Secret ${name}`, "SecretValue", [
          {
            prop: "key",
            code: "unknown-secret-key",
            rule: "the Secret has no such key",
            value: key,
            fix: `use one of ${keys.join(", ") || "none: it has no keys"}`,
          },
        ]);
      }
      return { from: "secret", name, secretName: name, key };
    },
    wholeSecret: () => ({ from: "whole-secret", name }),
  };
}

/** Reports a Secret that another namespace has than its reader's, as `secret-elsewhere`. Tokens pass. */
export function checkSameNamespace(
  problems: Problems,
  secret: { readonly name: string; readonly namespace: string },
  namespace: string,
): void {
  problems.addIf(namespace !== secret.namespace && !isToken(namespace) && !isToken(secret.namespace), {
    prop: "",
    code: "secret-elsewhere",
    rule: `Secret ${secret.name} is in namespace ${secret.namespace}, and pods read those of their own`,
    value: namespace,
    fix: "make a Secret in the namespace of the workload",
  });
}

/** Reports a name no Secret can have, and keys it cannot have, under `keys`: `invalid-name`, `duplicate-key`. */
export function checkSecret(problems: Problems, name: string, keys: readonly string[] | undefined): void {
  checkName(problems, "name", name, DNS_SUBDOMAIN);
  keys?.forEach((key, index) => {
    checkName(problems.at("keys"), `[${index}]`, key, SECRET_KEY);
    problems.at("keys").addIf(keys.indexOf(key) !== index, {
      prop: `[${index}]`,
      code: "duplicate-key",
      rule: "a Secret has a key once",
      value: key,
      fix: "remove one of them",
    });
  });
}
