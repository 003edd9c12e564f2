import { buildDashboard, type Dashboard } from "./dashboard-builder";
import { gaugePanel, statPanel, timeSeriesPanel } from "./panels";
import { promql } from "./queries";
import { labelVariable } from "./variables";

const OF = '{namespace=~"$namespace"}';

/**
 * Does MongoDB answer, fast enough, and do its replicas keep up? From the metrics of the Percona exporter
 * (chart prometheus-mongodb-exporter).
 */
export function mongodbDashboard(): Dashboard {
  return buildDashboard({
    uid: "slipway-mongodb",
    title: "MongoDB",
    description: "Does MongoDB answer, fast enough, and do its replicas keep up?",
    tags: ["database"],
    variables: [labelVariable({ name: "namespace", label: "Namespace", from: "mongodb_up" })],
    rows: [
      { title: "At a glance", panels: glance() },
      { title: "Work", panels: work() },
      { title: "Inside", panels: inside() },
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
      queries: [promql(`min(mongodb_up${OF})`)],
    }),
    gaugePanel({
      title: "Cache in use",
      description:
        "Share of WiredTiger's cache that is filled. It stays near 80 %; above 95 % requests evict.",
      unit: "percentunit",
      width: 6,
      min: 0,
      max: 1,
      thresholds: { warning: 0.85, critical: 0.95 },
      queries: [
        promql(
          `max(mongodb_ss_wt_cache_bytes_currently_in_the_cache${OF} / mongodb_ss_wt_cache_maximum_bytes_configured${OF})`,
        ),
      ],
    }),
    statPanel({
      title: "Replication lag",
      description: "How far the slowest member is behind; reads from it are that old.",
      unit: "s",
      width: 6,
      thresholds: { warning: 10, critical: 60 },
      queries: [promql(`max(mongodb_mongod_replset_member_replication_lag${OF})`)],
    }),
    statPanel({
      title: "Waiting operations",
      description: "Operations that wait for a lock.",
      unit: "short",
      width: 6,
      thresholds: { warning: 10, critical: 100 },
      queries: [promql(`sum(mongodb_ss_globalLock_currentQueue${OF})`)],
    }),
  ];
}

function work() {
  return [
    timeSeriesPanel({
      title: "Operations",
      description: "Operations a second by kind.",
      unit: "ops",
      queries: [
        promql(
          `sum by (legacy_op_type) (rate(mongodb_ss_opcounters${OF}[$__rate_interval]))`,
          "{{legacy_op_type}}",
        ),
      ],
    }),
    timeSeriesPanel({
      title: "Average latency",
      description: "Time an operation takes on average, by kind.",
      unit: "µs",
      queries: [
        promql(
          `sum by (op_type) (rate(mongodb_ss_opLatencies_latency${OF}[$__rate_interval])) / sum by (op_type) (rate(mongodb_ss_opLatencies_ops${OF}[$__rate_interval]))`,
          "{{op_type}}",
        ),
      ],
    }),
    timeSeriesPanel({
      title: "Documents",
      description: "Documents a second that are returned, inserted, updated and deleted.",
      unit: "ops",
      queries: [
        promql(
          `sum by (doc_op_type) (rate(mongodb_ss_metrics_document${OF}[$__rate_interval]))`,
          "{{doc_op_type}}",
        ),
      ],
    }),
  ];
}

function inside() {
  return [
    timeSeriesPanel({
      title: "Connections",
      description: "Connections in use and left. None left: clients are refused.",
      unit: "short",
      width: 12,
      queries: [
        promql(
          'sum by (conn_type) (mongodb_ss_connections{namespace=~"$namespace", conn_type=~"current|available|active"})',
          "{{conn_type}}",
        ),
      ],
    }),
    timeSeriesPanel({
      title: "Dirty cache",
      description:
        "Share of the cache that is changed and not written yet. Above 20 % writers are held back.",
      unit: "percentunit",
      width: 12,
      min: 0,
      thresholds: { critical: 0.2 },
      queries: [
        promql(
          `mongodb_ss_wt_cache_tracked_dirty_bytes_in_the_cache${OF} / mongodb_ss_wt_cache_maximum_bytes_configured${OF}`,
          "{{pod}}",
        ),
      ],
    }),
    timeSeriesPanel({
      title: "Replication lag by member",
      description: "How far each member is behind the primary.",
      unit: "s",
      width: 12,
      min: 0,
      thresholds: { critical: 60 },
      queries: [promql(`mongodb_mongod_replset_member_replication_lag${OF}`, "{{name}}")],
    }),
    timeSeriesPanel({
      title: "Network received",
      description: "What clients and other members send.",
      unit: "Bps",
      width: 12,
      queries: [promql(`rate(mongodb_ss_network_bytesIn${OF}[$__rate_interval])`, "{{pod}}")],
    }),
  ];
}
