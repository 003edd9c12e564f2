import type { Disagreement } from "./rehearsal";
import type { StateObject } from "./state";

/** What is compared of an object of the world. */
export type LiveObject = { readonly type: string; readonly values: Readonly<Record<string, unknown>> };

/**
 * What the world and terraform's state do not agree on. Objects are told apart by type and `id`; where a type has no
 * `id`, only their number is compared.
 */
export function compare(world: readonly LiveObject[], state: readonly StateObject[]): Disagreement {
  const known = new Map<string, StateObject[]>();
  for (const object of state.filter(({ builtIn }) => !builtIn)) {
    known.set(nameOf(object), [...(known.get(nameOf(object)) ?? []), object]);
  }
  const orphans: string[] = [];
  for (const object of world) {
    if (known.get(nameOf(object))?.pop() === undefined) {
      orphans.push(nameOf(object));
    }
  }
  const ghosts = [...known.values()].flat().map(({ address }) => address);
  return { orphans: orphans.sort(), ghosts: ghosts.sort() };
}

/** The live object behind an object of the state; undefined when it is gone, or cannot be told from others. */
export function liveObject<T extends LiveObject>(world: readonly T[], object: StateObject): T | undefined {
  const [only, ...more] = world.filter((live) => nameOf(live) === nameOf(object));
  return more.length === 0 ? only : undefined;
}

/** `aws_vpc vpc-123`: how an object is spoken of that has no address. */
export function nameOf({ type, values }: LiveObject): string {
  return typeof values.id === "string" ? `${type} ${values.id}` : type;
}
