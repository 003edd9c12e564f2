import * as fc from "fast-check";
import {
  type AlertRule,
  checkDashboardBaseUrl,
  checkRunbookBaseUrl,
  MAX_RULE_SECONDS,
  prometheusDuration,
  type RecordingRule,
  type RuleFileOptions,
  type RuleGroup,
  renderRuleFiles,
  renderRuleGroups,
} from "../../../lib/core/alert-rules";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

const ALERT: AlertRule = {
  alert: "QueueBacklog",
  expr: "queue_messages > 100",
  forSeconds: 900,
  severity: "warning",
  summary: "{{ $labels.queue }} holds {{ $value }} messages",
  description: "Messages wait longer than they should.",
  runbook: "QueueBacklog",
};

function alertWith(change: Partial<AlertRule>): RuleGroup {
  return { name: "queues", rules: [{ ...ALERT, ...change }] };
}

function rendered(groups: readonly RuleGroup[], options?: RuleFileOptions) {
  const problems = new Problems();
  return { file: renderRuleGroups(groups, problems, options), problems: codes(problems.all) };
}

describe("prometheusDuration", () => {
  it.each([
    [0, "0s"],
    [1, "1s"],
    [90, "1m30s"],
    [900, "15m"],
    [3600, "1h"],
    [86_400, "1d"],
    [90_061, "1d1h1m1s"],
    [14 * 86_400, "14d"],
  ])("writes %d seconds as %s", (seconds, text) => {
    expect(prometheusDuration(seconds)).toBe(text);
  });

  it("writes what Prometheus reads back as the same number of seconds", () => {
    const units: Readonly<Record<string, number>> = { d: 86_400, h: 3600, m: 60, s: 1 };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_RULE_SECONDS }), (seconds) => {
        const text = prometheusDuration(seconds);
        // The pattern of the Prometheus Operator's Duration, without the units never written.
        expect(text).toMatch(/^(\d+d)?(\d+h)?(\d+m)?(\d+s)?$/);
        const parts = [...text.matchAll(/(\d+)([dhms])/g)];
        expect(
          parts.reduce((sum, [, count, unit]) => sum + Number(count) * (units[unit ?? ""] ?? 0), 0),
        ).toBe(seconds);
      }),
    );
  });
});

describe("renderRuleGroups", () => {
  it("writes an alert as Prometheus takes it, its templates untouched", () => {
    const { file, problems } = rendered([
      { ...alertWith({ labels: { team: "shop" } }), intervalSeconds: 60 },
    ]);
    expect(problems).toEqual([]);
    expect(file).toEqual({
      groups: [
        {
          name: "queues",
          interval: "1m",
          rules: [
            {
              alert: "QueueBacklog",
              expr: "queue_messages > 100",
              for: "15m",
              labels: { team: "shop", severity: "warning" },
              annotations: {
                summary: "{{ $labels.queue }} holds {{ $value }} messages",
                description: "Messages wait longer than they should.",
                runbook: "docs/runbooks/QueueBacklog.md",
              },
            },
          ],
        },
      ],
    });
  });

  it("writes the address of the runbook once it is told where pages are read", () => {
    const options = { runbookBaseUrl: "https://example.com/runbooks" };
    const annotations = rendered([alertWith({})], options).file.groups[0]?.rules[0]?.annotations;
    expect(annotations).toMatchObject({ runbook_url: "https://example.com/runbooks/QueueBacklog.md" });
    expect(annotations).not.toHaveProperty("runbook");
  });

  it("writes the path of the dashboard, or its address once it is told where Grafana is", () => {
    const group = alertWith({ dashboard: "/d/queues?var-queue=orders" });
    const annotations = (options?: RuleFileOptions) =>
      rendered([group], options).file.groups[0]?.rules[0]?.annotations;
    expect(annotations()).toMatchObject({ dashboard: "/d/queues?var-queue=orders" });
    expect(annotations()).not.toHaveProperty("dashboard_url");
    const there = annotations({ dashboardBaseUrl: "https://grafana.example.com" });
    expect(there).toMatchObject({ dashboard_url: "https://grafana.example.com/d/queues?var-queue=orders" });
    expect(there).not.toHaveProperty("dashboard");
    const without = rendered([alertWith({})]).file.groups[0]?.rules[0]?.annotations;
    expect(Object.keys(without ?? {})).toEqual(["summary", "description", "runbook"]);
  });

  it("tells at once without forSeconds, and with 0", () => {
    for (const forSeconds of [undefined, 0]) {
      const { file, problems } = rendered([alertWith({ forSeconds })]);
      expect(problems).toEqual([]);
      expect(file.groups[0]?.rules[0]).not.toHaveProperty("for");
    }
  });

  it("writes the severity none of an alert that nobody is to read", () => {
    const { file, problems } = rendered([alertWith({ severity: "none" })]);
    expect(problems).toEqual([]);
    expect(file.groups[0]?.rules[0]?.labels).toEqual({ severity: "none" });
  });

  it("writes a recording rule", () => {
    const rules: readonly RecordingRule[] = [
      { record: "job:requests:rate5m", expr: "sum by (job) (rate(requests_total[5m]))" },
      { record: "slo:objective", expr: "vector(0.999)", labels: { slo: "checkout" } },
    ];
    const { file, problems } = rendered([{ name: "rates", rules }]);
    expect(problems).toEqual([]);
    expect(file.groups).toEqual([{ name: "rates", rules }]);
  });

  it.each<[Partial<AlertRule>, string]>([
    [{ alert: "queue backlog" }, "alert invalid-name"],
    [{ alert: "queueBacklog" }, "alert invalid-name"],
    [{ alert: "" }, "alert invalid-name"],
    [{ expr: " " }, "expr missing-expr"],
    [{ summary: "" }, "summary missing-summary"],
    [{ description: "\n" }, "description missing-description"],
    [{ runbook: "" }, "runbook missing-runbook"],
    [{ runbook: "docs/runbooks/QueueBacklog" }, "runbook invalid-runbook"],
    [{ runbook: "QueueBacklog.md" }, "runbook invalid-runbook"],
    [{ severity: "page" as "critical" }, "severity unknown-severity"],
    [{ forSeconds: -1 }, "forSeconds out-of-range"],
    [{ forSeconds: 0.5 }, "forSeconds out-of-range"],
    [{ forSeconds: MAX_RULE_SECONDS + 1 }, "forSeconds out-of-range"],
    [{ labels: { "my-team": "shop" } }, "labels.my-team invalid-label"],
    [{ labels: { __team: "shop" } }, "labels.__team invalid-label"],
    [{ labels: { severity: "critical" } }, "labels.severity reserved-label"],
    [{ labels: { alertname: "Other" } }, "labels.alertname reserved-label"],
  ])("fails on an alert with %j", (change, problem) => {
    expect(rendered([alertWith(change)]).problems).toEqual([`[0].rules[0].${problem}`]);
  });

  it.each<[Partial<RecordingRule>, string]>([
    [{ record: "job requests" }, "record invalid-name"],
    [{ record: "5m:requests" }, "record invalid-name"],
    [{ expr: "" }, "expr missing-expr"],
    [{ labels: { "a b": "c" } }, 'labels["a b"] invalid-label'],
  ])("fails on a recording rule with %j", (change, problem) => {
    const rule: RecordingRule = { record: "job:requests", expr: "requests", ...change };
    expect(rendered([{ name: "rates", rules: [rule] }]).problems).toEqual([`[0].rules[0].${problem}`]);
  });

  it("lets a recording rule set a severity, which means nothing there", () => {
    const rule: RecordingRule = { record: "a", expr: "b", labels: { severity: "x" } };
    expect(rendered([{ name: "rates", rules: [rule] }]).problems).toEqual([]);
  });

  it.each<[Partial<RuleGroup>, string]>([
    [{ name: "" }, "[0].name invalid-name"],
    [{ name: "queues " }, "[0].name invalid-name"],
    [{ intervalSeconds: 0 }, "[0].intervalSeconds out-of-range"],
    [{ intervalSeconds: -60 }, "[0].intervalSeconds out-of-range"],
  ])("fails on a group with %j", (change, problem) => {
    expect(rendered([{ ...alertWith({}), ...change }]).problems).toEqual([problem]);
  });

  it("fails on two groups of one name and two alerts of one name, wherever they stand", () => {
    expect(rendered([alertWith({}), alertWith({})]).problems).toEqual([
      "[1].name duplicate-group",
      "[1].rules[0].alert duplicate-alert",
    ]);
    expect(rendered([{ name: "queues", rules: [ALERT, ALERT] }]).problems).toEqual([
      "[0].rules[1].alert duplicate-alert",
    ]);
  });

  it("fails with everything that is wrong at once", () => {
    expect(rendered([alertWith({ summary: "", runbook: "", forSeconds: -1 })]).problems).toHaveLength(3);
  });
});

describe("renderRuleFiles", () => {
  function files(groups: Readonly<Record<string, readonly RuleGroup[]>>) {
    const problems = new Problems();
    return { files: renderRuleFiles(groups, problems.at("alerts")), problems: codes(problems.all) };
  }

  it("renders each file and leaves out those without groups", () => {
    const { files: all, problems } = files({ queues: [alertWith({})], none: [] });
    expect(problems).toEqual([]);
    expect(all).toEqual({ queues: rendered([alertWith({})]).file });
  });

  it("fails on names taken by another file", () => {
    expect(files({ one: [alertWith({})], two: [{ ...alertWith({}), name: "more" }] }).problems).toEqual([
      "alerts.two[0].rules[0].alert duplicate-alert",
    ]);
    expect(files({ one: [alertWith({})], two: [alertWith({ alert: "Other" })] }).problems).toEqual([
      "alerts.two[0].name duplicate-group",
    ]);
  });

  it("fails on a name that cannot be part of the name of an object", () => {
    expect(files({ Queues: [alertWith({})] }).problems).toEqual(["alerts.Queues invalid-name"]);
  });
});

describe.each([
  ["checkRunbookBaseUrl", checkRunbookBaseUrl, "the runbooks"],
  ["checkDashboardBaseUrl", checkDashboardBaseUrl, "Grafana"],
] as const)("%s", (_, check, whose) => {
  function problemsOf(url: string | undefined) {
    const problems = new Problems();
    check(problems, "baseUrl", url);
    return problems.all;
  }

  it.each([undefined, "https://example.com", "http://wiki.internal/runbooks"])("takes %s", (url) => {
    expect(problemsOf(url)).toEqual([]);
  });

  it.each(["example.com/runbooks", "https://example.com/runbooks/", "https://", "https://a b"])(
    "fails on %s",
    (url) => {
      expect(codes(problemsOf(url))).toEqual(["baseUrl invalid-url"]);
      expect(problemsOf(url)[0]?.rule).toContain(`the address of ${whose} `);
    },
  );
});
