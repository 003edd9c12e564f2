import type { Problems } from "../../../lib/core/errors";

/**
 * A line that gives a variable: `NAME=value`, `export NAME="a value"`. Quotes are taken off, nothing is expanded. One
 * pattern for JavaScript, which checks the file, and for Terraform, which reads it: both understand all of it.
 */
const VARIABLE = String.raw`^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)[ \t]*=[ \t]*(?:"([^"\r\n]*)"|'([^'\r\n]*)'|([^\s"'#](?:[^\r\n]*?[^\s])??)?)[ \t]*(?:[ \t]#[^\r\n]*)?\r?$`;

/**
 * Names of the variables in a file, in its order; reports lines that say nothing understood, by their number and never
 * by what is in them. Codes: `unreadable-line`, `duplicate-key`.
 */
export function envFileKeys(text: string, problems: Problems): readonly string[] {
  const keys = new Set<string>();
  text.split("\n").forEach((line, index) => {
    if (/^\s*(#|$)/.test(line)) {
      return;
    }
    const key = new RegExp(VARIABLE).exec(line)?.[1];
    const at = `line ${index + 1}`;
    problems.addIf(key === undefined, {
      prop: "file",
      code: "unreadable-line",
      rule: "a line of an env file is NAME=value, and a quoted value ends on its line",
      value: at,
      fix: "correct the line; values of several lines do not belong into an env file",
    });
    problems.addIf(key !== undefined && keys.has(key), {
      prop: "file",
      code: "duplicate-key",
      rule: "an env file gives a variable once",
      value: `${at}: ${key}`,
      fix: "remove one of the lines",
    });
    keys.add(key ?? "");
  });
  keys.delete("");
  return [...keys];
}

/**
 * Expression with which Terraform reads the file itself: a map of name to value. So the values pass by code, synthesized
 * stack and, in a write-only argument, by plan and state.
 *
 * @param keys those to take
 */
export function envFileExpression(file: string, keys: readonly string[]): string {
  const values = `regexall(${hcl(`(?m)${VARIABLE}`)}, file(${hcl(file)}))`;
  const taken = `contains([${keys.map(hcl).join(", ")}], m[0])`;
  return `\${{ for m in ${values} : m[0] => join("", compact([m[1], m[2], m[3]])) if ${taken} }}`;
}

/**
 * Expression of a number that changes with the file: 24 bits of its digest, enough to notice a change and too few to
 * find a value by.
 */
export function envFileRevision(file: string): string {
  return `\${parseint(substr(sha256(file(${hcl(file)})), 0, 6), 16) + 1}`;
}

/** Text as a literal of Terraform's language. */
function hcl(text: string): string {
  return JSON.stringify(text).replace(/[$%](?=\{)/g, "$&$&");
}
