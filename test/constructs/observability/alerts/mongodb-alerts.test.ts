import { mongodbAlerts } from "../../../../constructs/observability/alerts/mongodb-alerts";
import { describeChanges, NO_COUNT, NO_RATIO } from "../../../support/build-alert-cases";
import { MONGODB_ALERT_CASES } from "../../../support/mongodb-alert-cases";
import { describeAlerts } from "../../../support/promtool";

describeAlerts("mongodbAlerts", mongodbAlerts(), MONGODB_ALERT_CASES);

describeChanges("mongodbAlerts", mongodbAlerts, {
  down: { alert: "MongodbDown", severity: "critical" },
  connectionsNearLimit: {
    alert: "MongodbConnectionsNearLimit",
    severity: "warning",
    thresholds: { usedRatio: { other: 0.9, wrong: NO_RATIO } },
  },
  replicationLag: {
    alert: "MongodbReplicationLag",
    severity: "warning",
    thresholds: { lagSeconds: { other: 10, wrong: NO_COUNT } },
  },
});
