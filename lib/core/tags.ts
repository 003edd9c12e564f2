import type { Problems } from "./errors";
import { ifKnown } from "./tokens";

/** AWS tags: key to value. */
export type Tags = Readonly<Record<string, string>>;

const MAX_TAGS = 50;
const MAX_KEY_LENGTH = 128;
const MAX_VALUE_LENGTH = 256;
const ALLOWED = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** Merges tags, later ones win. Returns undefined when there is none, so that no empty block is written. */
export function mergeTags(...layers: readonly (Tags | undefined)[]): Record<string, string> | undefined {
  const merged: Record<string, string> = Object.assign({}, ...layers);
  return Object.keys(merged).length > 0 ? merged : undefined;
}

/**
 * Reports tags AWS would refuse: more than 50, keys over 128 or values over 256 characters, the reserved `aws:`
 * prefix, characters outside letters, digits, spaces and `_.:/=+-@`.
 *
 * Source: "Tag naming limits and requirements", AWS General Reference.
 */
export function checkTags(problems: Problems, prop: string, tags: Tags | undefined): void {
  if (tags === undefined) {
    return;
  }
  const count = Object.keys(tags).length;
  problems.addIf(count > MAX_TAGS, {
    prop,
    code: "too-many-tags",
    rule: `AWS allows ${MAX_TAGS} tags on a resource`,
    value: count,
    fix: "remove some",
  });
  for (const [key, value] of Object.entries(tags)) {
    const at = problems.at(prop).at(key);
    at.addIf(key.length === 0 || key.length > MAX_KEY_LENGTH || /^aws:/i.test(key) || !ALLOWED.test(key), {
      prop: "",
      code: "invalid-tag-key",
      rule: `a tag key has 1 to ${MAX_KEY_LENGTH} letters, digits, spaces or _.:/=+-@ and does not start with aws:`,
      value: key,
      fix: "rename the tag",
    });
    ifKnown(value, (known) => {
      at.addIf(known.length > MAX_VALUE_LENGTH || !ALLOWED.test(known), {
        prop: "",
        code: "invalid-tag-value",
        rule: `a tag value has at most ${MAX_VALUE_LENGTH} letters, digits, spaces or _.:/=+-@`,
        value: known,
        fix: "shorten or clean the value",
      });
    });
  }
}
