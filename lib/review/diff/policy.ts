import type { Json } from "../../core/render";
import {
  type Condition,
  conditionText,
  covers,
  matches,
  matchesAction,
  matchesPrincipal,
  type Names,
  namesCover,
  readPolicy,
  type Statement,
} from "./policy-statements";
import { listed } from "./values";

/** What is allowed after a change and was not before; wildcards are understood. */
export interface PolicyWidening {
  /** `iam:PassRole`, `s3:*`, `NotAction: iam:*`. */
  readonly actions: readonly string[];
  /** `*`, an ARN, `NotResource: arn`. */
  readonly resources: readonly string[];
  /** `*`, `AWS:arn`, `AWS:111122223333` for the root of an account, `Service:host`, `NotPrincipal: AWS:arn`. */
  readonly principals: readonly string[];
  /** `StringEquals aws:SourceAccount = 111122223333`. */
  readonly conditionsRemoved: readonly string[];
  /** `s3:* on *`. */
  readonly deniesRemoved: readonly string[];
}

export interface PolicyChange {
  /** Undefined: nothing is allowed that was not allowed before. */
  readonly widening: PolicyWidening | undefined;
  /** For people: `newly allows iam:PassRole on * (Deploy)`. */
  readonly notes: readonly string[];
  /** Equal but for formatting and order. */
  readonly same: boolean;
}

/**
 * What a change of a policy document means: text in JSON or an object, absent where there is none. Undefined where
 * neither side is a policy document, or one side is something else.
 */
export function policyChange(before: Json | undefined, after: Json | undefined): PolicyChange | undefined {
  const [old, new_] = [read(before), read(after)];
  if (old === undefined || new_ === undefined || (isAbsent(before) && isAbsent(after))) {
    return undefined;
  }
  const [gone, come] = unmatched(old, new_);
  const gained = grants(old, come, gone);
  const lost = grants(new_, gone, come);
  return {
    widening: wideningOf(gained, lost),
    notes: [
      ...gained.map((grant) => noteOf(grant, GAINED[grant.statement.effect])),
      ...lost.map((grant) => noteOf(grant, LOST[grant.statement.effect])),
    ],
    same: gone.length === 0 && come.length === 0,
  };
}

/** What a change of a policy document allows that was not allowed before; undefined: nothing. */
export function policyWidening(
  before: Json | undefined,
  after: Json | undefined,
): PolicyWidening | undefined {
  return policyChange(before, after)?.widening;
}

function isAbsent(value: Json | undefined): boolean {
  return value === undefined || value === null || value === "";
}

function read(value: Json | undefined): readonly Statement[] | undefined {
  return isAbsent(value) ? [] : readPolicy(value);
}

/** Statements without a counterpart that means the same, of both sides. */
function unmatched(old: readonly Statement[], new_: readonly Statement[]) {
  const keys = (statements: readonly Statement[]) => new Set(statements.map(({ key }) => key));
  const [oldKeys, newKeys] = [keys(old), keys(new_)];
  return [old.filter(({ key }) => !newKeys.has(key)), new_.filter(({ key }) => !oldKeys.has(key))] as const;
}

/** What a statement says that nothing on the other side says. */
interface Grant {
  readonly statement: Statement;
  readonly actions: Names;
  readonly resources: Names | undefined;
  readonly principals: Names | undefined;
  /** Of those, what the statement it grew out of did not name; all of it where there is none. */
  readonly fresh: Pick<PolicyWidening, "actions" | "resources" | "principals" | "conditionsRemoved">;
}

/** Comparisons above which statements count as new as a whole: no policy AWS accepts comes near. */
const MOST_COMPARISONS = 200_000;

/** What `statements` say and `others` do not. `origins` are those of `others` they may have grown out of. */
function grants(
  others: readonly Statement[],
  statements: readonly Statement[],
  origins: readonly Statement[],
): readonly Grant[] {
  const compare = others.length * statements.length <= MOST_COMPARISONS;
  return statements.flatMap((statement): Grant[] => {
    if (!compare) {
      return [grantOf(statement, statement, undefined)];
    }
    const same = others.filter(({ effect }) => effect === statement.effect);
    const rest = uncovered(statement, same);
    return rest === undefined ? [] : [grantOf(statement, rest, originOf(statement, origins))];
  });
}

/** The statement with only those names that stand in a combination nothing covers; undefined: all is covered. */
function uncovered(statement: Statement, others: readonly Statement[]): Statement | undefined {
  if (others.some((other) => covers(other, statement))) {
    return undefined;
  }
  const parts = [statement.actions, statement.resources, statement.principals];
  const combinations = parts.reduce((product, names) => product * singles(names).length, 1);
  if (combinations * others.length > MOST_COMPARISONS || others.length === 0) {
    return statement;
  }
  const open = { actions: new Set<string>(), resources: new Set<string>(), principals: new Set<string>() };
  for (const actions of singles(statement.actions)) {
    for (const resources of singles(statement.resources)) {
      for (const principals of singles(statement.principals)) {
        const single = { ...statement, actions: actions ?? statement.actions, resources, principals };
        if (!others.some((other) => covers(other, single))) {
          note(open.actions, actions);
          note(open.resources, resources);
          note(open.principals, principals);
        }
      }
    }
  }
  return open.actions.size === 0
    ? undefined
    : {
        ...statement,
        actions: { ...statement.actions, patterns: [...open.actions] },
        resources: statement.resources && { ...statement.resources, patterns: [...open.resources] },
        principals: statement.principals && { ...statement.principals, patterns: [...open.principals] },
      };
}

function note(names: Set<string>, noted: Names | undefined): void {
  for (const pattern of noted?.patterns ?? []) {
    names.add(pattern);
  }
}

/** One of each name; what is excluded only means something as a whole. */
function singles(names: Names | undefined): readonly (Names | undefined)[] {
  return names === undefined || names.negated
    ? [names]
    : names.patterns.map((pattern) => ({ negated: false, patterns: [pattern] }));
}

/** The statement on the other side that is most like it: with its name, or with the most names in common. */
function originOf(statement: Statement, others: readonly Statement[]): Statement | undefined {
  const candidates = others.filter(({ effect }) => effect === statement.effect);
  const named = candidates.find(({ sid }) => sid !== undefined && sid === statement.sid);
  if (named !== undefined) {
    return named;
  }
  const scored = candidates.map((other) => ({ other, score: likeness(statement, other) }));
  return scored.reduce<{ other?: Statement; score: number }>(
    (best, one) => (one.score > best.score ? one : best),
    { score: 0 },
  ).other;
}

function likeness(one: Statement, other: Statement): number {
  const namesOf = ({ actions, resources, principals }: Statement) =>
    [actions, resources, principals].flatMap((names) => names?.patterns ?? []).filter((name) => name !== "*");
  const names = new Set(namesOf(one));
  return namesOf(other).filter((name) => names.has(name)).length;
}

function grantOf(statement: Statement, rest: Statement, origin: Statement | undefined): Grant {
  const { actions, resources, principals } = rest;
  const all = {
    actions: freshNames("NotAction", actions, undefined, matchesAction),
    resources: freshNames("NotResource", resources, undefined, matches),
    principals: freshNames("NotPrincipal", principals, undefined, matchesPrincipal),
    conditionsRemoved: [] as readonly string[],
  };
  const fresh = origin && {
    actions: freshNames("NotAction", actions, origin.actions, matchesAction),
    resources: freshNames("NotResource", resources, origin.resources, matches),
    principals: freshNames("NotPrincipal", principals, origin.principals, matchesPrincipal),
    conditionsRemoved: dropped(origin, statement).map(conditionText),
  };
  // Where every name was there before, their combination is what is new.
  const says = fresh && Object.values(fresh).some((names) => names.length > 0);
  return { statement, actions, resources, principals, fresh: says ? fresh : all };
}

function freshNames(
  negation: string,
  names: Names | undefined,
  known: Names | undefined,
  match: (pattern: string, name: string) => boolean,
): readonly string[] {
  if (names === undefined || (known !== undefined && namesCover(known, names, match))) {
    return [];
  }
  if (names.negated) {
    return [`${negation}: ${names.patterns.join(", ")}`];
  }
  return names.patterns.filter(
    (pattern) => known === undefined || !namesCover(known, { negated: false, patterns: [pattern] }, match),
  );
}

/** Conditions of the origin that the statement no longer has, or has with other values. */
function dropped(origin: Statement, statement: Statement): readonly Condition[] {
  const now = new Set(statement.conditions.map(conditionText));
  return origin.conditions.filter(
    (condition) =>
      !now.has(conditionText(condition)) &&
      !covers({ ...origin, conditions: [condition] }, { ...origin, conditions: statement.conditions }),
  );
}

function wideningOf(gained: readonly Grant[], lost: readonly Grant[]): PolicyWidening | undefined {
  const allows = gained.filter(({ statement }) => statement.effect === "Allow");
  const denies = lost.filter(({ statement }) => statement.effect === "Deny");
  if (allows.length === 0 && denies.length === 0) {
    return undefined;
  }
  const all = (part: keyof Grant["fresh"]) => [...new Set(allows.flatMap(({ fresh }) => fresh[part]))];
  return {
    actions: all("actions"),
    resources: all("resources"),
    principals: all("principals"),
    conditionsRemoved: all("conditionsRemoved"),
    deniesRemoved: denies.map(sentence),
  };
}

const GAINED = { Allow: "newly allows", Deny: "newly denies" };
const LOST = { Allow: "no longer allows", Deny: "no longer denies" };

function noteOf(grant: Grant, verb: string): string {
  const { sid } = grant.statement;
  const without = grant.fresh.conditionsRemoved;
  return [
    `${verb} ${sentence(grant)}`,
    without.length > 0 ? `, without ${listed(without, 3)}` : "",
    sid === undefined ? "" : ` (${sid})`,
  ].join("");
}

/** `s3:GetObject on arn:... to AWS:arn when StringEquals aws:SourceAccount = 1`. */
function sentence({ statement, actions, resources, principals }: Grant): string {
  const conditions = statement.conditions.map(conditionText);
  return [
    namesText(actions),
    ...(resources === undefined ? [] : ["on", namesText(resources)]),
    ...(principals === undefined ? [] : ["to", namesText(principals)]),
    ...(conditions.length === 0 ? [] : ["when", listed(conditions, 3)]),
  ].join(" ");
}

function namesText({ negated, patterns }: Names): string {
  return `${negated ? "all but " : ""}${listed(patterns)}`;
}
