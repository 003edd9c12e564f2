import { Fn, Token } from "cdktf";
import * as fc from "fast-check";
import type { ServiceObjectives } from "../../../../constructs/workload/monitoring/monitoring-props";
import { objectiveRules } from "../../../../constructs/workload/monitoring/objectives";
import { isAlert, renderRuleGroups } from "../../../../lib/core/alert-rules";
import { Problems } from "../../../../lib/core/errors";
import { OBJECTIVE_ALERT_CASES } from "../../../support/objective-alert-cases";
import { alertsOf, describeAlerts } from "../../../support/promtool";
import { codes } from "../../../support/synth";

const USERS = {
  name: "users",
  namespace: "shop",
  labels: { "app.kubernetes.io/name": "users", team: "accounts" },
};

function resolve(objectives: ServiceObjectives = {}, context: typeof USERS = USERS, retentionDays?: number) {
  const problems = new Problems();
  const groups = objectiveRules(objectives, context, retentionDays, problems);
  return { groups, codes: codes(problems.all) };
}

function expressions(objectives: ServiceObjectives): string {
  return JSON.stringify(resolve(objectives).groups.flatMap(({ rules }) => rules.map(({ expr }) => expr)));
}

describeAlerts("objectiveRules", resolve().groups, OBJECTIVE_ALERT_CASES);

describe("objectiveRules", () => {
  it("promises 99.9 percent of answers and 95 percent of them within 500 ms by default", () => {
    const { groups, codes } = resolve();
    expect(codes).toEqual([]);
    expect(groups.map(({ name }) => name)).toEqual([
      "slo-shop--users-availability",
      "slo-shop--users-latency",
    ]);
    const recorded = groups.flatMap(({ rules }) => rules.flatMap((rule) => (isAlert(rule) ? [] : [rule])));
    const objectives = recorded.filter(({ record }) => record === "slo:objective:ratio");
    expect(objectives.map(({ expr }) => expr)).toEqual(["vector(0.999)", "vector(0.95)"]);
    expect(recorded.map(({ expr }) => expr).join()).toContain('le="0.5"');
  });

  it("labels alerts for routing and leads to the dashboard of the service", () => {
    expect(alertsOf(resolve({ labels: { tier: "1" } }).groups)).toMatchObject(
      ["critical", "warning", "critical", "warning"].map((severity) => ({
        severity,
        labels: { namespace: "shop", service: "users", team: "accounts", tier: "1" },
        dashboard: "/d/slipway-microservice?var-namespace=shop&var-service=users",
      })),
    );
    const [alert] = alertsOf(resolve({}, { ...USERS, labels: {} as never }).groups);
    expect(alert?.labels).toEqual({ namespace: "shop", service: "users" });
  });

  it("calls nobody by a threshold, which the platform's alerts for all services do", () => {
    const alerts = alertsOf(resolve().groups).map(({ alert }) => alert);
    expect(alerts.every((alert) => /Burns(Fast|Slowly)$/.test(alert))).toBe(true);
  });

  it("leaves a promise out, or both", () => {
    const names = (objectives: ServiceObjectives) => resolve(objectives).groups.map(({ name }) => name);
    expect(names({ latencyMs: "none" })).toEqual(["slo-shop--users-availability"]);
    expect(names({ availabilityPercent: "none" })).toEqual(["slo-shop--users-latency"]);
    expect(names({ availabilityPercent: "none", latencyMs: "none" })).toEqual([]);
  });

  it("promises what it is told, about series of the names it is told", () => {
    const told = { availabilityPercent: 99.5, latencyMs: 250, latencyPercent: 99 };
    expect(expressions(told)).toContain("vector(0.995)");
    expect(expressions(told)).toContain("vector(0.99)");
    expect(expressions(told)).toContain('le=\\"0.25\\"');
    expect(expressions({ statusLabel: "status_code" })).toContain("status_code=~");
    const { groups } = resolve({ names: "opentelemetry" });
    expect(JSON.stringify(groups)).toContain('job=\\"users\\", http_response_status_code=~');
    expect(alertsOf(groups)[0]?.dashboard).toMatch(/^\/d\/slipway-microservice-otel\?/);
  });

  it("asks for as much traffic as it is told, or for none", () => {
    const conditions = (objectives: ServiceObjectives) =>
      alertsOf(resolve(objectives).groups).map(({ expr }) => />= ([\d.]+)$/.exec(expr)?.[1]);
    expect(conditions({})).toEqual(Array(4).fill("0.1"));
    expect(conditions({ leastRequestsPerSecond: 2.5 })).toEqual(Array(4).fill("2.5"));
    expect(conditions({ leastRequestsPerSecond: 0 })).toEqual(Array(4).fill(undefined));
  });

  it("changes or leaves out alerts of both promises", () => {
    const alerts = alertsOf(resolve({ fast: { severity: "warning", forSeconds: 120 }, slow: "none" }).groups);
    expect(alerts).toMatchObject([
      { alert: "SloShopUsersAvailabilityBurnsFast", severity: "warning", forSeconds: 120 },
      { alert: "SloShopUsersLatencyBurnsFast", severity: "warning", forSeconds: 120 },
    ]);
  });

  it.each<[string, number | undefined, ServiceObjectives, string]>([
    ["30 days where metrics are kept longer", 90, {}, "in 30 days"],
    ["as long as metrics are kept", 10, {}, "in 10 days"],
    ["as long as Prometheus itself keeps them", undefined, {}, "in 15 days"],
    ["as long as it is told", 90, { windowDays: 60 }, "in 60 days"],
  ])("looks at %s", (_, retentionDays, objectives, text) => {
    const { groups, codes } = resolve(objectives, USERS, retentionDays);
    expect(codes).toEqual([]);
    expect(alertsOf(groups).map(({ description }) => description)).toEqual(
      Array(4).fill(expect.stringContaining(text)),
    );
  });

  it("gives objectives of any two services names that differ, and rules that can be written", () => {
    const label = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,4}$/);
    const service = fc.record({ name: label, namespace: label });
    fc.assert(
      fc.property(service, service, (one, other) => {
        fc.pre(one.name !== other.name || one.namespace !== other.namespace);
        const problems = new Problems();
        const groups = [one, other].flatMap((context) =>
          objectiveRules({}, { ...context, labels: {} }, undefined, problems),
        );
        expect(problems.all).toEqual([]);
        expect(new Set(groups.map(({ name }) => name)).size).toBe(4);
        for (const context of [one, other]) {
          renderRuleGroups(objectiveRules({}, { ...context, labels: {} }, undefined, problems), problems);
        }
        expect(problems.all).toEqual([]);
      }),
    );
  });

  it("keeps apart services whose namespace and name read alike", () => {
    const named = (namespace: string, name: string) =>
      resolve({}, { ...USERS, namespace, name }).groups.map((group) => group.name);
    expect(named("shop", "users-api")).not.toEqual(named("shop-users", "api"));
  });

  it("leaves names to the workload, and takes a namespace that is known after apply", () => {
    expect(resolve({}, { ...USERS, name: "Users" }).codes).toEqual([]);
    expect(resolve({}, { ...USERS, name: "" }).codes).toEqual([]);
    const namespace = Token.asString(Fn.lower("SHOP"));
    const { groups, codes } = resolve({}, { ...USERS, namespace });
    expect(codes).toEqual([]);
    expect(groups.map(({ name }) => name)).toEqual(["slo-users-availability", "slo-users-latency"]);
    expect(alertsOf(groups)[0]?.labels).toMatchObject({ namespace });
  });

  it.each<[string, ServiceObjectives, readonly string[]]>([
    ["a whole", { availabilityPercent: 100 }, ["availabilityPercent invalid-objective"]],
    ["nothing", { availabilityPercent: 0 }, ["availabilityPercent invalid-objective"]],
    ["no number", { latencyPercent: "95" as never }, ["latencyPercent invalid-objective"]],
    ["seconds with a fraction", { latencyMs: 0.5 }, ["latencyMs out-of-range"]],
    ["names nobody knows", { names: "statsd" as never }, ["names unknown-names"]],
    ["a label nobody has", { statusLabel: "status code" }, ["statusLabel invalid-label"]],
    ["less than no traffic", { leastRequestsPerSecond: -1 }, ["leastRequestsPerSecond out-of-range"]],
    ["half a day", { windowDays: 0.5 }, ["windowDays out-of-range"]],
    ["more days than metrics are kept", { windowDays: 16 }, ["windowDays slo-beyond-retention"]],
    ["an alert nobody knows", { fast: { severity: "fatal" as never } }, ["fast.severity unknown-severity"]],
    ["an option nobody knows", { slow: { ratio: 1 } as never }, ["slow.ratio unknown-option"]],
    ["a label that cannot be", { labels: { "a-b": "c" } }, ["labels.a-b invalid-label"]],
    [
      "labels that are made",
      { labels: { service: "x", namespace: "y", slo: "z", severity: "w", alertname: "v" } },
      [
        "labels.namespace reserved-label",
        "labels.service reserved-label",
        "labels.alertname reserved-label",
        "labels.severity reserved-label",
        "labels.slo reserved-label",
      ],
    ],
  ])("refuses %s", (_, objectives, expected) => {
    expect(resolve(objectives).codes).toEqual(expected);
  });
});
