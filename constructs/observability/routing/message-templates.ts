import type { Problems } from "../../../lib/core/errors";
import { ifKnown } from "../../../lib/core/tokens";

/** References to the templates below, for the fields of receivers. */
export const TEMPLATES = {
  title: '{{ template "slipway.title" . }}',
  description: "{{ .CommonAnnotations.description }}",
  runbook:
    "{{ if .CommonAnnotations.runbook_url }}{{ .CommonAnnotations.runbook_url }}{{ else }}{{ .CommonAnnotations.runbook }}{{ end }}",
  pagerDutySeverity: '{{ template "slipway.pagerduty.severity" . }}',
  slackText: '{{ template "slipway.slack.text" . }}',
  discordText: '{{ template "slipway.discord.text" . }}',
  teamsText: '{{ template "slipway.teams.text" . }}',
  emailText: '{{ template "slipway.email.text" . }}',
  emailHtml: '{{ template "slipway.email.html" . }}',
} as const;

/** Alerts shown in one message; Alertmanager's page has them all. */
const SHOWN = 10;

/** How a service writes what a message is made of. */
interface Markup {
  readonly bold: (text: string) => string;
  readonly link: (url: string, text: string) => string;
  readonly newline: string;
  /** Between two alerts. */
  readonly gap: string;
}

const MARKDOWN = {
  bold: (text: string) => `**${text}**`,
  link: (url: string, text: string) => `[${text}](${url})`,
};
const MARKUPS: Readonly<Record<string, Markup>> = {
  "slack.text": {
    bold: (text) => `*${text}*`,
    link: (url, text) => `<${url}|${text}>`,
    newline: "\n",
    gap: "\n\n",
  },
  "discord.text": { ...MARKDOWN, newline: "\n", gap: "\n\n" },
  // A single newline is a space in an adaptive card.
  "teams.text": { ...MARKDOWN, newline: "\n\n", gap: "\n\n" },
  "email.text": {
    bold: (text) => text,
    link: (url, text) => `${text}: ${url}`,
    newline: "\n",
    gap: "\n\n",
  },
  // Alertmanager runs the HTML of a mail through html/template, which escapes what alerts bring.
  "email.html": {
    bold: (text) => `<strong>${text}</strong>`,
    link: (url, text) => `<a href="${url}">${text}</a>`,
    newline: "<br>\n",
    gap: "<br><br>\n",
  },
};

/** The title: `[FIRING:2] QueueBacklog in shop (critical) on production`. */
const TITLE = [
  '[{{ .Status | toUpper }}{{ if eq .Status "firing" }}:{{ .Alerts.Firing | len }}{{ end }}]',
  "{{ with .CommonLabels.alertname }} {{ . }}{{ else }} {{ .Alerts | len }} alerts{{ end }}",
  "{{ with .CommonLabels.namespace }} in {{ . }}{{ end }}",
  "{{ with .CommonLabels.severity }} ({{ . }}){{ end }}",
  "{{ with .CommonLabels.cluster }} on {{ . }}{{ end }}",
].join("");

/** PagerDuty drops events of any other severity. */
const PAGER_DUTY_SEVERITY =
  '{{ with .CommonLabels.severity }}{{ if match "^(critical|error|warning|info)$" . }}{{ . }}{{ else }}error{{ end }}{{ else }}error{{ end }}';

/**
 * Template file with the default messages: summary, description, severity, namespace and links of each alert, then
 * a link to Alertmanager and, where it is told, to Grafana. Nothing in it depends on the receivers.
 *
 * An alert is linked to its runbook (`runbook_url`, or the path `runbook` as text), to a dashboard where it has an
 * annotation `dashboard_url`, and to the query it comes from.
 */
export function messageTemplates(grafanaUrl: string | undefined): string {
  const definitions: Readonly<Record<string, string>> = {
    title: TITLE,
    "pagerduty.severity": PAGER_DUTY_SEVERITY,
    ...Object.fromEntries(
      Object.entries(MARKUPS).map(([name, markup]) => [name, messageBody(markup, grafanaUrl)]),
    ),
  };
  return Object.entries(definitions)
    .map(([name, body]) => `{{ define "slipway.${name}" }}${body}{{ end }}\n`)
    .join("");
}

/**
 * Reports templates whose actions `{{ }}` are not closed, as `invalid-template`: Alertmanager finds out only when it
 * has something to tell, and then tells nobody. Tokens pass.
 */
export function checkTemplates(
  problems: Problems,
  templates: Readonly<Record<string, string | undefined>>,
): void {
  for (const [prop, template] of Object.entries(templates)) {
    ifKnown(template, (known) => {
      const outside = known.replace(/\{\{(?:"(?:\\.|[^"\\])*"|`[^`]*`|(?!\{\{|\}\})[^"`])*\}\}/g, "");
      problems.addIf(/\{\{|\}\}/.test(outside), {
        prop,
        code: "invalid-template",
        rule: "each {{ of a template is closed by }}",
        value: known,
        fix: "close it",
      });
    });
  }
}

function messageBody(markup: Markup, grafanaUrl: string | undefined): string {
  const { bold, link, newline, gap } = markup;
  const alert = [
    '{{ if eq .Status "resolved" }}Resolved: {{ end }}',
    bold("{{ with .Annotations.summary }}{{ . }}{{ else }}{{ .Labels.alertname }}{{ end }}"),
    `{{ with .Annotations.description }}${newline}{{ . }}{{ end }}`,
    `${newline}Severity: {{ with .Labels.severity }}{{ . }}{{ else }}none{{ end }}`,
    "{{ with .Labels.namespace }}, namespace: {{ . }}{{ end }}",
    `{{ if .Annotations.runbook_url }}${newline}${link("{{ .Annotations.runbook_url }}", "Runbook")}`,
    `{{ else if .Annotations.runbook }}${newline}Runbook: {{ .Annotations.runbook }}{{ end }}`,
    `{{ with .Annotations.dashboard_url }}${newline}${link("{{ . }}", "Dashboard")}{{ end }}`,
    `{{ with .GeneratorURL }}${newline}${link("{{ . }}", "Query")}{{ end }}`,
  ].join("");
  return [
    `{{ range $index, $alert := .Alerts }}{{ if lt $index ${SHOWN} }}{{ if $index }}${gap}{{ end }}`,
    `${alert}{{ end }}{{ end }}`,
    `{{ if gt (len .Alerts) ${SHOWN} }}${gap}${SHOWN} of {{ .Alerts | len }} alerts are shown.{{ end }}`,
    `${gap}${link("{{ .ExternalURL }}/#/alerts", "Alertmanager")}`,
    grafanaUrl === undefined ? "" : `${newline}${link(grafanaUrl, "Grafana")}`,
  ].join("");
}
