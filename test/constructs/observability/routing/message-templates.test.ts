import {
  checkTemplates,
  messageTemplates,
  TEMPLATES,
} from "../../../../constructs/observability/routing/message-templates";
import { Problems } from "../../../../lib/core/errors";
import { describeWithAmtool, type MessageData, renderMessage } from "../../../support/amtool";
import { codes } from "../../../support/synth";

const FIRING = {
  status: "firing",
  labels: { alertname: "QueueBacklog", namespace: "shop", severity: "critical" },
  annotations: {
    summary: "orders holds 110 messages",
    description: "Messages wait.",
    runbook_url: "https://example.com/runbooks/QueueBacklog.md",
  },
  generatorURL: "https://prometheus.example.com/graph?g0.expr=up",
};
const DATA: MessageData = {
  status: "firing",
  alerts: [FIRING],
  groupLabels: { alertname: "QueueBacklog" },
  commonLabels: { ...FIRING.labels, cluster: "production" },
  commonAnnotations: FIRING.annotations,
  externalURL: "https://alertmanager.example.com",
};

function message(template: string, data: Partial<MessageData> = {}, grafanaUrl?: string): string {
  const templateFiles = { "slipway.tmpl": messageTemplates(grafanaUrl) };
  const type = template === TEMPLATES.emailHtml ? "html" : "text";
  return renderMessage({ templateFiles }, template, { ...DATA, ...data }, type).trim();
}

function alertWith(annotations: Readonly<Record<string, string>>): Partial<MessageData> {
  return { alerts: [{ ...FIRING, annotations }], commonAnnotations: annotations };
}

describe("messageTemplates", () => {
  it("defines each template the receivers refer to", () => {
    const text = messageTemplates(undefined);
    const names = Object.values(TEMPLATES).flatMap(
      (reference) => /template "([^"]+)"/.exec(reference)?.[1] ?? [],
    );
    expect(names).toHaveLength(7);
    expect(names.filter((name) => !text.includes(`{{ define "${name}" }}`))).toEqual([]);
  });

  describeWithAmtool("through amtool", () => {
    it("says in the title what fires how often, where and how grave it is", () => {
      expect(message(TEMPLATES.title)).toBe("[FIRING:1] QueueBacklog in shop (critical) on production");
    });

    it("says in the title that alerts are over, and how many there are where they differ", () => {
      const over = { ...FIRING, status: "resolved" };
      expect(message(TEMPLATES.title, { status: "resolved", alerts: [over, over], commonLabels: {} })).toBe(
        "[RESOLVED] 2 alerts",
      );
    });

    it("writes Slack's markup", () => {
      expect(message(TEMPLATES.slackText)).toBe(
        [
          "*orders holds 110 messages*",
          "Messages wait.",
          "Severity: critical, namespace: shop",
          "<https://example.com/runbooks/QueueBacklog.md|Runbook>",
          "<https://prometheus.example.com/graph?g0.expr=up|Query>",
          "",
          "<https://alertmanager.example.com/#/alerts|Alertmanager>",
        ].join("\n"),
      );
    });

    it("writes Markdown for Discord", () => {
      expect(message(TEMPLATES.discordText).split("\n")).toEqual([
        "**orders holds 110 messages**",
        "Messages wait.",
        "Severity: critical, namespace: shop",
        "[Runbook](https://example.com/runbooks/QueueBacklog.md)",
        "[Query](https://prometheus.example.com/graph?g0.expr=up)",
        "",
        "[Alertmanager](https://alertmanager.example.com/#/alerts)",
      ]);
    });

    it("writes a paragraph for each line in Teams", () => {
      expect(message(TEMPLATES.teamsText)).toMatch(
        /^\*\*orders holds 110 messages\*\*\n\nMessages wait\.\n\nSeverity: critical/,
      );
    });

    it("writes mail in HTML, in which no alert can put tags, and in plain text", () => {
      const html = message(
        TEMPLATES.emailHtml,
        alertWith({ summary: "<script>", runbook_url: "javascript:x" }),
      );
      expect(html).toContain("<strong>&lt;script&gt;</strong>");
      expect(html).not.toContain('href="javascript:');
      expect(message(TEMPLATES.emailHtml)).toContain(
        '<a href="https://example.com/runbooks/QueueBacklog.md">Runbook</a>',
      );
      expect(message(TEMPLATES.emailText)).toContain(
        "\nRunbook: https://example.com/runbooks/QueueBacklog.md\n",
      );
    });

    it("makes do with what an alert has", () => {
      const bare = { status: "firing", labels: { alertname: "Bare" }, annotations: {} };
      expect(message(TEMPLATES.slackText, { alerts: [bare], commonLabels: {}, commonAnnotations: {} })).toBe(
        "*Bare*\nSeverity: none\n\n<https://alertmanager.example.com/#/alerts|Alertmanager>",
      );
    });

    it("names the page of a runbook without an address, links a dashboard, and marks what is over", () => {
      const annotations = {
        summary: "s",
        runbook: "docs/runbooks/Queue.md",
        dashboard_url: "https://grafana/d/a",
      };
      const text = message(TEMPLATES.slackText, { alerts: [{ ...FIRING, status: "resolved", annotations }] });
      expect(text.split("\n").slice(0, 4)).toEqual([
        "Resolved: *s*",
        "Severity: critical, namespace: shop",
        "Runbook: docs/runbooks/Queue.md",
        "<https://grafana/d/a|Dashboard>",
      ]);
    });

    it("shows ten alerts and says how many there are", () => {
      const text = message(TEMPLATES.slackText, { alerts: Array.from({ length: 12 }, () => FIRING) });
      expect(text.match(/\*orders holds/g)).toHaveLength(10);
      expect(text).toContain("10 of 12 alerts are shown.");
      expect(
        message(TEMPLATES.slackText, { alerts: Array.from({ length: 10 }, () => FIRING) }),
      ).not.toContain("are shown");
    });

    it("links Grafana once it is told where that is", () => {
      expect(message(TEMPLATES.slackText, {}, "https://grafana.example.com")).toMatch(
        /\n<https:\/\/grafana\.example\.com\|Grafana>$/,
      );
    });

    it.each([
      ["critical", "critical"],
      ["error", "error"],
      ["warning", "warning"],
      ["info", "info"],
      ["none", "error"],
      ["critical-ish", "error"],
    ])("gives PagerDuty the severity %s as %s", (severity, written) => {
      expect(message(TEMPLATES.pagerDutySeverity, { commonLabels: { severity } })).toBe(written);
    });

    it("gives PagerDuty an error where severities differ", () => {
      expect(message(TEMPLATES.pagerDutySeverity, { commonLabels: {} })).toBe("error");
    });

    it.each([
      [{ runbook_url: "https://a/b", runbook: "c" }, "https://a/b"],
      [{ runbook: "docs/c.md" }, "docs/c.md"],
      [{}, ""],
    ])("gives PagerDuty of %j the runbook %j", (annotations, written) => {
      expect(message(TEMPLATES.runbook, alertWith(annotations))).toBe(written);
    });
  });
});

describe("checkTemplates", () => {
  function problemsOf(title: string | undefined): string[] {
    const problems = new Problems();
    checkTemplates(problems, { title });
    return codes(problems.all);
  }

  it.each([
    undefined,
    "",
    "plain } {",
    "{{ .Status }} and {{ . }}",
    '{{ "}}" }}',
    "{{ `{{` }}",
    TEMPLATES.runbook,
  ])("takes %j", (template) => {
    expect(problemsOf(template)).toEqual([]);
  });

  it.each(["{{", "}}", "{{ .Status }", "{{ a {{ b }}", "{{ a }} }}", '{{ "a }}'])(
    "fails on %j",
    (template) => {
      expect(problemsOf(template)).toEqual(["title invalid-template"]);
    },
  );
});
