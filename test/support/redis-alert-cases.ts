import { holding, quiet } from "./build-alert-cases";
import type { AlertCase } from "./promtool";

const LABELS = 'namespace="shop", job="redis", instance="cache-0"';
const SERVER = { namespace: "shop", job: "redis", instance: "cache-0" };

function server(series: Readonly<Record<string, number>>): AlertCase["series"] {
  return Object.fromEntries(
    Object.entries(series).map(([name, value]) => [`redis_${name}{${LABELS}}`, `${value}x60`]),
  );
}

function link(up: number): AlertCase["series"] {
  return { [`redis_master_link_up{${LABELS}, master_host="cache-1", master_port="6379"}`]: `${up}x60` };
}

function lag(seconds: number): AlertCase["series"] {
  return {
    [`redis_connected_slave_lag_seconds{${LABELS}, slave_ip="10.0.0.9", slave_port="6379", slave_state="online"}`]: `${seconds}x60`,
  };
}

/** What the alerts of `redisAlerts` must do. */
export const REDIS_ALERT_CASES: readonly AlertCase[] = [
  ...holding(
    "RedisDown",
    "when the exporter reaches nothing",
    server({ up: 0 }),
    { from: 0, hold: 2 },
    SERVER,
    "Redis cache-0 (shop/redis) does not answer",
  ),
  quiet("RedisDown", "when it answers", server({ up: 1 }), 30),
  ...holding(
    "RedisConnectionsNearLimit",
    "with 81 of 100 connections",
    server({ connected_clients: 81, config_maxclients: 100 }),
    { from: 0, hold: 5 },
    SERVER,
    "Redis cache-0 (shop/redis) has 81% of its connections taken",
  ),
  quiet(
    "RedisConnectionsNearLimit",
    "with 79 of 100 connections",
    server({ connected_clients: 79, config_maxclients: 100 }),
    30,
  ),
  ...holding(
    "RedisMemoryNearLimit",
    "at 91 percent",
    server({ memory_used_bytes: 91, memory_max_bytes: 100 }),
    { from: 0, hold: 10 },
    SERVER,
    "Redis cache-0 (shop/redis) uses 91% of its memory",
  ),
  quiet(
    "RedisMemoryNearLimit",
    "at 89 percent",
    server({ memory_used_bytes: 89, memory_max_bytes: 100 }),
    30,
  ),
  quiet(
    "RedisMemoryNearLimit",
    "without a limit",
    server({ memory_used_bytes: 91, memory_max_bytes: 0 }),
    30,
  ),
  ...holding(
    "RedisReplicationBroken",
    "when a replica has lost its primary",
    link(0),
    { from: 0, hold: 3 },
    SERVER,
    "Redis cache-0 (shop/redis) has lost its primary",
  ),
  quiet("RedisReplicationBroken", "when it has it", link(1), 30),
  ...holding(
    "RedisReplicationLag",
    "when a replica is 31 seconds behind",
    lag(31),
    { from: 0, hold: 5 },
    { namespace: "shop", job: "redis", slave_ip: "10.0.0.9" },
    "Replica 10.0.0.9 of Redis shop/redis is 31s behind",
  ),
  quiet("RedisReplicationLag", "when it is 30 seconds behind", lag(30), 30),
];
