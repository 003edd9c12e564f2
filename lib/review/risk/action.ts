import type { PlannedObject } from "../plan";

/** Whether terraform destroys the object that is there; one that follows does not bring back what was in it. */
export function isDestroyed({ kind }: Pick<PlannedObject, "kind">): boolean {
  return kind === "delete" || kind === "replace";
}

/** Whether terraform lets go of the object without destroying it. */
export function isForgotten({ kind }: Pick<PlannedObject, "kind">): boolean {
  return kind === "forget" || kind === "replace-and-forget";
}

/** Whether a new object stands where there was none. */
export function isCreated({ kind }: Pick<PlannedObject, "kind">): boolean {
  return kind === "create";
}

/** What happens to it: `is replaced`, `is deleted`. */
export function verbOf({ kind }: Pick<PlannedObject, "kind">): string {
  return VERBS[kind] ?? `has ${kind}`;
}

const VERBS: { readonly [kind: string]: string } = {
  create: "is created",
  update: "is changed in place",
  replace: "is replaced",
  delete: "is deleted",
  forget: "is forgotten",
  "replace-and-forget": "is replaced, and the old one forgotten",
  read: "is read",
  move: "is moved",
  import: "is imported",
  "no-op": "stays as it is",
};

/** The action in the plan, as evidence: `actions delete, create; storage_encrypted forces the replacement`. */
export function actionEvidence(object: PlannedObject): string {
  const paths = object.replacePaths.map((path) => path.join("."));
  const forced = paths.length === 0 ? "" : `; ${paths.join(", ")} forces the replacement`;
  const deposed = object.deposed === undefined ? "" : `; deposed object ${object.deposed}`;
  return `actions ${object.actions.join(", ")}${forced}${deposed}`;
}
