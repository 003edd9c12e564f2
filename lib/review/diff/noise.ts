import type { Json } from "../../core/render";
import type { PlannedObject } from "../plan";
import { type ParseBudget, parsedJson, parsedYaml } from "./parsing";
import { UNKNOWN } from "./settled";
import type { ValueChange } from "./value-changes";
import { isEmpty, isObject, member, sameValue } from "./values";

/** Rules that hide differences which mean nothing; each says how many it hid. */
export type NoiseRule =
  | "helm-metadata"
  | "computed"
  | "empty-or-null"
  | "tags-mirror"
  | "tags-only"
  | "case-only"
  | "json-formatting"
  | "yaml-formatting"
  | "reordered";

/** How many differences each rule hid. */
export type Hidden = { readonly [rule in NoiseRule]?: number };

/** What a rule looks at besides the difference itself. */
export interface NoiseContext {
  readonly object: PlannedObject;
  /** The bodies, with what is unknown filled in. */
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  readonly budget: ParseBudget;
  /** Whether the configuration says what an argument comes from. */
  readonly isConfigured: (argument: string) => boolean;
}

const RULES: readonly (readonly [NoiseRule, (change: ValueChange, context: NoiseContext) => boolean])[] = [
  ["helm-metadata", isHelmMetadata],
  ["computed", isComputed],
  ["empty-or-null", ({ before, after }) => isEmpty(before) && isEmpty(after)],
  ["tags-mirror", isTagsMirror],
  ["case-only", isCaseOnly],
  ["json-formatting", isJsonFormatting],
  ["yaml-formatting", isYamlFormatting],
];

/** The differences that mean something, and how many did not. */
export function withoutNoise(
  changes: readonly ValueChange[],
  context: NoiseContext,
): { readonly changes: readonly ValueChange[]; readonly hidden: Hidden } {
  const hidden: Partial<Record<NoiseRule, number>> = {};
  const shown = changes.filter((change) => {
    const rule = RULES.find(([, hides]) => hides(change, context))?.[0];
    if (rule !== undefined) {
      hidden[rule] = (hidden[rule] ?? 0) + 1;
    }
    return rule === undefined;
  });
  if (shown.length > 0 && context.object.kind === "update" && shown.every(isIdleTag)) {
    return { changes: [], hidden: { ...hidden, "tags-only": shown.length } };
  }
  return { changes: shown, hidden };
}

/** Adds up what was hidden. */
export function addHidden(...parts: readonly Hidden[]): Hidden {
  const sum: Partial<Record<NoiseRule, number>> = {};
  for (const [rule, count] of parts.flatMap((part) => Object.entries(part) as [NoiseRule, number][])) {
    if (count > 0) {
      sum[rule] = (sum[rule] ?? 0) + count;
    }
  }
  return sum;
}

/** What the provider writes down about a release after it installed it. */
function isHelmMetadata({ path }: ValueChange, { object }: NoiseContext): boolean {
  return object.type === "helm_release" && (path[0] === "metadata" || path[0] === "manifest");
}

/** What the provider fills in: nobody wrote it, and nothing can be said about it yet. */
function isComputed({ path, before, after }: ValueChange, { object, isConfigured }: NoiseContext): boolean {
  const [argument] = path;
  const fresh = isEmpty(before) || object.kind === "replace" || object.kind === "replace-and-forget";
  return (
    after === UNKNOWN &&
    fresh &&
    typeof argument === "string" &&
    !isConfigured(argument) &&
    !object.replacePaths.some(([forcing]) => forcing === argument)
  );
}

/** `tags_all` repeats `tags`, with the tags of the provider. */
function isTagsMirror({ path, before, after }: ValueChange, context: NoiseContext): boolean {
  const [argument, ...names] = path;
  if (argument !== "tags_all") {
    return false;
  }
  const at = (body: Json | undefined) => member(body, "tags", ...names.map(String));
  return (
    sameValue(at(context.before) ?? null, before ?? null) &&
    sameValue(at(context.after) ?? null, after ?? null)
  );
}

/** A tag that nothing reads: those with a prefix steer load balancers, Karpenter and the like. */
function isIdleTag({ path, before, after }: ValueChange): boolean {
  const [argument, name] = path;
  if (argument !== "tags" && argument !== "tags_all") {
    return false;
  }
  const names =
    name === undefined
      ? [before, after].flatMap((tags) => (isObject(tags) ? Object.keys(tags) : []))
      : [name];
  return names.every((tag) => !/[/:]/.test(String(tag)));
}

/** Services give back ids and ARNs in a case of their own. */
function isCaseOnly({ path, before, after }: ValueChange): boolean {
  return (
    typeof before === "string" &&
    typeof after === "string" &&
    /(?:^|_)(?:id|arn)s?$/.test(String(path.findLast((part) => typeof part === "string") ?? "")) &&
    before.toLowerCase() === after.toLowerCase()
  );
}

function isJsonFormatting({ before, after }: ValueChange): boolean {
  if (typeof before !== "string" || typeof after !== "string") {
    return false;
  }
  const old = parsedJson(before);
  return old !== undefined && sameValue(old, parsedJson(after));
}

/** A comment on top may be read by somebody: `#cloud-config`, `#!/bin/sh`. */
function isYamlFormatting({ path, before, after }: ValueChange, { object, budget }: NoiseContext): boolean {
  if (typeof before !== "string" || typeof after !== "string" || !before.includes("\n")) {
    return false;
  }
  // The values of a release are compared merged.
  if (object.type === "helm_release" && path[0] === "values") {
    return false;
  }
  const head = (text: string) => /^#.*/.exec(text)?.[0];
  const looksLikeYaml = /^(?:#.*\n|---.*\n|[^\S\n]*\n)*[^\S\n]*(?:- |[\w."'/-]+:(?:\s|$))/;
  if (head(before) !== head(after) || !looksLikeYaml.test(before) || !looksLikeYaml.test(after)) {
    return false;
  }
  const old = parsedYaml(before, budget);
  return old !== undefined && sameValue(old, parsedYaml(after, budget));
}
