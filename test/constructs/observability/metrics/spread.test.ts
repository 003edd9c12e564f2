import { spreadValues } from "../../../../constructs/observability/metrics/spread";

const LABELS = { prometheus: "main" };

describe("spreadValues", () => {
  it("prefers nodes and zones of their own", () => {
    expect(spreadValues("prefer", 2, LABELS)).toEqual({
      podAntiAffinity: "soft",
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: "topology.kubernetes.io/zone",
          whenUnsatisfiable: "ScheduleAnyway",
          labelSelector: { matchLabels: LABELS },
        },
      ],
    });
  });

  it("insists on them when told to", () => {
    expect(spreadValues("require", 2, LABELS)).toMatchObject({
      podAntiAffinity: "hard",
      topologySpreadConstraints: [{ whenUnsatisfiable: "DoNotSchedule" }],
    });
  });

  it("switches even the chart's own preference off when told to", () => {
    expect(spreadValues("none", 2, LABELS)).toEqual({ podAntiAffinity: "" });
  });

  it("says nothing about a single replica", () => {
    expect(spreadValues("require", 1, LABELS)).toEqual({});
  });
});
