import { buildDashboard, type Dashboard } from "./dashboard-builder";
import { barGaugePanel, gaugePanel, statPanel, tablePanel, timeSeriesPanel } from "./panels";
import { promql } from "./queries";
import { labelVariable } from "./variables";

const CONTAINERS = 'container!="", namespace=~"$namespace"';
const CPU = `rate(container_cpu_usage_seconds_total{${CONTAINERS}}[$__rate_interval])`;
const DEVICES = 'device!~"lo|veth.*"';

/** Is the cluster healthy, and how much of it is in use? Nodes, capacity, workloads, disks and alerts. */
export function systemOverviewDashboard(): Dashboard {
  return buildDashboard({
    uid: "slipway-system-overview",
    title: "System overview",
    description: "Is the cluster healthy, and how much of it is in use?",
    tags: ["kubernetes"],
    variables: [labelVariable({ name: "namespace", label: "Namespace", from: "kube_pod_status_phase" })],
    rows: [
      { title: "At a glance", panels: glance() },
      { title: "Capacity", panels: capacity() },
      { title: "Workloads", panels: workloads() },
      { title: "Disks and network", panels: disks() },
    ],
  });
}

function glance() {
  return [
    statPanel({
      title: "Nodes ready",
      description: "Nodes that take pods.",
      unit: "short",
      queries: [promql('sum(kube_node_status_condition{condition="Ready", status="true"})')],
    }),
    statPanel({
      title: "Nodes under pressure",
      description: "Nodes short of memory, disk or process ids. They evict pods.",
      unit: "short",
      thresholds: { critical: 1 },
      queries: [
        promql(
          'sum(kube_node_status_condition{condition=~"MemoryPressure|DiskPressure|PIDPressure", status="true"}) or vector(0)',
        ),
      ],
    }),
    statPanel({
      title: "Firing alerts",
      description: "Alerts that fire now, without the one that always does.",
      unit: "short",
      thresholds: { warning: 1, critical: 5 },
      queries: [promql('count(ALERTS{alertstate="firing", alertname!="Watchdog"}) or vector(0)')],
    }),
    statPanel({
      title: "Pods not running",
      description: "Pods that wait, failed or cannot be asked.",
      unit: "short",
      thresholds: { warning: 1, critical: 10 },
      queries: [
        promql(
          'sum(kube_pod_status_phase{phase=~"Pending|Failed|Unknown", namespace=~"$namespace"}) or vector(0)',
        ),
      ],
    }),
    gaugePanel({
      title: "CPU in use",
      description: "Share of the processors of all nodes that is busy.",
      unit: "percentunit",
      min: 0,
      max: 1,
      thresholds: { warning: 0.75, critical: 0.9 },
      queries: [promql('1 - avg(rate(node_cpu_seconds_total{mode="idle"}[$__rate_interval]))')],
    }),
    gaugePanel({
      title: "Memory in use",
      description: "Share of the memory of all nodes that is not available to new processes.",
      unit: "percentunit",
      min: 0,
      max: 1,
      thresholds: { warning: 0.8, critical: 0.9 },
      queries: [promql("1 - sum(node_memory_MemAvailable_bytes) / sum(node_memory_MemTotal_bytes)")],
    }),
  ];
}

function capacity() {
  return [
    timeSeriesPanel({
      title: "CPU: used and requested",
      description:
        "Requests decide where pods fit, use decides what they cost. Far apart: requests are wrong.",
      unit: "percentunit",
      width: 12,
      min: 0,
      queries: [
        promql('1 - avg(rate(node_cpu_seconds_total{mode="idle"}[$__rate_interval]))', "used"),
        promql(
          'sum(kube_pod_container_resource_requests{resource="cpu"}) / sum(kube_node_status_allocatable{resource="cpu"})',
          "requested",
        ),
      ],
    }),
    timeSeriesPanel({
      title: "Memory: used and requested",
      description: "As for CPU; a node whose memory is used up kills containers.",
      unit: "percentunit",
      width: 12,
      min: 0,
      queries: [
        promql("1 - sum(node_memory_MemAvailable_bytes) / sum(node_memory_MemTotal_bytes)", "used"),
        promql(
          'sum(kube_pod_container_resource_requests{resource="memory"}) / sum(kube_node_status_allocatable{resource="memory"})',
          "requested",
        ),
      ],
    }),
  ];
}

function workloads() {
  return [
    timeSeriesPanel({
      title: "CPU by namespace",
      description: "Cores in use.",
      unit: "short",
      stacked: true,
      queries: [promql(`sum by (namespace) (${CPU})`, "{{namespace}}")],
    }),
    timeSeriesPanel({
      title: "Memory by namespace",
      description: "Memory that cannot be taken back from containers.",
      unit: "bytes",
      stacked: true,
      queries: [
        promql(`sum by (namespace) (container_memory_working_set_bytes{${CONTAINERS}})`, "{{namespace}}"),
      ],
    }),
    timeSeriesPanel({
      title: "Pods by phase",
      description: "A growing Pending line: pods find no node.",
      unit: "short",
      queries: [promql('sum by (phase) (kube_pod_status_phase{namespace=~"$namespace"})', "{{phase}}")],
    }),
    tablePanel({
      title: "Restarts in the last hour",
      description: "Pods whose containers ended and were started again.",
      unit: "short",
      decimals: 0,
      columns: { namespace: "Namespace", pod: "Pod" },
      valueName: "Restarts",
      queries: [
        promql(
          'topk(20, sum by (namespace, pod) (increase(kube_pod_container_status_restarts_total{namespace=~"$namespace"}[1h])) > 0)',
        ),
      ],
    }),
    tablePanel({
      title: "Alerts that fire",
      description: "What somebody should look at now; the runbook of each says what to do.",
      unit: "short",
      columns: { alertname: "Alert", severity: "Severity", namespace: "Namespace" },
      valueName: "Series",
      queries: [
        promql(
          'sum by (alertname, severity, namespace) (ALERTS{alertstate="firing", alertname!="Watchdog"})',
        ),
      ],
    }),
  ];
}

function disks() {
  return [
    barGaugePanel({
      title: "Fullest volumes",
      description: "Persistent volumes by the share that is used. A full one stops what writes to it.",
      unit: "percentunit",
      min: 0,
      max: 1,
      thresholds: { warning: 0.85, critical: 0.97 },
      queries: [
        promql(
          'topk(10, 1 - kubelet_volume_stats_available_bytes{namespace=~"$namespace"} / kubelet_volume_stats_capacity_bytes{namespace=~"$namespace"})',
          "{{namespace}}/{{persistentvolumeclaim}}",
        ),
      ],
    }),
    timeSeriesPanel({
      title: "Network of nodes",
      description: "Received and sent by each node, without its own loopback and the pairs of pods.",
      unit: "Bps",
      queries: [
        promql(
          `sum by (instance) (rate(node_network_receive_bytes_total{${DEVICES}}[$__rate_interval]))`,
          "{{instance}} received",
        ),
        promql(
          `sum by (instance) (rate(node_network_transmit_bytes_total{${DEVICES}}[$__rate_interval]))`,
          "{{instance}} sent",
        ),
      ],
    }),
    timeSeriesPanel({
      title: "Disks of nodes",
      description: "Read and written by each node.",
      unit: "Bps",
      queries: [
        promql("sum by (instance) (rate(node_disk_read_bytes_total[$__rate_interval]))", "{{instance}} read"),
        promql(
          "sum by (instance) (rate(node_disk_written_bytes_total[$__rate_interval]))",
          "{{instance}} written",
        ),
      ],
    }),
  ];
}
