import {
  type QueueAlertsOptions,
  queueAlerts,
  resolveQueueAlerts,
} from "../../../../constructs/observability/alerts/queue-alerts";
import { Problems } from "../../../../lib/core/errors";
import { describeChanges, NO_COUNT, NO_RATIO, onlyAlert } from "../../../support/build-alert-cases";
import { alertsOf, describeAlerts } from "../../../support/promtool";
import {
  NO_DEAD_LETTER_ALERT_CASES,
  PER_QUEUE_ALERT_CASES,
  QUEUE_ALERT_CASES,
} from "../../../support/queue-alert-cases";
import { codes } from "../../../support/synth";

describeAlerts("queueAlerts", queueAlerts(), QUEUE_ALERT_CASES);

describeAlerts(
  "queueAlerts with numbers for some queues",
  onlyAlert(queueAlerts({ queues: { payments: { messages: 50 }, archive: "none" } }), "QueueBacklog"),
  PER_QUEUE_ALERT_CASES,
);

describeAlerts(
  "queueAlerts without dead letter queues",
  onlyAlert(queueAlerts({ deadLetterPattern: "none" }), "QueueWithoutConsumers"),
  NO_DEAD_LETTER_ALERT_CASES,
);

describeChanges("queueAlerts", queueAlerts, {
  backlog: {
    alert: "QueueBacklog",
    severity: "warning",
    thresholds: { messages: { other: 10, wrong: NO_COUNT } },
  },
  noConsumers: { alert: "QueueWithoutConsumers", severity: "critical" },
  deadLetters: {
    alert: "QueueDeadLetters",
    severity: "warning",
    thresholds: { messages: { other: 10, wrong: [-1, 1.5] } },
  },
  memoryNearLimit: {
    alert: "RabbitmqMemoryNearLimit",
    severity: "warning",
    thresholds: { usedRatio: { other: 0.5, wrong: NO_RATIO } },
  },
});

describe("queueAlerts", () => {
  it("takes another pattern of dead letter queues, and leaves their alert out where there are none", () => {
    const parked = alertsOf(queueAlerts({ deadLetterPattern: "parked\\..+" }));
    expect(parked.map(({ expr }) => expr.includes('~"parked\\\\..+"'))).toEqual([true, true, true, false]);
    const none = alertsOf(queueAlerts({ deadLetterPattern: "none" }));
    expect(none.map(({ alert }) => alert)).not.toContain("QueueDeadLetters");
    expect(none.some(({ expr }) => expr.includes("queue!~"))).toBe(false);
  });

  it.each<[QueueAlertsOptions, string]>([
    [{ queues: { orders: { messages: -5 } } }, "queues.orders.messages out-of-range"],
    [{ queues: { orders: { mesages: 5 } as object } }, "queues.orders.mesages unknown-option"],
    [{ queues: { "or{ders}": "none" } }, 'queues["or{ders}"] invalid-name'],
    [{ queues: { orders: "any" as "none" } }, "queues.orders unknown-option"],
    [{ queues: { orders: { messages: 5 } }, backlog: "none" }, "queues unused-option"],
    [{ deadLetterPattern: "dlq(" }, "deadLetterPattern invalid-pattern"],
    [{ deadLetterPattern: "" }, "deadLetterPattern invalid-pattern"],
    [{ deadLetterPattern: "(?!orders).*" }, "deadLetterPattern invalid-pattern"],
    [{ deadLetterPattern: "(a)\\1" }, "deadLetterPattern invalid-pattern"],
    [{ deadLetterPattern: "none", deadLetters: { messages: 5 } }, "deadLetters unused-option"],
  ])("fails on %j", (options, problem) => {
    const problems = new Problems();
    resolveQueueAlerts(options, problems);
    expect(codes(problems.all)).toEqual([problem]);
  });
});
