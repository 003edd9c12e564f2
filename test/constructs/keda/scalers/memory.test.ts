import { memory } from "../../../../constructs/keda/scalers/memory";
import { bind, bindProblems } from "../../../support/scalers";
import { codes } from "../../../support/synth";

describe("memory", () => {
  it("keeps a percentage of the memory request, of one container if asked", () => {
    expect(bind(memory({ utilizationPercent: 80, containerName: "web" })).trigger).toEqual({
      type: "memory",
      metricType: "Utilization",
      metadata: { value: "80", containerName: "web" },
    });
  });

  it.each(["512Mi", "2G", "1e9", "134217728"])("keeps %s", (averageValue) => {
    expect(bind(memory({ averageValue })).trigger).toEqual({
      type: "memory",
      metricType: "AverageValue",
      metadata: { value: averageValue },
    });
  });

  it.each(["128m", "512MB", "much"])("fails on %s, which is no amount of memory", (averageValue) => {
    expect(codes(bindProblems(memory({ averageValue })))).toEqual(["averageValue invalid-quantity"]);
  });
});
