import type { Problems } from "../../../lib/core/errors";
import { isToken } from "../../../lib/core/tokens";
import type { RuleCondition, ScalerRule } from "./scaler-table";

/** What was given for a scaler, by KEDA's names, whatever place it goes to. */
export type GivenParameters = Readonly<Record<string, unknown>>;

/**
 * Reports every rule that the given parameters break.
 *
 * @param pathOf turns KEDA's name into the prop the user wrote
 * @param complete false where some may come from elsewhere: what is missing is not reported then
 */
export function checkRules(
  rules: readonly ScalerRule[],
  given: GivenParameters,
  problems: Problems,
  pathOf: (key: string) => string,
  complete: boolean,
): void {
  for (const rule of rules) {
    const broken = brokenBy(rule, given, complete);
    if (broken !== undefined) {
      const prop = pathOf(broken.key);
      problems.add({
        prop,
        code: broken.code,
        rule: rule.says,
        ...(broken.show && { value: given[broken.key] }),
        fix: broken.fix(broken.keys.map(pathOf)),
      });
    }
  }
}

interface Breach {
  /** The parameter to blame. */
  readonly key: string;
  readonly code: string;
  readonly keys: readonly string[];
  readonly fix: (props: readonly string[]) => string;
  /** Whether the value helps the reader. */
  readonly show?: boolean;
}

function brokenBy(rule: ScalerRule, given: GivenParameters, complete: boolean): Breach | undefined {
  const has = (key: string): boolean => given[key] !== undefined;
  if ("either" in rule) {
    const met = rule.either.some((keys) => keys.every(has));
    // The alternative the user came closest to is the one to finish.
    const nearest = [...rule.either].sort((one, other) => share(other, has) - share(one, has))[0] ?? [];
    const missing = nearest.filter((key) => !has(key));
    return complete && !met
      ? breach(missing[0], "missing-either", missing, (props) => `add ${and(props)}`)
      : undefined;
  }
  if ("exclusive" in rule) {
    const both = rule.exclusive.filter((key) => isOn(given[key]));
    return both.length > 1
      ? breach(both[1], "exclusive", both, (props) => `keep one of ${props.join(", ")}`)
      : undefined;
  }
  if ("together" in rule) {
    const missing = rule.together.filter((key) => !has(key));
    return complete && missing.length > 0 && missing.length < rule.together.length
      ? breach(missing[0], "incomplete", missing, (props) => `add ${and(props)}`)
      : undefined;
  }
  if ("needs" in rule) {
    const missing = rule.needs.filter((key) => !has(key));
    return complete && holds(rule.when, given) && missing.length > 0
      ? breach(missing[0], "missing-dependent", missing, (props) => `add ${and(props)}`)
      : undefined;
  }
  if ("refuses" in rule) {
    const present = rule.refuses.filter((key) => isOn(given[key]));
    return holds(rule.when, given) && present.length > 0
      ? breach(present[0], "not-applicable", present, (props) => `leave out ${and(props)}`)
      : undefined;
  }
  if ("minimum" in rule) {
    const { key, value } = rule.minimum;
    const actual = known(given[key]);
    return typeof actual === "number" && actual < value
      ? { key, code: "out-of-range", keys: [key], fix: () => `use ${value} or more`, show: true }
      : undefined;
  }
  if ("differ" in rule) {
    const [one, other] = rule.differ;
    const value = known(given[one]);
    return value !== undefined && value === known(given[other])
      ? { key: other, code: "equal-values", keys: [other], fix: () => "choose another value", show: true }
      : undefined;
  }
  const { key, regex } = rule.pattern;
  const text = known(given[key]);
  return typeof text === "string" && !new RegExp(regex).test(text)
    ? { key, code: "wrong-format", keys: [key], fix: () => "write it as the rule says", show: true }
    : undefined;
}

function breach(
  key: string | undefined,
  code: string,
  keys: readonly string[],
  fix: (props: readonly string[]) => string,
): Breach | undefined {
  return key === undefined ? undefined : { key, code, keys, fix };
}

function share(keys: readonly string[], has: (key: string) => boolean): number {
  return keys.filter(has).length / keys.length;
}

function holds({ key, is }: RuleCondition, given: GivenParameters): boolean {
  const value = known(given[key]);
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return value !== undefined && (is === undefined ? isOn(value) : is.some((one) => items.includes(one)));
}

/** A switch set to false is as good as not there. */
function isOn(value: unknown): boolean {
  return value !== undefined && value !== false;
}

function known(value: unknown): unknown {
  return isToken(value) ? undefined : value;
}

function and(props: readonly string[]): string {
  return props.join(" and ");
}
