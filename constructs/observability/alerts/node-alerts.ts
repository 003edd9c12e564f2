import type { AlertRule, RuleGroup } from "../../../lib/core/alert-rules";
import type { Problems } from "../../../lib/core/errors";
import {
  type AlertChange,
  type AlertDefinitions,
  alertGroup,
  ratio,
  resolveAlerts,
  whole,
} from "./alert-set";

/** What can be said about the alerts of nodes. */
export interface NodeAlertsOptions {
  /** A node that should take pods is not ready. @default critical after 15 minutes */
  readonly notReady?: AlertChange;
  /** A node runs short of memory, disk or process ids. @default warning after 10 minutes */
  readonly pressure?: AlertChange;
  /**
   * A disk that will be full soon if it goes on filling as in the last six hours.
   * @default warning after an hour with less than 20 percent left and 24 hours to go
   */
  readonly diskFillingUp?: AlertChange<"leftRatio" | "withinHours">;
  /** A disk that is all but full. @default critical after 10 minutes with less than 5 percent left */
  readonly diskAlmostFull?: AlertChange<"leftRatio">;
}

/**
 * Alerts about nodes, from kube-state-metrics and the node exporter, which a PrometheusStack brings. Nodes that were
 * cordoned are quiet: somebody is at work there.
 *
 * @throws ConfigError `unknown-alert`, `unknown-option`, `unknown-severity`, `out-of-range`
 */
export function nodeAlerts(options: NodeAlertsOptions = {}): readonly RuleGroup[] {
  return alertGroup("nodes", "nodeAlerts", (problems) => resolveNodeAlerts(options, problems));
}

/** Fills defaults and reports every problem. */
export function resolveNodeAlerts(options: NodeAlertsOptions, problems: Problems): readonly AlertRule[] {
  return resolveAlerts(DEFINITIONS, options, problems);
}

const SCHEDULABLE =
  'and on (node) max by (node) (kube_node_spec_unschedulable{job="kube-state-metrics"}) == 0';

/** One disk is mounted at several places. */
const BY_DISK = "min by (instance, device)";
const DISK = '{job="node-exporter", fstype!~"|tmpfs|ramfs|overlay|squashfs|iso9660"}';
const LEFT = `${BY_DISK} (node_filesystem_avail_bytes${DISK} / node_filesystem_size_bytes${DISK})`;
const WRITABLE = `and on (instance, device) ${BY_DISK} (node_filesystem_readonly${DISK}) == 0`;
const ON_NODE = "Disk {{ $labels.device }} of node {{ $labels.instance }}";

const DEFINITIONS: AlertDefinitions<NodeAlertsOptions> = {
  notReady: {
    alert: "NodeNotReady",
    severity: "critical",
    forSeconds: 15 * 60,
    expr: () => `max by (node) (kube_node_status_condition{job="kube-state-metrics", condition="Ready", status="true"}) == 0
${SCHEDULABLE}`,
    summary: "Node {{ $labels.node }} is not ready",
    description:
      "Its pods are started elsewhere, if there is room. Those with a disk of their own may have to wait.",
  },
  pressure: {
    alert: "NodePressure",
    severity: "warning",
    forSeconds: 10 * 60,
    expr: () => `max by (node, condition) (kube_node_status_condition{job="kube-state-metrics", condition=~"MemoryPressure|DiskPressure|PIDPressure", status="true"}) == 1
${SCHEDULABLE}`,
    summary: "Node {{ $labels.node }} has {{ $labels.condition }}",
    description: "The node takes no new pods and ends some of those it has.",
  },
  diskFillingUp: {
    alert: "NodeDiskFillingUp",
    severity: "warning",
    forSeconds: 3600,
    thresholds: { leftRatio: ratio(0.2), withinHours: whole(24, 1, 720) },
    expr: ({ leftRatio, withinHours }) => `${LEFT} < ${leftRatio}
and ${BY_DISK} (predict_linear(node_filesystem_avail_bytes${DISK}[6h], ${withinHours * 3600})) < 0
${WRITABLE}`,
    summary: `${ON_NODE} has {{ $value | humanizePercentage }} left and fills up`,
    description: "At the pace of the last hours it is full soon. The node then ends pods to make room.",
  },
  diskAlmostFull: {
    alert: "NodeDiskAlmostFull",
    severity: "critical",
    forSeconds: 10 * 60,
    thresholds: { leftRatio: ratio(0.05) },
    expr: ({ leftRatio }) => `${LEFT} < ${leftRatio}
${WRITABLE}`,
    summary: `${ON_NODE} has {{ $value | humanizePercentage }} left`,
    description: "Images cannot be pulled, logs cannot be written, and the node ends pods.",
  },
};
