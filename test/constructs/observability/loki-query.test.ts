import { checkAlertQuery } from "../../../constructs/observability/loki-query";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

function problemsIn(expr: string | undefined): string[] {
  const problems = new Problems();
  checkAlertQuery(problems, "expr", expr);
  return codes(problems.all);
}

describe("checkAlertQuery", () => {
  it.each([
    'sum by (app) (count_over_time({namespace="auth"} |= "failed" | json | status >= 500 [5m])) > 20',
    '(sum(rate({app="a"}[5m])) / sum(rate({app="b"}[5m]))) > 0.05',
    'absent_over_time({app="backup"} |= "done" [25h])',
    "${TfToken[TOKEN.1]}",
    " ",
    undefined,
  ])("takes %s", (expr) => {
    expect(problemsIn(expr)).toEqual([]);
  });

  it.each(['{namespace="auth"}', '{namespace="auth"} |= "x" | json'])(
    "fails on %s, which is lines",
    (expr) => {
      expect(problemsIn(expr)).toEqual(["expr log-query"]);
    },
  );

  it.each(["up == 0", "sum(rate({a=b}[5m]))", 'count_over_time({a="b"})', '{a="b"'])(
    "fails on %s, which does not parse",
    (expr) => {
      expect(problemsIn(expr)).toEqual(["expr invalid-logql"]);
    },
  );
});
