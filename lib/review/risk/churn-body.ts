import type { Json } from "../../core/render";
import { canonical, isEmpty, isObject } from "../diff/values";
import type { PlannedObject } from "../plan";

/**
 * What real objects go by: with another one of these a move would replace the object all the same, and two objects that
 * exist side by side differ in nothing else.
 */
const IDENTITIES: ReadonlySet<string> = new Set([
  "addon_name",
  "availability_zone",
  "bucket",
  "cidr_block",
  "cluster_identifier",
  "cluster_name",
  "domain_name",
  "function_name",
  "identifier",
  "manifest.kind",
  "manifest.metadata.name",
  "manifest.metadata.namespace",
  "metadata[].name",
  "metadata[].namespace",
  "name",
  "namespace",
  "node_group_name",
  "replication_group_id",
]);

/** What is compared of an object: its arguments as `path = value`. */
export interface Body {
  readonly address: string;
  readonly leaves: ReadonlySet<string>;
  /** Arguments in `IDENTITIES` that are given. */
  readonly named: ReadonlySet<string>;
  /** Of what is created: paths of what is not known yet. */
  readonly unknown: ReadonlySet<string>;
}

/** Filled in by providers, or no argument of the object at all. */
const COMPUTED: ReadonlySet<string> = new Set(["arn", "id", "tags_all", "timeouts"]);

/** The body of an object before it goes, or after it is made. */
export function bodyOf({ address, before, after, afterUnknown }: PlannedObject, side: "gone" | "made"): Body {
  const value = side === "gone" ? before : after;
  const leaves = new Set<string>();
  for (const [name, member] of Object.entries(isObject(value) ? value : {})) {
    if (!COMPUTED.has(name)) {
      collectLeaves(member, name, leaves);
    }
  }
  const unknown = new Set<string>();
  if (side === "made") {
    collectUnknown(afterUnknown, "", unknown);
  }
  const named = new Set([...leaves].map(pathOf).filter((path) => IDENTITIES.has(path)));
  return { address, leaves, named, unknown };
}

function collectUnknown(marks: Json | undefined, path: string, unknown: Set<string>): void {
  if (marks === true) {
    unknown.add(path);
  } else if (typeof marks === "object" && marks !== null) {
    for (const [name, member] of Object.entries(marks)) {
      collectUnknown(member as Json, below(path, name, Array.isArray(marks)), unknown);
    }
  }
}

/** Sets come in any order: the place in a list says nothing. */
function below(path: string, name: string, inList: boolean): string {
  return inList ? `${path}[]` : path === "" ? name : `${path}.${name}`;
}

function collectLeaves(value: Json | undefined, path: string, leaves: Set<string>): void {
  if (isEmpty(value)) {
    return;
  }
  if (typeof value === "object" && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      collectLeaves(member as Json, below(path, name, Array.isArray(value)), leaves);
    }
  } else {
    leaves.add(`${path} = ${canonical(value)}`);
  }
}

/** Share of the arguments that are the same, of those that are known of both; 0 where they go by different names. */
export function likenessOf(gone: Body, made: Body): number {
  let [same, all] = [0, 0];
  for (const leaf of made.leaves) {
    const equal = gone.leaves.has(leaf);
    if (!equal && made.named.has(pathOf(leaf)) && gone.named.has(pathOf(leaf))) {
      return 0;
    }
    all++;
    same += equal ? 1 : 0;
  }
  for (const leaf of gone.leaves) {
    all += isUnknown(pathOf(leaf), made.unknown) ? 0 : 1;
  }
  return all === 0 ? 0 : (2 * same) / all;
}

function pathOf(leaf: string): string {
  return leaf.slice(0, leaf.indexOf(" = "));
}

/** Whether a path, or what it stands in, is not known. */
function isUnknown(path: string, unknown: ReadonlySet<string>): boolean {
  if (unknown.size === 0 || unknown.has(path)) {
    return unknown.size > 0;
  }
  for (let end = path.length - 1; end > 0; end--) {
    if ((path[end] === "." || path[end] === "[") && unknown.has(path.slice(0, end))) {
      return true;
    }
  }
  return false;
}
