import type { ScalerEntry, ScalerParameter, ScalerRule } from "../../constructs/keda/scalers/scaler-table";
import { SecretFrom } from "../../constructs/keda/secret-reference";

/** Values by KEDA's names. */
export type Sample = Readonly<Record<string, unknown>>;

/** Texts for parameters that a pattern describes. */
const PATTERNED: Readonly<Record<string, unknown>> = {
  start: "0 8 * * *",
  end: "0 18 * * *",
};

/** The least that a scaler takes: what is required, and what the rules add to it. */
export function minimalSample(entry: ScalerEntry): Sample {
  let sample: Sample = pick(
    entry,
    entry.params.filter(({ required }) => required).map(({ key }) => key),
  );
  for (let changed = true; changed; ) {
    const missing = entry.rules.flatMap((rule) => missingBy(rule, sample)).filter((key) => !(key in sample));
    sample = { ...sample, ...pick(entry, missing) };
    changed = missing.length > 0;
  }
  return sample;
}

/** As much as a scaler takes at once: every parameter, but those another one excludes. */
export function maximalSample(entry: ScalerEntry): Sample {
  const needed = new Set(Object.keys(minimalSample(entry)));
  const sample = { ...pick(entry, usable(entry)) };
  for (const rule of entry.rules) {
    if ("exclusive" in rule) {
      const present = rule.exclusive.filter((key) => key in sample);
      const kept = present.find((key) => needed.has(key)) ?? present[0];
      for (const key of present.filter((one) => one !== kept)) {
        delete sample[key];
      }
    }
  }
  for (let again = true; again; ) {
    again = false;
    for (const rule of entry.rules) {
      if ("refuses" in rule && holds(rule, sample)) {
        const refused = rule.refuses.filter((key) => key in sample);
        const drop = refused.some((key) => needed.has(key)) ? [rule.when.key] : refused;
        for (const key of drop) {
          delete sample[key];
          again = true;
        }
      }
      if ("needs" in rule && holds(rule, sample) && rule.needs.some((key) => !(key in sample))) {
        delete sample[rule.when.key];
        again = true;
      }
      if ("together" in rule) {
        const present = rule.together.filter((key) => key in sample);
        if (present.length > 0 && present.length < rule.together.length) {
          for (const key of present) {
            delete sample[key];
          }
          again = true;
        }
      }
    }
  }
  return sample;
}

/** The minimal sample changed so that it breaks the rule. */
export function breakingSample(entry: ScalerEntry, rule: ScalerRule): Sample {
  const sample = { ...minimalSample(entry) };
  if ("either" in rule) {
    return without(sample, rule.either.flat());
  }
  if ("exclusive" in rule) {
    return { ...sample, ...pick(entry, rule.exclusive) };
  }
  if ("together" in rule) {
    return { ...without(sample, rule.together), ...pick(entry, rule.together.slice(0, 1)) };
  }
  if ("needs" in rule) {
    return without({ ...sample, ...condition(entry, rule) }, rule.needs);
  }
  if ("refuses" in rule) {
    return { ...sample, ...pick(entry, rule.refuses.slice(0, 1)), ...condition(entry, rule) };
  }
  if ("minimum" in rule) {
    return { ...sample, [rule.minimum.key]: rule.minimum.value - 1 };
  }
  if ("differ" in rule) {
    const [one, other] = rule.differ;
    return { ...sample, [other]: pick(entry, [one])[one] };
  }
  const { key, regex } = rule.pattern;
  return { ...sample, [key]: ["!", "*"].find((text) => !new RegExp(regex).test(text)) };
}

/** KEDA's names turned into props. */
export function propsOf(entry: ScalerEntry, sample: Sample): Record<string, unknown> {
  const props = new Map(entry.params.map(({ key, prop }) => [key, prop]));
  return Object.fromEntries(Object.entries(sample).map(([key, value]) => [props.get(key) ?? key, value]));
}

function usable({ params }: ScalerEntry): readonly string[] {
  return params.filter(({ deprecated }) => deprecated === undefined).map(({ key }) => key);
}

function pick(entry: ScalerEntry, keys: readonly string[]): Record<string, unknown> {
  const rules = entry.rules;
  return Object.fromEntries(
    keys.map((key) => {
      const parameter = entry.params.find((one) => one.key === key);
      if (parameter === undefined) {
        throw new Error(`${entry.type} has no ${key}`);
      }
      return [key, sampleOf(parameter, rules)];
    }),
  );
}

function sampleOf(parameter: ScalerParameter, rules: readonly ScalerRule[]): unknown {
  const { key } = parameter;
  if (!parameter.in.includes("metadata")) {
    return parameter.in.includes("auth")
      ? SecretFrom.secret("credentials", key)
      : SecretFrom.env("CREDENTIAL");
  }
  const least = rules.flatMap((rule) =>
    "minimum" in rule && rule.minimum.key === key ? [rule.minimum.value] : [],
  );
  const pattern = rules.flatMap((rule) =>
    "pattern" in rule && rule.pattern.key === key ? [rule.pattern.regex] : [],
  );
  const text = parameter.enum?.[0] ?? matching(pattern, key);
  return {
    string: text,
    integer: Math.max(60, ...least),
    number: Math.max(7.5, ...least),
    boolean: true,
    "string-list": [text],
    map: { one: "two" },
    duration: 90,
  }[parameter.type];
}

function matching(patterns: readonly string[], key: string): unknown {
  const candidates = [
    PATTERNED[key],
    `some-${key}`,
    "https://example.com/path",
    "60",
    "0:10",
    "0:10:0",
    "provider/type/name",
  ];
  const found = candidates.find(
    (text) => text !== undefined && patterns.every((pattern) => new RegExp(pattern).test(String(text))),
  );
  if (found === undefined) {
    throw new Error(`no sample for ${key}: ${patterns.join(" ")}`);
  }
  return found;
}

function condition(
  entry: ScalerEntry,
  { when: { key, is } }: Extract<ScalerRule, { readonly when: unknown }>,
): Record<string, unknown> {
  const sample = pick(entry, [key]);
  const [value] = is ?? [];
  return value === undefined ? sample : { [key]: Array.isArray(sample[key]) ? [value] : value };
}

function holds(
  { when: { key, is } }: Extract<ScalerRule, { readonly when: unknown }>,
  sample: Sample,
): boolean {
  const value = sample[key];
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return value !== undefined && (is === undefined || is.some((one) => items.includes(one)));
}

function missingBy(rule: ScalerRule, sample: Sample): readonly string[] {
  const has = (key: string): boolean => key in sample;
  if ("either" in rule) {
    return rule.either.some((keys) => keys.every(has)) ? [] : (rule.either[0] ?? []);
  }
  if ("together" in rule) {
    return rule.together.some(has) ? rule.together : [];
  }
  return "needs" in rule && holds(rule, sample) ? rule.needs : [];
}

function without(sample: Sample, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(sample).filter(([key]) => !keys.includes(key)));
}
