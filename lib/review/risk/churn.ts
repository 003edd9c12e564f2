import type { PlannedObject } from "../plan";
import type { Churn } from "../review";
import { type Body, bodyOf, likenessOf } from "./churn-body";

/** Likeness from which two objects are taken for one that moved. */
const LEAST_LIKENESS = 0.7;
/** Objects with the same argument above which it says nothing about which one is meant. */
const COMMON = 40;
/** Candidates that are compared with one object. */
const MOST_CANDIDATES = 20;

/**
 * Pairs objects that are deleted with objects of the same type that are created and look like them: most likely only the
 * id of a construct changed. Each object is in one pair at most, the likest pairs first.
 *
 * What is computed does not count: only arguments that are known of the new object are compared.
 */
export function findChurn(
  objects: readonly PlannedObject[],
  constructPath: (address: string) => string | undefined,
): readonly Churn[] {
  const types = new Map<string, { gone: Body[]; made: Body[] }>();
  for (const object of objects) {
    const side = object.mode !== "managed" || object.deposed !== undefined ? undefined : SIDES[object.kind];
    if (side !== undefined) {
      const sides = types.get(object.type) ?? { gone: [], made: [] };
      sides[side].push(bodyOf(object, side));
      types.set(object.type, sides);
    }
  }
  return [...types.values()]
    .flatMap(({ gone, made }) => (gone.length === 0 || made.length === 0 ? [] : pairsOf(gone, made)))
    .sort((one, other) => (one.gone.address < other.gone.address ? -1 : 1))
    .map(({ gone, made, likeness }) => ({
      from: gone.address,
      to: made.address,
      likeness: Math.round(likeness * 100) / 100,
      remedy: remedyFor(gone.address, made.address, constructPath(made.address)),
    }));
}

const SIDES: { readonly [kind: string]: "gone" | "made" } = { delete: "gone", create: "made" };

interface Pair {
  readonly gone: Body;
  readonly made: Body;
  readonly likeness: number;
  readonly nearness: number;
}

function pairsOf(gone: readonly Body[], made: readonly Body[]): readonly Pair[] {
  const candidates = candidatesOf(made);
  const pairs = gone.flatMap((one) =>
    candidates(one).flatMap((other): Pair[] => {
      const likeness = likenessOf(one, other);
      return likeness < LEAST_LIKENESS
        ? []
        : [{ gone: one, made: other, likeness, nearness: nearnessOf(one.address, other.address) }];
    }),
  );
  pairs.sort(
    (one, other) =>
      other.likeness - one.likeness ||
      other.nearness - one.nearness ||
      (one.gone.address + one.made.address < other.gone.address + other.made.address ? -1 : 1),
  );
  const taken = new Set<Body>();
  return pairs.filter((pair) => {
    const free = !taken.has(pair.gone) && !taken.has(pair.made);
    if (free) {
      taken.add(pair.gone).add(pair.made);
    }
    return free;
  });
}

/** Finds those that share the rarest arguments, without comparing everything with everything. */
function candidatesOf(made: readonly Body[]): (one: Body) => readonly Body[] {
  const holders = new Map<string, Body[]>();
  for (const body of made) {
    for (const leaf of body.leaves) {
      const known = holders.get(leaf);
      if (known === undefined) {
        holders.set(leaf, [body]);
      } else {
        known.push(body);
      }
    }
  }
  const turns = new Map<readonly Body[], number>();
  return ({ leaves }) => {
    const shared = [...leaves].flatMap((leaf) => {
      const bodies = holders.get(leaf);
      return bodies === undefined ? [] : [bodies];
    });
    const rare = shared.filter((bodies) => bodies.length <= COMMON);
    if (rare.length === 0) {
      return shared.length === 0 ? [] : window(rarest(shared), turns);
    }
    const votes = new Map<Body, number>();
    for (const body of rare.flat()) {
      votes.set(body, (votes.get(body) ?? 0) + 1);
    }
    return [...votes]
      .sort(([, one], [, other]) => other - one)
      .slice(0, MOST_CANDIDATES)
      .map(([body]) => body);
  };
}

function rarest(shared: readonly (readonly Body[])[]): readonly Body[] {
  return shared.reduce((few, bodies) => (bodies.length < few.length ? bodies : few));
}

/** Of many that look the same each gets its turn: the same few would run out otherwise. */
function window(bodies: readonly Body[], turns: Map<readonly Body[], number>): readonly Body[] {
  const turn = turns.get(bodies) ?? 0;
  turns.set(bodies, turn + 1);
  const start = turn % bodies.length;
  return [...bodies.slice(start), ...bodies.slice(0, start)].slice(0, MOST_CANDIDATES);
}

/** Share of the words two addresses have in common: what moved often keeps a part of its name. */
function nearnessOf(one: string, other: string): number {
  const [few, many] = [words(one), words(other)];
  const common = [...few].filter((word) => many.has(word)).length;
  return common / Math.max(few.size, many.size, 1);
}

function words(address: string): ReadonlySet<string> {
  return new Set(address.toLowerCase().split(/[^a-z0-9]+/));
}

/** The line that turns a delete and a create into a move. */
function remedyFor(from: string, to: string, path: string | undefined): string {
  if (/[[]|^module\./.test(to)) {
    const moved = `{ from: ${JSON.stringify(from)}, to: ${JSON.stringify(to)} }`;
    return `stack.addOverride("moved", [${moved}]);`;
  }
  const name = variableName(path?.split("/").at(-1) ?? "construct");
  const where = path === undefined ? "" : ` // the construct at ${path}`;
  return `${name}.moveFromId(${JSON.stringify(from)});${where}`;
}

function variableName(id: string): string {
  const parts = id.split(/[^A-Za-z0-9]+/).filter((part) => part !== "");
  const joined = parts
    .map(
      (part, index) =>
        (index === 0 ? part.charAt(0).toLowerCase() : part.charAt(0).toUpperCase()) + part.slice(1),
    )
    .join("");
  return /^[a-z]/.test(joined) ? `${joined}${RESERVED.has(joined) ? "Construct" : ""}` : "construct";
}

/** Words of TypeScript that name no variable and may well name a construct. */
const RESERVED: ReadonlySet<string> = new Set(
  "case class const default delete do enum export for function if import in new null package private public return super switch this throw try var void while with".split(
    " ",
  ),
);
