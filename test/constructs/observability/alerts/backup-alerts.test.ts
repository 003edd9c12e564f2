import {
  type BackupAlertsOptions,
  backupAlerts,
  resolveBackupAlerts,
} from "../../../../constructs/observability/alerts/backup-alerts";
import { Problems } from "../../../../lib/core/errors";
import { BACKUP_ALERT_CASES } from "../../../support/backup-alert-cases";
import { describeChanges, NO_COUNT } from "../../../support/build-alert-cases";
import { alertsOf, describeAlerts } from "../../../support/promtool";
import { codes } from "../../../support/synth";

const BACKUPS = { nightly: {}, orders: { ageSeconds: 2 * 3600 }, archive: "none" } as const;

describeAlerts("backupAlerts", backupAlerts({ backups: BACKUPS }), BACKUP_ALERT_CASES);

describeChanges("backupAlerts", (options) => backupAlerts({ backups: BACKUPS, ...options }), {
  tooOld: {
    alert: "BackupTooOld",
    severity: "critical",
    thresholds: { ageSeconds: { other: 3600, wrong: NO_COUNT } },
  },
  missing: { alert: "BackupMissing", severity: "critical" },
  failed: { alert: "BackupFailed", severity: "warning" },
});

describe("backupAlerts", () => {
  it("misses none where none was named", () => {
    expect(alertsOf(backupAlerts()).map(({ alert }) => alert)).toEqual(["BackupTooOld", "BackupFailed"]);
  });

  it.each<[BackupAlertsOptions, string]>([
    [{ backups: { nightly: { ageSeconds: 0 } } }, "backups.nightly.ageSeconds out-of-range"],
    [{ backups: { nightly: { ageHours: 2 } as object } }, "backups.nightly.ageHours unknown-option"],
    [{ backups: { "every night": {} } }, 'backups["every night"] invalid-name'],
    [{ missing: { forSeconds: 60 } }, "missing unused-option"],
  ])("fails on %j", (options, problem) => {
    const problems = new Problems();
    resolveBackupAlerts(options, problems);
    expect(codes(problems.all)).toEqual([problem]);
  });
});
