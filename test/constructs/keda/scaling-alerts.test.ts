import {
  resolveScalingAlerts,
  type ScalingAlertsOptions,
  scalingAlerts,
} from "../../../constructs/keda/scaling-alerts";
import { ConfigError, Problems } from "../../../lib/core/errors";
import { alertsOf, describeAlerts } from "../../support/promtool";
import { SCALING_ALERT_CASES } from "../../support/scaling-alert-cases";
import { codes } from "../../support/synth";

const OPTIONS: readonly (keyof ScalingAlertsOptions)[] = [
  "scalerErrors",
  "scaledObjectErrors",
  "scaledJobErrors",
  "atMaximum",
  "paused",
  "stuckAtZero",
  "stuck",
  "autoscalerFailing",
  "scaleLoopLag",
  "operatorDown",
];

describeAlerts("scalingAlerts", scalingAlerts(), SCALING_ALERT_CASES);

describe("scalingAlerts", () => {
  function ruleOf(name: string, options: ScalingAlertsOptions) {
    return alertsOf(scalingAlerts(options)).find(({ alert }) => alert === name);
  }

  it("takes other durations and severities, and leaves the rest alone", () => {
    const options: ScalingAlertsOptions = {
      atMaximum: { forSeconds: 3600, severity: "critical" },
      paused: {},
    };
    expect(ruleOf("KedaAtMaximum", options)).toMatchObject({ forSeconds: 3600, severity: "critical" });
    expect(ruleOf("KedaPaused", options)).toMatchObject({ forSeconds: 86_400, severity: "info" });
  });

  it("calls errors a row as long as they come at least every five minutes, or as often as it waits", () => {
    expect(ruleOf("KedaScalerErrors", { scalerErrors: { forSeconds: 0 } })?.expr).toContain("[5m]");
    expect(ruleOf("KedaScalerErrors", { scalerErrors: { forSeconds: 1800 } })?.expr).toContain("[30m]");
  });

  it("takes another lag", () => {
    expect(ruleOf("KedaScaleLoopLagging", {})?.expr).toContain("> 10 ");
    const options: ScalingAlertsOptions = { scaleLoopLag: { lagSeconds: 60 } };
    expect(ruleOf("KedaScaleLoopLagging", options)?.expr).toContain("> 60 ");
  });

  it("leaves out each alert that is switched off, and the group with the last of them", () => {
    const all = alertsOf(scalingAlerts()).map(({ alert }) => alert);
    const off = OPTIONS.map((name) => {
      const left = alertsOf(scalingAlerts({ [name]: "none" })).map(({ alert }) => alert);
      return all.filter((alert) => !left.includes(alert));
    });
    expect(off.flat().sort()).toEqual([...all].sort());
    expect(scalingAlerts(Object.fromEntries(OPTIONS.map((name) => [name, "none"])))).toEqual([]);
  });

  it.each<[ScalingAlertsOptions, string]>([
    [{ atMaximum: { forSeconds: -1 } }, "atMaximum.forSeconds out-of-range"],
    [{ paused: { forSeconds: 1.5 } }, "paused.forSeconds out-of-range"],
    [{ scaleLoopLag: { lagSeconds: -10 } }, "scaleLoopLag.lagSeconds out-of-range"],
    [{ scaleLoopLag: { lagSeconds: 0 } }, "scaleLoopLag.lagSeconds out-of-range"],
    [{ stuck: { severity: "page" as "critical" } }, "stuck.severity unknown-severity"],
  ])("fails on %j", (options, problem) => {
    const problems = new Problems();
    resolveScalingAlerts(options, problems);
    expect(codes(problems.all)).toEqual([problem]);
    expect(() => scalingAlerts(options)).toThrow(ConfigError);
  });
});
