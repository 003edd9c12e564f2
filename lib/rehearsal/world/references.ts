import type { Account } from "./account";
import { Refusal, type Value, type Values } from "./backend";
import { HELD_BY_ARN, HELD_NAMES, LETS_GO_BY_ID, NAME_REFERENCES, NOT_REFERENCES } from "./reference-table";
import { isRecord, stringsIn, textAt } from "./values";

/** Whether a text can only be the id or ARN of one particular object: `vpc-0ab...`, a UUID, an ARN. */
export function isUnique(text: string): boolean {
  return isArn(text) || isId(text);
}

// Attributes that carry an id of the object itself or of a part that lives and dies with it.
const HANDLES =
  /^(id|arn|key_id|allocation_id|association_id|association_arn|default_\w+_id|main_route_table_id)$/;

/** What others can mention of an object: its ids and ARNs, and its name where names are references. */
export function handlesOf(type: string, values: Values, account: Account): readonly string[] {
  const texts = Object.entries(values)
    .filter(([name]) => HANDLES.test(name))
    .map(([, value]) => (typeof value === "string" ? value : ""));
  // Asked to, the provider itself clears away what hangs on the object by name before it deletes it.
  const forced = values.force_destroy === true || values.force_detach_policies === true;
  const isHeld = !forced && NAME_REFERENCES.some(({ held }) => held === type);
  const byName = isHeld ? textAt(values, HELD_NAMES[type] ?? "name") : undefined;
  return [
    ...new Set(texts.filter(isUnique)),
    ...(byName === undefined ? [] : [nameHandle(type, byName, account)]),
  ];
}

/**
 * Handles of other objects that a configuration mentions. Only what was asked for counts, `planned` with UNKNOWN in
 * it: a service fills in ids of its own that are not references.
 */
export function mentionsOf(type: string, planned: Values, account: Account): readonly string[] {
  const mentions = new Set<string>();
  for (const { attribute, held } of NAME_REFERENCES.filter(({ holder }) => holder === type)) {
    for (const { text } of stringsIn(planned[attribute], attribute)) {
      mentions.add(nameHandle(held, text, account));
    }
  }
  for (const [name, value] of Object.entries(planned)) {
    if (!isTagMap(name, value)) {
      for (const { text } of stringsIn(value, name, NOT_REFERENCES)) {
        if (isUnique(text)) {
          mentions.add(text);
        }
      }
    }
  }
  return [...mentions];
}

/** Who mentions what, so that the question costs the same in a world of ten objects and of two thousand. */
export class References {
  private readonly mentions = new Map<string, Set<string>>();
  private readonly gone = new Set<string>();

  /** Registers an object. Its own handles are live again, should they have been deleted before. */
  add(key: string, handles: readonly string[], mentions: readonly string[]): void {
    for (const mention of mentions) {
      const holders = this.mentions.get(mention) ?? new Set();
      this.mentions.set(mention, holders.add(key));
    }
    for (const handle of handles) {
      this.gone.delete(handle);
    }
  }

  /** Forgets what an object mentions. With `forGood` its handles count as deleted from now on. */
  remove(key: string, handles: readonly string[], mentions: readonly string[], forGood: boolean): void {
    for (const mention of mentions) {
      const holders = this.mentions.get(mention);
      holders?.delete(key);
      if (holders?.size === 0) {
        this.mentions.delete(mention);
      }
    }
    if (forGood) {
      for (const handle of ownOf(handles, mentions)) {
        this.gone.add(handle);
      }
    }
  }

  /** Keys of other objects that keep this one from being deleted, oldest first. */
  holdersOf(type: string, key: string, handles: readonly string[], mentions: readonly string[]): string[] {
    const holders = ownOf(handles, mentions)
      .filter((handle) => isHeldBy(type, handle))
      .flatMap((handle) => [...(this.mentions.get(handle) ?? [])]);
    return [...new Set(holders)].filter((holder) => holder !== key);
  }

  /** The first id mentioned that belonged to an object which is deleted. ARNs can be made again, ids cannot. */
  dangling(mentions: readonly string[]): string | undefined {
    return mentions.find((mention) => isId(mention) && this.gone.has(mention));
  }

  /** Handles of deleted objects, for a snapshot. */
  get deleted(): readonly string[] {
    return [...this.gone];
  }

  /** Takes up the deleted handles of a snapshot. */
  restore(deleted: readonly string[]): void {
    for (const handle of deleted) {
      this.gone.add(handle);
    }
  }
}

/** What the service says to the deletion of an object that others use. */
export function inUse(type: string, name: string, holders: readonly string[]): Refusal {
  const code = type.startsWith("aws_iam_")
    ? "DeleteConflict"
    : type.startsWith("aws_eks_")
      ? "ResourceInUseException"
      : "DependencyViolation";
  const shown = holders.length > 5 ? [...holders.slice(0, 5), `${holders.length - 5} more`] : holders;
  return new Refusal(
    `${code}: ${type} ${name} is in use and cannot be deleted`,
    `it is used by ${shown.join(", ")}: they must be destroyed first, or let go of it. Reference the resource instead ` +
      "of a literal, or add depends_on, and terraform keeps the order",
  );
}

/** What the service says to a configuration that mentions a deleted object. */
export function notFound(mention: string): Refusal {
  return new Refusal(
    `InvalidID.NotFound: The ID '${mention}' does not exist`,
    "the object it belongs to was deleted: reference the resource instead of a literal id",
  );
}

// The id of a satellite (a key policy, a bucket policy) is the id of what it belongs to, which it mentions itself.
function ownOf(handles: readonly string[], mentions: readonly string[]): string[] {
  return handles.filter((handle) => !mentions.includes(handle));
}

// An id holds unless the service is known not to care, an ARN only where it is known to, a name by its table.
function isHeldBy(type: string, handle: string): boolean {
  if (isArn(handle)) {
    return HELD_BY_ARN.has(type);
  }
  return !isId(handle) || !LETS_GO_BY_ID.has(type);
}

function nameHandle(type: string, name: string, account: Account): string {
  const place = type.startsWith("aws_iam_") ? account.id : `${account.id} ${account.region}`;
  return `${type} ${place} ${name}`;
}

function isArn(text: string): boolean {
  return (
    /^arn:[\w-]+:[\w-]+:[^\s]*$/.test(text) &&
    !text.includes("*") &&
    !/^arn:[\w-]+:[\w-]+:[^:]*:aws:/.test(text)
  );
}

// Ids AWS makes end in 0 and 16 hexadecimal digits, KMS keys are UUIDs. A name that ends in a date is neither.
function isId(text: string): boolean {
  return (
    /^[a-z][a-z0-9]*(-[a-z]+)*-0[0-9a-f]{16}$/.test(text) ||
    /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(text)
  );
}

function isTagMap(name: string, value: Value): boolean {
  return name === "tag" || (name.endsWith("_tags") && isRecord(value));
}
