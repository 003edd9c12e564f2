import type { AlertRule, RuleGroup } from "../../../lib/core/alert-rules";
import type { Problems } from "../../../lib/core/errors";
import { type AlertChange, type AlertDefinitions, alertGroup, resolveAlerts, seconds } from "./alert-set";
import { checkPerName, type PerName, perName, quoted, type Selected, selecting, series } from "./per-name";

/** What can be said about the alerts of backups. */
export interface BackupAlertsOptions {
  /**
   * Backups there must be, by the name of the schedule in Velero or the label `backup` of the own metric, with the
   * age that differs. `"none"` lets one have any age.
   * @default none: those that report are looked at, and none is missed that never reported
   */
  readonly backups?: PerName<"ageSeconds">;
  /** The last good backup is too old. @default critical after 10 minutes of an age above 26 hours */
  readonly tooOld?: AlertChange<"ageSeconds">;
  /** A backup of `backups` never reported at all. @default critical after an hour */
  readonly missing?: AlertChange;
  /** The last run of a schedule of Velero failed. @default warning after 15 minutes */
  readonly failed?: AlertChange;
}

type BackupAlertChanges = Omit<BackupAlertsOptions, "backups">;

/**
 * The metric of a backup that is not Velero's: seconds since 1970 at which the last good backup ended, with the
 * label `backup`. A job pushes it at its end (Pushgateway), or an exporter has it.
 */
export const BACKUP_METRIC = "backup_last_success_timestamp_seconds";

/**
 * Alerts about backups that are too old, missing or failed: those of Velero, and any that report `BACKUP_METRIC`.
 *
 *     backupAlerts({ backups: { nightly: {}, "orders-database": { ageSeconds: 2 * 3600 } } });
 *
 * @throws ConfigError `unknown-alert`, `unknown-option`, `unknown-severity`, `out-of-range`, `invalid-name`,
 * `unused-option`
 */
export function backupAlerts(options: BackupAlertsOptions = {}): readonly RuleGroup[] {
  return alertGroup("backups", "backupAlerts", (problems) => resolveBackupAlerts(options, problems));
}

/** Fills defaults and reports every problem. */
export function resolveBackupAlerts(options: BackupAlertsOptions, problems: Problems): readonly AlertRule[] {
  const { backups, ...changes } = options;
  checkPerName(problems.at("backups"), backups, { ageSeconds: AGE });
  const names = Object.keys(backups ?? {});
  problems.addIf(names.length === 0 && typeof changes.missing === "object", {
    prop: "missing",
    code: "unused-option",
    rule: "no backups are named that could be missing",
    fix: "name them in backups, or leave this out",
  });
  return resolveAlerts(
    definitions(backups, names),
    names.length === 0 ? { ...changes, missing: "none" } : changes,
    problems,
  );
}

const AGE = seconds(26 * 3600);

/** Times of the last good backup. Velero knows its schedules by another label. */
function lastSuccess(who: Selected): string {
  const ofVelero = series(
    "velero_backup_last_successful_timestamp",
    ...selecting("schedule", who),
    'schedule!=""',
  );
  return `label_replace(${ofVelero}, "backup", "$1", "schedule", "(.+)")
  or ${series(BACKUP_METRIC, ...selecting("backup", who))}`;
}

function definitions(
  backups: BackupAlertsOptions["backups"],
  names: readonly string[],
): AlertDefinitions<BackupAlertChanges> {
  return {
    tooOld: {
      alert: "BackupTooOld",
      severity: "critical",
      forSeconds: 10 * 60,
      thresholds: { ageSeconds: AGE },
      expr: (general) =>
        perName(
          backups,
          general,
          (who, { ageSeconds }) => `time() - max by (backup) (
  ${lastSuccess(who)}
) > ${ageSeconds}`,
        ),
      summary: "The last good backup {{ $labels.backup }} is {{ $value | humanizeDuration }} old",
      description: "Whatever is lost now is lost back to then.",
    },
    missing: {
      alert: "BackupMissing",
      severity: "critical",
      forSeconds: 3600,
      expr: () =>
        names
          .map(
            (only) => `label_replace(absent(
  ${lastSuccess({ only })}
), "backup", ${quoted(only)}, "", "")`,
          )
          .join("\nor\n"),
      summary: "There is no sign of backup {{ $labels.backup }}",
      description: "It has never succeeded, or nobody reports it: there may be nothing to restore from.",
    },
    failed: {
      alert: "BackupFailed",
      severity: "warning",
      forSeconds: 15 * 60,
      expr: () => 'min by (schedule) (velero_backup_last_status{schedule!=""}) != 1',
      summary: "The last run of backup {{ $labels.schedule }} failed",
      description: "There is still the one before. If the next run fails as well, the backup gets too old.",
    },
  };
}
