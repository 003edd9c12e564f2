import { checkKnown, type Problems } from "../../lib/core/errors";
import { ifKnown } from "../../lib/core/tokens";
import type { Trigger } from "./scaler-value";

/** Makes one metric of several triggers. */
export interface ScalingModifiers {
  /**
   * Expression over the names of triggers: `orders + 2 * returns`, `max([queue, lag])`, `queue > 10 ? lag : queue`.
   * The language is Expr, https://expr-lang.org.
   */
  readonly formula: string;
  /** What one replica can take of the result. Above 0. */
  readonly target: number;
  /** Above this the workload leaves zero. @default 0 */
  readonly activationTarget?: number;
  /** Whether the result is divided by the replicas (`AverageValue`). @default AverageValue */
  readonly metricType?: "AverageValue" | "Value";
}

/** Renders the modifiers. Codes: `unknown-trigger`, `no-external-trigger`, `out-of-range`, `unknown-metric-type`. */
export function scalingModifiers(
  { formula, target, activationTarget, metricType }: ScalingModifiers,
  triggers: readonly Trigger[],
  problems: Problems,
) {
  const names = triggers.flatMap(({ type, name }) =>
    name === undefined || isResourceMetric(type) ? [] : [name],
  );
  const used = formulaNames(formula);
  for (const name of used) {
    checkKnown(
      problems,
      "formula",
      "unknown-trigger",
      "a formula knows the names of triggers (not of cpu and memory), and this",
      name,
      names,
    );
  }
  problems.addIf(used.length === 0, {
    prop: "formula",
    code: "no-external-trigger",
    rule: "a formula uses at least one trigger",
    value: formula,
    fix: `name one of ${names.join(", ") || "the triggers, each with its prop name"}`,
  });
  ifKnown(target, (known) => {
    problems.addIf(!(Number.isFinite(known) && known > 0), {
      prop: "target",
      code: "out-of-range",
      rule: "the target is above 0",
      value: known,
      fix: "say how much of the result one replica can take",
    });
  });
  ifKnown(activationTarget, (known) => {
    problems.addIf(!(Number.isFinite(known) && known >= 0), {
      prop: "activationTarget",
      code: "out-of-range",
      rule: "the activation target is 0 or more",
      value: known,
      fix: "say above which result the workload leaves zero",
    });
  });
  checkKnown(problems, "metricType", "unknown-metric-type", "metric type", metricType, [
    "AverageValue",
    "Value",
  ]);
  return {
    formula,
    target: String(target),
    ...(activationTarget !== undefined && { activationTarget: String(activationTarget) }),
    ...(metricType !== undefined && { metricType }),
  };
}

/** CPU and memory are asked of the metrics server by the autoscaler itself; KEDA never sees them. */
export function isResourceMetric(type: string): boolean {
  return type === "cpu" || type === "memory";
}

/** Words of the language itself. Source: Expr, "Language Definition". */
const WORDS = new Set(
  "true false nil and or not in matches contains startsWith endsWith let if else".split(" "),
);

/** Stretches of a formula that name nothing. */
const STRING_OR_COMMENT = /"(\\.|[^"\\])*"|'(\\.|[^'\\])*'|`[^`]*`|\/\*[\s\S]*?\*\/|\/\/.*/g;

/** Names a formula refers to: identifiers that are no words, functions, members, or declared by the formula. */
export function formulaNames(formula: string): readonly string[] {
  const code = formula.replace(STRING_OR_COMMENT, '""');
  const declared = new Set([...code.matchAll(/\blet\s+([A-Za-z_]\w*)/g)].map(([, name]) => name));
  const names = [...code.matchAll(/(?<![\w.#$])[A-Za-z_]\w*(?!\w*\s*\()/g)].map(([name]) => name);
  return [...new Set(names)].filter((name) => !WORDS.has(name) && !declared.has(name));
}
