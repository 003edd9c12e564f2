import { buildDashboard, type Dashboard } from "./dashboard-builder";
import { statPanel, timeSeriesPanel } from "./panels";
import { promql } from "./queries";
import { labelVariable } from "./variables";

const OF = '{namespace=~"$namespace"}';
const HITS = `sum(rate(redis_keyspace_hits_total${OF}[$__rate_interval]))`;
const MISSES = `sum(rate(redis_keyspace_misses_total${OF}[$__rate_interval]))`;

/**
 * Does Redis or Valkey answer, fast enough, and does it lose data for want of memory? From the metrics of
 * redis_exporter (chart prometheus-redis-exporter).
 */
export function redisDashboard(): Dashboard {
  return buildDashboard({
    uid: "slipway-redis",
    title: "Redis",
    description: "Does Redis answer, fast enough, and does it lose data for want of memory?",
    tags: ["database"],
    variables: [labelVariable({ name: "namespace", label: "Namespace", from: "redis_up" })],
    rows: [
      { title: "At a glance", panels: glance() },
      { title: "Work", panels: work() },
      { title: "Memory and keys", panels: memory() },
    ],
  });
}

function glance() {
  return [
    statPanel({
      title: "Up",
      description: "Whether the exporter reaches the least reachable instance.",
      unit: "short",
      width: 6,
      thresholds: { warning: 1, critical: 0.5 },
      states: { 0: { text: "down", color: "red" }, 1: { text: "up", color: "green" } },
      queries: [promql(`min(redis_up${OF})`)],
    }),
    statPanel({
      title: "Found",
      description: "Share of lookups that found a key. For a cache, the work it saves.",
      unit: "percentunit",
      width: 6,
      thresholds: { warning: 0.9, critical: 0.5 },
      queries: [promql(`${HITS} / (${HITS} + ${MISSES})`)],
    }),
    statPanel({
      title: "Evicted keys",
      description: "Keys a second that were dropped to make room.",
      unit: "ops",
      width: 6,
      thresholds: { warning: 0.1, critical: 10 },
      queries: [promql(`sum(rate(redis_evicted_keys_total${OF}[$__rate_interval]))`)],
    }),
    statPanel({
      title: "Refused connections",
      description: "Clients of the last hour that were turned away because there were too many.",
      unit: "short",
      width: 6,
      decimals: 0,
      thresholds: { critical: 1 },
      queries: [promql(`sum(increase(redis_rejected_connections_total${OF}[1h]))`, "", { instant: true })],
    }),
  ];
}

function work() {
  return [
    timeSeriesPanel({
      title: "Commands",
      description: "The ten commands that are called most, a second.",
      unit: "ops",
      queries: [
        promql(`topk(10, sum by (cmd) (rate(redis_commands_total${OF}[$__rate_interval])))`, "{{cmd}}"),
      ],
    }),
    timeSeriesPanel({
      title: "Time for a command",
      description: "Time the server works on a command on average, of the ten slowest.",
      unit: "s",
      queries: [
        promql(
          `topk(10, sum by (cmd) (rate(redis_commands_duration_seconds_total${OF}[$__rate_interval])) / sum by (cmd) (rate(redis_commands_total${OF}[$__rate_interval])))`,
          "{{cmd}}",
        ),
      ],
    }),
    timeSeriesPanel({
      title: "Clients",
      description: "Connected clients, and those that wait in a blocking command.",
      unit: "short",
      queries: [
        promql(`sum by (pod) (redis_connected_clients${OF})`, "{{pod}} connected"),
        promql(`sum by (pod) (redis_blocked_clients${OF})`, "{{pod}} blocked"),
      ],
    }),
  ];
}

function memory() {
  return [
    timeSeriesPanel({
      title: "Memory",
      description:
        "Used, and the limit where one is set (0 where not). At the limit keys are evicted or writes refused.",
      unit: "bytes",
      min: 0,
      queries: [
        promql(`redis_memory_used_bytes${OF}`, "{{pod}} used"),
        promql(`redis_memory_max_bytes${OF}`, "{{pod}} limit"),
      ],
    }),
    timeSeriesPanel({
      title: "Fragmentation",
      description:
        "Memory of the process against memory of the data. Far above 1: memory is wasted; below 1: it swaps.",
      unit: "short",
      thresholds: { critical: 1.5 },
      queries: [promql(`redis_mem_fragmentation_ratio${OF}`, "{{pod}}")],
    }),
    timeSeriesPanel({
      title: "Keys",
      description: "Keys by database.",
      unit: "short",
      queries: [promql(`sum by (db) (redis_db_keys${OF})`, "{{db}}")],
    }),
    timeSeriesPanel({
      title: "Keys that go",
      description: "Keys a second that expired, as they should, and that were evicted for want of memory.",
      unit: "ops",
      queries: [
        promql(`sum(rate(redis_expired_keys_total${OF}[$__rate_interval]))`, "expired"),
        promql(`sum(rate(redis_evicted_keys_total${OF}[$__rate_interval]))`, "evicted"),
      ],
    }),
    timeSeriesPanel({
      title: "Network",
      description: "Received and sent by all instances.",
      unit: "Bps",
      queries: [
        promql(`sum(rate(redis_net_input_bytes_total${OF}[$__rate_interval]))`, "received"),
        promql(`sum(rate(redis_net_output_bytes_total${OF}[$__rate_interval]))`, "sent"),
      ],
    }),
    timeSeriesPanel({
      title: "Replication lag",
      description: "How far each replica is behind.",
      unit: "s",
      min: 0,
      thresholds: { critical: 10 },
      queries: [promql(`redis_connected_slave_lag_seconds${OF}`, "{{slave_ip}}")],
    }),
  ];
}
