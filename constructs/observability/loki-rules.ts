import {
  checkRunbookBaseUrl,
  isAlert,
  type RuleFile,
  type RuleGroup,
  renderRuleGroups,
} from "../../lib/core/alert-rules";
import type { Problems } from "../../lib/core/errors";
import { checkName } from "../../lib/core/names";
import { ifKnown } from "../../lib/core/tokens";

/** Alerts on logs: Loki evaluates queries and tells Alertmanager what they find. */
export interface LokiRules {
  /** Alertmanager that is told: `http://alertmanager.monitoring.svc.cluster.local:9093`. */
  readonly alertmanagerUrl: string;
  /** Groups of alerts whose `expr` is LogQL that counts. @default none; a Loki with tenants has `tenants` */
  readonly groups?: readonly RuleGroup[];
  /** Groups of alerts by tenant, whose logs they read. @default none */
  readonly tenants?: Readonly<Record<string, readonly RuleGroup[]>>;
  /** Address of the folder with the runbook pages. @default alerts carry the path of their page */
  readonly runbookBaseUrl?: string;
}

/** Rule files by tenant, and who is told. */
export interface ResolvedLokiRules {
  readonly alertmanagerUrl: string;
  readonly files: { readonly [tenant: string]: RuleFile };
}

/** A manifest the chart installs beside its own, and how the pods see it. */
export type RuleObjects = {
  readonly configMap: {
    readonly apiVersion: "v1";
    readonly kind: "ConfigMap";
    readonly metadata: { readonly name: string };
    readonly data: { readonly [file: string]: string };
  };
  readonly volumes: readonly {
    readonly name: string;
    readonly configMap: {
      readonly name: string;
      readonly items: readonly { readonly key: string; readonly path: string }[];
    };
  }[];
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
};

/** Folder with one folder for each tenant. */
export const RULES_DIRECTORY = "/etc/loki/rules";

/** Who all logs belong to without tenants. Source: `auth_enabled` in Loki's reference. */
const ONLY_TENANT = "fake";

/** A tenant names a volume with `rules-` before it. */
const TENANT_NAME = {
  pattern: /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
  maxLength: 57,
  must: "be lowercase letters, digits and dashes, at most 57 characters, because a volume is called after a tenant with rules",
};

/** Characters of all rules: what a ConfigMap takes, with room for its own fields. */
const MAX_LENGTH = 1_000_000;

/**
 * Renders the rules and reports every problem.
 *
 * Codes: `invalid-url`, `missing-tenant`, `not-multi-tenant`, `invalid-name`, `recording-rule`, `invalid-logql`,
 * `log-query`, `rules-too-large`, and those of `renderRuleGroups`.
 */
export function resolveLokiRules(
  rules: LokiRules,
  multiTenant: boolean,
  problems: Problems,
): ResolvedLokiRules {
  checkAlertmanager(rules.alertmanagerUrl, problems);
  checkRunbookBaseUrl(problems, "runbookBaseUrl", rules.runbookBaseUrl);
  problems.addIf(multiTenant && rules.groups !== undefined, {
    prop: "groups",
    code: "missing-tenant",
    rule: "rules read the logs of a tenant, and this Loki has several",
    fix: "give them by tenant, in tenants",
  });
  problems.addIf(!multiTenant && rules.tenants !== undefined, {
    prop: "tenants",
    code: "not-multi-tenant",
    rule: "this Loki has no tenants",
    fix: "give the rules in groups, or set multiTenant",
  });
  const { runbookBaseUrl } = rules;
  const file = (groups: readonly RuleGroup[], at: Problems): RuleFile => {
    checkQueries(groups, at);
    return renderRuleGroups(groups, at, { runbookBaseUrl });
  };
  const files: { readonly [tenant: string]: RuleFile } = {
    ...(rules.groups !== undefined && { [ONLY_TENANT]: file(rules.groups, problems.at("groups")) }),
    ...Object.fromEntries(
      Object.entries(rules.tenants ?? {}).map(([tenant, groups]) => {
        const at = problems.at("tenants").at(tenant);
        checkName(at, "", tenant, TENANT_NAME);
        return [tenant, file(groups, at)];
      }),
    ),
  };
  problems.addIf(JSON.stringify(files).length > MAX_LENGTH, {
    prop: "",
    code: "rules-too-large",
    rule: `the rules stand in a ConfigMap, which takes about ${MAX_LENGTH} characters`,
    fix: "leave some out",
  });
  return { alertmanagerUrl: rules.alertmanagerUrl, files };
}

/** The ConfigMap with the rules of all tenants, and a mount for each. */
export function ruleObjects(fullname: string, files: ResolvedLokiRules["files"]): RuleObjects {
  const name = `${fullname}-alert-rules`;
  const tenants = Object.keys(files);
  return {
    configMap: {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name },
      data: Object.fromEntries(
        Object.entries(files).map(([tenant, file]) => [`${tenant}.json`, rulesText(file)]),
      ),
    },
    volumes: tenants.map((tenant) => ({
      name: `rules-${tenant}`,
      configMap: { name, items: [{ key: `${tenant}.json`, path: "rules.yaml" }] },
    })),
    volumeMounts: tenants.map((tenant) => ({
      name: `rules-${tenant}`,
      mountPath: `${RULES_DIRECTORY}/${tenant}`,
    })),
  };
}

/**
 * A rule file as JSON, which is YAML. The chart reads `{{` as its own template, and the texts of alerts hold those of
 * Loki: in JSON a brace can be written by its number, and two stand side by side in texts only.
 */
function rulesText(file: RuleFile): string {
  return JSON.stringify(file, null, 2).replaceAll("{{", "{\\u007b");
}

function checkAlertmanager(url: string, problems: Problems): void {
  ifKnown(url, (known) => {
    problems.addIf(!/^https?:\/\/[^\s,{}$]+$/.test(known), {
      prop: "alertmanagerUrl",
      code: "invalid-url",
      rule: "the address of Alertmanager starts with http:// or https://, without spaces, commas, braces and $",
      value: known,
      fix: "write it like http://alertmanager.monitoring.svc.cluster.local:9093",
    });
  });
}

/** The parser is loaded where there are queries: it takes longer to load than a Loki to make. */
function checkQueries(groups: readonly RuleGroup[], problems: Problems): void {
  const { checkAlertQuery }: typeof import("./loki-query") = require("./loki-query");
  groups.forEach((group, index) => {
    group.rules.forEach((rule, position) => {
      const at = problems.at(index).at("rules").at(position);
      if (isAlert(rule)) {
        checkAlertQuery(at, "expr", rule.expr);
      } else {
        at.add({
          prop: "record",
          code: "recording-rule",
          rule: "what Loki records it writes to a Prometheus, and this one knows none",
          value: rule.record,
          fix: "alert on the query itself",
        });
      }
    });
  });
}
