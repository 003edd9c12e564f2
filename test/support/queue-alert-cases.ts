import { fires, holding, quiet } from "./build-alert-cases";
import type { AlertCase } from "./promtool";

/** A queue whose leading server changes after five minutes. */
function queue(ready: number, consumers: number, name = "orders"): AlertCase["series"] {
  const labels = (pod: string) => `namespace="shop", vhost="/", queue="${name}", pod="${pod}"`;
  const series = (metric: string, value: number) => ({
    [`rabbitmq_detailed_queue_${metric}{${labels("rabbitmq-0")}}`]: `${value}x4 stale`,
    [`rabbitmq_detailed_queue_${metric}{${labels("rabbitmq-1")}}`]: `_x4 ${value}x60`,
  });
  return { ...series("messages_ready", ready), ...series("consumers", consumers) };
}

function memory(used: number): AlertCase["series"] {
  const labels = 'namespace="shop", job="rabbitmq", instance="rabbitmq-0"';
  return {
    [`rabbitmq_process_resident_memory_bytes{${labels}}`]: `${used}x60`,
    [`rabbitmq_resident_memory_limit_bytes{${labels}}`]: "100x60",
  };
}

const QUEUE = { namespace: "shop", vhost: "/", queue: "orders" };
const DEAD = { ...QUEUE, queue: "orders.DLQ" };

/** What the alerts of `queueAlerts` must do. */
export const QUEUE_ALERT_CASES: readonly AlertCase[] = [
  ...holding(
    "QueueBacklog",
    "with 1001 messages",
    queue(1001, 1),
    { from: 0, hold: 10 },
    QUEUE,
    "Queue orders in shop holds 1001 messages",
  ),
  quiet("QueueBacklog", "with 1000 messages", queue(1000, 1), 30),
  quiet("QueueBacklog", "with dead letters", queue(2000, 0, "orders-dead-letter"), 30),
  ...holding(
    "QueueWithoutConsumers",
    "with messages that nobody consumes",
    queue(1, 0),
    { from: 0, hold: 10 },
    QUEUE,
    "Queue orders in shop holds 1 messages and nobody consumes them",
  ),
  quiet("QueueWithoutConsumers", "with messages that somebody consumes", queue(1, 1), 30),
  quiet("QueueWithoutConsumers", "without messages", queue(0, 0), 30),
  quiet(
    "QueueWithoutConsumers",
    "with dead letters, which nobody should consume",
    queue(9, 0, "orders_dlq"),
    30,
  ),
  ...holding(
    "QueueDeadLetters",
    "with one dead letter",
    queue(1, 0, "orders.DLQ"),
    { from: 0, hold: 15 },
    DEAD,
    "Queue orders.DLQ in shop holds 1 dead letters",
  ),
  quiet("QueueDeadLetters", "without a dead letter", queue(0, 0, "orders.DLQ"), 30),
  quiet("QueueDeadLetters", "with a message in another queue", queue(5, 0), 30),
  ...holding(
    "RabbitmqMemoryNearLimit",
    "at 81 percent",
    memory(81),
    { from: 0, hold: 5 },
    { namespace: "shop", job: "rabbitmq", instance: "rabbitmq-0" },
    "RabbitMQ rabbitmq-0 in shop uses 81% of its memory",
  ),
  quiet("RabbitmqMemoryNearLimit", "at 79 percent", memory(79), 30),
];

/** With 50 messages allowed for payments and any number for archive. */
export const PER_QUEUE_ALERT_CASES: readonly AlertCase[] = [
  fires(
    "QueueBacklog",
    "for a queue that may hold less",
    queue(51, 1, "payments"),
    15,
    { ...QUEUE, queue: "payments" },
    "Queue payments in shop holds 51 messages",
  ),
  quiet("QueueBacklog", "below what this queue may hold", queue(50, 1, "payments"), 30),
  quiet("QueueBacklog", "for a queue that may hold any number", queue(9999, 1, "archive"), 30),
  fires(
    "QueueBacklog",
    "for other queues as always",
    queue(1001, 1),
    15,
    QUEUE,
    "Queue orders in shop holds 1001 messages",
  ),
  quiet("QueueBacklog", "below what other queues may hold", queue(999, 1), 30),
];

/** Where nothing is a dead letter queue. */
export const NO_DEAD_LETTER_ALERT_CASES: readonly AlertCase[] = [
  fires(
    "QueueWithoutConsumers",
    "for a queue whose name looks like dead letters",
    queue(2, 0, "dlq"),
    15,
    { ...QUEUE, queue: "dlq" },
    "Queue dlq in shop holds 2 messages and nobody consumes them",
  ),
  quiet("QueueWithoutConsumers", "when it has a consumer", queue(2, 1, "dlq"), 30),
];
