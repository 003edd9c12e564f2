import type { Plan } from "../plan";
import { withoutIndices } from "../read/references";

/** Dependents named of one object: beyond that it is simply everything. */
export const MOST_DEPENDENTS = 200;

/**
 * Finds what depends on an object, directly or through others, nearest first. References of the configuration say so; of
 * an object that is no longer in it, the state does. What reaches an object through inputs and outputs of modules is not
 * seen: a plan does not resolve them.
 */
export class BlastRadius {
  /** Who needs an address without index. */
  private readonly needed = new Map<string, string[]>();
  private readonly needing = new Set<string>();
  /** Who needed it when it was last applied, through others as well. */
  private readonly wasNeeded = new Map<string, string[]>();
  private readonly instances = new Map<string, string[]>();
  private readonly known = new Map<string, readonly string[]>();

  constructor(plan: Pick<Plan, "edges" | "objects" | "references" | "formerDependencies">) {
    for (const { from, to } of plan.edges) {
      push(this.needed, to, from);
    }
    for (const address of plan.references.keys()) {
      this.needing.add(address);
    }
    const gone = new Set<string>();
    for (const { address, mode } of plan.objects) {
      const base = withoutIndices(address);
      if (mode === "managed") {
        push(this.instances, base, address);
      }
      if (!this.needing.has(base)) {
        gone.add(base);
      }
    }
    for (const [from, dependencies] of plan.formerDependencies ?? []) {
      for (const to of dependencies) {
        if (gone.has(to)) {
          push(this.wasNeeded, to, from);
        }
      }
    }
  }

  /** Addresses that depend on one, at most `MOST_DEPENDENTS`. */
  of(address: string): readonly string[] {
    const start = withoutIndices(address);
    const known = this.known.get(start) ?? this.search(start);
    this.known.set(start, known);
    return known.filter((one) => one !== address);
  }

  private search(start: string): readonly string[] {
    const seen = new Set([start]);
    const found: string[] = [];
    let ring: readonly string[] = [start];
    while (ring.length > 0 && found.length < MOST_DEPENDENTS) {
      const next = new Set<string>();
      for (const address of ring) {
        for (const one of this.dependentsOf(address)) {
          if (!seen.has(one)) {
            seen.add(one);
            next.add(one);
          }
        }
      }
      ring = [...next].sort();
      found.push(...ring.flatMap((one) => this.addressesOf(one)));
    }
    return found.slice(0, MOST_DEPENDENTS);
  }

  private dependentsOf(address: string): readonly string[] {
    return this.needed.get(address) ?? this.wasNeeded.get(address) ?? [];
  }

  /** Data sources only pass on what they read. */
  private addressesOf(base: string): readonly string[] {
    const instances = this.instances.get(base);
    return instances ?? (/(^|\.)data\./.test(base) ? [] : [base]);
  }
}

function push(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list === undefined) {
    map.set(key, [value]);
  } else {
    list.push(value);
  }
}
