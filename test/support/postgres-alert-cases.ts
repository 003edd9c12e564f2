import { holding, quiet } from "./build-alert-cases";
import type { AlertCase } from "./promtool";

const LABELS = 'namespace="shop", job="postgres", instance="orders-0"';
const SERVER = { namespace: "shop", job: "postgres", instance: "orders-0" };

/** Connections to two databases of one server with 100. */
function connections(one: number, two: number): AlertCase["series"] {
  return {
    [`pg_stat_database_numbackends{${LABELS}, datname="orders"}`]: `${one}x60`,
    [`pg_stat_database_numbackends{${LABELS}, datname="users"}`]: `${two}x60`,
    [`pg_settings_max_connections{${LABELS}, server="orders-0:5432"}`]: "100x60",
  };
}

function lag(seconds: number, replica: number): AlertCase["series"] {
  return {
    [`pg_replication_lag_seconds{${LABELS}}`]: `${seconds}x60`,
    [`pg_replication_is_replica{${LABELS}}`]: `${replica}x60`,
  };
}

/** What the alerts of `postgresAlerts` must do. */
export const POSTGRES_ALERT_CASES: readonly AlertCase[] = [
  ...holding(
    "PostgresDown",
    "when the exporter reaches nothing",
    { [`pg_up{${LABELS}}`]: "0x60" },
    { from: 0, hold: 2 },
    SERVER,
    "PostgreSQL orders-0 (shop/postgres) does not answer",
  ),
  quiet("PostgresDown", "when it answers", { [`pg_up{${LABELS}}`]: "1x60" }, 30),
  ...holding(
    "PostgresConnectionsNearLimit",
    "with 81 of 100 connections",
    connections(50, 31),
    { from: 0, hold: 5 },
    SERVER,
    "PostgreSQL orders-0 (shop/postgres) has 81% of its connections taken",
  ),
  quiet("PostgresConnectionsNearLimit", "with 79 of 100 connections", connections(50, 29), 30),
  ...holding(
    "PostgresReplicationLag",
    "when a replica is 61 seconds behind",
    lag(61, 1),
    { from: 0, hold: 5 },
    SERVER,
    "PostgreSQL orders-0 (shop/postgres) is 1m 1s behind its primary",
  ),
  quiet("PostgresReplicationLag", "when it is 60 seconds behind", lag(60, 1), 30),
  quiet("PostgresReplicationLag", "on a primary", lag(600, 0), 30),
];
