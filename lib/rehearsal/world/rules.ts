import { duplicate, identityOf } from "./identity";
import { checkAdmission, clusterInUse, endpointOf, stillNeeded } from "./kubernetes-rules";
import { inUse, notFound } from "./references";
import type { Store, WorldObject } from "./store";
import { nameOf } from "./values";

/**
 * Refuses an object that its service would not take: a second one of a name, one that mentions something deleted, one
 * whose cluster lacks what it needs. `before` is the object an update starts from.
 *
 * @throws Refusal in the words of the service
 */
export function checkPut(store: Store, object: WorldObject, before: WorldObject | undefined): void {
  const { key, type, values, account } = object;
  const identity = identityOf(object, values, account, object.cluster);
  const namesake = identity && store.named(identity.scoped);
  if (identity !== undefined && namesake !== undefined && namesake !== key) {
    throw duplicate(object, identity);
  }
  // An update may go on mentioning what was deleted meanwhile: the service looks at what changes only.
  const fresh = object.mentions.filter((mention) => !before?.mentions.includes(mention));
  const dangling = store.references.dangling(fresh);
  if (dangling !== undefined) {
    throw notFound(dangling);
  }
  const cluster = store.clusterOf(object);
  if (cluster === undefined) {
    return;
  }
  const part = store.partOf(object);
  checkAdmission(store.contents, key, type, cluster, part);
  if (before !== undefined) {
    const dependents = store.contents.dependents(key, part);
    if (dependents.length > 0) {
      throw stillNeeded(`a part of ${type} ${nameOf(values)}`, store.describe(dependents));
    }
  }
}

/**
 * Refuses to delete what others use: by id, ARN or name, as the cluster they live in, or as what brings the namespace,
 * kind, secret or account they stand on.
 *
 * @throws Refusal in the words of the service
 */
export function checkDelete(store: Store, object: WorldObject): void {
  const { key, type, values, mentions } = object;
  const endpoint = endpointOf(type, values);
  const inside = endpoint === undefined ? [] : store.insideOf(endpoint);
  if (inside.length > 0) {
    throw clusterInUse(nameOf(values), store.describe(inside));
  }
  const dependents = store.contents.dependents(key).filter((dependent) => dependent !== key);
  if (dependents.length > 0) {
    throw stillNeeded(`${type} ${nameOf(values)}`, store.describe(dependents));
  }
  const holders = store.references.holdersOf(type, key, store.handlesOf(object), mentions);
  if (holders.length > 0) {
    throw inUse(type, nameOf(values), store.describe(holders));
  }
}
