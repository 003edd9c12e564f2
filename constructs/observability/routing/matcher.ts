import type { Problems } from "../../../lib/core/errors";
import { ifKnown } from "../../../lib/core/tokens";
import { re2Problem } from "./re2";

/** A condition on one label of an alert. A label that is not there counts as empty. */
export type Matcher = {
  readonly label: string;
  readonly operator: "=" | "!=" | "=~" | "!~";
  readonly value: string;
};

/** Conditions on labels. Regular expressions are those of RE2 and match the whole value. */
export const Matcher = {
  /** The label has this value; with `""`, there is no such label. */
  equals: (label: string, value: string): Matcher => ({ label, operator: "=", value }),

  /** The label has another value or is not there; with `""`, there is such a label. */
  notEquals: (label: string, value: string): Matcher => ({ label, operator: "!=", value }),

  /** The whole value matches the regular expression: `shop|cart`. */
  matches: (label: string, pattern: string): Matcher => ({ label, operator: "=~", value: pattern }),

  /** The whole value does not match the regular expression. */
  notMatches: (label: string, pattern: string): Matcher => ({ label, operator: "!~", value: pattern }),
} as const;

/** A label of Prometheus; Alertmanager takes every one of them, and so do older versions of it. */
const LABEL = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The matcher as Alertmanager reads it, quoted so that its older and its newer parser agree. */
export function renderMatcher({ label, operator, value }: Matcher): string {
  const text = value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
  return `${label}${operator}"${text}"`;
}

/** Reports `invalid-label`, and `invalid-regex` where a regular expression does not compile in RE2. */
export function checkMatcher(problems: Problems, matcher: Matcher): void {
  checkLabelName(problems, "label", matcher.label);
  problems.addIf(!["=", "!=", "=~", "!~"].includes(matcher.operator), {
    prop: "operator",
    code: "unknown-operator",
    rule: "a matcher compares by =, !=, =~ or !~",
    value: matcher.operator,
    fix: "make it with Matcher.equals, notEquals, matches or notMatches",
  });
  if (matcher.operator.endsWith("~")) {
    ifKnown(matcher.value, (known) => {
      const problem = re2Problem(known);
      problems.addIf(problem !== undefined, {
        prop: "value",
        code: "invalid-regex",
        rule: `the regular expression does not compile in RE2: ${problem}`,
        value: known,
        fix: "rewrite it; notMatches says what lookahead would",
      });
    });
  }
}

/** Reports a name no label has, as `invalid-label`. Tokens pass. */
export function checkLabelName(problems: Problems, prop: string, label: string): void {
  ifKnown(label, (known) => {
    problems.addIf(!LABEL.test(known), {
      prop,
      code: "invalid-label",
      rule: "a label has letters, digits and underscores, and does not start with a digit",
      value: known,
      fix: "write the label as it stands on the alert",
    });
  });
}
