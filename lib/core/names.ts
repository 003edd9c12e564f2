import { createHash } from "node:crypto";
import type { Problems } from "./errors";
import { isToken } from "./tokens";

const HASH_LENGTH = 8;

/**
 * Joins the parts of a physical name with dashes and keeps it within a service's limit.
 *
 * A name that is too long is cut and closed with eight hexadecimal digits of the whole name, so that two long
 * names with the same beginning stay apart. The same parts always give the same name.
 *
 * @param maxLength characters the service allows, at least 10
 */
export function physicalName(parts: readonly string[], maxLength: number): string {
  const whole = parts.filter((part) => part !== "").join("-");
  if (isToken(whole) || whole.length <= maxLength) {
    return whole;
  }
  const hash = createHash("sha256").update(whole).digest("hex").slice(0, HASH_LENGTH);
  return `${whole.slice(0, maxLength - HASH_LENGTH - 1).replace(/-+$/, "")}-${hash}`;
}

/** A shape a name must have, with the words that explain it. */
export interface NameRule {
  readonly pattern: RegExp;
  readonly maxLength: number;
  /** Completes the sentence "name must ...". */
  readonly must: string;
}

/** Name of a Kubernetes object that is also a DNS label (RFC 1123): namespace, service account, service. */
export const DNS_LABEL: NameRule = {
  pattern: /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
  maxLength: 63,
  must: "be lowercase letters, digits and dashes, start and end with a letter or digit, at most 63 characters",
};

/** Name of a Kubernetes object that is a DNS subdomain (RFC 1123). */
export const DNS_SUBDOMAIN: NameRule = {
  pattern: /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/,
  maxLength: 253,
  must: "be lowercase letters, digits, dashes and dots, start and end with a letter or digit, at most 253 characters",
};

/** Name of a Helm release: Helm itself stops at 53 characters. */
export const HELM_RELEASE_NAME: NameRule = {
  pattern: DNS_LABEL.pattern,
  maxLength: 53,
  must: "be lowercase letters, digits and dashes, start and end with a letter or digit, at most 53 characters",
};

/** Reports a name that breaks a rule. Tokens pass. */
export function checkName(problems: Problems, prop: string, name: string | undefined, rule: NameRule): void {
  if (name === undefined || isToken(name)) {
    return;
  }
  problems.addIf(name.length > rule.maxLength || !rule.pattern.test(name), {
    prop,
    code: "invalid-name",
    rule: `name must ${rule.must}`,
    value: name,
    fix: "choose another name",
  });
}
