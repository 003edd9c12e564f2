import { parser } from "@grafana/lezer-logql";
import type { Problems } from "../../lib/core/errors";
import { checkLogql } from "../../lib/core/query-syntax";
import { ifKnown } from "../../lib/core/tokens";

/**
 * Checks the query of an alert on logs: it must parse, as `invalid-logql` otherwise, and give numbers, as `log-query`
 * otherwise. Tokens and what is empty pass.
 */
export function checkAlertQuery(problems: Problems, prop: string, expr: string | undefined): void {
  ifKnown(expr, (known) => {
    if (known.trim() === "") {
      return;
    }
    const before = problems.all.length;
    checkLogql(problems, prop, known);
    problems.addIf(problems.all.length === before && !givesNumbers(known), {
      prop,
      code: "log-query",
      rule: "an alert compares numbers, and this query gives lines",
      value: known,
      fix: "count them: sum(count_over_time(... [5m])) > 0",
    });
  });
}

function givesNumbers(expr: string): boolean {
  return parser.parse(expr).topNode.getChild("Expr")?.getChild("MetricExpr") !== null;
}
