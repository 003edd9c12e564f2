import type { Attributes } from "./synth";

/** A token of a job, by the claims a trust policy can look at. */
export interface JobToken {
  readonly aud: string;
  readonly sub: string;
}

type Condition = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

const ISSUER = "token.actions.githubusercontent.com";

/** Whether IAM would let the bearer of a token assume a role with this trust policy. Knows two operators, fails on others. */
export function canAssume(trustPolicy: string, providerArn: string, token: JobToken): boolean {
  const statements: Attributes[] = list(JSON.parse(trustPolicy).Statement);
  const applies = (effect: string) =>
    statements.some(
      (statement) =>
        statement.Effect === effect &&
        list(statement.Action).includes("sts:AssumeRoleWithWebIdentity") &&
        list(statement.Principal?.Federated).includes(providerArn) &&
        holds(statement.Condition ?? {}, token),
    );
  return applies("Allow") && !applies("Deny");
}

function holds(condition: Condition, token: JobToken): boolean {
  const claims: Record<string, string> = { [`${ISSUER}:aud`]: token.aud, [`${ISSUER}:sub`]: token.sub };
  return Object.entries(condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => {
      const claim = claims[key];
      return claim !== undefined && list(values).some((value) => matches(operator, value, claim));
    }),
  );
}

function matches(operator: string, value: string, claim: string): boolean {
  if (operator === "StringEquals") {
    return value === claim;
  }
  if (operator === "StringLike") {
    const escaped = value.replace(/[.+^${}()|[\]\\]/g, "\\$&");
    return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`, "s").test(claim);
  }
  throw new Error(`the evaluator does not know ${operator}`);
}

// biome-ignore lint/suspicious/noExplicitAny: IAM writes one value without a list
function list(value: any): any[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}
