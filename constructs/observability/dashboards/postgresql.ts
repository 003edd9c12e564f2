import { buildDashboard, type Dashboard } from "./dashboard-builder";
import { barGaugePanel, gaugePanel, statPanel, timeSeriesPanel } from "./panels";
import { promql } from "./queries";
import { labelVariable } from "./variables";

const SERVER = 'namespace=~"$namespace"';
const DATABASE = `${SERVER}, datname=~"$database"`;

/**
 * Does PostgreSQL answer, are there connections left, and is something locked? From the metrics of the
 * postgres_exporter of the Prometheus community (chart prometheus-postgres-exporter).
 */
export function postgresqlDashboard(): Dashboard {
  return buildDashboard({
    uid: "slipway-postgresql",
    title: "PostgreSQL",
    description: "Does PostgreSQL answer, are there connections left, and is something locked?",
    tags: ["database"],
    variables: [
      labelVariable({ name: "namespace", label: "Namespace", from: "pg_up" }),
      labelVariable({
        name: "database",
        label: "Database",
        from: `pg_stat_database_numbackends{${SERVER}}`,
        of: "datname",
      }),
    ],
    rows: [
      { title: "At a glance", panels: glance() },
      { title: "Work", panels: work() },
      { title: "Connections and locks", panels: locks() },
    ],
  });
}

function perSecond(...counters: readonly string[]): string {
  return counters
    .map((counter) => `sum by (datname) (rate(${counter}{${DATABASE}}[$__rate_interval]))`)
    .join(" + ");
}

function glance() {
  return [
    statPanel({
      title: "Up",
      description: "Whether the exporter reaches the least reachable server.",
      unit: "short",
      width: 6,
      thresholds: { warning: 1, critical: 0.5 },
      states: { 0: { text: "down", color: "red" }, 1: { text: "up", color: "green" } },
      queries: [promql(`min(pg_up{${SERVER}})`)],
    }),
    gaugePanel({
      title: "Connections in use",
      description: "Share of max_connections, of the fullest server. At 100 % clients are refused.",
      unit: "percentunit",
      width: 6,
      min: 0,
      max: 1,
      thresholds: { warning: 0.8, critical: 0.95 },
      queries: [
        promql(
          `max(sum by (instance) (pg_stat_activity_count{${SERVER}}) / sum by (instance) (pg_settings_max_connections{${SERVER}}))`,
        ),
      ],
    }),
    statPanel({
      title: "Found in cache",
      description:
        "Share of blocks that were in memory already. Below 98 %: too little memory for the data in use.",
      unit: "percentunit",
      width: 6,
      thresholds: { warning: 0.98, critical: 0.9 },
      queries: [
        promql(
          `sum(rate(pg_stat_database_blks_hit{${DATABASE}}[$__rate_interval])) / (sum(rate(pg_stat_database_blks_hit{${DATABASE}}[$__rate_interval])) + sum(rate(pg_stat_database_blks_read{${DATABASE}}[$__rate_interval])))`,
        ),
      ],
    }),
    statPanel({
      title: "Replication lag",
      description: "How far the slowest replica is behind; a quiet primary makes it grow too.",
      unit: "s",
      width: 6,
      thresholds: { warning: 30, critical: 300 },
      queries: [promql(`max(pg_replication_lag_seconds{${SERVER}})`)],
    }),
  ];
}

function work() {
  return [
    timeSeriesPanel({
      title: "Transactions",
      description: "Transactions a second, kept or not, by database.",
      unit: "ops",
      queries: [
        promql(perSecond("pg_stat_database_xact_commit", "pg_stat_database_xact_rollback"), "{{datname}}"),
      ],
    }),
    timeSeriesPanel({
      title: "Rolled back",
      description: "Share of transactions that were not kept.",
      unit: "percentunit",
      min: 0,
      thresholds: { critical: 0.1 },
      queries: [
        promql(
          `${perSecond("pg_stat_database_xact_rollback")} / (${perSecond("pg_stat_database_xact_commit", "pg_stat_database_xact_rollback")})`,
          "{{datname}}",
        ),
      ],
    }),
    timeSeriesPanel({
      title: "Rows",
      description: "Rows a second that are fetched, inserted, updated and deleted, of all chosen databases.",
      unit: "ops",
      queries: ["fetched", "inserted", "updated", "deleted"].map((done) =>
        promql(`sum(rate(pg_stat_database_tup_${done}{${DATABASE}}[$__rate_interval]))`, done),
      ),
    }),
  ];
}

function locks() {
  return [
    timeSeriesPanel({
      title: "Connections by state",
      description: "Many idle in transaction: an application forgets to end its transactions.",
      unit: "short",
      stacked: true,
      queries: [promql(`sum by (state) (pg_stat_activity_count{${DATABASE}})`, "{{state}}")],
    }),
    timeSeriesPanel({
      title: "Longest transaction",
      description: "The longest keeps old rows from being cleaned up.",
      unit: "s",
      min: 0,
      thresholds: { critical: 300 },
      queries: [promql(`max by (datname) (pg_stat_activity_max_tx_duration{${DATABASE}})`, "{{datname}}")],
    }),
    timeSeriesPanel({
      title: "Deadlocks",
      description: "Transactions a second that were ended because they waited for each other.",
      unit: "ops",
      min: 0,
      queries: [promql(perSecond("pg_stat_database_deadlocks"), "{{datname}}")],
    }),
    timeSeriesPanel({
      title: "Locks by mode",
      description: "Locks held; exclusive ones keep others waiting.",
      unit: "short",
      stacked: true,
      queries: [promql(`sum by (mode) (pg_locks_count{${DATABASE}})`, "{{mode}}")],
    }),
    timeSeriesPanel({
      title: "Temporary files",
      description: "Written because work_mem was too small for a sort or a join.",
      unit: "Bps",
      min: 0,
      queries: [promql(perSecond("pg_stat_database_temp_bytes"), "{{datname}}")],
    }),
    barGaugePanel({
      title: "Largest databases",
      description: "Space of each database on disk.",
      unit: "bytes",
      min: 0,
      queries: [promql(`topk(10, max by (datname) (pg_database_size_bytes{${DATABASE}}))`, "{{datname}}")],
    }),
  ];
}
