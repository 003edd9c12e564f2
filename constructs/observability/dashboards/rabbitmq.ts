import { buildDashboard, type Dashboard } from "./dashboard-builder";
import { gaugePanel, stateTimelinePanel, statPanel, timeSeriesPanel } from "./panels";
import { promql } from "./queries";
import { labelVariable } from "./variables";

const QUEUE = '{queue=~"$queue"}';
const SCALED = '{scaledObject=~"$scaledobject"}';

/**
 * Do consumers keep up with their queues, and does KEDA scale them? From RabbitMQ's own metrics, per queue from
 * `/metrics/detailed`, and from KEDA's.
 */
export function rabbitmqDashboard(): Dashboard {
  return buildDashboard({
    uid: "slipway-rabbitmq",
    title: "RabbitMQ consumers",
    description: "Do consumers keep up with their queues, and does KEDA scale them?",
    tags: ["queue", "keda"],
    variables: [
      labelVariable({ name: "queue", label: "Queue", from: "rabbitmq_detailed_queue_messages_ready" }),
      labelVariable({
        name: "scaledobject",
        label: "ScaledObject",
        from: "keda_scaler_active",
        of: "scaledObject",
      }),
    ],
    rows: [
      { title: "At a glance", panels: glance() },
      { title: "Queues", panels: queues() },
      { title: "Broker", panels: broker() },
      { title: "Scaling by KEDA", panels: scaling() },
    ],
  });
}

function rateOf(...counters: readonly string[]): string {
  return counters
    .map((counter) => `sum(rate(rabbitmq_global_messages_${counter}_total[$__rate_interval]))`)
    .join(" + ");
}

function glance() {
  return [
    statPanel({
      title: "Messages waiting",
      description: "Messages no consumer has taken yet.",
      unit: "short",
      width: 6,
      queries: [promql(`sum(rabbitmq_detailed_queue_messages_ready${QUEUE})`)],
    }),
    statPanel({
      title: "Queues without consumers",
      description: "Nobody takes from these queues. Right only where KEDA scaled to zero.",
      unit: "short",
      width: 6,
      thresholds: { warning: 1, critical: 5 },
      queries: [
        promql(`count(sum by (queue) (rabbitmq_detailed_queue_consumers${QUEUE}) == 0) or vector(0)`),
      ],
    }),
    statPanel({
      title: "Errors of scalers",
      description: "Times in the last hour KEDA could not ask a queue. It then does not scale by it.",
      unit: "short",
      width: 6,
      decimals: 0,
      thresholds: { warning: 1, critical: 10 },
      queries: [
        promql(`sum(increase(keda_scaler_detail_errors_total${SCALED}[1h])) or vector(0)`, "", {
          instant: true,
        }),
      ],
    }),
    gaugePanel({
      title: "Memory of the broker",
      description: "Share of the limit, of the fullest node. At 100 % publishers are blocked.",
      unit: "percentunit",
      width: 6,
      min: 0,
      max: 1,
      thresholds: { warning: 0.8, critical: 0.95 },
      queries: [promql("max(rabbitmq_process_resident_memory_bytes / rabbitmq_resident_memory_limit_bytes)")],
    }),
  ];
}

function queues() {
  return [
    timeSeriesPanel({
      title: "Waiting",
      description: "Messages ready for a consumer. A line that only rises: consumers do not keep up.",
      unit: "short",
      min: 0,
      queries: [promql(`sum by (queue) (rabbitmq_detailed_queue_messages_ready${QUEUE})`, "{{queue}}")],
    }),
    timeSeriesPanel({
      title: "Being worked on",
      description: "Messages a consumer has taken and not confirmed yet.",
      unit: "short",
      min: 0,
      queries: [promql(`sum by (queue) (rabbitmq_detailed_queue_messages_unacked${QUEUE})`, "{{queue}}")],
    }),
    timeSeriesPanel({
      title: "Consumers",
      description: "Consumers by queue.",
      unit: "short",
      min: 0,
      queries: [promql(`sum by (queue) (rabbitmq_detailed_queue_consumers${QUEUE})`, "{{queue}}")],
    }),
  ];
}

function broker() {
  return [
    timeSeriesPanel({
      title: "Messages",
      description: "Messages a second that arrive, go to consumers and are confirmed, of the whole broker.",
      unit: "ops",
      queries: [
        promql(rateOf("received"), "received"),
        promql(rateOf("delivered"), "delivered"),
        promql(rateOf("acknowledged"), "confirmed"),
      ],
    }),
    timeSeriesPanel({
      title: "Trouble",
      description: "Messages a second that were delivered again or given up to a dead-letter queue.",
      unit: "ops",
      min: 0,
      queries: [
        promql(rateOf("redelivered"), "delivered again"),
        promql(rateOf("dead_lettered_rejected"), "rejected"),
        promql(rateOf("dead_lettered_expired"), "expired"),
        promql(rateOf("dead_lettered_maxlen"), "queue full"),
        promql(rateOf("dead_lettered_delivery_limit"), "tried too often"),
      ],
    }),
    timeSeriesPanel({
      title: "Disk left",
      description: "Free space by node. Below the broker's limit publishers are blocked.",
      unit: "bytes",
      min: 0,
      queries: [promql("rabbitmq_disk_space_available_bytes", "{{instance}}")],
    }),
  ];
}

function scaling() {
  const hpa = '{horizontalpodautoscaler=~"keda-hpa-.*"}';
  return [
    timeSeriesPanel({
      title: "What KEDA measures",
      description: "Value of each trigger, to compare with its target.",
      unit: "short",
      queries: [promql(`keda_scaler_metrics_value${SCALED}`, "{{scaledObject}} {{metric}}")],
    }),
    timeSeriesPanel({
      title: "Replicas wanted and allowed",
      description: "A line at its maximum: more would be wanted.",
      unit: "short",
      min: 0,
      queries: [
        promql(
          `kube_horizontalpodautoscaler_status_desired_replicas${hpa}`,
          "{{horizontalpodautoscaler}} wanted",
        ),
        promql(`kube_horizontalpodautoscaler_spec_max_replicas${hpa}`, "{{horizontalpodautoscaler}} at most"),
      ],
    }),
    stateTimelinePanel({
      title: "Active triggers",
      description: "When there was work. Without any, KEDA scales to its minimum.",
      unit: "short",
      thresholds: { critical: 2 },
      states: { 0: { text: "idle", color: "blue" }, 1: { text: "active", color: "green" } },
      queries: [promql(`max by (scaledObject) (keda_scaler_active${SCALED})`, "{{scaledObject}}")],
    }),
    timeSeriesPanel({
      title: "Errors by scaler",
      description: "Times KEDA could not ask, by ScaledObject.",
      unit: "short",
      width: 12,
      min: 0,
      queries: [
        promql(
          `sum by (scaledObject, scaler) (increase(keda_scaler_detail_errors_total${SCALED}[$__rate_interval]))`,
          "{{scaledObject}} {{scaler}}",
        ),
      ],
    }),
    timeSeriesPanel({
      title: "Time to ask",
      description: "Time KEDA waits for the answer of each source.",
      unit: "s",
      width: 12,
      min: 0,
      queries: [promql(`keda_scaler_metrics_latency_seconds${SCALED}`, "{{scaledObject}} {{metric}}")],
    }),
  ];
}
