import valid from "semver/functions/valid";
import { checkKnown, type Problems } from "../../../lib/core/errors";
import type { Json, JsonObject } from "../../../lib/core/render";
import { isToken } from "../../../lib/core/tokens";

/** What must hold of whoever a flag is asked for. Made by `When`. */
export type Condition =
  | { readonly type: "equals"; readonly attribute: string; readonly value: string | number | boolean }
  | { readonly type: "one-of"; readonly attribute: string; readonly values: readonly (string | number)[] }
  | { readonly type: "starts-with" | "ends-with"; readonly attribute: string; readonly text: string }
  | {
      readonly type: "version";
      readonly attribute: string;
      readonly operator: VersionOperator;
      readonly version: string;
    }
  | { readonly type: "all" | "any"; readonly conditions: readonly Condition[] }
  | { readonly type: "not"; readonly condition: Condition };

/** `~` is the same minor version, `^` the same major version. */
export type VersionOperator = "=" | "!=" | ">" | "<" | ">=" | "<=" | "~" | "^";

const VERSION_OPERATORS: readonly VersionOperator[] = ["=", "!=", ">", "<", ">=", "<=", "~", "^"];

/** Conditions on the attributes of the evaluation context, which the application fills: `email`, `country`. */
export const When = {
  equals: (attribute: string, value: string | number | boolean): Condition => ({
    type: "equals",
    attribute,
    value,
  }),
  oneOf: (attribute: string, values: readonly (string | number)[]): Condition => ({
    type: "one-of",
    attribute,
    values,
  }),
  startsWith: (attribute: string, text: string): Condition => ({ type: "starts-with", attribute, text }),
  endsWith: (attribute: string, text: string): Condition => ({ type: "ends-with", attribute, text }),
  /** Compares semantic versions: `When.version("appVersion", ">=", "2.1.0")`. */
  version: (attribute: string, operator: VersionOperator, version: string): Condition => ({
    type: "version",
    attribute,
    operator,
    version,
  }),
  all: (...conditions: readonly Condition[]): Condition => ({ type: "all", conditions }),
  any: (...conditions: readonly Condition[]): Condition => ({ type: "any", conditions }),
  not: (condition: Condition): Condition => ({ type: "not", condition }),
};

/** Shares of variants. Made by `Rollout`. */
export interface Split {
  /** Percent of each variant; together 100. */
  readonly percent: { readonly [variant: string]: number };
  /** Attribute that decides: the same value always gets the same variant. @default the targeting key */
  readonly by?: string;
}

/** Ways of giving a variant to a part of the users. */
export const Rollout = {
  /** `Rollout.split({ on: 10, off: 90 })`: whole percents that sum to 100. */
  split: (percent: Split["percent"], options: { readonly by?: string } = {}): Split => ({
    percent,
    ...options,
  }),
  /** A boolean flag that is on for a part of the users: `Rollout.gradual(10)`. */
  gradual: (percent: number, options: { readonly by?: string } = {}): Split => ({
    percent: { on: percent, off: 100 - percent },
    ...options,
  }),
};

/** What is served where a condition holds; without a condition to everybody who got so far. */
export interface TargetingRule {
  readonly when?: Condition;
  /** Name of a variant, or shares of several. */
  readonly serve: string | Split;
}

/**
 * Renders rules, tried in their order, as the JSON logic of flagd. Nobody matching gets the default variant.
 *
 * Codes: `unknown-variant`, `split-not-100`, `split-of-one`, `unreachable-rule`, `invalid-version`,
 * `unknown-operator`, `missing-value`, `no-conditions`.
 */
export function targetingLogic(
  rules: readonly TargetingRule[],
  variants: readonly string[],
  problems: Problems,
): JsonObject {
  const rendered = rules.map(({ when, serve }, index) => {
    const at = problems.at(index);
    at.addIf(
      rules.slice(0, index).some((earlier) => earlier.when === undefined),
      {
        prop: "",
        code: "unreachable-rule",
        rule: "a rule without condition takes everybody, so that later ones are never tried",
        fix: "move it to the end, or give it a condition",
      },
    );
    return {
      condition: when && conditionLogic(when, at.at("when")),
      served: servedLogic(serve, variants, at),
    };
  });
  const logic = rendered.reduceRight<Json>(
    (otherwise, { condition, served }) =>
      condition === undefined ? served : { if: [condition, served, otherwise] },
    null,
  );
  // A bare name is no rule: flagd takes only objects.
  return typeof logic === "string" ? { if: [true, logic, null] } : ((logic ?? {}) as JsonObject);
}

function servedLogic(serve: string | Split, variants: readonly string[], problems: Problems): Json {
  if (typeof serve === "string") {
    checkKnown(problems, "serve", "unknown-variant", "variant", serve, variants);
    return serve;
  }
  const at = problems.at("serve");
  const shares = Object.entries(serve.percent);
  for (const [variant] of shares) {
    checkKnown(at.at("percent"), variant, "unknown-variant", "variant", variant, variants);
  }
  checkShares(shares, at);
  const buckets = shares.map(([variant, percent]) => [variant, percent]);
  return {
    fractional:
      serve.by === undefined
        ? buckets
        : // With the flag's key in it, the lucky of one flag are not the lucky of all.
          [{ cat: [{ var: "$flagd.flagKey" }, { var: serve.by }] }, ...buckets],
  };
}

function checkShares(shares: readonly (readonly [string, number])[], problems: Problems): void {
  problems.addIf(shares.length < 2, {
    prop: "percent",
    code: "split-of-one",
    rule: "a split has at least two variants",
    value: Object.fromEntries(shares),
    fix: "serve the variant by its name",
  });
  if (shares.some(([, percent]) => isToken(percent))) {
    return;
  }
  const whole = shares.every(([, percent]) => Number.isInteger(percent) && percent >= 0);
  const sum = shares.reduce((total, [, percent]) => total + percent, 0);
  problems.addIf(!whole || sum !== 100, {
    prop: "percent",
    code: "split-not-100",
    rule: "shares are whole percents that sum to 100",
    value: Object.fromEntries(shares),
    fix: "correct the shares",
  });
}

function conditionLogic(condition: Condition, problems: Problems): JsonObject {
  switch (condition.type) {
    case "equals":
      return { "===": [attribute(condition, problems), condition.value] };
    case "one-of":
      checkSome(condition.values, "values", problems);
      return { in: [attribute(condition, problems), condition.values] };
    case "starts-with":
      return { starts_with: [attribute(condition, problems), condition.text] };
    case "ends-with":
      return { ends_with: [attribute(condition, problems), condition.text] };
    case "version":
      return versionLogic(condition, problems);
    case "not":
      return { "!": [conditionLogic(condition.condition, problems.at("condition"))] };
    default:
      checkSome(condition.conditions, "conditions", problems);
      return {
        [condition.type === "all" ? "and" : "or"]: condition.conditions.map((one, index) =>
          conditionLogic(one, problems.at("conditions").at(index)),
        ),
      };
  }
}

function versionLogic(
  { attribute: name, operator, version }: Extract<Condition, { type: "version" }>,
  problems: Problems,
): JsonObject {
  checkKnown(problems, "operator", "unknown-operator", "operator", operator, VERSION_OPERATORS);
  problems.addIf(!isToken(version) && valid(version) !== version, {
    prop: "version",
    code: "invalid-version",
    rule: "a version has three numbers",
    value: version,
    fix: "write it like 2.1.0",
  });
  return { sem_ver: [attribute({ attribute: name }, problems), operator, version] };
}

function attribute({ attribute: name }: { readonly attribute: string }, problems: Problems): JsonObject {
  problems.addIf(name.trim() === "", {
    prop: "attribute",
    code: "missing-value",
    rule: "an attribute has a name",
    value: name,
    fix: "name an attribute of the evaluation context, such as email",
  });
  return { var: name };
}

function checkSome(values: readonly unknown[], prop: string, problems: Problems): void {
  problems.addIf(values.length === 0, {
    prop,
    code: "no-conditions",
    rule: "an empty list holds for nobody, or for everybody",
    value: [],
    fix: "add one, or leave the condition out",
  });
}
