import type { Account } from "./account";
import type { Value, Values } from "./backend";
import { ClusterContents } from "./cluster-contents";
import { type ClusterPart, clusterPart, namespaceLeftBy } from "./cluster-facts";
import { objectFact } from "./facts";
import { identityOf } from "./identity";
import { endpointOf } from "./kubernetes-rules";
import { handlesOf, References } from "./references";
import { nameOf } from "./values";

/** Something that was made and is alive. */
export type WorldObject = {
  /** Identifies it for good; travels in terraform's private data. */
  readonly key: string;
  /** Local name of the provider, `aws`. */
  readonly provider: string;
  readonly type: string;
  /** As the service would show it now: never holds UNKNOWN. */
  readonly values: Values;
  readonly account: Account;
  /** The Kubernetes cluster it lives in, by endpoint or kubeconfig. */
  readonly cluster?: string;
  /** Ids, ARNs and names of other objects that its configuration mentions. */
  readonly mentions: readonly string[];
};

/** The living objects with every index the rules ask: by name, by reference, by cluster. */
export class Store {
  readonly references = new References();
  readonly contents = new ClusterContents();
  private readonly objects = new Map<string, WorldObject>();
  private readonly names = new Map<string, string>();
  private readonly endpoints = new Map<string, string>();
  // Reading the YAML of a release is the dearest thing here, and values never change in place.
  private readonly parts = new WeakMap<Values, ClusterPart>();
  private readonly inside = new Map<string, Set<string>>();

  /** Every living object, oldest first. */
  all(): readonly WorldObject[] {
    return [...this.objects.values()];
  }

  get(key: string): WorldObject | undefined {
    return this.objects.get(key);
  }

  /** Adds an object, or replaces the one of the same key without changing its place. */
  put(object: WorldObject): void {
    this.unindex(this.objects.get(object.key), false);
    this.objects.set(object.key, object);
    const { key, type, values, account } = object;
    this.references.add(key, handlesOf(type, values, account), object.mentions);
    const name = identity(object);
    if (name !== undefined) {
      this.names.set(name, key);
    }
    const endpoint = endpointOf(type, values);
    if (endpoint !== undefined) {
      this.endpoints.set(endpoint, key);
    }
    if (object.cluster !== undefined) {
      const keys = this.inside.get(object.cluster) ?? new Set();
      this.inside.set(object.cluster, keys.add(key));
    }
    const cluster = this.clusterOf(object);
    if (cluster !== undefined) {
      this.contents.add(key, cluster, this.partOf(object));
      const namespace = namespaceLeftBy(type, values);
      if (namespace !== undefined) {
        this.contents.keep(cluster, objectFact("Namespace", "", namespace));
      }
    }
  }

  /** Removes an object; returns it, or undefined if it was not there. */
  remove(key: string): WorldObject | undefined {
    const object = this.objects.get(key);
    this.unindex(object, true);
    this.objects.delete(key);
    return object;
  }

  /** Key of the object of that scoped name. */
  named(scoped: string): string | undefined {
    return this.names.get(scoped);
  }

  /** Whether a live object is the Kubernetes cluster of that endpoint. */
  hasCluster(endpoint: string): boolean {
    return this.endpoints.has(endpoint);
  }

  /** Keys of the objects that live in a cluster, oldest first. */
  insideOf(cluster: string): readonly string[] {
    return [...(this.inside.get(cluster) ?? [])];
  }

  /** The cluster whose contents an object adds to: where it lives, or, for a cluster and its add-ons, the cluster. */
  clusterOf(object: Pick<WorldObject, "type" | "values" | "account" | "cluster">): string | undefined {
    if (object.cluster !== undefined) {
      return object.cluster;
    }
    if (object.type !== "aws_eks_addon") {
      return endpointOf(object.type, object.values);
    }
    const named: Value | undefined = object.values.cluster_name;
    const scoped = identityOf({ type: "aws_eks_cluster" }, { name: named ?? null }, object.account)?.scoped;
    const cluster = this.objects.get(this.names.get(scoped ?? "") ?? "");
    return cluster && endpointOf(cluster.type, cluster.values);
  }

  /**
   * What an object brings into and needs from its cluster.
   *
   * @throws Refusal if the values of a release are not YAML
   */
  partOf(object: Pick<WorldObject, "type" | "values">): ClusterPart {
    const part = this.parts.get(object.values) ?? clusterPart(object.type, object.values);
    this.parts.set(object.values, part);
    return part;
  }

  /** What others can mention of an object. */
  handlesOf({ type, values, account }: WorldObject): readonly string[] {
    return handlesOf(type, values, account);
  }

  /** Objects as people name them: `aws_subnet slipway-private-a`. */
  describe(keys: readonly string[]): readonly string[] {
    return keys
      .map((key) => this.objects.get(key))
      .filter((object) => object !== undefined)
      .map(({ type, values }) => `${type} ${nameOf(values)}`);
  }

  private unindex(object: WorldObject | undefined, forGood: boolean): void {
    if (object === undefined) {
      return;
    }
    const { key, type, values, account } = object;
    this.references.remove(key, handlesOf(type, values, account), object.mentions, forGood);
    const name = identity(object);
    if (name !== undefined && this.names.get(name) === key) {
      this.names.delete(name);
    }
    if (object.cluster !== undefined) {
      this.inside.get(object.cluster)?.delete(key);
    }
    const endpoint = endpointOf(type, values);
    if (endpoint !== undefined) {
      this.endpoints.delete(endpoint);
      if (forGood) {
        this.contents.drop(endpoint);
      }
    }
    this.contents.remove(key);
  }
}

function identity({ type, values, account, cluster }: WorldObject): string | undefined {
  return identityOf({ type }, values, account, cluster)?.scoped;
}
