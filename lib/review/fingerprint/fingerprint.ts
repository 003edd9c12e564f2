import { createHash } from "node:crypto";
import type { Json } from "../../core/render";
import type { MaskedPlan } from "../mask/mask-plan";
import type { PlannedObject, PlannedOutput } from "../plan";

/** What a plan does, as hashes: equal for plans that do the same, wherever and whenever they were made. */
export interface Fingerprint {
  /** Of the whole: `sha256:...`. */
  readonly hash: string;
  /** Of each object and output that changes, by address; outputs as `output.<name>`. */
  readonly objects: { readonly [address: string]: string };
}

/** How a plan differs from one that was reviewed, by address; nothing where it does the same. */
export interface FingerprintDifference {
  /** What happens now and was not in the reviewed plan. */
  readonly added: readonly string[];
  /** What was reviewed and does not happen any more. */
  readonly removed: readonly string[];
  /** What happens to both in another way. */
  readonly changed: readonly string[];
}

/**
 * Hashes what a plan does: for each object that is not left alone its address, actions, values before and after, what is
 * unknown, and what forces a replacement; and the outputs. The order of the plan, its time, drift, and the versions of
 * terraform do not count.
 *
 * Secrets do not count with their value, which a hash would give away to whoever guesses it: only whether there is one, and
 * whether it changes.
 */
export function fingerprintOf(plan: MaskedPlan): Fingerprint {
  const entries = [
    ...plan.objects.filter(({ kind }) => kind !== "no-op").map(objectEntry),
    ...plan.outputs.filter(({ actions }) => actions.some((action) => action !== "no-op")).map(outputEntry),
    ...plan.deferred.map(({ object }) => deferredEntry(object)),
    ...plan.invocations.map(({ address, trigger }): [string, string] => [
      address,
      hashOf([address, trigger]),
    ]),
  ].sort(([one], [other]) => (one < other ? -1 : 1));
  return { hash: `sha256:${hashOf(entries)}`, objects: Object.fromEntries(entries) };
}

/** Compares a plan with the one that was reviewed; undefined where they do the same. */
export function compareFingerprints(
  reviewed: Fingerprint,
  fresh: Fingerprint,
): FingerprintDifference | undefined {
  if (reviewed.hash === fresh.hash) {
    return undefined;
  }
  const before = Object.keys(reviewed.objects);
  const after = Object.keys(fresh.objects);
  return {
    added: after.filter((address) => !(address in reviewed.objects)),
    removed: before.filter((address) => !(address in fresh.objects)),
    changed: after.filter(
      (address) => address in reviewed.objects && reviewed.objects[address] !== fresh.objects[address],
    ),
  };
}

function objectEntry(object: PlannedObject): [string, string] {
  const { address, deposed, actions, provider, previousAddress, importId, replacePaths } = object;
  const { before, after, afterUnknown } = object;
  return [
    deposed === undefined ? address : `${address} (deposed ${deposed})`,
    hashOf([
      actions,
      provider,
      previousAddress ?? null,
      importId ?? null,
      replacePaths.map((path) => path.join(".")).sort(),
      withoutNumbers(before ?? null),
      withoutNumbers(after ?? null),
      afterUnknown,
      changedSecrets(before, after, ""),
    ]),
  ];
}

function outputEntry({ name, actions, before, after, afterUnknown }: PlannedOutput): [string, string] {
  const values = [withoutNumbers(before ?? null), withoutNumbers(after ?? null), afterUnknown];
  return [`output.${name}`, hashOf([actions, ...values, changedSecrets(before, after, "")])];
}

function deferredEntry(object: PlannedObject): [string, string] {
  const [address, hash] = objectEntry(object);
  return [`${address} (deferred)`, hash];
}

const MARKS = /\(sensitive #\d+\)/g;

/** Marks carry numbers that depend on what else is in the plan. */
function withoutNumbers(value: Json): Json {
  if (typeof value === "string") {
    return value.replace(MARKS, "(sensitive)");
  }
  if (Array.isArray(value)) {
    return value.map(withoutNumbers);
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [
        name.replace(MARKS, "(sensitive)"),
        withoutNumbers(member ?? null),
      ]),
    );
  }
  return value;
}

/** Paths at which a secret becomes another one. */
function changedSecrets(before: Json | undefined, after: Json | undefined, path: string): readonly string[] {
  if (typeof before === "string" && typeof after === "string") {
    const same = String(before.match(MARKS)) === String(after.match(MARKS));
    return same ? [] : [path];
  }
  if (typeof before !== "object" || typeof after !== "object" || before === null || after === null) {
    return [];
  }
  const [one, other] = [before as Members, after as Members];
  return Object.keys(one)
    .sort()
    .flatMap((name) => changedSecrets(one[name], other[name], `${path}.${name}`));
}

type Members = { readonly [name: string]: Json | undefined };

function hashOf(value: unknown): string {
  return createHash("sha256").update(canonical(value)).digest("hex");
}

/** JSON with the members of every object in the same order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, member) =>
    typeof member === "object" && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)))
      : member,
  );
}
