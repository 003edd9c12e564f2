import type { AlertRule, RuleGroup } from "../../../lib/core/alert-rules";
import type { Problems } from "../../../lib/core/errors";
import {
  type AlertChange,
  type AlertDefinitions,
  alertGroup,
  ratio,
  resolveAlerts,
  seconds,
} from "./alert-set";

/** What can be said about the alerts of Redis and Valkey. */
export interface RedisAlertsOptions {
  /** The exporter reaches no server. @default critical after 2 minutes */
  readonly down?: AlertChange;
  /** Nearly all connections are taken. @default warning after 5 minutes of more than 80 percent */
  readonly connectionsNearLimit?: AlertChange<"usedRatio">;
  /** Nearly all of `maxmemory` is used; quiet where none is set. @default warning after 10 minutes of 90 percent */
  readonly memoryNearLimit?: AlertChange<"usedRatio">;
  /** A replica has lost its primary. @default critical after 3 minutes */
  readonly replicationBroken?: AlertChange;
  /** A replica is behind its primary. @default warning after 5 minutes of more than 30 seconds */
  readonly replicationLag?: AlertChange<"lagSeconds">;
}

/**
 * Alerts about Redis and Valkey, from oliver006/redis_exporter. Quiet where there is none.
 *
 * @throws ConfigError `unknown-alert`, `unknown-option`, `unknown-severity`, `out-of-range`
 */
export function redisAlerts(options: RedisAlertsOptions = {}): readonly RuleGroup[] {
  return alertGroup("redis", "redisAlerts", (problems) => resolveRedisAlerts(options, problems));
}

/** Fills defaults and reports every problem. */
export function resolveRedisAlerts(options: RedisAlertsOptions, problems: Problems): readonly AlertRule[] {
  return resolveAlerts(DEFINITIONS, options, problems);
}

const BY_SERVER = "max by (namespace, job, instance)";
const SERVER = "Redis {{ $labels.instance }} ({{ $labels.namespace }}/{{ $labels.job }})";

const DEFINITIONS: AlertDefinitions<RedisAlertsOptions> = {
  down: {
    alert: "RedisDown",
    severity: "critical",
    forSeconds: 2 * 60,
    expr: () => `${BY_SERVER} (redis_up) == 0`,
    summary: `${SERVER} does not answer`,
    description: "What relies on it as a cache gets slow; what keeps sessions, locks or queues in it fails.",
  },
  connectionsNearLimit: {
    alert: "RedisConnectionsNearLimit",
    severity: "warning",
    forSeconds: 5 * 60,
    thresholds: { usedRatio: ratio(0.8) },
    expr: ({ usedRatio }) =>
      `${BY_SERVER} (redis_connected_clients / redis_config_maxclients) > ${usedRatio}`,
    summary: `${SERVER} has {{ $value | humanizePercentage }} of its connections taken`,
    description: "At 100 percent it refuses new connections, and services fail that open one.",
  },
  memoryNearLimit: {
    alert: "RedisMemoryNearLimit",
    severity: "warning",
    forSeconds: 10 * 60,
    thresholds: { usedRatio: ratio(0.9) },
    expr: ({ usedRatio }) =>
      `${BY_SERVER} (redis_memory_used_bytes / (redis_memory_max_bytes > 0)) > ${usedRatio}`,
    summary: `${SERVER} uses {{ $value | humanizePercentage }} of its memory`,
    description: "At 100 percent it throws away keys or refuses to write, as its policy says.",
  },
  replicationBroken: {
    alert: "RedisReplicationBroken",
    severity: "critical",
    forSeconds: 3 * 60,
    expr: () => `${BY_SERVER} (redis_master_link_up) == 0`,
    summary: `${SERVER} has lost its primary`,
    description: "Who reads from this replica reads what was, and there is one less to fail over to.",
  },
  replicationLag: {
    alert: "RedisReplicationLag",
    severity: "warning",
    forSeconds: 5 * 60,
    thresholds: { lagSeconds: seconds(30) },
    expr: ({ lagSeconds }) =>
      `max by (namespace, job, slave_ip) (redis_connected_slave_lag_seconds) > ${lagSeconds}`,
    summary:
      "Replica {{ $labels.slave_ip }} of Redis {{ $labels.namespace }}/{{ $labels.job }} is {{ $value | humanizeDuration }} behind",
    description: "Who reads from this replica reads what was, and a failover would lose that much.",
  },
};
