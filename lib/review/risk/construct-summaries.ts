import type { ChangeKind } from "../plan";
import type { ConstructSummary, Counts, ReviewedChange, RiskLevel } from "../review";
import { highest } from "./levels";

/** Numbers of objects by what happens to them; kinds without any are left out. */
export function countKinds(kinds: Iterable<ChangeKind>): Counts {
  const counts: { [kind in ChangeKind]?: number } = {};
  for (const kind of kinds) {
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

/**
 * A summary for every construct above a change, by path. What no construct is known for, such as what left the program,
 * counts for the stack alone.
 */
export function summarizeConstructs(
  stack: string,
  changes: readonly Pick<ReviewedChange, "constructPath" | "kind" | "risk">[],
): readonly ConstructSummary[] {
  const below = new Map<string, { readonly kinds: ChangeKind[]; readonly risks: Set<RiskLevel> }>();
  for (const { constructPath, kind, risk } of changes) {
    for (const path of prefixes(constructPath ?? stack)) {
      const summary = below.get(path) ?? { kinds: [], risks: new Set<RiskLevel>() };
      summary.kinds.push(kind);
      summary.risks.add(risk);
      below.set(path, summary);
    }
  }
  return [...below]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([path, { kinds, risks }]) => ({ path, counts: countKinds(kinds), risk: highest(risks) }));
}

function prefixes(path: string): readonly string[] {
  const parts = path.split("/");
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}
