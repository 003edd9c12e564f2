import type { Problems } from "../../lib/core/errors";
import { DNS_SUBDOMAIN, type NameRule } from "../../lib/core/names";
import { isToken } from "../../lib/core/tokens";

/**
 * Key of a Kubernetes Secret in the namespace of whatever reads it. The value itself never enters a plan, a state or the
 * values of a release.
 */
export type SecretKey = {
  /** Name of the Secret. */
  readonly secretName: string;
  /** Key in it: `webhook-url`. */
  readonly key: string;
};

/** An environment variable of a container that takes its value from a Secret. */
export type SecretVariable = {
  readonly name: string;
  readonly valueFrom: { readonly secretKeyRef: { readonly name: string; readonly key: string } };
};

/** Key of a Secret, as Kubernetes' API validates it. */
const SECRET_KEY: NameRule = {
  pattern: /^(?!\.\.?$)[-._a-zA-Z0-9]+$/,
  maxLength: 253,
  must: "be letters, digits, dashes, underscores and dots, at most 253 characters",
};

/**
 * Whether a prop says where a secret lies; reports `literal-secret` where it holds the secret itself,
 * `missing-secret` where it says nothing and `invalid-name` where no Secret or key has such a name. The value is
 * never shown, because it may be the secret in the wrong place.
 */
export function checkSecretKey(problems: Problems, prop: string, reference: unknown): reference is SecretKey {
  const literal = problems.addIf(typeof reference === "string", {
    prop,
    code: "literal-secret",
    rule: "a secret is given by the name of a Secret and a key in it, never by its value",
    fix: 'put the value into a Secret and write { secretName: "its-name", key: "its-key" }',
  });
  if (literal) {
    return false;
  }
  const { secretName, key } = (reference ?? {}) as Partial<SecretKey>;
  const missing = problems.addIf(typeof secretName !== "string" || typeof key !== "string", {
    prop,
    code: "missing-secret",
    rule: "this is read from a key of a Secret",
    fix: 'write { secretName: "its-name", key: "its-key" }',
  });
  if (missing) {
    return false;
  }
  const parts = [
    checkPart(problems.at(prop), "secretName", secretName, DNS_SUBDOMAIN),
    checkPart(problems.at(prop), "key", key, SECRET_KEY),
  ];
  return parts.every((fits) => fits);
}

/** An environment variable with the value of a Secret's key. */
export function secretVariable(name: string, { secretName, key }: SecretKey): SecretVariable {
  return { name, valueFrom: { secretKeyRef: { name: secretName, key } } };
}

function checkPart(problems: Problems, prop: string, name: string | undefined, rule: NameRule): boolean {
  const fits = name !== undefined && name.length <= rule.maxLength && rule.pattern.test(name);
  return !problems.addIf(!fits && !isToken(name), {
    prop,
    code: "invalid-name",
    rule: `name must ${rule.must}`,
    fix: "write the name, not the value",
  });
}
