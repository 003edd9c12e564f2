import { accountOf } from "./account";
import { type Backend, type Call, Refusal, type Values } from "./backend";
import { kindsOfCatalogChart } from "./cluster-facts";
import { changedObject, newObject } from "./compose";
import { isAskedFor, readDataSource } from "./data-sources";
import { EventLog, type WorldEvent } from "./events";
import { type CallAction, type DelayRule, type FailRule, Faults } from "./faults";
import { endpointName, endpointOf, livesInCluster, requireCluster, targetOf } from "./kubernetes-rules";
import { checkDelete, checkPut } from "./rules";
import { Seed } from "./seed";
import { readSnapshot, SNAPSHOT_FORMAT, type WorldSnapshot } from "./snapshot";
import { Store, type WorldObject } from "./store";
import { canonical, nameOf, textAt } from "./values";

export type { WorldEvent } from "./events";
export type { WorldObject } from "./store";

export interface WorldOptions {
  /**
   * Endpoints of Kubernetes clusters that were there before and that providers may use. What is inside them is not
   * known: only what the rehearsal itself puts there. @default none
   */
  readonly clusters?: readonly string[];
  /**
   * Charts that were there before in clusters which the rehearsal does not make: the kinds they define are known there.
   * @default none
   */
  readonly charts?: readonly string[];
  /**
   * Whether the rules of the services are kept: unique names, objects in use, clusters, namespaces, custom kinds. Off,
   * everything is accepted, for configurations that were never meant to work. @default true
   */
  readonly rules?: boolean;
}

/**
 * A simulated cloud with its Kubernetes clusters: keeps what was created, makes up what a service would make up, and
 * refuses what a service would refuse. Deterministic: the same calls give the same values on every machine.
 *
 * All methods of the backend throw a Refusal where the service would answer with an error.
 */
export class World implements Backend {
  private readonly store = new Store();
  private readonly faults = new Faults();
  private readonly made = new Map<string, number>();
  private readonly clusters: Set<string>;
  private readonly charts: readonly string[];
  private readonly rules: boolean;
  private log = new EventLog();

  constructor(options: WorldOptions = {}) {
    this.clusters = new Set(options.clusters?.map(endpointName));
    this.charts = options.charts ?? [];
    this.rules = options.rules ?? true;
  }

  /**
   * The world a snapshot was taken of.
   *
   * @throws ConfigError `not-a-world`
   */
  static fromJSON(json: unknown): World {
    const snapshot = readSnapshot(json);
    const { clusters, charts, rules } = snapshot;
    const world = new World({ clusters, charts, rules });
    for (const object of snapshot.objects) {
      world.store.put(object);
    }
    world.store.references.restore(snapshot.deleted);
    world.store.contents.restore(snapshot.kept);
    for (const [seed, count] of Object.entries(snapshot.made)) {
      world.made.set(seed, count);
    }
    world.log = new EventLog(snapshot.events);
    return world;
  }

  /** The world as data. Failures and delays that wait are left out: they hold functions. */
  toJSON(): WorldSnapshot {
    return {
      format: SNAPSHOT_FORMAT,
      objects: this.store.all(),
      events: this.log.all(),
      made: Object.fromEntries(this.made),
      deleted: this.store.references.deleted,
      kept: this.store.contents.kept,
      clusters: [...this.clusters],
      charts: this.charts,
      rules: this.rules,
    };
  }

  /** Every living object, oldest first. */
  objects(): readonly WorldObject[] {
    return this.store.all();
  }

  /** Every call so far, in the order of their ends. */
  events(): readonly WorldEvent[] {
    return this.log.all();
  }

  /** Whether nothing is left. */
  isEmpty(): boolean {
    return this.store.all().length === 0;
  }

  /** Lets a call fail; the count of `at` begins now. */
  fail(rule: FailRule): void {
    this.faults.fail(rule);
  }

  /** Slows matching calls down from now on. */
  delay(rule: DelayRule): void {
    this.faults.delay(rule);
  }

  /** Forgets every failure and delay. */
  calm(): void {
    this.faults.clear();
  }

  /** Changes an object behind terraform's back. Returns whether there is one of this key. */
  drift(key: string, change: Values): boolean {
    const object = this.store.get(key);
    if (object !== undefined) {
      this.store.put({ ...object, values: { ...object.values, ...change } });
    }
    return object !== undefined;
  }

  /** Removes an object behind terraform's back; with a cluster goes what is in it. Returns whether it was there. */
  remove(key: string): boolean {
    const removed = this.store.remove(key);
    const endpoint = removed && endpointOf(removed.type, removed.values);
    for (const inside of endpoint === undefined ? [] : this.store.insideOf(endpoint)) {
      this.store.remove(inside);
    }
    return removed !== undefined;
  }

  async configure(_provider: string, _config: Values): Promise<void> {
    // The configuration comes with every call; there is nothing to sign in to.
  }

  async create(call: Call & { readonly planned: Values }) {
    return this.perform("create", call, nameOf(call.planned), "", () => {
      const { object, content } = newObject(call, this.clusterOf(call), this.made);
      if (this.rules) {
        checkPut(this.store, object, undefined);
      }
      this.made.set(content, (this.made.get(content) ?? 0) + 1);
      this.store.put(object);
      return { key: object.key, values: object.values };
    });
  }

  async read(call: Call & { readonly key: string }) {
    return this.perform(
      "read",
      call,
      this.nameOfKey(call.key),
      call.key,
      () => this.store.get(call.key)?.values,
    );
  }

  async update(call: Call & { readonly key: string; readonly prior: Values; readonly planned: Values }) {
    return this.perform("update", call, nameOf(call.planned), call.key, () => {
      const before = this.store.get(call.key);
      if (before === undefined) {
        throw gone(call);
      }
      const after = changedObject(call, this.clusterOf(call), before);
      if (this.rules) {
        checkPut(this.store, after, before);
      }
      this.store.put(after);
      return after.values;
    });
  }

  async delete(call: Call & { readonly key: string }) {
    return this.perform("delete", call, this.nameOfKey(call.key), call.key, () => {
      const object = this.store.get(call.key);
      // What is gone already is deleted: that is how providers take a 404.
      if (object !== undefined) {
        this.clusterOf(call);
        if (this.rules) {
          checkDelete(this.store, object);
        }
        this.store.remove(call.key);
      }
    });
  }

  async find(call: Call & { readonly id: string }) {
    const wanted = ({ type, values }: WorldObject) =>
      type === call.type &&
      (textAt(values, "id") === call.id ||
        `${textAt(values, "namespace")}/${textAt(values, "name")}` === call.id);
    return this.perform("read", call, call.id, "", () => {
      const found = this.store.all().find(wanted);
      return found && { key: found.key, values: found.values };
    });
  }

  async readData(call: Call & { readonly config: Values }) {
    return this.perform("read", call, nameOf(call.config), `data.${call.type}`, () => {
      const account = accountOf(call.providerConfig);
      const target = livesInCluster(call.provider) ? targetOf(call.provider, call.providerConfig) : undefined;
      const cluster = target?.by === "nothing" ? undefined : target?.name;
      const live = this.store
        .all()
        .find(
          (object) =>
            object.type === call.type && object.cluster === cluster && isAskedFor(call.config, object.values),
        );
      const seed = new Seed(canonical([call.type, account.id, account.region, call.config]));
      const values = readDataSource(call, { account, seed, live: live?.values });
      const endpoint = live === undefined ? endpointOf(call.type, values) : undefined;
      if (endpoint !== undefined) {
        // A cluster that is looked up exists, be it in another stack: objects may go into it.
        this.clusters.add(endpoint);
      }
      return values;
    });
  }

  /** The cluster a call goes to, undefined for calls that go to none. */
  private clusterOf(call: Call): string | undefined {
    if (!livesInCluster(call.provider)) {
      return undefined;
    }
    if (!this.rules) {
      const target = targetOf(call.provider, call.providerConfig);
      return target.by === "nothing" ? "" : target.name;
    }
    const isLive = (endpoint: string) => this.clusters.has(endpoint) || this.store.hasCluster(endpoint);
    const cluster = requireCluster(call, isLive);
    if (!this.store.hasCluster(cluster)) {
      for (const { fact } of this.charts.flatMap(kindsOfCatalogChart)) {
        this.store.contents.keep(cluster, fact);
      }
    }
    return cluster;
  }

  private nameOfKey(key: string): string {
    return nameOf(this.store.get(key)?.values ?? {});
  }

  private async perform<T>(
    action: CallAction,
    call: Call,
    name: string,
    key: string,
    effect: () => T,
  ): Promise<T> {
    const started = this.log.start();
    const { type } = call;
    try {
      const result = await this.faults.run({ action, type, name }, effect);
      this.log.end({ started, action, type, key: key || keyOf(result), name });
      return result;
    } catch (error) {
      if (error instanceof Refusal) {
        this.log.end({
          started,
          action: "refuse",
          type,
          key,
          name,
          attempted: action,
          reason: error.summary,
        });
      }
      throw error;
    }
  }
}

function keyOf(result: unknown): string {
  return typeof result === "object" && result !== null && "key" in result ? String(result.key) : "";
}

function gone(call: Call & { readonly key: string }): Refusal {
  return new Refusal(
    `NotFound: ${call.type} ${call.key} does not exist`,
    "it was removed by somebody else since the plan was made: plan again, and terraform creates it anew",
  );
}
