import type { Problems } from "../../lib/core/errors";
import { isToken } from "../../lib/core/tokens";
import { holdsSecret } from "../workload/pod/literal-secrets";

/** What is wrong with a secret where its name belongs; its value stays out of the message. */
export const LITERAL_NAME = {
  code: "literal-secret",
  rule: "this is the place of a secret, and what stands here looks like the secret itself",
  fix: "put the value into the secret manager and write its name there",
};

/**
 * Reports what cannot be the name, path or ARN of a secret in any manager. What may be the secret itself in the wrong
 * place is never shown. Tokens pass. Codes: `literal-secret`, `invalid-secret-name`.
 *
 * @returns whether it can be one
 */
export function checkSecretName(problems: Problems, prop: string, name: string): boolean {
  if (isToken(name)) {
    return true;
  }
  if (holdsSecret("", name)) {
    problems.add({ prop, ...LITERAL_NAME });
    return false;
  }
  return !problems.addIf(!/^[^\s\p{C}]{1,2048}$/u.test(name), {
    prop,
    code: "invalid-secret-name",
    rule: "the name of a secret has no spaces or control characters and at most 2048 characters",
    fix: "write it as the secret manager shows it: prod/users",
  });
}

/**
 * Whether a name is among the patterns, in which `*` stands for any text. ARNs count by the name in them. What is known
 * only after apply, name or pattern, may always fit.
 */
export function isReadable(name: string, patterns: readonly string[]): boolean {
  if (isToken(name) || patterns.some((pattern) => isToken(pattern))) {
    return true;
  }
  const plain = nameInArn(name);
  return patterns.some((pattern) => {
    const parts = nameInArn(pattern).split("*").map(escapeRegExp);
    return new RegExp(`^${parts.join(".*")}$`, "s").test(plain);
  });
}

/**
 * The name in the ARN of a secret, without the six random characters behind it, or of a parameter; any other text is
 * returned as it is. Source: "Resource types defined by AWS Secrets Manager", service authorization reference.
 */
export function nameInArn(arn: string): string {
  const secret = /^arn:aws[a-z-]*:secretsmanager:[^:]*:[^:]*:secret:(.+?)(-[A-Za-z0-9?]{6})?$/.exec(arn);
  const parameter = /^arn:aws[a-z-]*:ssm:[^:]*:[^:]*:parameter\/(.+)$/.exec(arn);
  const name = secret?.[1] ?? parameter?.[1] ?? arn;
  // Parameter Store writes `/prod/users` in names and `parameter/prod/users` in ARNs.
  return name.replace(/^\/(?=.)/, "");
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
