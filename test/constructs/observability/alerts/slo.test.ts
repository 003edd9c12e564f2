import * as fc from "fast-check";
import {
  resolveSlos,
  SLO_SERIES,
  type Slo,
  sloAlerts,
} from "../../../../constructs/observability/alerts/slo";
import { type AlertRule, isAlert, renderRuleGroups } from "../../../../lib/core/alert-rules";
import { ConfigError, Problems } from "../../../../lib/core/errors";
import { alertsOf, describeAlerts, describeWithPromtool } from "../../../support/promtool";
import { expectRecorded } from "../../../support/recorded-alert-cases";
import { events, SLO_ALERT_CASES, type Span } from "../../../support/slo-alert-cases";
import { codes } from "../../../support/synth";

const SLO: Slo = {
  name: "checkout-availability",
  objectivePercent: 99,
  indicator: { errorRatio: { errors: "rate(failed_total[5m])", total: "rate(events_total[5m])" } },
  labels: { team: "shop" },
};

function alertsWith(change: Partial<Slo>): readonly AlertRule[] {
  return alertsOf(sloAlerts([{ ...SLO, ...change }]));
}

describeAlerts("sloAlerts", sloAlerts([SLO]), SLO_ALERT_CASES);

describeWithPromtool("series of an SLO", () => {
  const labels = { slo: "checkout-availability" };

  it.each<[expr: string, when: string, spans: readonly Span[], minute: number, value: string | undefined]>([
    [
      "slo:sli_error:ratio_rate5m",
      "a burst",
      [
        [60, 1000, 0],
        [10, 1000, 50],
      ],
      70,
      "0.5",
    ],
    ["slo:sli_error:ratio_rate30m", "half an hour", [[35, 1000, 12.5]], 35, "0.125"],
    ["slo:sli_error:ratio_rate1h", "an hour", [[65, 1000, 12.5]], 65, "0.125"],
    ["slo:sli_error:ratio_rate2h", "two hours", [[125, 1000, 12.5]], 125, "0.125"],
    ["slo:sli_error:ratio_rate6h", "six hours", [[365, 1000, 12.5]], 365, "0.125"],
    ["slo:sli_error:ratio_rate1d", "as much as there is", [[65, 1000, 12.5]], 65, "0.125"],
    ["slo:sli_error:ratio_rate3d", "as much as there is", [[65, 1000, 12.5]], 65, "0.125"],
    [
      "slo:sli_error:ratio_rate5m",
      "a time without events",
      [
        [10, 1000, 50],
        [20, 0, 0],
      ],
      30,
      undefined,
    ],
    [
      "slo:sli_error:ratio_rate1h",
      "an hour without events",
      [
        [10, 1000, 50],
        [80, 0, 0],
      ],
      90,
      undefined,
    ],
    ["slo:error_budget:ratio", "a quarter spent", [[60, 1000, 0.25]], 60, "0.75"],
    ["slo:error_budget:ratio", "three times what there was", [[60, 1000, 3]], 60, "-2"],
    ["slo:objective:ratio", "anything", [[2, 1, 0]], 2, "0.99"],
    ["slo:sli_error:rate5m", "60 failures a minute", [[60, 120, 50]], 60, "1"],
    ["slo:sli_total:rate5m", "120 events a minute", [[60, 120, 50]], 60, "2"],
  ])("%s are right after %s", (expr, _when, spans, minute, value) => {
    expectRecorded(
      sloAlerts([SLO]),
      expr,
      events(...spans),
      minute,
      value === undefined ? value : { labels, value },
    );
  });

  it("hold a whole budget as long as there is no series of failures", () => {
    const none = { 'events_total{job="shop"}': "0+1000x60" };
    expectRecorded(sloAlerts([SLO]), "slo:error_budget:ratio", none, 30, { labels, value: "1" });
    expectRecorded(sloAlerts([SLO]), "slo:error_budget:ratio", {}, 30, undefined);
  });

  it("forget what is longer ago than the window of the objective", () => {
    const spent = events([720, 1000, 1], [1450, 1000, 0]);
    const left = (windowDays: number) => sloAlerts([{ ...SLO, windowDays }]);
    expectRecorded(left(1), "slo:error_budget:ratio", spent, 2170, { labels, value: "1" }, 10);
    expectRecorded(left(2), "round(slo:error_budget:ratio, 0.1)", spent, 2170, { labels, value: "0.7" }, 10);
  });
});

describe("sloAlerts", () => {
  it("records under the names dashboards rely on, each with the label slo", () => {
    const rules = sloAlerts([SLO]).flatMap((group) => group.rules);
    const recorded = rules.flatMap((rule) => (isAlert(rule) ? [] : [rule]));
    expect(recorded.map(({ record }) => record)).toEqual([
      "slo:sli_error:rate5m",
      "slo:sli_total:rate5m",
      "slo:objective:ratio",
      "slo:sli_error:ratio_rate5m",
      "slo:sli_error:ratio_rate30m",
      "slo:sli_error:ratio_rate1h",
      "slo:sli_error:ratio_rate2h",
      "slo:sli_error:ratio_rate6h",
      "slo:sli_error:ratio_rate1d",
      "slo:sli_error:ratio_rate3d",
      "slo:error_budget:ratio",
    ]);
    expect(new Set(recorded.map(({ labels }) => JSON.stringify(labels)))).toEqual(
      new Set(['{"slo":"checkout-availability"}']),
    );
    expect(SLO_SERIES.errorRatio(3600)).toBe("slo:sli_error:ratio_rate1h");
  });

  it("evaluates each minute, in a group of its own for each objective", () => {
    const groups = sloAlerts([SLO, { ...SLO, name: "search" }]);
    expect(groups.map(({ name, intervalSeconds }) => [name, intervalSeconds])).toEqual([
      ["slo-checkout-availability", 60],
      ["slo-search", 60],
    ]);
    expect(sloAlerts([])).toEqual([]);
  });

  it("has two alerts that page and that can wait", () => {
    expect(alertsWith({})).toMatchObject([
      {
        alert: "SloCheckoutAvailabilityBurnsFast",
        severity: "critical",
        runbook: "ErrorBudgetBurnFast",
        labels: { team: "shop" },
        description: expect.stringContaining("1 percent may fail in 30 days"),
      },
      { alert: "SloCheckoutAvailabilityBurnsSlowly", severity: "warning", runbook: "ErrorBudgetBurnSlow" },
    ]);
  });

  it("takes thresholds from the objective", () => {
    const [fast, slow] = alertsWith({ objectivePercent: 99.9 }).map(({ expr }) => expr);
    const numbers = (expr = "") => [...expr.matchAll(/> ([\d.e-]+)/g)].map(([, number]) => Number(number));
    expect(numbers(fast)).toEqual([0.0144, 0.0144, 0.006, 0.006]);
    expect(numbers(slow)).toEqual([0.003, 0.003, 0.001, 0.001]);
  });

  it("takes another runbook, severity and time, and leaves an alert out", () => {
    const change: Partial<Slo> = { runbook: "KedaPaused", fast: { severity: "warning", forSeconds: 60 } };
    expect(alertsWith(change)).toMatchObject([
      { severity: "warning", forSeconds: 60, runbook: "KedaPaused" },
      { severity: "warning", forSeconds: 0, runbook: "KedaPaused" },
    ]);
    expect(alertsWith({ fast: "none" }).map(({ alert }) => alert)).toEqual([
      "SloCheckoutAvailabilityBurnsSlowly",
    ]);
    expect(alertsWith({ slow: "none" }).map(({ alert }) => alert)).toEqual([
      "SloCheckoutAvailabilityBurnsFast",
    ]);
  });

  it("leaves out windows longer than the objective's, and rates it cannot reach", () => {
    expect(alertsWith({ windowDays: 1 }).map(({ expr }) => expr.includes("3d"))).toEqual([false, false]);
    expect(alertsWith({ windowDays: 3 }).map(({ expr }) => expr.includes("3d"))).toEqual([false, true]);
    expect(alertsWith({ objectivePercent: 90 })[0]?.expr).not.toContain("rate1h");
    expect(alertsWith({ objectivePercent: 90 })[0]?.expr).toContain("rate6h");
    expect(alertsWith({ objectivePercent: 50 }).map(({ alert }) => alert)).toEqual([
      "SloCheckoutAvailabilityBurnsSlowly",
    ]);
  });

  it("makes rules that can be written, whatever the objective", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 99.999_999, noNaN: true }),
        fc.integer({ min: 1, max: 90 }),
        fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?$/),
        (objectivePercent, windowDays, name) => {
          const problems = new Problems();
          renderRuleGroups(resolveSlos([{ ...SLO, objectivePercent, windowDays, name }], problems), problems);
          expect(problems.all).toEqual([]);
        },
      ),
    );
  });

  it.each<[Partial<Slo>, readonly string[]]>([
    [{ objectivePercent: 100 }, ["[0].objectivePercent invalid-objective"]],
    [{ objectivePercent: 0 }, ["[0].objectivePercent invalid-objective"]],
    [{ objectivePercent: -1 }, ["[0].objectivePercent invalid-objective"]],
    [{ objectivePercent: 100.1 }, ["[0].objectivePercent invalid-objective"]],
    [{ objectivePercent: undefined }, ["[0].objectivePercent invalid-objective"]],
    [{ objectivePercent: Number.NaN }, ["[0].objectivePercent invalid-objective"]],
    [{ windowDays: 0 }, ["[0].windowDays out-of-range"]],
    [{ windowDays: 91 }, ["[0].windowDays out-of-range"]],
    [{ windowDays: 7.5 }, ["[0].windowDays out-of-range"]],
    [{ name: "Checkout" }, ["[0].name invalid-name"]],
    [{ name: "" }, ["[0].name invalid-name"]],
    [{ labels: { slo: "mine" } }, ["[0].labels.slo reserved-label"]],
    [{ fast: { forSeconds: -1 } }, ["[0].fast.forSeconds out-of-range"]],
    [{ slow: { burnRate: 2 } as object }, ["[0].slow.burnRate unknown-option"]],
    [{ indicator: {} as Slo["indicator"] }, ["[0].indicator invalid-indicator"]],
    [{ indicator: undefined }, ["[0].indicator invalid-indicator"]],
    [
      { indicator: { errorRatio: { errors: "", total: " " } } },
      ["[0].indicator.errorRatio.errors missing-expr", "[0].indicator.errorRatio.total missing-expr"],
    ],
  ])("fails on %j", (change, expected) => {
    const slos = [{ ...SLO, ...change }];
    const problems = new Problems();
    resolveSlos(slos, problems);
    expect(codes(problems.all)).toEqual(expected);
    expect(() => sloAlerts(slos)).toThrow(ConfigError);
  });

  it("fails on two of a name, also where only dashes differ", () => {
    const problems = new Problems();
    resolveSlos(
      ["a-1", "a1", "b", "a-1"].map((name) => ({ ...SLO, name })),
      problems,
    );
    expect(codes(problems.all)).toEqual(["[1].name duplicate-name", "[3].name duplicate-name"]);
  });
});
