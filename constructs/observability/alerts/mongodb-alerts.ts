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

/** What can be said about the alerts of MongoDB. */
export interface MongodbAlertsOptions {
  /** The exporter reaches no server. @default critical after 2 minutes */
  readonly down?: AlertChange;
  /** Nearly all connections are taken. @default warning after 5 minutes of more than 80 percent */
  readonly connectionsNearLimit?: AlertChange<"usedRatio">;
  /** A member of a replica set is behind its primary. @default warning after 5 minutes of more than 60 seconds */
  readonly replicationLag?: AlertChange<"lagSeconds">;
}

/**
 * Alerts about MongoDB, from percona/mongodb_exporter. Quiet where there is none.
 *
 * @throws ConfigError `unknown-alert`, `unknown-option`, `unknown-severity`, `out-of-range`
 */
export function mongodbAlerts(options: MongodbAlertsOptions = {}): readonly RuleGroup[] {
  return alertGroup("mongodb", "mongodbAlerts", (problems) => resolveMongodbAlerts(options, problems));
}

/** Fills defaults and reports every problem. */
export function resolveMongodbAlerts(
  options: MongodbAlertsOptions,
  problems: Problems,
): readonly AlertRule[] {
  return resolveAlerts(DEFINITIONS, options, problems);
}

const BY_SERVER = "by (namespace, job, instance)";
const SERVER = "MongoDB {{ $labels.instance }} ({{ $labels.namespace }}/{{ $labels.job }})";

const DEFINITIONS: AlertDefinitions<MongodbAlertsOptions> = {
  down: {
    alert: "MongodbDown",
    severity: "critical",
    forSeconds: 2 * 60,
    expr: () => `max ${BY_SERVER} (mongodb_up) == 0`,
    summary: `${SERVER} does not answer`,
    description: "Whatever needs this server fails; a replica set goes on as long as most of its members do.",
  },
  connectionsNearLimit: {
    alert: "MongodbConnectionsNearLimit",
    severity: "warning",
    forSeconds: 5 * 60,
    thresholds: { usedRatio: ratio(0.8) },
    expr: ({ usedRatio }) => `max ${BY_SERVER} (mongodb_ss_connections{conn_type="current"})
  / sum ${BY_SERVER} (mongodb_ss_connections{conn_type=~"current|available"})
  > ${usedRatio}`,
    summary: `${SERVER} has {{ $value | humanizePercentage }} of its connections taken`,
    description: "At 100 percent it refuses new connections, and services fail that open one.",
  },
  replicationLag: {
    alert: "MongodbReplicationLag",
    severity: "warning",
    forSeconds: 5 * 60,
    thresholds: { lagSeconds: seconds(60) },
    // Each member tells of itself, and may tell of others.
    expr: ({ lagSeconds }) =>
      `max by (namespace, set, name) (mongodb_mongod_replset_member_replication_lag) > ${lagSeconds}`,
    summary:
      "MongoDB {{ $labels.name }} of {{ $labels.set }} ({{ $labels.namespace }}) is {{ $value | humanizeDuration }} behind its primary",
    description:
      "Who reads from this member reads what was. Behind by more than the oplog holds, it has to copy everything anew.",
  },
};
