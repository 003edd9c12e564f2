import type { Json } from "../../core/render";
import { block, isObject, member, numberOf, textOf } from "../diff/values";
import type { RiskLevel } from "../review";
import { actionEvidence, isDestroyed, isForgotten, verbOf } from "./action";
import { FOUNDATION_TYPES, FRONT_DOOR_TYPES, WEIGHTLESS_TYPES } from "./foundation-types";
import { lowered } from "./levels";
import type { Hit, Rule, Subject } from "./rule";
import { STATEFUL_TYPES } from "./stateful-types";

/** Destruction of what holds data. */
export const STATEFUL_DESTRUCTION: Rule = {
  id: "R1",
  name: "stateful-destruction",
  summary: "An object that holds data is deleted, replaced or forgotten.",
  level: "critical",
  check: checkStateful,
};

/** Destruction of what others stand on. */
export const FOUNDATION_DESTRUCTION: Rule = {
  id: "R5",
  name: "foundation-destruction",
  summary: "A network, a cluster or something else that others stand on is deleted, replaced or forgotten.",
  level: "critical",
  check: checkFoundation,
};

/** A gap between an old and a new object that somebody waits in front of. */
export const FRONT_DOOR_GAP: Rule = {
  id: "R11",
  name: "front-door-gap",
  summary: "What traffic goes through is destroyed before its replacement exists.",
  level: "medium",
  check: ({ object }) =>
    FRONT_DOOR_TYPES.has(object.type) && object.replacement === "delete-first" && isDestroyed(object)
      ? [
          {
            level: "medium",
            title: "traffic has nowhere to go while it is replaced",
            evidence: actionEvidence(object),
            fix: "set lifecycle.createBeforeDestroy, with a name that may exist twice",
          },
        ]
      : [],
};

/** Destruction no other rule speaks about. */
export const DESTRUCTION: Rule = {
  id: "R13",
  name: "destruction",
  summary: "An object is deleted, replaced or forgotten, and no other rule knows what that means.",
  level: "medium",
  check: ({ object }) =>
    isDestroyed(object) || isForgotten(object)
      ? [
          {
            level: WEIGHTLESS_TYPES.has(object.type) ? "low" : "medium",
            title: `${object.type} ${verbOf(object)}`,
            evidence: actionEvidence(object),
            fix: "make sure that nothing needs it any more; where it only changed its place, move it instead",
          },
        ]
      : [],
};

function checkStateful({ object, before, after }: Subject): readonly Hit[] {
  const what = STATEFUL_TYPES[object.type];
  if (what === undefined) {
    return [];
  }
  if (isForgotten(object)) {
    return [
      {
        level: "high",
        title: `${what} ${verbOf(object)}`,
        evidence: `${actionEvidence(object)}; it stays where it is, and nobody looks after it`,
        fix: "import it where it belongs, or delete it by hand when nobody needs it",
      },
    ];
  }
  if (!isDestroyed(object)) {
    return [];
  }
  const worse = aggravations(before, after);
  const kept = worse.length > 0 ? [] : safeguards(before);
  return [
    {
      level: levelOf(kept, before),
      title: `${what} ${verbOf(object)}`,
      evidence: [actionEvidence(object), ...worse, ...kept].join("; "),
      fix:
        object.kind === "replace"
          ? "avoid the change that forces it, or make the new one beside the old one and carry the data over; lifecycle.preventDestroy refuses such plans"
          : "take a backup, or keep it: remove it from the state only, move it, or set lifecycle.preventDestroy",
    },
  ];
}

function levelOf(kept: readonly string[], before: Json | undefined): RiskLevel {
  if (member(before, "skip_destroy") === true) {
    return "medium";
  }
  return kept.length > 0 ? lowered("critical") : "critical";
}

/** What makes a destruction final. */
function aggravations(before: Json | undefined, after: Json | undefined): readonly string[] {
  const wasProtected = isProtected(before);
  return [
    ...(member(before, "skip_final_snapshot") === true ? ["no final snapshot is taken"] : []),
    ...(member(before, "force_destroy") === true || member(before, "force_delete") === true
      ? ["what is in it goes with it"]
      : []),
    ...(wasProtected && isObject(after) && !isProtected(after)
      ? ["its protection against deletion is taken off in the same plan"]
      : []),
  ];
}

/** What would bring the data back. */
function safeguards(before: Json | undefined): readonly string[] {
  const snapshot = textOf(member(before, "final_snapshot_identifier"));
  const days = numberOf(member(before, "recovery_window_in_days"));
  const window = numberOf(member(before, "deletion_window_in_days"));
  const recovery = member(block(member(before, "point_in_time_recovery")), "enabled");
  const full = member(before, "force_destroy") === false || member(before, "force_delete") === false;
  return [
    ...(snapshot !== undefined && snapshot !== "" ? [`a final snapshot ${snapshot} is taken`] : []),
    ...(member(before, "delete_automated_backups") === false ? ["automated backups are kept"] : []),
    ...(days !== undefined && days > 0 ? [`it can be restored for ${days} days`] : []),
    ...(window !== undefined && window > 0 ? [`the deletion can be taken back for ${window} days`] : []),
    ...(recovery === true ? ["a system backup is kept for 35 days"] : []),
    ...(full ? ["it is not deleted unless it is empty"] : []),
    ...(isProtected(before) ? ["its protection against deletion is on"] : []),
    ...(member(before, "skip_destroy") === true ? ["it is left in the account (skip_destroy)"] : []),
  ];
}

function isProtected(body: Json | undefined): boolean {
  return ["deletion_protection", "deletion_protection_enabled"].some((name) =>
    [true, "ACTIVE"].includes(member(body, name) as never),
  );
}

function checkFoundation({ object }: Subject): readonly Hit[] {
  const foundation = FOUNDATION_TYPES[object.type];
  if (foundation === undefined || !(isDestroyed(object) || isForgotten(object))) {
    return [];
  }
  const handsOver = foundation.handsOver === true && object.replacement === "create-first";
  return [
    {
      level: isForgotten(object) || handsOver ? "high" : "critical",
      title: `${foundation.what} ${verbOf(object)}`,
      evidence: handsOver
        ? `${actionEvidence(object)}; the new one exists before the old one goes`
        : actionEvidence(object),
      fix: "make the new one beside it, move what stands on it over, and delete the old one in a later change",
    },
  ];
}
