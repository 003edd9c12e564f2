import { pathText } from "../diff/values";
import type { PlannedObject } from "../plan";

/** Why terraform does something to an object, in words; undefined where it does not say. */
export function reasonOf(object: PlannedObject): string | undefined {
  const parts = [actionReason(object), moveReason(object), importReason(object)].filter(
    (part) => part !== undefined,
  );
  return parts.length === 0 ? undefined : parts.join("; ");
}

function actionReason(object: PlannedObject): string | undefined {
  const { actionReason: reason, replacePaths, deposed } = object;
  if (deposed !== undefined) {
    return "an earlier replacement left it behind";
  }
  if (reason === undefined || reason === "replace_because_cannot_update") {
    const paths = replacePaths.map(pathText);
    return paths.length === 0
      ? reason && "it cannot be changed in place"
      : `${paths.join(", ")} cannot be changed in place`;
  }
  const words = Object.hasOwn(REASONS, reason) ? REASONS[reason] : undefined;
  return words ?? reason.replaceAll("_", " ");
}

/** Reasons as Terraform 1.15 names them. */
const REASONS: { readonly [reason: string]: string } = {
  replace_because_tainted: "it is tainted: an earlier apply left it unfinished",
  replace_by_request: "somebody asked for it with -replace",
  replace_by_triggers: "what it is tied to by replace_triggered_by changes",
  delete_because_no_resource_config: "it is no longer in the program",
  delete_because_wrong_repetition: "it went over from one object to several, or back",
  delete_because_count_index: "its number is beyond the count",
  delete_because_each_key: "its key is no longer in for_each",
  delete_because_no_module: "its module is no longer in the program",
  delete_because_no_move_target: "it was moved to where nothing is",
  read_because_config_unknown: "what it asks for is known after apply only",
  read_because_dependency_pending: "what it depends on changes first",
  read_because_check_nested: "a check reads it at every apply",
};

function moveReason({ previousAddress }: PlannedObject): string | undefined {
  return previousAddress === undefined ? undefined : `it was ${previousAddress}`;
}

function importReason({ importId }: PlannedObject): string | undefined {
  return importId === undefined ? undefined : `imported as ${importId}`;
}
