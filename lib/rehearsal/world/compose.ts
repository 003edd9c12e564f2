import { accountOf } from "./account";
import type { Call, Values } from "./backend";
import { complete } from "./complete";
import { mentionsOf } from "./references";
import { Seed } from "./seed";
import type { WorldObject } from "./store";
import { canonical } from "./values";

/** How often something of the same configuration was made before, by a short hash of the configuration. */
export type Made = Map<string, number>;

/**
 * The object a create call asks for. Its ids follow from what is asked for and from how often that was made before,
 * so that parallel calls get the same ids in any order, and a replacement gets new ones.
 *
 * @param cluster the Kubernetes cluster the call goes to, undefined if it goes to none
 */
export function newObject(
  call: Call & { readonly planned: Values },
  cluster: string | undefined,
  made: Made,
): { readonly object: WorldObject; readonly content: string } {
  const account = accountOf(call.providerConfig);
  const content = new Seed(
    canonical([call.provider, call.type, account.id, account.region, cluster ?? "", call.planned]),
  ).hex(16);
  const seed = new Seed(`${content} ${made.get(content) ?? 0}`);
  const object: WorldObject = {
    key: `${call.type}/${seed.at("key").hex(12)}`,
    provider: call.provider,
    type: call.type,
    values: complete(call, call.planned, { account, seed }),
    account,
    mentions: mentionsOf(call.type, call.planned, account),
    ...(cluster === undefined ? {} : { cluster }),
  };
  return { object, content };
}

/** The object after an update call: what is not known keeps its value, or is made anew from what was asked for. */
export function changedObject(
  call: Call & { readonly key: string; readonly planned: Values },
  cluster: string | undefined,
  before: WorldObject,
): WorldObject {
  const account = accountOf(call.providerConfig);
  const seed = new Seed(call.key).at(canonical(call.planned));
  return {
    ...before,
    account,
    values: complete(call, call.planned, { account, seed, prior: before.values }),
    mentions: mentionsOf(call.type, call.planned, account),
    ...(cluster === undefined ? {} : { cluster }),
  };
}
