import type { Json } from "../../core/render";
import { UNKNOWN } from "../diff/settled";
import { isEmpty, numberOf } from "../diff/values";
import type { RiskLevel } from "../review";
import { actionEvidence } from "./action";
import { changedMembers, type LeafPair, shown } from "./leaves";
import type { Hit, Rule, Subject } from "./rule";

/** An argument that keeps data, and what takes its protection away. */
interface Guard {
  readonly names: readonly string[];
  /** Only below members of this name. */
  readonly under?: string;
  readonly level: RiskLevel;
  readonly title: string;
  readonly weakens: (before: Json | undefined, after: Json | undefined) => boolean;
}

const isOn = (value: Json | undefined) => value === true || value === "ACTIVE" || value === "Enabled";

const isLess = (before: Json | undefined, after: Json | undefined) => {
  const [old, new_] = [numberOf(before), numberOf(after)];
  return old !== undefined && new_ !== undefined && new_ < old;
};

/** Read from the schema of the provider aws 5.100.0 and its bindings for 6.25. */
const GUARDS: readonly Guard[] = [
  {
    names: [
      "deletion_protection",
      "deletion_protection_enabled",
      "enable_deletion_protection",
      "disable_api_termination",
    ],
    level: "high",
    title: "protection against deletion is taken off",
    weakens: (before, after) => isOn(before) && !isOn(after),
  },
  {
    names: ["force_destroy", "force_delete"],
    level: "high",
    title: "it may be deleted with what is in it",
    weakens: (before, after) => before !== true && after === true,
  },
  {
    names: ["skip_final_snapshot"],
    level: "high",
    title: "no final snapshot is taken any more",
    weakens: (before, after) => before !== true && after === true,
  },
  {
    names: ["final_snapshot_identifier"],
    level: "medium",
    title: "the final snapshot loses its name",
    weakens: (before, after) => !isEmpty(before) && isEmpty(after),
  },
  {
    names: ["skip_destroy"],
    level: "high",
    title: "it is no longer kept when it leaves the program",
    weakens: (before, after) => before === true && after !== true,
  },
  {
    names: ["backup_retention_period"],
    level: "high",
    title: "backups are kept for a shorter time, or not at all",
    weakens: isLess,
  },
  {
    names: ["enabled"],
    under: "point_in_time_recovery",
    level: "high",
    title: "point in time recovery is turned off",
    weakens: (before, after) => before === true && after !== true,
  },
  {
    names: ["status", "enabled"],
    under: "versioning",
    level: "high",
    title: "old versions are no longer kept",
    weakens: (before, after) => isOn(before) && !isOn(after),
  },
  {
    names: ["retention_in_days"],
    level: "medium",
    title: "logs are kept for a shorter time",
    // 0 keeps them for ever.
    weakens: (before, after) => numberOf(after) !== 0 && (isLess(before, after) || numberOf(before) === 0),
  },
  {
    names: ["recovery_window_in_days", "deletion_window_in_days"],
    level: "medium",
    title: "there is less time to take a deletion back",
    weakens: isLess,
  },
  {
    names: ["reclaim_policy", "persistent_volume_reclaim_policy"],
    level: "high",
    title: "disks are deleted with their claims",
    weakens: (before, after) => before === "Retain" && after !== "Retain",
  },
];

const NAMES: ReadonlySet<string> = new Set(GUARDS.flatMap(({ names }) => names));

/** Objects that do nothing but guard others. */
const GUARDING_TYPES: Readonly<Record<string, string>> = {
  aws_backup_plan: "backups are no longer made",
  aws_backup_selection: "backups are no longer made",
  aws_backup_vault_lock_configuration: "backups may be deleted early",
  aws_dlm_lifecycle_policy: "snapshots are no longer made",
  aws_s3_bucket_object_lock_configuration: "objects may be overwritten and deleted",
  aws_s3_bucket_versioning: "old versions are no longer kept",
};

/** Protection of data that a change takes away. */
export const GUARD_REMOVED: Rule = {
  id: "R2",
  name: "guard-removed",
  summary: "Something that protects data from deletion is turned off or taken away.",
  level: "high",
  check: (subject) => [...guardArguments(subject), ...guardObjects(subject)],
};

function guardArguments({ before, after }: Subject): readonly Hit[] {
  if (before === undefined || after === undefined) {
    return [];
  }
  return changedMembers(before, after, NAMES).flatMap((pair) =>
    GUARDS.filter((guard) => applies(guard, pair) && guard.weakens(pair.before, pair.after)).map(
      ({ level, title }): Hit => ({
        level,
        title,
        evidence: `${pair.path} ${shown(pair.before)} -> ${shown(pair.after)}`,
        fix: "keep it; where the object is to go, take the protection off in a change of its own",
      }),
    ),
  );
}

function applies({ names, under }: Guard, { name, path, after }: LeafPair): boolean {
  const above = path.split(/[.[]/).slice(0, -1);
  const there = under === undefined || above.some((part) => part === under || part.startsWith(`${under}_`));
  return names.includes(name) && there && after !== UNKNOWN;
}

function guardObjects({ object }: Subject): readonly Hit[] {
  const title = GUARDING_TYPES[object.type];
  return title === undefined || object.kind !== "delete"
    ? []
    : [
        {
          level: "high",
          title,
          evidence: `${object.type}: ${actionEvidence(object)}`,
          fix: "keep it as long as what it protects",
        },
      ];
}
