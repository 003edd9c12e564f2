import type { Problems } from "../../lib/core/errors";
import { checkName, DNS_LABEL } from "../../lib/core/names";
import { checkWholeNumber } from "../../lib/core/quantities";
import { ifKnown } from "../../lib/core/tokens";
import { checkRe2 } from "./log-regex";

/** What is left out of the logs. Conditions of one rule must all hold. */
export interface LogDropRule {
  /** Levels of JSON lines, in any case: `["debug", "trace"]`. */
  readonly levels?: readonly string[];
  /** Namespaces of the pods that wrote the line. */
  readonly namespaces?: readonly string[];
  /** Values of the label `app`: of `app.kubernetes.io/name`, or of `app`. */
  readonly apps?: readonly string[];
  /** Regular expression (RE2) a line matches. */
  readonly expression?: string;
  /** Lines the node received longer ago than this many hours. */
  readonly olderThanHours?: number;
  /** Lines longer than this many kilobytes of 1024 bytes. */
  readonly longerThanKb?: number;
}

/**
 * Checks the rule of a reason. `readsLevels` says whether lines have a level.
 *
 * Codes: `missing-reason`, `empty-drop-rule`, `empty-list`, `unread-level`, `invalid-level`, `invalid-name`,
 * `invalid-app`, `invalid-regex`, `out-of-range`.
 */
export function checkDropRule(
  problems: Problems,
  reason: string,
  rule: LogDropRule,
  readsLevels: boolean,
): void {
  const at = problems.at(reason);
  at.addIf(reason.trim() === "", {
    prop: "",
    code: "missing-reason",
    rule: "the key of a rule says why its lines are dropped",
    value: reason,
    fix: "write a few words, such as health-checks",
  });
  at.addIf(rule.expression === "" || Object.values(rule).every((condition) => condition === undefined), {
    prop: "",
    code: "empty-drop-rule",
    rule: "a rule says which lines are dropped",
    value: rule,
    fix: "give levels, namespaces, apps, an expression, olderThanHours or longerThanKb",
  });
  checkLevels(at, rule.levels, readsLevels);
  checkList(at, "namespaces", rule.namespaces, (list, prop, name) => checkName(list, prop, name, DNS_LABEL));
  checkList(at, "apps", rule.apps, (list, prop, app) =>
    checkText(list, prop, app, {
      pattern: /^[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/,
      code: "invalid-app",
      rule: "an app is the value of a label: at most 63 letters, digits and _.- between them",
    }),
  );
  checkRe2(at, "expression", rule.expression);
  checkWholeNumber(at, "olderThanHours", rule.olderThanHours, 1, 24 * 365);
  checkWholeNumber(at, "longerThanKb", rule.longerThanKb, 1, 1024 * 1024);
}

function checkLevels(problems: Problems, levels: readonly string[] | undefined, readsLevels: boolean): void {
  problems.addIf(levels !== undefined && !readsLevels, {
    prop: "levels",
    code: "unread-level",
    rule: "lines have a level only where they are read as JSON",
    value: levels,
    fix: "set json, or drop by an expression",
  });
  checkList(problems, "levels", levels, (list, prop, level) =>
    checkText(list, prop, level, {
      pattern: /^[A-Za-z0-9_-]+$/,
      code: "invalid-level",
      rule: "a level has letters, digits, underscores and dashes",
    }),
  );
}

/** Reports a list without members, and each member that is wrong below its index. */
function checkList(
  problems: Problems,
  prop: string,
  list: readonly string[] | undefined,
  check: (problems: Problems, prop: string, member: string) => void,
): void {
  ifKnown(list, (known) => {
    problems.addIf(known.length === 0, {
      prop,
      code: "empty-list",
      rule: "a condition that names nothing drops nothing",
      fix: "name something or leave it out",
    });
    known.forEach((member, index) => {
      check(problems.at(prop), `[${index}]`, member);
    });
  });
}

interface TextRule {
  readonly pattern: RegExp;
  readonly code: string;
  readonly rule: string;
}

function checkText(problems: Problems, prop: string, text: string, { pattern, code, rule }: TextRule): void {
  ifKnown(text, (known) => {
    problems.addIf(!pattern.test(known), { prop, code, rule, value: known, fix: "correct it" });
  });
}
