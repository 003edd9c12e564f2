import { parser as logqlParser } from "@grafana/lezer-logql";
import { parser as promqlParser } from "@prometheus-io/lezer-promql";
import type { Problems } from "./errors";
import { ifKnown } from "./tokens";

/** A selection of series in PromQL: `http_requests_total{status=~"5.."}`. */
export interface Selector {
  /** Name of the series; undefined where a variable of Grafana or a pattern stands for it. */
  readonly metric: string | undefined;
  /** Labels that are matched, in the order they are written. */
  readonly labels: readonly string[];
}

/**
 * Reports PromQL that does not parse, as `invalid-promql` with the place. Variables of Grafana (`$namespace`,
 * `${service:regex}`, `[$__rate_interval]`) count as what Grafana puts there. Tokens pass.
 *
 * The grammar is that of Prometheus' own editor: it knows syntax and functions, not the types of arguments.
 */
export function checkPromql(problems: Problems, prop: string, expr: string | undefined): void {
  check(problems, prop, expr, { code: "invalid-promql", name: "PromQL", parse: parsePromql });
}

/** Reports LogQL that does not parse, as `invalid-logql`; otherwise as `checkPromql`. */
export function checkLogql(problems: Problems, prop: string, expr: string | undefined): void {
  check(problems, prop, expr, { code: "invalid-logql", name: "LogQL", parse: parseLogql });
}

/** What PromQL selects, in the order it is written. */
export function selectorsOf(expr: string): readonly Selector[] {
  const selectors: Selector[] = [];
  parsePromql(expr).iterate({
    enter: ({ name, node }) => {
      if (name === "VectorSelector") {
        const identifier = node.getChild("Identifier");
        const matchers = node.getChild("LabelMatchers")?.getChildren("UnquotedLabelMatcher") ?? [];
        const named = matchers.map((matcher) => {
          const label = matcher.getChild("LabelName");
          const value = matcher.getChild("StringLiteral");
          return {
            label: label ? expr.slice(label.from, label.to) : "",
            exact: matcher.getChild("MatchOp")?.getChild("EqlSingle") !== null,
            value: value ? expr.slice(value.from + 1, value.to - 1) : "",
          };
        });
        const byName = named.find(({ label, exact }) => label === "__name__" && exact);
        const metric = identifier ? expr.slice(identifier.from, identifier.to) : byName?.value;
        selectors.push({
          metric: metric?.includes("$") ? undefined : metric,
          labels: named.map(({ label }) => label).filter((label) => label !== "__name__"),
        });
      }
    },
  });
  return selectors;
}

/** Names of the variables of Grafana in a text, without `$`, in the order they first appear. */
export function variablesOf(text: string): readonly string[] {
  const names = [...text.matchAll(VARIABLE)].map(([variable]) => /\w+/.exec(variable)?.[0] ?? "");
  return [...new Set(names)];
}

/** The tree of either grammar. */
type Tree = ReturnType<typeof promqlParser.parse>;

interface Language {
  readonly code: string;
  readonly name: string;
  readonly parse: (expr: string) => Tree;
}

function check(problems: Problems, prop: string, expr: string | undefined, language: Language): void {
  ifKnown(expr, (known) => {
    const place = firstError(language.parse(known));
    problems.addIf(place !== undefined, {
      prop,
      code: language.code,
      rule: `${language.name} does not parse ${describePlace(known, place ?? 0)}`,
      value: known,
      fix: "correct the query",
    });
  });
}

function parsePromql(expr: string): Tree {
  return promqlParser.parse(withoutVariables(expr));
}

function parseLogql(expr: string): Tree {
  return logqlParser.parse(withoutVariables(expr));
}

function firstError(tree: Tree): number | undefined {
  let place: number | undefined;
  tree.iterate({
    enter: ({ type, from }) => {
      place = type.isError ? Math.min(from, place ?? from) : place;
    },
  });
  return place;
}

function describePlace(expr: string, place: number): string {
  const rest = expr.slice(place, place + 20).trim();
  return rest === "" ? "at its end" : `at character ${place + 1}, before ${JSON.stringify(rest)}`;
}

const VARIABLE = /\$\{\w+[^}]*\}|\$[A-Za-z_]\w*/g;

/** Strings and comments as a whole, so that what is inside them is not taken for a bracket or a variable. */
const PIECE = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`|#[^\n]*|\$\{\w+[^}]*\}|\$[A-Za-z_]\w*|[[\]]/g;

/** Puts something of the same length and role in place of each variable, so that places in the text stay true. */
function withoutVariables(expr: string): string {
  let ranges = 0;
  return expr.replace(PIECE, (piece, start: number) => {
    if (piece === "[" || piece === "]") {
      ranges += piece === "[" ? 1 : -1;
      return piece;
    }
    if (!piece.startsWith("$")) {
      return piece.replace(VARIABLE, (variable) => "v".repeat(variable.length));
    }
    const duration = ranges > 0 || /\boffset\s+-?$/i.test(expr.slice(0, start));
    return duration ? "5m".padEnd(piece.length) : "v".repeat(piece.length);
  });
}
