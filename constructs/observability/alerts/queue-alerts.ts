import type { AlertRule, RuleGroup } from "../../../lib/core/alert-rules";
import type { Problems } from "../../../lib/core/errors";
import { isToken } from "../../../lib/core/tokens";
import {
  type AlertChange,
  type AlertDefinitions,
  alertGroup,
  ratio,
  resolveAlerts,
  whole,
} from "./alert-set";
import { checkPerName, type PerName, perName, quoted, selecting, series } from "./per-name";

/** What can be said about the alerts of RabbitMQ. */
export interface QueueAlertsOptions {
  /** Messages that differ for `backlog`, by the name of the queue; `"none"` lets a queue hold any number. */
  readonly queues?: PerName<"messages">;
  /**
   * Pattern (RE2) of the names of dead letter queues, which nobody consumes; `"none"` where there are none.
   * @default names with `dlq`, `dead-letter`, `dead.letter`, `dead_letter` or `deadletter` in them
   */
  readonly deadLetterPattern?: string | "none";
  /** More messages wait in a queue than should. @default warning after 10 minutes of more than 1000 */
  readonly backlog?: AlertChange<"messages">;
  /** Messages wait in a queue that nobody consumes. @default critical after 10 minutes */
  readonly noConsumers?: AlertChange;
  /** Messages that could not be worked on wait for somebody to look. @default warning after 15 minutes */
  readonly deadLetters?: AlertChange<"messages">;
  /** A server nears the memory at which it stops taking messages. @default warning after 5 minutes of 80 percent */
  readonly memoryNearLimit?: AlertChange<"usedRatio">;
}

type QueueAlertChanges = Omit<QueueAlertsOptions, "queues" | "deadLetterPattern">;

/**
 * Alerts about queues of RabbitMQ.
 *
 * They need the metrics of each queue: scrape `/metrics/detailed` with the families `queue_coarse_metrics` and
 * `queue_consumer_count` beside `/metrics`.
 *
 * @throws ConfigError `unknown-alert`, `unknown-option`, `unknown-severity`, `out-of-range`, `invalid-name`,
 * `invalid-pattern`, `unused-option`
 */
export function queueAlerts(options: QueueAlertsOptions = {}): readonly RuleGroup[] {
  return alertGroup("queues", "queueAlerts", (problems) => resolveQueueAlerts(options, problems));
}

/** Fills defaults and reports every problem. */
export function resolveQueueAlerts(options: QueueAlertsOptions, problems: Problems): readonly AlertRule[] {
  const { queues, deadLetterPattern = DEAD_LETTERS, ...changes } = options;
  checkPerName(problems.at("queues"), queues, { messages: MESSAGES });
  checkPattern(problems, deadLetterPattern);
  const off = deadLetterPattern === "none";
  problems.addIf(off && typeof changes.deadLetters === "object", {
    prop: "deadLetters",
    code: "unused-option",
    rule: "there are no dead letter queues to look at",
    fix: "leave this out, or deadLetterPattern",
  });
  problems.addIf(changes.backlog === "none" && Object.keys(queues ?? {}).length > 0, {
    prop: "queues",
    code: "unused-option",
    rule: "the alert is switched off for all queues",
    fix: "leave this out, or backlog on",
  });
  return resolveAlerts(
    definitions(queues, deadLetterPattern),
    off ? { ...changes, deadLetters: "none" } : changes,
    problems,
  );
}

const MESSAGES = whole(1000, 1, 1_000_000_000);
const DEAD_LETTERS = "(?i).*(dlq|dead[-._]?letter).*";
const READY = "rabbitmq_detailed_queue_messages_ready";
const CONSUMERS = "rabbitmq_detailed_queue_consumers";
const QUEUE = "Queue {{ $labels.queue }} in {{ $labels.namespace }}";

/** A queue is reported by the server that leads it, another one after a failover. */
function ofQueues(name: string, ...matchers: readonly string[]): string {
  return `sum by (namespace, vhost, queue) (${series(name, ...matchers)})`;
}

function definitions(
  queues: QueueAlertsOptions["queues"],
  deadLetterPattern: string,
): AlertDefinitions<QueueAlertChanges> {
  const pattern = quoted(deadLetterPattern);
  const alive = deadLetterPattern === "none" ? [] : [`queue!~${pattern}`];
  return {
    backlog: {
      alert: "QueueBacklog",
      severity: "warning",
      forSeconds: 10 * 60,
      thresholds: { messages: MESSAGES },
      expr: (general) =>
        perName(
          queues,
          general,
          (who, { messages }) => `${ofQueues(READY, ...selecting("queue", who), ...alive)} > ${messages}`,
        ),
      summary: `${QUEUE} holds {{ $value }} messages`,
      description: "More comes in than is worked on: what is sent now waits until the rest is done.",
    },
    noConsumers: {
      alert: "QueueWithoutConsumers",
      severity: "critical",
      forSeconds: 10 * 60,
      expr: () => `${ofQueues(READY, ...alive)} > 0
and ${ofQueues(CONSUMERS, ...alive)} == 0`,
      summary: `${QUEUE} holds {{ $value }} messages and nobody consumes them`,
      description: "None of these messages is worked on, and it will not get better by waiting.",
    },
    deadLetters: {
      alert: "QueueDeadLetters",
      severity: "warning",
      forSeconds: 15 * 60,
      thresholds: { messages: whole(0, 0, 1_000_000_000) },
      expr: ({ messages }) => `${ofQueues(READY, `queue=~${pattern}`)} > ${messages}`,
      summary: `${QUEUE} holds {{ $value }} dead letters`,
      description: "These messages were given up. What they should have brought about has not happened.",
    },
    memoryNearLimit: {
      alert: "RabbitmqMemoryNearLimit",
      severity: "warning",
      forSeconds: 5 * 60,
      thresholds: { usedRatio: ratio(0.8) },
      expr: ({ usedRatio }) =>
        `max by (namespace, job, instance) (rabbitmq_process_resident_memory_bytes / rabbitmq_resident_memory_limit_bytes) > ${usedRatio}`,
      summary:
        "RabbitMQ {{ $labels.instance }} in {{ $labels.namespace }} uses {{ $value | humanizePercentage }} of its memory",
      description: "At 100 percent it takes no more messages: whoever publishes is made to wait.",
    },
  };
}

/** What JavaScript and RE2 both know; look-arounds and references back are none of that. */
function checkPattern(problems: Problems, pattern: string): void {
  problems.addIf(!isToken(pattern) && (pattern === "" || !compiles(pattern)), {
    prop: "deadLetterPattern",
    code: "invalid-pattern",
    rule: "a pattern is a regular expression that RE2 knows, without (?= (?! (?< and \\1",
    value: pattern,
    fix: 'correct it, or write "none"',
  });
}

function compiles(pattern: string): boolean {
  try {
    new RegExp(pattern.replace(/^\(\?[a-zA-Z]+\)/, ""));
  } catch {
    return false;
  }
  return !/\(\?[=!<]|\\[1-9]/.test(pattern);
}
