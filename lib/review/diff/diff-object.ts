import type { Json } from "../../core/render";
import type { Plan, PlannedObject, ValuePath } from "../plan";
import { withoutIndices } from "../read/references";
import type { AttributeDiff, DocumentDiff } from "../review";
import type { KubernetesChange } from "./kubernetes/objects";
import { addHidden, type Hidden, withoutNoise } from "./noise";
import { type ParseBudget, parseBudget } from "./parsing";
import { recognise } from "./recognisers";
import { settled, UNKNOWN } from "./settled";
import { shownValue, summaryOf } from "./shown-value";
import { textDocument } from "./text-documents";
import { type ValueChange, valueChanges } from "./value-changes";
import { isEmpty, isObject, pathText } from "./values";

/** What differs in an object, ready to be read. */
export interface ObjectDiff {
  readonly attributes: readonly AttributeDiff[];
  readonly documents: readonly DocumentDiff[];
  /** How many differences noise rules hid, by rule. */
  readonly hidden: Hidden;
  /**
   * Arguments of which nobody can say what they mean: values or manifests that are no YAML, are known after apply, or
   * were too long to be read; an empty text stands for the whole object.
   */
  readonly unread: readonly string[];
  /** Kubernetes objects that change with it, for rules: reading them anew would parse their YAML anew. */
  readonly kubernetes: readonly KubernetesChange[];
}

const NOTHING: ObjectDiff = { attributes: [], documents: [], hidden: {}, unread: [], kubernetes: [] };

/**
 * Says what differs in an object of a masked plan: its arguments one by one, and what stands in them as documents.
 *
 * @param budget how much YAML may be parsed; give one to all objects of a plan
 */
export function diffObject(
  object: PlannedObject,
  plan: Pick<Plan, "references">,
  budget: ParseBudget = parseBudget(),
): ObjectDiff {
  try {
    return diffBodies(object, plan, budget);
  } catch (error) {
    if (!(error instanceof RangeError)) {
      throw error;
    }
    const side = (value: Json | undefined) =>
      value === undefined ? undefined : "(nested too deeply to show)";
    const attribute = { path: "", before: side(object.before), after: side(object.after) };
    return {
      ...NOTHING,
      attributes: [{ ...attribute, forcesReplacement: false, sources: [] }],
      unread: [""],
    };
  }
}

/** The arguments of an object that differ. */
export function attributeDiffs(
  object: PlannedObject,
  plan: Pick<Plan, "references">,
): readonly AttributeDiff[] {
  return diffObject(object, plan).attributes;
}

/** What differs in the documents that an object holds. */
export function documentDiffs(object: PlannedObject): readonly DocumentDiff[] {
  return diffObject(object, { references: new Map() }).documents;
}

function diffBodies(object: PlannedObject, plan: Pick<Plan, "references">, budget: ParseBudget): ObjectDiff {
  const before = object.before;
  const after = settled(object.after, object.afterUnknown);
  if (object.actions.every((action) => action === "no-op") || before === after) {
    return NOTHING;
  }
  const references = plan.references.get(withoutIndices(object.address));
  const recognised = recognise({ object, before, after, budget });
  const compared = valueChanges(before, after);
  const shows = new Set<unknown>(recognised.shows);
  const elsewhere = new Set<unknown>([...recognised.shows, ...recognised.hides]);
  const whole = before === undefined || after === undefined;
  const noise = withoutNoise(whole ? compared.changes.filter(isGiven) : compared.changes, {
    object,
    before,
    after,
    budget,
    isConfigured: (argument) => references?.has(argument) ?? false,
  });
  const rows: Row[] = summaries(noise.changes, before, after, shows);
  const documents = [...recognised.documents];
  let reordered = compared.reordered;
  for (const change of noise.changes.filter(({ path }) => !elsewhere.has(path[0]))) {
    const found = textDocument(change, budget);
    if (found !== undefined && "hidden" in found) {
      reordered++;
    } else {
      rows.push({ ...change, summarised: found !== undefined });
      documents.push(...(found ? [found.document] : []));
    }
  }
  return {
    attributes: rows.map((row) => attributeOf(row, object, references)),
    documents,
    hidden: addHidden(recognised.hidden, noise.hidden, { reordered }),
    unread: recognised.unread,
    kubernetes: recognised.kubernetes,
  };
}

/** Of what is created or deleted, what is not set is no difference. */
function isGiven({ before, after }: ValueChange): boolean {
  return !isEmpty(before) || !isEmpty(after);
}

interface Row extends ValueChange {
  /** Whether a document shows the value, so that its length is enough. */
  readonly summarised: boolean;
}

/** One row for each argument that documents show. */
function summaries(
  changes: readonly ValueChange[],
  before: Json | undefined,
  after: Json | undefined,
  shows: ReadonlySet<unknown>,
): Row[] {
  const names = new Set(changes.map(({ path }) => path[0]).filter((name) => shows.has(name)));
  const at = (body: Json | undefined, name: string | number) => (isObject(body) ? body[name] : undefined);
  return [...names].flatMap((name) =>
    name === undefined
      ? []
      : [{ path: [name], before: at(before, name), after: at(after, name), summarised: true }],
  );
}

function attributeOf(
  { path, before, after, summarised }: Row,
  object: PlannedObject,
  references: ReadonlyMap<string, readonly string[]> | undefined,
): AttributeDiff {
  const show = summarised ? summaryOf : shownValue;
  return {
    path: pathText(path),
    before: show(before),
    after: show(after),
    forcesReplacement: object.replacePaths.some((forcing) => overlaps(forcing, path)),
    sources: holdsUnknown(after) ? [...(references?.get(String(path[0])) ?? [])] : [],
  };
}

/** Whether one path leads to the other: indices aside, which alignment may have changed. */
function overlaps(one: ValuePath, other: ValuePath): boolean {
  const names = (path: ValuePath) => path.filter((part) => typeof part === "string");
  const [few = [], many = []] = [names(one), names(other)].sort((a, b) => a.length - b.length);
  return few.every((part, index) => part === many[index]);
}

function holdsUnknown(value: Json | undefined): boolean {
  return (
    value === UNKNOWN ||
    (typeof value === "object" && value !== null && Object.values(value).some(holdsUnknown))
  );
}
