import { cpu } from "../../../../constructs/keda/scalers/cpu";
import { bind, bindProblems } from "../../../support/scalers";
import { codes } from "../../../support/synth";

describe("cpu", () => {
  it("keeps a percentage of the CPU request", () => {
    expect(bind(cpu({ utilizationPercent: 60 })).trigger).toEqual({
      type: "cpu",
      metricType: "Utilization",
      metadata: { value: "60" },
    });
  });

  it.each(["500m", "2", "0.5"])("keeps %s of a core", (averageValue) => {
    expect(bind(cpu({ averageValue })).trigger).toEqual({
      type: "cpu",
      metricType: "AverageValue",
      metadata: { value: averageValue },
    });
  });

  it.each(["512Mi", "500n", "half"])("fails on %s, which is no amount of CPU", (averageValue) => {
    expect(codes(bindProblems(cpu({ averageValue })))).toEqual(["averageValue invalid-quantity"]);
  });
});
