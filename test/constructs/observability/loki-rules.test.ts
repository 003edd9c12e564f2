import * as fc from "fast-check";
import { parse } from "yaml";
import {
  type LokiRules,
  type ResolvedLokiRules,
  resolveLokiRules,
  ruleObjects,
} from "../../../constructs/observability/loki-rules";
import type { AlertRule, RuleFile, RuleGroup } from "../../../lib/core/alert-rules";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

const ALERTMANAGER = "http://alertmanager.monitoring.svc.cluster.local:9093";

const ALERT: AlertRule = {
  alert: "LoginFailures",
  expr: 'sum by (app) (count_over_time({namespace="auth"} |= "login failed" [5m])) > 20',
  forSeconds: 300,
  severity: "warning",
  summary: "Logins fail in {{ $labels.app }}",
  description: "More than 20 logins failed within 5 minutes.",
  runbook: "LoginFailures",
};

function groups(...rules: RuleGroup["rules"]): RuleGroup[] {
  return [{ name: "logs", rules }];
}

function resolved(rules: Partial<LokiRules>, multiTenant = false) {
  const problems = new Problems();
  const config = resolveLokiRules(
    { alertmanagerUrl: ALERTMANAGER, ...rules },
    multiTenant,
    problems.at("rules"),
  );
  return { config, problems: codes(problems.all) };
}

/** Rules as Loki reads them, once the chart has taken the manifest for a template and found nothing. */
function mounted(files: ResolvedLokiRules["files"]): Record<string, unknown> {
  const { data } = ruleObjects("loki", files).configMap;
  return Object.fromEntries(
    Object.entries(data).map(([file, text]) => {
      expect(text).not.toContain("{{");
      return [file, parse(text)];
    }),
  );
}

describe("resolveLokiRules", () => {
  it("renders alerts for the one tenant a Loki without tenants has", () => {
    const { config, problems } = resolved({ groups: groups(ALERT) });
    expect(problems).toEqual([]);
    expect(config.alertmanagerUrl).toBe(ALERTMANAGER);
    expect(config.files).toMatchObject({
      fake: {
        groups: [
          {
            name: "logs",
            rules: [{ alert: "LoginFailures", expr: ALERT.expr, for: "5m", labels: { severity: "warning" } }],
          },
        ],
      },
    });
  });

  it("renders alerts by tenant, which may be called alike", () => {
    const { config, problems } = resolved({ tenants: { shop: groups(ALERT), pay: groups(ALERT) } }, true);
    expect(problems).toEqual([]);
    expect(Object.keys(config.files)).toEqual(["shop", "pay"]);
  });

  it("points to the pages of runbooks", () => {
    const { config } = resolved({ groups: groups(ALERT), runbookBaseUrl: "https://example.com/runbooks" });
    expect(config.files.fake?.groups[0]?.rules[0]?.annotations?.runbook_url).toBe(
      "https://example.com/runbooks/LoginFailures.md",
    );
  });

  it.each<[Partial<AlertRule>, string]>([
    [{ expr: '{namespace="auth"}' }, "rules.groups[0].rules[0].expr log-query"],
    [{ expr: '{namespace="auth"} |= "x" | json' }, "rules.groups[0].rules[0].expr log-query"],
    [{ expr: "sum(rate({a=b}[5m]))" }, "rules.groups[0].rules[0].expr invalid-logql"],
    [{ expr: "up == 0" }, "rules.groups[0].rules[0].expr invalid-logql"],
    [{ expr: " " }, "rules.groups[0].rules[0].expr missing-expr"],
    [{ alert: "login failures" }, "rules.groups[0].rules[0].alert invalid-name"],
    [{ runbook: "" }, "rules.groups[0].rules[0].runbook missing-runbook"],
  ])("fails on an alert with %j", (change, problem) => {
    expect(resolved({ groups: groups({ ...ALERT, ...change }) }).problems).toEqual([problem]);
  });

  it.each<[Partial<LokiRules>, boolean, string]>([
    [{ alertmanagerUrl: "alertmanager:9093" }, false, "rules.alertmanagerUrl invalid-url"],
    [{ alertmanagerUrl: "http://a,http://b" }, false, "rules.alertmanagerUrl invalid-url"],
    [{ alertmanagerUrl: "http://${HOST}" }, false, "rules.alertmanagerUrl invalid-url"],
    [{ runbookBaseUrl: "runbooks/" }, false, "rules.runbookBaseUrl invalid-url"],
    [{ groups: [] }, true, "rules.groups missing-tenant"],
    [{ tenants: {} }, false, "rules.tenants not-multi-tenant"],
    [{ tenants: { Shop: [] } }, true, "rules.tenants.Shop invalid-name"],
    [{ tenants: { ["x".repeat(58)]: [] } }, true, `rules.tenants.${"x".repeat(58)} invalid-name`],
  ])("fails on %j", (rules, multiTenant, problem) => {
    expect(resolved(rules, multiTenant).problems).toEqual([problem]);
  });

  it("fails on a recording rule, whose series would go nowhere", () => {
    const record = { record: "app:errors:rate5m", expr: 'sum(rate({app="x"}[5m]))' };
    expect(resolved({ groups: groups(record) }).problems).toEqual([
      "rules.groups[0].rules[0].record recording-rule",
    ]);
  });

  it("fails on more rules than a ConfigMap takes", () => {
    const long = { ...ALERT, description: "x".repeat(1_000_000) };
    expect(resolved({ groups: groups(long) }).problems).toEqual(["rules rules-too-large"]);
  });
});

describe("ruleObjects", () => {
  it("mounts the rules of each tenant where Loki looks for them", () => {
    const { config } = resolved({ tenants: { shop: groups(ALERT) } }, true);
    const { configMap, volumes, volumeMounts } = ruleObjects("logs", config.files);
    expect(configMap.metadata.name).toBe("logs-alert-rules");
    expect(Object.keys(configMap.data)).toEqual(["shop.json"]);
    expect(volumes).toEqual([
      {
        name: "rules-shop",
        configMap: { name: "logs-alert-rules", items: [{ key: "shop.json", path: "rules.yaml" }] },
      },
    ]);
    expect(volumeMounts).toEqual([{ name: "rules-shop", mountPath: "/etc/loki/rules/shop" }]);
  });

  it("keeps Loki's templates out of the chart's", () => {
    const { config } = resolved({ groups: groups(ALERT) });
    expect(mounted(config.files)).toEqual({ "fake.json": config.files.fake });
  });

  it("comes back as it went in, whatever the texts", () => {
    const text = fc.string({ unit: fc.constantFrom("{", "}", "\\", '"', "u007b", "$", "\n", "é", " ") });
    fc.assert(
      fc.property(text, text, (summary, expr) => {
        const file: RuleFile = {
          groups: [{ name: "logs", rules: [{ alert: "A", expr, annotations: { summary } }] }],
        };
        expect(mounted({ fake: file })).toEqual({ "fake.json": file });
      }),
    );
  });
});
