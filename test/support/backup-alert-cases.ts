import { fires, holding, quiet } from "./build-alert-cases";
import type { AlertCase } from "./promtool";

const HOURS = 60;
const VELERO = 'velero_backup_last_successful_timestamp{job="velero", schedule="nightly", pod="velero-a"}';
const BY_HAND = 'velero_backup_last_successful_timestamp{job="velero", schedule=""}';
const STATUS = 'velero_backup_last_status{job="velero", schedule="nightly"}';

function own(backup: string, values: string): AlertCase["series"] {
  return { [`backup_last_success_timestamp_seconds{job="pushgateway", backup="${backup}"}`]: values };
}

/** What the alerts of `backupAlerts` must do with the backups nightly and orders, which may be two hours old. */
export const BACKUP_ALERT_CASES: readonly AlertCase[] = [
  // Young backups of orders, so that only the other one can be too old.
  ...holding(
    "BackupTooOld",
    "when Velero's last good backup was 26 hours ago",
    { [VELERO]: "60x1700", [BY_HAND]: "0x1700" },
    { from: 26 * HOURS + 2, hold: 10 },
    { backup: "nightly" },
    "The last good backup nightly is 1d 2h 11m 0s old",
  ),
  ...holding(
    "BackupTooOld",
    "when one with an age of its own is older than that",
    own("orders", "0x300"),
    { from: 2 * HOURS + 1, hold: 10 },
    { backup: "orders" },
    "The last good backup orders is 2h 11m 0s old",
  ),
  fires(
    "BackupTooOld",
    "when one nobody named is too old",
    own("files", "0x1700"),
    26 * HOURS + 11,
    { backup: "files" },
    "The last good backup files is 1d 2h 11m 0s old",
  ),
  quiet("BackupTooOld", "for one nobody named that is three hours old", own("files", "0x300"), 3 * HOURS),
  quiet(
    "BackupTooOld",
    "when the next one came in time",
    {
      ...own("orders", "0x100 6000x100"),
      'backup_last_success_timestamp_seconds{job="old", backup="orders"}': "0x200",
    },
    199,
  ),
  quiet("BackupTooOld", "for one that may have any age", own("archive", "0x1700"), 1690),
  ...holding(
    "BackupMissing",
    "when one of them never reported",
    { ...own("orders", "0x120"), ...own("archive", "0x120") },
    { from: 0, hold: HOURS },
    { backup: "nightly" },
    "There is no sign of backup nightly",
  ),
  quiet(
    "BackupMissing",
    "when all reported",
    { ...own("orders", "0x120"), ...own("archive", "0x120"), [VELERO]: "0x120" },
    110,
  ),
  ...holding(
    "BackupFailed",
    "when the last run failed",
    { [STATUS]: "0x60" },
    { from: 0, hold: 15 },
    { schedule: "nightly" },
    "The last run of backup nightly failed",
  ),
  quiet("BackupFailed", "when it did not", { [STATUS]: "1x60" }, 30),
];
