import type { Problems } from "../../../lib/core/errors";

/**
 * Reports props of a second alternative where KEDA takes one. Code: `exclusive`.
 *
 * @param alternatives each the props that belong together, by name
 */
export function checkExclusive(
  problems: Problems,
  rule: string,
  ...alternatives: readonly Readonly<Record<string, unknown>>[]
): void {
  const [kept, second] = alternatives
    .map((props) => Object.keys(props).find((prop) => props[prop] !== undefined))
    .filter((prop) => prop !== undefined);
  if (second !== undefined) {
    problems.add({ prop: second, code: "exclusive", rule, fix: `keep one of ${kept}, ${second}` });
  }
}
