import { Token } from "cdktf";
import * as fc from "fast-check";
import { Problems } from "../../../lib/core/errors";
import { checkLogql, checkPromql, selectorsOf, variablesOf } from "../../../lib/core/query-syntax";
import { codes } from "../../support/synth";

type Check = typeof checkPromql;

function problemsOf(check: Check, expr: string | undefined) {
  const problems = new Problems();
  check(problems, "expr", expr);
  return problems.all;
}

const VARIABLES = fc.constantFrom(
  "$namespace",
  "${service:regex}",
  "$__rate_interval",
  "$__interval",
  "${__range}",
  "$i",
);

describe("checkPromql", () => {
  it.each([
    "up",
    'sum by (le) (rate(http_requests_total{status=~"5.."}[5m]))',
    "vllm:num_requests_waiting offset 7d",
    "max_over_time(rate(x[$__rate_interval])[$__range:$__interval])",
    "x offset $__range",
    'x{namespace=~"$namespace", service=~"${service:regex}", path=~"[$a]+"}',
    "sum by ($label) (increase(${metric}_total[$i])) > $threshold # of [$what",
    'label_replace(up, "pod", "$1", "instance", "(.+)")',
    "topk($n, {__name__=~'$metric'})",
  ])("takes %s", (expr) => {
    expect(problemsOf(checkPromql, expr)).toEqual([]);
  });

  it.each([
    ["rate(x[5m]", "at its end"],
    ["", "at its end"],
    ["sum by (pod x", "at character 13"],
    ["rate(x[$__rate_interval]) + )", "at character 29"],
    ["foo(x)", "at character 4"],
    ["rate(x[five])", "at character 8"],
    ['x{pod="a}', "at its end"],
  ])("fails on %j with the place", (expr, place) => {
    const [problem, ...others] = problemsOf(checkPromql, expr);
    expect(problem).toMatchObject({ prop: "expr", code: "invalid-promql", value: expr });
    expect(problem?.rule).toContain(place);
    expect(others).toEqual([]);
  });

  it("names what stands at the place", () => {
    expect(problemsOf(checkPromql, "up and and down")[0]?.rule).toBe(
      'PromQL does not parse at character 12, before "down"',
    );
  });

  it("lets what is not known yet pass", () => {
    expect(problemsOf(checkPromql, Token.asString({ Ref: "query" }))).toEqual([]);
    expect(problemsOf(checkPromql, undefined)).toEqual([]);
  });

  it("takes a variable of any form as a range, in a string and as a name", () => {
    fc.assert(
      fc.property(VARIABLES, VARIABLES, VARIABLES, (range, value, name) => {
        expect(problemsOf(checkPromql, `rate(a${name}{b=~"x${value}"}[${range}])`)).toEqual([]);
      }),
    );
  });

  it("never stumbles over text, and takes every text in a quoted string", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(["", "expr invalid-promql"]).toContain(codes(problemsOf(checkPromql, text)).join());
        const quoted = JSON.stringify(text.replace(/[^\x20-\x7e]/g, ""));
        expect(problemsOf(checkPromql, `up{pod=${quoted}}`)).toEqual([]);
      }),
    );
  });

  it("keeps the place true behind variables of any length", () => {
    fc.assert(
      fc.property(VARIABLES, (variable) => {
        const good = `rate(x[${variable}])`;
        expect(problemsOf(checkPromql, `${good} )`)[0]?.rule).toContain(`at character ${good.length + 2}`);
      }),
    );
  });
});

describe("checkLogql", () => {
  it.each([
    '{namespace=~"$namespace", app=~"${app:regex}"} | json | level=~"error|fatal"',
    "sum by (level) (count_over_time({app=~`$app`} | json [$__interval]))",
    '{app="a"} |~ "(?i)$search" | line_format "{{.msg}}"',
  ])("takes %s", (expr) => {
    expect(problemsOf(checkLogql, expr)).toEqual([]);
  });

  it.each(["", '{app="a"', '{app="a"} | | json', "rate(x[5m])"])("fails on %j", (expr) => {
    expect(codes(problemsOf(checkLogql, expr))).toEqual(["expr invalid-logql"]);
  });
});

describe("selectorsOf", () => {
  it("finds every series with the labels it is matched by", () => {
    expect(
      selectorsOf('sum(rate(a_total{x="1", y=~"2"}[$__rate_interval])) / on (pod) group_left () b:c'),
    ).toEqual([
      { metric: "a_total", labels: ["x", "y"] },
      { metric: "b:c", labels: [] },
    ]);
  });

  it("reads a name that stands as a label, and none where it is a pattern or a variable", () => {
    expect(selectorsOf('{__name__="a", x="1"}')).toEqual([{ metric: "a", labels: ["x"] }]);
    expect(selectorsOf('{__name__=~"a.*"}')).toEqual([{ metric: undefined, labels: [] }]);
    expect(selectorsOf("${metric}_total")).toEqual([{ metric: undefined, labels: [] }]);
  });
});

describe("variablesOf", () => {
  it("names each variable once, without its format", () => {
    expect(variablesOf('x{a=~"$namespace", b=~"${service:regex}"}[$__range] $namespace')).toEqual([
      "namespace",
      "service",
      "__range",
    ]);
    expect(variablesOf('label_replace(x, "a", "$1", "b", "(.*)") costs $')).toEqual([]);
  });
});
