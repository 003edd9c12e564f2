import { redisAlerts } from "../../../../constructs/observability/alerts/redis-alerts";
import { describeChanges, NO_COUNT, NO_RATIO } from "../../../support/build-alert-cases";
import { describeAlerts } from "../../../support/promtool";
import { REDIS_ALERT_CASES } from "../../../support/redis-alert-cases";

describeAlerts("redisAlerts", redisAlerts(), REDIS_ALERT_CASES);

describeChanges("redisAlerts", redisAlerts, {
  down: { alert: "RedisDown", severity: "critical" },
  connectionsNearLimit: {
    alert: "RedisConnectionsNearLimit",
    severity: "warning",
    thresholds: { usedRatio: { other: 0.9, wrong: NO_RATIO } },
  },
  memoryNearLimit: {
    alert: "RedisMemoryNearLimit",
    severity: "warning",
    thresholds: { usedRatio: { other: 0.8, wrong: NO_RATIO } },
  },
  replicationBroken: { alert: "RedisReplicationBroken", severity: "critical" },
  replicationLag: {
    alert: "RedisReplicationLag",
    severity: "warning",
    thresholds: { lagSeconds: { other: 10, wrong: NO_COUNT } },
  },
});
