import { checkKnown, type Problems } from "./errors";
import { checkName, DNS_LABEL } from "./names";
import { checkWholeNumber } from "./quantities";
import { ifKnown } from "./tokens";

/** How soon somebody has to look: at once, this working day, when there is time. */
export type AlertSeverity = "critical" | "warning" | "info";

/** A condition somebody is told about. Texts may hold Prometheus' own templates, such as `{{ $labels.pod }}`. */
export interface AlertRule {
  /** Letters and digits, a capital first; one alert has it: `QueueBacklog`. */
  readonly alert: string;
  /** PromQL; each series of the result is one alert. */
  readonly expr: string;
  /** Seconds the condition holds before anybody is told. @default 0: the first time it holds */
  readonly forSeconds?: number;
  /** `"none"` is no message to anybody: a heartbeat that something outside listens to. */
  readonly severity: AlertSeverity | "none";
  /** Labels beside those of the series, for routing. @default only `severity` */
  readonly labels?: Readonly<Record<string, string>>;
  /** What is wrong with what, in one line. */
  readonly summary: string;
  /** What that means for users, in a sentence or two. */
  readonly description: string;
  /** Page that says what to do: `QueueBacklog` is docs/runbooks/QueueBacklog.md. */
  readonly runbook: string;
  /** Path of a dashboard below the address of Grafana: `/d/queues?var-queue=orders`. @default none */
  readonly dashboard?: string;
}

/** A query whose result is kept as a series of its own. */
export interface RecordingRule {
  /** Name of the series: `job:requests:rate5m`. */
  readonly record: string;
  /** PromQL. */
  readonly expr: string;
  /** Labels beside those of the result. @default none */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Rules that are evaluated together, in this order. */
export interface RuleGroup {
  /** Unique among all groups: `keda`. */
  readonly name: string;
  /** Seconds between evaluations. @default the interval of Prometheus */
  readonly intervalSeconds?: number;
  readonly rules: readonly (AlertRule | RecordingRule)[];
}

/** A rule file of Prometheus, and what stands in the spec of a PrometheusRule. */
export type RuleFile = { readonly groups: readonly RenderedGroup[] };

export type RenderedGroup = {
  readonly name: string;
  readonly interval?: string;
  readonly rules: readonly RenderedRule[];
};

export type RenderedRule = {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels?: { readonly [label: string]: string };
  readonly annotations?: { readonly [annotation: string]: string };
};

export interface RuleFileOptions {
  /**
   * Address of the folder with the runbook pages, without a slash at the end. Alerts then carry `runbook_url`, the
   * address of their page.
   * @default alerts carry `runbook`, the path of their page in the repository
   */
  readonly runbookBaseUrl?: string;
  /**
   * Address of Grafana as people reach it, without a slash at the end. Alerts with a dashboard then carry
   * `dashboard_url`, its address.
   * @default they carry `dashboard`, its path
   */
  readonly dashboardBaseUrl?: string;
}

/** Folder of the runbook pages in the repository. */
const RUNBOOKS = "docs/runbooks";

/** Every severity, the gravest first. */
export const ALERT_SEVERITIES: readonly AlertSeverity[] = ["critical", "warning", "info"];

/** Longest duration that is taken, a year: what is longer is a mistake in the unit. */
export const MAX_RULE_SECONDS = 365 * 24 * 3600;

/** What was named so far. */
interface Names {
  readonly groups: Set<string>;
  readonly alerts: Set<string>;
}

/**
 * Renders groups of rules as a rule file and reports every problem. PromQL is not parsed: promtool does that in
 * tests.
 *
 * Codes: `duplicate-group`, `duplicate-alert`, `invalid-name`, `missing-expr`, `missing-summary`,
 * `missing-description`, `missing-runbook`, `invalid-runbook`, `unknown-severity`, `out-of-range`, `invalid-label`,
 * `reserved-label`.
 */
export function renderRuleGroups(
  groups: readonly RuleGroup[],
  problems: Problems,
  options: RuleFileOptions = {},
): RuleFile {
  return renderFile(groups, problems, options, { groups: new Set(), alerts: new Set() });
}

/**
 * Renders several rule files by name, as `renderRuleGroups` renders one; names of groups and alerts are unique over
 * all of them. Files without groups are left out.
 */
export function renderRuleFiles(
  files: Readonly<Record<string, readonly RuleGroup[]>>,
  problems: Problems,
  options: RuleFileOptions = {},
): { readonly [name: string]: RuleFile } {
  const names: Names = { groups: new Set(), alerts: new Set() };
  return Object.fromEntries(
    Object.entries(files)
      .filter(([, groups]) => groups.length > 0)
      .map(([name, groups]) => {
        checkName(problems.at(name), "", name, DNS_LABEL);
        return [name, renderFile(groups, problems.at(name), options, names)];
      }),
  );
}

/** Seconds as Prometheus writes durations: 5400 is `1h30m`, 0 is `0s`. */
export function prometheusDuration(seconds: number): string {
  const units: readonly [unit: string, size: number][] = [
    ["d", 24 * 3600],
    ["h", 3600],
    ["m", 60],
    ["s", 1],
  ];
  const { text } = units.reduce(
    ({ text, rest }, [unit, size]) => ({
      text: rest >= size ? `${text}${Math.floor(rest / size)}${unit}` : text,
      rest: rest % size,
    }),
    { text: "", rest: seconds },
  );
  return text === "" ? "0s" : text;
}

/** Reports an address of runbook pages that is none, as `invalid-url`. Tokens pass. */
export function checkRunbookBaseUrl(problems: Problems, prop: string, url: string | undefined): void {
  checkBaseUrl(
    problems,
    prop,
    url,
    "the address of the runbooks",
    "write the address of the folder that holds the pages",
  );
}

/** Reports an address of Grafana that is none, as `invalid-url`. Tokens pass. */
export function checkDashboardBaseUrl(problems: Problems, prop: string, url: string | undefined): void {
  checkBaseUrl(problems, prop, url, "the address of Grafana", "write the address people reach Grafana at");
}

function checkBaseUrl(
  problems: Problems,
  prop: string,
  url: string | undefined,
  what: string,
  fix: string,
): void {
  ifKnown(url, (known) => {
    problems.addIf(!/^https?:\/\/[^\s/]([^\s]*[^\s/])?$/.test(known), {
      prop,
      code: "invalid-url",
      rule: `${what} starts with https:// and has no slash at the end`,
      value: known,
      fix,
    });
  });
}

/** Whether a rule is an alert. */
export function isAlert(rule: AlertRule | RecordingRule): rule is AlertRule {
  return "alert" in rule;
}

function renderFile(
  groups: readonly RuleGroup[],
  problems: Problems,
  options: RuleFileOptions,
  names: Names,
): RuleFile {
  return {
    groups: groups.map((group, index) => {
      const at = problems.at(index);
      checkGroup(group, at, names);
      return {
        name: group.name,
        ...(group.intervalSeconds !== undefined && { interval: prometheusDuration(group.intervalSeconds) }),
        rules: group.rules.map((rule, position) => {
          checkRule(rule, at.at("rules").at(position), names);
          return isAlert(rule) ? renderAlert(rule, options) : renderRecording(rule);
        }),
      };
    }),
  };
}

function renderAlert(rule: AlertRule, { runbookBaseUrl, dashboardBaseUrl }: RuleFileOptions): RenderedRule {
  const page = `${rule.runbook}.md`;
  return {
    alert: rule.alert,
    expr: rule.expr,
    ...((rule.forSeconds ?? 0) > 0 && { for: prometheusDuration(rule.forSeconds ?? 0) }),
    labels: { ...rule.labels, severity: rule.severity },
    annotations: {
      summary: rule.summary,
      description: rule.description,
      ...(runbookBaseUrl === undefined
        ? { runbook: `${RUNBOOKS}/${page}` }
        : { runbook_url: `${runbookBaseUrl}/${page}` }),
      ...(rule.dashboard !== undefined &&
        (dashboardBaseUrl === undefined
          ? { dashboard: rule.dashboard }
          : { dashboard_url: `${dashboardBaseUrl}${rule.dashboard}` })),
    },
  };
}

function renderRecording({ record, expr, labels }: RecordingRule): RenderedRule {
  return { record, expr, ...(labels !== undefined && Object.keys(labels).length > 0 && { labels }) };
}

function checkGroup(group: RuleGroup, problems: Problems, names: Names): void {
  checkPattern(
    problems,
    "name",
    group.name,
    /^[A-Za-z0-9]([A-Za-z0-9_.:-]*[A-Za-z0-9])?$/,
    "the name of a group has letters, digits and _.:- between them",
  );
  checkUnique(problems, "name", "group", group.name, names.groups);
  checkWholeNumber(problems, "intervalSeconds", group.intervalSeconds, 1, MAX_RULE_SECONDS);
}

function checkRule(rule: AlertRule | RecordingRule, problems: Problems, names: Names): void {
  checkPresent(problems, "expr", rule.expr, "write the condition in PromQL");
  checkRuleLabels(problems.at("labels"), rule);
  if (!isAlert(rule)) {
    checkPattern(
      problems,
      "record",
      rule.record,
      /^[A-Za-z_:][A-Za-z0-9_:]*$/,
      "the name of a series has letters, digits, underscores and colons, and does not start with a digit",
    );
    return;
  }
  checkPattern(
    problems,
    "alert",
    rule.alert,
    /^[A-Z][A-Za-z0-9]*$/,
    "the name of an alert has letters and digits, a capital first",
  );
  checkUnique(problems, "alert", "alert", rule.alert, names.alerts);
  checkWholeNumber(problems, "forSeconds", rule.forSeconds, 0, MAX_RULE_SECONDS);
  const severities = [...ALERT_SEVERITIES, "none"];
  checkKnown(problems, "severity", "unknown-severity", "severity", rule.severity, severities);
  checkPresent(problems, "summary", rule.summary, "say in one line what is wrong with what");
  checkPresent(problems, "description", rule.description, "say what it means for users");
  checkRunbook(problems, rule.runbook);
}

function checkRunbook(problems: Problems, runbook: string): void {
  if (checkPresent(problems, "runbook", runbook, `name a page of ${RUNBOOKS}`)) {
    ifKnown(runbook, (known) => {
      problems.addIf(!/^[A-Za-z0-9][A-Za-z0-9-]*$/.test(known), {
        prop: "runbook",
        code: "invalid-runbook",
        rule: `a runbook is the name of a page in ${RUNBOOKS}, letters, digits and dashes, without .md`,
        value: known,
        fix: "write the name of the page alone",
      });
    });
  }
}

function checkRuleLabels(problems: Problems, rule: AlertRule | RecordingRule): void {
  const reserved = isAlert(rule) ? ["alertname", "severity"] : [];
  for (const name of Object.keys(rule.labels ?? {})) {
    const at = problems.at(name);
    at.addIf(!/^(?!__)[A-Za-z_][A-Za-z0-9_]*$/.test(name), {
      prop: "",
      code: "invalid-label",
      rule: "a label has letters, digits and underscores, and starts neither with a digit nor with __",
      value: name,
      fix: "rename the label",
    });
    at.addIf(reserved.includes(name), {
      prop: "",
      code: "reserved-label",
      rule: "this label is made from the rule itself",
      value: name,
      fix: name === "severity" ? "use the prop severity" : "rename the label",
    });
  }
}

function checkPattern(problems: Problems, prop: string, name: string, pattern: RegExp, rule: string): void {
  ifKnown(name, (known) => {
    problems.addIf(!pattern.test(known), {
      prop,
      code: "invalid-name",
      rule,
      value: known,
      fix: "choose another name",
    });
  });
}

function checkUnique(problems: Problems, prop: string, noun: string, name: string, taken: Set<string>): void {
  problems.addIf(taken.has(name), {
    prop,
    code: `duplicate-${noun}`,
    rule: `one ${noun} has a name, so that a page and a silence mean that one`,
    value: name,
    fix: "rename one of them",
  });
  taken.add(name);
}

/** Whether a text says something. */
function checkPresent(problems: Problems, prop: string, text: string, fix: string): boolean {
  return !problems.addIf((text ?? "").trim() === "", {
    prop,
    code: `missing-${prop}`,
    rule: `a rule has ${prop === "expr" ? "an expression" : `a ${prop}`}`,
    fix,
  });
}
