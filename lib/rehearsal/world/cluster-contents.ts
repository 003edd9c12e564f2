import type { ClusterPart } from "./cluster-facts";
import { type Fact, isBuiltIn, type Need, standInsFor } from "./facts";

/**
 * What is inside every cluster: which object brings which fact and which object needs it. Clusters are told apart by
 * the name their providers have for them, an endpoint or a kubeconfig.
 */
export class ClusterContents {
  private readonly parts = new Map<string, { readonly cluster: string; readonly part: ClusterPart }>();
  private readonly bringers = new Map<string, Set<string>>();
  private readonly needers = new Map<string, Set<string>>();
  private readonly lasting = new Set<string>();

  /** Registers what an object brings and needs. */
  add(key: string, cluster: string, part: ClusterPart): void {
    this.parts.set(key, { cluster, part });
    for (const { fact } of part.brings) {
      put(this.bringers, at(cluster, fact), key);
    }
    for (const { fact } of part.needs) {
      put(this.needers, at(cluster, fact), key);
    }
  }

  /** Forgets an object; one that is not registered is no mistake. */
  remove(key: string): void {
    const entry = this.parts.get(key);
    this.parts.delete(key);
    for (const { fact } of entry?.part.brings ?? []) {
      take(this.bringers, at(entry?.cluster ?? "", fact), key);
    }
    for (const { fact } of entry?.part.needs ?? []) {
      take(this.needers, at(entry?.cluster ?? "", fact), key);
    }
  }

  /** Notes a fact that outlives the object that brought it. */
  keep(cluster: string, fact: Fact): void {
    this.lasting.add(at(cluster, fact));
  }

  /** Forgets everything that outlived its object in a cluster that is deleted. */
  drop(cluster: string): void {
    for (const entry of this.lasting) {
      if (entry.startsWith(at(cluster, ""))) {
        this.lasting.delete(entry);
      }
    }
  }

  /** Needs of a part that neither the cluster nor the part itself meets. */
  missing(cluster: string, part: ClusterPart): readonly Need[] {
    const own = new Set(part.brings.map(({ fact }) => fact));
    return part.needs.filter(
      ({ fact }) => !standInsFor(fact).some((one) => own.has(one) || this.has(cluster, one)),
    );
  }

  /** The first fact of a part that another object owns already, with its key where the owner is known. */
  taken(
    key: string,
    cluster: string,
    part: ClusterPart,
  ): { fact: Fact; owner: string | undefined } | undefined {
    for (const { fact, owned } of part.brings) {
      const others = [...(this.bringers.get(at(cluster, fact)) ?? [])].filter((other) => other !== key);
      const owner = others.find((other) => this.owns(other, fact));
      // A namespace that a release created is not owned by anyone, and still cannot be created again.
      const standing = fact.startsWith("Namespace ") && this.has(cluster, fact, key);
      if (owned && (owner !== undefined || standing)) {
        return { fact, owner };
      }
    }
    return undefined;
  }

  /**
   * Keys of other objects whose needs would not be met any more if the object went, or came to bring only `after`.
   */
  dependents(key: string, after?: ClusterPart): readonly string[] {
    const entry = this.parts.get(key);
    const left = new Set(after?.brings.map(({ fact }) => fact));
    const found = new Set<string>();
    for (const { fact } of entry?.part.brings ?? []) {
      const cluster = entry?.cluster ?? "";
      const met = () => standInsFor(fact).some((one) => left.has(one) || this.has(cluster, one, key));
      for (const needer of this.needers.get(at(cluster, fact)) ?? []) {
        if (needer !== key && !met() && !this.bringsItself(needer, fact)) {
          found.add(needer);
        }
      }
    }
    return [...found];
  }

  /** Lasting facts as text, for a snapshot. */
  get kept(): readonly string[] {
    return [...this.lasting];
  }

  /** Takes up the lasting facts of a snapshot. */
  restore(kept: readonly string[]): void {
    for (const entry of kept) {
      this.lasting.add(entry);
    }
  }

  private has(cluster: string, fact: Fact, without?: string): boolean {
    const bringers = this.bringers.get(at(cluster, fact));
    const count = (bringers?.size ?? 0) - (without !== undefined && bringers?.has(without) ? 1 : 0);
    return isBuiltIn(fact) || this.lasting.has(at(cluster, fact)) || count > 0;
  }

  private owns(key: string, fact: Fact): boolean {
    return this.parts.get(key)?.part.brings.some((one) => one.owned && one.fact === fact) ?? false;
  }

  private bringsItself(key: string, fact: Fact): boolean {
    return this.parts.get(key)?.part.brings.some((one) => one.fact === fact) ?? false;
  }
}

function at(cluster: string, fact: Fact): string {
  return `${cluster}\n${fact}`;
}

function put(index: Map<string, Set<string>>, fact: string, key: string): void {
  const keys = index.get(fact) ?? new Set();
  index.set(fact, keys.add(key));
}

function take(index: Map<string, Set<string>>, fact: string, key: string): void {
  const keys = index.get(fact);
  keys?.delete(key);
  if (keys?.size === 0) {
    index.delete(fact);
  }
}
