import type { BlockSchema } from "../schema/types";
import { isList } from "../wire/codec";
import { type Backend, type Call, Refusal, UNKNOWN, type Value, type Values } from "../world/backend";
import { conform, elementAt, hasUnknown, mapElements, nestedOf } from "./values";

/** A change terraform wants made now. */
export type Change = {
  /** Values before; null when the object is to be created. */
  readonly prior: Values | null;
  /** Values after; null when the object is to go. */
  readonly planned: Values | null;
  /** Key of the object in the world, from terraform's private data. Missing when another provider made the state. */
  readonly key: string | undefined;
};

/** The object after a change. */
export type Applied = { readonly values: Values | null; readonly key: string | undefined };

/**
 * Makes a change in the world. What was planned comes back exactly; only what was unknown is filled in.
 *
 * @throws Refusal when the world refuses, or when the object to change does not exist
 */
export async function applyChange(backend: Backend, call: Call, change: Change): Promise<Applied> {
  const { prior, planned } = change;
  const { block } = call.schema;
  if (planned === null) {
    const key = await keyOf(backend, call, change);
    if (key !== undefined) {
      await backend.delete({ ...call, key });
    }
    return { values: null, key: undefined };
  }
  if (prior === null) {
    const { key, values } = await backend.create({ ...call, planned });
    return { values: settle(block, planned, values), key };
  }
  const key = await keyOf(backend, call, change);
  if (key === undefined) {
    throw new Refusal(
      `${call.type} to change was not found`,
      "The rehearsal's world has no object for this resource: apply from an empty state, or import it first.",
    );
  }
  const values = await backend.update({ ...call, key, prior, planned });
  return { values: settle(block, planned, values), key };
}

/** `planned` with its unknown parts taken from `made`. */
export function settle(block: BlockSchema, planned: Values, made: Values): Values {
  const nested = nestedOf(block);
  const settled = Object.entries(planned).map(([name, value]): [string, Value] => {
    const result = made[name] ?? null;
    const schema = nested[name];
    if (value === UNKNOWN || !hasUnknown(value)) {
      return [name, value === UNKNOWN ? result : value];
    }
    if (schema === undefined || (isList(value) && isList(result) && value.length !== result.length)) {
      return [name, result];
    }
    return [
      name,
      mapElements(schema.nesting, value, (element, key) =>
        settle(schema.block, element, elementAt(result, key) ?? {}),
      ),
    ];
  });
  return conform(block, Object.fromEntries(settled));
}

/** State written by a real provider carries no key of ours: such an object is looked up by its id. */
async function keyOf(backend: Backend, call: Call, { prior, key }: Change): Promise<string | undefined> {
  if (key !== undefined || typeof prior?.id !== "string") {
    return key;
  }
  return (await backend.find({ ...call, id: prior.id }))?.key;
}
