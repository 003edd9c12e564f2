import type { ChangeKind } from "../../plan";
import { withoutIndices } from "../../read/references";
import type { Counts, Review, ReviewedChange, RiskLevel } from "../../review";
import { riskRank, TOLD_KINDS, worstRisk } from "../words";

/** A construct in a picture, or a resource whose construct is not known. */
export interface PictureNode {
  /** Path of the construct; address, or type, where none is known. */
  readonly id: string;
  readonly name: string;
  /** What it stands in, for the line below its name. */
  readonly within: string;
  readonly risk: RiskLevel;
  /** Empty: nothing of it changes, it depends on something that does. */
  readonly counts: Counts;
}

/** Constructs of one level of detail, and who needs whom among them. */
export interface Picture {
  readonly nodes: readonly PictureNode[];
  /** Indices into `nodes`: what is needed, and what needs it, as a change spreads. */
  readonly edges: readonly (readonly [from: number, to: number])[];
  /** Nodes there was no room for, the least risky ones. */
  readonly left: number;
}

/** Most nodes of a picture: more are no picture but a haystack. */
export const MAX_NODES = 80;
const MAX_EDGES = 400;
const MAX_DEPTH = 8;

interface Gathered {
  readonly within: string;
  readonly name: string;
  readonly counts: { [kind in ChangeKind]?: number };
  risk: RiskLevel;
}

/** The constructs of a review from the coarsest level to the finest one that can be looked at. */
export function picturesOf(review: Review): readonly Picture[] {
  const changes = review.changes.filter((change) => TOLD_KINDS.includes(change.kind));
  const paths = new Map(Object.entries(review.constructPaths ?? {}));
  for (const change of review.changes) {
    if (change.constructPath !== undefined) {
      paths.set(withoutIndices(change.address), change.constructPath);
    }
  }
  const changed = new Set(changes.map((change) => withoutIndices(change.address)));
  const edges = review.edges
    .map(({ from, to }) => ({ from: withoutIndices(from), to: withoutIndices(to) }))
    .filter(({ to }) => changed.has(to));
  const deepest = changes.reduce(
    (most, { constructPath }) => Math.max(most, constructPath?.split("/").length ?? 3),
    2,
  );
  const pictures: Picture[] = [];
  for (let depth = 2; depth <= Math.min(deepest, MAX_DEPTH); depth++) {
    const picture = pictureOf(changes, edges, paths, depth);
    if (pictures.length > 0 && picture.left > 0) {
      break;
    }
    if (picture.nodes.length > (pictures.at(-1)?.nodes.length ?? 0)) {
      pictures.push(picture);
    }
  }
  return pictures;
}

function pictureOf(
  changes: readonly ReviewedChange[],
  edges: readonly { readonly from: string; readonly to: string }[],
  paths: ReadonlyMap<string, string>,
  depth: number,
): Picture {
  const gathered = new Map<string, Gathered>();
  const gather = (address: string): [string, Gathered] => {
    const id = placeOf(address, paths, depth);
    const slash = id.lastIndexOf("/");
    const found = gathered.get(id) ?? {
      name: slash < 0 ? id : id.slice(slash + 1),
      within: slash < 0 ? "" : id.slice(0, slash),
      counts: {},
      risk: "none",
    };
    gathered.set(id, found);
    return [id, found];
  };
  for (const change of changes) {
    const [, node] = gather(withoutIndices(change.address));
    node.counts[change.kind] = (node.counts[change.kind] ?? 0) + 1;
    node.risk = worstRisk([node.risk, change.risk]);
  }
  const pairs = new Map<string, readonly [string, string]>();
  for (const { from, to } of edges) {
    const [[needed], [needing]] = [gather(to), gather(from)];
    if (needed !== needing) {
      pairs.set(JSON.stringify([needed, needing]), [needed, needing]);
    }
  }
  return cut(gathered, [...pairs.values()]);
}

/** Keeps the riskiest nodes, and those that change before those that only depend on them. */
function cut(
  gathered: ReadonlyMap<string, Gathered>,
  pairs: readonly (readonly [string, string])[],
): Picture {
  const size = ({ counts }: Gathered) => Object.values(counts).reduce((sum, count) => sum + count, 0);
  const kept = [...gathered]
    .sort(
      ([one, a], [other, b]) =>
        riskRank(b.risk) - riskRank(a.risk) || size(b) - size(a) || (one < other ? -1 : 1),
    )
    .slice(0, MAX_NODES)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  const index = new Map(kept.map(([id], position) => [id, position]));
  const edges = pairs.flatMap(([from, to]): (readonly [number, number])[] => {
    const [start, end] = [index.get(from), index.get(to)];
    return start === undefined || end === undefined ? [] : [[start, end]];
  });
  return {
    nodes: kept.map(([id, node]) => ({ id, ...node })),
    edges: edges.sort((a, b) => a[0] - b[0] || a[1] - b[1]).slice(0, MAX_EDGES),
    left: gathered.size - kept.length,
  };
}

/** Where an address belongs at a level of detail. Without a construct: its type first, itself at finer levels. */
function placeOf(address: string, paths: ReadonlyMap<string, string>, depth: number): string {
  const path = paths.get(address);
  if (path !== undefined) {
    // `Resource` is by custom the object a construct is about: it stands for the construct.
    return path
      .split("/")
      .slice(0, depth)
      .join("/")
      .replace(/\/Resource$/, "");
  }
  return depth === 2 ? (address.split(".").at(-2) ?? address) : address;
}
