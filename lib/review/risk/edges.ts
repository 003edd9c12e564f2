import type { Plan } from "../plan";
import { withoutIndices } from "../read/references";
import type { Review } from "../review";

/** Objects of one block that are drawn one by one: two blocks of hundreds would be joined by thousands of lines. */
const MOST_DRAWN = 20;

/** References that touch something that changes, between addresses of objects. */
export function edgesOf(
  plan: Pick<Plan, "edges" | "objects">,
  changed: ReadonlySet<string>,
): Review["edges"] {
  const instances = new Map<string, string[]>();
  for (const { address } of plan.objects) {
    const base = withoutIndices(address);
    const known = instances.get(base);
    if (known === undefined) {
      instances.set(base, [address]);
    } else {
      known.push(address);
    }
  }
  const addressesOf = (base: string) => instances.get(base) ?? [];
  const found = new Map<string, { readonly from: string; readonly to: string }>();
  for (const edge of plan.edges) {
    for (const [from, to] of joined(addressesOf(edge.from), addressesOf(edge.to))) {
      if (changed.has(from) || changed.has(to)) {
        found.set(`${from}\n${to}`, { from, to });
      }
    }
  }
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, edge]) => edge);
}

/** Of blocks that repeat by the same keys, each object belongs to the one with its key. */
function joined(froms: readonly string[], tos: readonly string[]): readonly (readonly [string, string])[] {
  const indexOf = (address: string) => /\[(?:\d+|".*")\]$/.exec(address)?.[0];
  const byIndex = new Map(tos.map((to) => [indexOf(to), to]));
  return froms.flatMap((from) => {
    const same = tos.length > 1 && froms.length > 1 ? byIndex.get(indexOf(from)) : undefined;
    return same !== undefined
      ? [[from, same] as const]
      : tos.slice(0, MOST_DRAWN).map((to) => [from, to] as const);
  });
}
