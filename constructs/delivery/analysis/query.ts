import type { Problems } from "../../../lib/core/errors";
import { checkName, DNS_LABEL } from "../../../lib/core/names";
import { isToken } from "../../../lib/core/tokens";
import type { AnalysisValue } from "./analysis-value";
import { type MetricAnalysisProps, metricAnalysis } from "./metric-analysis";

/** A question of one's own to Prometheus. */
export interface QueryProps extends MetricAnalysisProps {
  /** Name of the analysis inside the workload: `orders-failed`. */
  readonly name: string;
  /**
   * PromQL whose result is one number. A function is given the matchers of the new version's pods and the range:
   *
   *     query: (pods, window) => `sum(rate(orders_failed_total{${pods}}[${window}]))`
   */
  readonly query: string | ((pods: string, window: string) => string);
  /** Least answer that passes. @default none */
  readonly min?: number;
  /** Greatest answer that passes. @default none */
  readonly max?: number;
}

/**
 * Codes: those of `metricAnalysis`, `invalid-name`, `invalid-promql`, `empty-query`, `template-in-query`,
 * `no-condition`, `range-is-empty`, `not-a-number`.
 */
export function query(props: QueryProps): AnalysisValue {
  return metricAnalysis(props, ({ pods, window, problems }) => {
    const text = typeof props.query === "function" ? props.query(pods, window) : props.query;
    checkName(problems, "name", props.name, DNS_LABEL);
    checkRange(props, problems);
    checkQuery(text, pods, problems);
    return { name: props.name, query: text, range: rangeOf(props) };
  });
}

function checkQuery(text: string, pods: string, problems: Problems): void {
  if (isToken(text)) {
    return;
  }
  problems.addIf(text.trim() === "", {
    prop: "query",
    code: "empty-query",
    rule: "an analysis asks something",
    value: text,
    fix: "write PromQL whose result is one number",
  });
  problems.addIf(text.replaceAll(pods, "").includes("{{"), {
    prop: "query",
    code: "template-in-query",
    rule: "the controller takes two braces for one of its own variables",
    value: text,
    fix: "put a space between the braces; pods come as the argument of a function",
  });
  // The parsers of query languages are loaded by those only who bring queries of their own.
  const { checkPromql }: typeof import("../../../lib/core/query-syntax") =
    require("../../../lib/core/query-syntax");
  if (text.trim() !== "") {
    checkPromql(problems, "query", text);
  }
}

function checkRange({ min, max }: QueryProps, problems: Problems): void {
  problems.addIf(min === undefined && max === undefined, {
    prop: "max",
    code: "no-condition",
    rule: "an analysis says which answers pass",
    fix: "set max, min or both",
  });
  for (const [prop, value] of Object.entries({ min, max })) {
    problems.addIf(value !== undefined && !isToken(value) && !Number.isFinite(value), {
      prop,
      code: "not-a-number",
      rule: "the end of a range is a number",
      value: String(value),
      fix: "write a number, or leave it out",
    });
  }
  problems.addIf(min !== undefined && max !== undefined && !isToken(min) && !isToken(max) && min > max, {
    prop: "min",
    code: "range-is-empty",
    rule: `no answer is at least ${min} and at most ${max}`,
    value: min,
    fix: "set min below max",
  });
}

function rangeOf({ min, max }: QueryProps) {
  return { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
}
