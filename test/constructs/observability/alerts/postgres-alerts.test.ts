import { postgresAlerts } from "../../../../constructs/observability/alerts/postgres-alerts";
import { describeChanges, NO_COUNT, NO_RATIO } from "../../../support/build-alert-cases";
import { POSTGRES_ALERT_CASES } from "../../../support/postgres-alert-cases";
import { describeAlerts } from "../../../support/promtool";

describeAlerts("postgresAlerts", postgresAlerts(), POSTGRES_ALERT_CASES);

describeChanges("postgresAlerts", postgresAlerts, {
  down: { alert: "PostgresDown", severity: "critical" },
  connectionsNearLimit: {
    alert: "PostgresConnectionsNearLimit",
    severity: "warning",
    thresholds: { usedRatio: { other: 0.9, wrong: NO_RATIO } },
  },
  replicationLag: {
    alert: "PostgresReplicationLag",
    severity: "warning",
    thresholds: { lagSeconds: { other: 10, wrong: NO_COUNT } },
  },
});
