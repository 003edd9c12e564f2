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

/** What can be said about the alerts of PostgreSQL. */
export interface PostgresAlertsOptions {
  /** The exporter reaches no server. @default critical after 2 minutes */
  readonly down?: AlertChange;
  /** Nearly all connections are taken. @default warning after 5 minutes of more than 80 percent */
  readonly connectionsNearLimit?: AlertChange<"usedRatio">;
  /** A replica is behind its primary. @default warning after 5 minutes of more than 60 seconds */
  readonly replicationLag?: AlertChange<"lagSeconds">;
}

/**
 * Alerts about PostgreSQL, from prometheus-community/postgres_exporter. Quiet where there is none.
 *
 * @throws ConfigError `unknown-alert`, `unknown-option`, `unknown-severity`, `out-of-range`
 */
export function postgresAlerts(options: PostgresAlertsOptions = {}): readonly RuleGroup[] {
  return alertGroup("postgres", "postgresAlerts", (problems) => resolvePostgresAlerts(options, problems));
}

/** Fills defaults and reports every problem. */
export function resolvePostgresAlerts(
  options: PostgresAlertsOptions,
  problems: Problems,
): readonly AlertRule[] {
  return resolveAlerts(DEFINITIONS, options, problems);
}

const BY_SERVER = "by (namespace, job, instance)";
const SERVER = "PostgreSQL {{ $labels.instance }} ({{ $labels.namespace }}/{{ $labels.job }})";

const DEFINITIONS: AlertDefinitions<PostgresAlertsOptions> = {
  down: {
    alert: "PostgresDown",
    severity: "critical",
    forSeconds: 2 * 60,
    expr: () => `max ${BY_SERVER} (pg_up) == 0`,
    summary: `${SERVER} does not answer`,
    description: "Whatever needs this database fails.",
  },
  connectionsNearLimit: {
    alert: "PostgresConnectionsNearLimit",
    severity: "warning",
    forSeconds: 5 * 60,
    thresholds: { usedRatio: ratio(0.8) },
    expr: ({ usedRatio }) => `sum ${BY_SERVER} (pg_stat_database_numbackends)
  / max ${BY_SERVER} (pg_settings_max_connections)
  > ${usedRatio}`,
    summary: `${SERVER} has {{ $value | humanizePercentage }} of its connections taken`,
    description: "At 100 percent it refuses new connections, and services fail that open one.",
  },
  replicationLag: {
    alert: "PostgresReplicationLag",
    severity: "warning",
    forSeconds: 5 * 60,
    thresholds: { lagSeconds: seconds(60) },
    expr: ({ lagSeconds }) => `max ${BY_SERVER} (pg_replication_lag_seconds) > ${lagSeconds}
and max ${BY_SERVER} (pg_replication_is_replica) == 1`,
    summary: `${SERVER} is {{ $value | humanizeDuration }} behind its primary`,
    description: "Who reads from this replica reads what was, and a failover would lose that much.",
  },
};
