import { alertingOf } from "../../../constructs/observability/observability-stack-config";
import { isAlert } from "../../../lib/core/alert-rules";

describe("alertingOf", () => {
  it("gives every alert of the platform, and switches off what of the chart they replace", () => {
    const { alerts, values } = alertingOf({}, undefined);
    const names = alerts.platform?.flatMap(({ rules }) => rules.filter(isAlert).map(({ alert }) => alert));
    expect(names).toEqual(expect.arrayContaining(["Watchdog", "PodCrashLooping", "NodeNotReady"]));
    expect(values).toMatchObject({ defaultRules: { disabled: { KubeNodeNotReady: true } } });
  });

  it("gives none where there shall be none", () => {
    expect(alertingOf({ alerts: "none" }, undefined)).toEqual({
      alerts: { platform: [] },
      values: { defaultRules: { disabled: {} } },
    });
  });

  it("takes thresholds and keeps the values of the user over its own", () => {
    const { alerts, values } = alertingOf(
      { alerts: { services: { errorRate: { errorRatio: 0.25 } } } },
      { defaultRules: { disabled: { KubeNodeNotReady: false } } },
    );
    expect(JSON.stringify(alerts)).toContain("> 0.25");
    expect(values).toMatchObject({ defaultRules: { disabled: { KubeNodeNotReady: false } } });
  });
});
