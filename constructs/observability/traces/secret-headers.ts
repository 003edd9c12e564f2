import type { Problems } from "../../../lib/core/errors";
import { checkSecretKey, type SecretKey, type SecretVariable, secretVariable } from "../secret-key";

/** Headers of every request, each read from a Secret: `{ Authorization: { secretName: "vendor", key: "token" } }`. */
export type SecretHeaders = { readonly [header: string]: SecretKey };

/**
 * Checks headers: `literal-secret` where one is a text, `invalid-header` where the name is none of HTTP,
 * `duplicate-header` where two names differ in no more than case and punctuation, and those of `checkSecretKey`.
 */
export function checkSecretHeaders(
  problems: Problems,
  prop: string,
  headers: SecretHeaders | undefined,
): void {
  const seen = new Set<string>();
  for (const [header, reference] of Object.entries(headers ?? {})) {
    const at = problems.at(prop).at(header);
    at.addIf(!/^[A-Za-z0-9_-]+$/.test(header), {
      prop: "",
      code: "invalid-header",
      rule: "a header has letters, digits, dashes and underscores",
      value: header,
      fix: "rename it",
    });
    at.addIf(seen.has(variableName("", header)), {
      prop: "",
      code: "duplicate-header",
      rule: "two headers differ in no more than case and punctuation",
      value: header,
      fix: "remove one of them",
    });
    seen.add(variableName("", header));
    checkSecretKey(problems.at(prop), header, reference);
  }
}

/** The headers as a collector's configuration has them: each the value of an environment variable. */
export function headerValues(owner: string, headers: SecretHeaders): { readonly [header: string]: string } {
  return Object.fromEntries(
    Object.keys(headers).map((header) => [header, `\${env:${variableName(owner, header)}}`]),
  );
}

/** The environment variables those headers need. */
export function headerVariables(owner: string, headers: SecretHeaders): readonly SecretVariable[] {
  return Object.entries(headers).map(([header, reference]) =>
    secretVariable(variableName(owner, header), reference),
  );
}

/** Two underscores stand between the parts, so that no two pairs of owner and header make one name. */
function variableName(owner: string, header: string): string {
  return `HEADER_${owner}__${header}`.toUpperCase().replaceAll("-", "_");
}
