import type { Json, JsonObject } from "../../core/render";
import { Recent } from "./recent";
import { canonical, isObject, items, texts } from "./values";

/** What a statement names: these, or everything but these. */
export interface Names {
  readonly negated: boolean;
  readonly patterns: readonly string[];
}

export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** A statement of a policy of IAM, in one form whatever the spelling. */
export interface Statement {
  readonly sid: string | undefined;
  readonly effect: "Allow" | "Deny";
  readonly actions: Names;
  /** Undefined in trust policies. */
  readonly resources: Names | undefined;
  /** Undefined in policies of identities. */
  readonly principals: Names | undefined;
  readonly conditions: readonly Condition[];
  /** Equal for statements that mean the same. */
  readonly key: string;
}

/** Statements of a policy document, as text or as an object; undefined where the value is none. */
export function readPolicy(value: Json | undefined): readonly Statement[] | undefined {
  return typeof value === "string"
    ? RECENT.of(value, (text) => statementsOf(parsed(text)))
    : statementsOf(value);
}

/** Diffs and rules look at the same policy one after the other. */
const RECENT = new Recent<readonly Statement[] | undefined>();

function statementsOf(document: Json | undefined): readonly Statement[] | undefined {
  if (!isObject(document) || document.Statement === undefined) {
    return undefined;
  }
  const statements = items(document.Statement);
  const shaped = statements.every(
    (statement) => isObject(statement) && (statement.Effect === "Allow" || statement.Effect === "Deny"),
  );
  return shaped ? (statements as readonly JsonObject[]).map(readStatement) : undefined;
}

function parsed(text: string): Json | undefined {
  if (!/^\s*\{/.test(text)) {
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readStatement(statement: JsonObject): Statement {
  const parts = {
    effect: statement.Effect === "Deny" ? ("Deny" as const) : ("Allow" as const),
    actions: names(statement.Action, statement.NotAction) ?? { negated: false, patterns: [] },
    resources: names(statement.Resource, statement.NotResource),
    principals: names(principals(statement.Principal), principals(statement.NotPrincipal)),
    conditions: conditions(statement.Condition),
  };
  const { Sid: sid } = statement;
  return { sid: typeof sid === "string" && sid !== "" ? sid : undefined, ...parts, key: keyOf(parts) };
}

function keyOf({ effect, actions, resources, principals, conditions }: Omit<Statement, "sid" | "key">) {
  const sorted = (names: Names | undefined): Json =>
    names === undefined ? null : [names.negated, ...[...names.patterns].sort()];
  return canonical([
    effect,
    sorted({ ...actions, patterns: actions.patterns.map((action) => action.toLowerCase()) }),
    sorted(resources),
    sorted(principals),
    conditions.map(conditionText).sort(),
  ]);
}

function names(named: Json | undefined, excluded: Json | undefined): Names | undefined {
  const given = named ?? excluded;
  return given === undefined || given === null
    ? undefined
    : { negated: named === undefined || named === null, patterns: [...new Set(texts(given))] };
}

/** `AWS:arn`, `Service:host`; everybody is `*`, however it is written. */
function principals(value: Json | undefined): Json | undefined {
  return isObject(value)
    ? Object.entries(value).flatMap(([kind, ids]) =>
        texts(ids).map((id) => (kind === "AWS" && id === "*" ? "*" : `${kind}:${accountRoot(kind, id)}`)),
      )
    : value;
}

/** An account may be written as its number or as the ARN of its root. */
function accountRoot(kind: string, id: string): string {
  return kind === "AWS" ? id.replace(/^arn:[\w-]+:iam::(\d{12}):root$/, "$1") : id;
}

function conditions(value: Json | undefined): readonly Condition[] {
  return isObject(value)
    ? Object.entries(value).flatMap(([operator, keys]) =>
        isObject(keys)
          ? Object.entries(keys).map(([key, wanted]) => ({
              operator,
              key,
              values: items(wanted).map(String).sort(),
            }))
          : [],
      )
    : [];
}

/** `StringEquals aws:SourceAccount = 111122223333`. */
export function conditionText({ operator, key, values }: Condition): string {
  return `${operator} ${key} = ${values.join(", ")}`;
}

/** Whether all that `narrow` speaks of, `wide` speaks of as well. It says no where it cannot be sure. */
export function covers(wide: Statement, narrow: Statement): boolean {
  return (
    wide.effect === narrow.effect &&
    // Resources and principals differ the most, and compare the quickest.
    namesCover(wide.resources, narrow.resources, matches) &&
    namesCover(wide.principals, narrow.principals, matchesPrincipal) &&
    namesCover(wide.actions, narrow.actions, matchesAction) &&
    wide.conditions.every((condition) => narrow.conditions.some((other) => isStricter(other, condition)))
  );
}

type Matches = (pattern: string, name: string) => boolean;

export function namesCover(wide: Names | undefined, narrow: Names | undefined, match: Matches): boolean {
  if (wide === undefined || narrow === undefined) {
    return wide === narrow;
  }
  if (wide === narrow) {
    return true;
  }
  const within = (name: string, patterns: readonly string[]) =>
    patterns.some((pattern) => match(pattern, name));
  if (wide.negated && narrow.negated) {
    return wide.patterns.every((excluded) => within(excluded, narrow.patterns));
  }
  if (wide.negated) {
    // What holds wildcards may reach into what is excluded.
    return narrow.patterns.every((name) => !/[*?]/.test(name) && !within(name, wide.patterns));
  }
  return narrow.negated
    ? wide.patterns.includes("*")
    : narrow.patterns.every((name) => within(name, wide.patterns));
}

export function matchesAction(pattern: string, name: string): boolean {
  // Most names differ in their length already, and hold no wildcard.
  return (
    (pattern.length === name.length || /[*?]/.test(pattern)) &&
    matches(pattern.toLowerCase(), name.toLowerCase())
  );
}

/** Wildcards have no meaning inside a principal; alone one stands for everybody. */
export function matchesPrincipal(pattern: string, name: string): boolean {
  return pattern === "*" || pattern === name;
}

/**
 * Whether a pattern with `*` and `?` matches all that another one does. Two pointers instead of a regular expression: a
 * pattern of many stars would take one for ever.
 */
export function matches(pattern: string, name: string): boolean {
  if (!pattern.includes("*") && !pattern.includes("?")) {
    return pattern === name;
  }
  let at = 0;
  let star = -1;
  let mark = 0;
  let index = 0;
  while (index < name.length) {
    if (pattern[at] === "*") {
      star = at;
      mark = index;
      at++;
    } else if (pattern[at] === name[index] || (pattern[at] === "?" && name[index] !== "*")) {
      at++;
      index++;
    } else if (star >= 0) {
      mark++;
      at = star + 1;
      index = mark;
    } else {
      return false;
    }
  }
  return /^\**$/.test(pattern.slice(at));
}

/** Whether what meets `condition` meets `other` as well. */
function isStricter(condition: Condition, other: Condition): boolean {
  if (condition.operator !== other.operator || condition.key.toLowerCase() !== other.key.toLowerCase()) {
    return false;
  }
  // What is asked for may only lose values, what is excluded may only gain some.
  const [few, many] = /Not/.test(condition.operator)
    ? [other.values, condition.values]
    : [condition.values, other.values];
  const match: Matches = /Like/.test(condition.operator) ? matches : (one, two) => one === two;
  return few.every((value) => many.some((pattern) => match(pattern, value)));
}
