import { Token } from "cdktf";
import {
  type ResourceMetricProps,
  resourceMetric,
} from "../../../../constructs/keda/scalers/resource-metric";
import { bind, bindProblems } from "../../../support/scalers";
import { codes } from "../../../support/synth";

const FORM = { pattern: /^\d+m?$/, example: "500m" };
const scaler = (props: ResourceMetricProps) => resourceMetric("cpu", props, FORM);
const problemsOf = (props: ResourceMetricProps) => codes(bindProblems(scaler(props)));

describe("resourceMetric", () => {
  it("keeps a percentage of the request", () => {
    expect(bind(scaler({ utilizationPercent: 60 }))).toEqual({
      trigger: { type: "cpu", metricType: "Utilization", metadata: { value: "60" } },
      authentication: undefined,
      statements: [],
      manifests: [],
    });
  });

  it("keeps an amount, of one container if asked", () => {
    const props = { averageValue: "500m", containerName: "web", name: "load", metadata: { extra: "1" } };
    expect(bind(scaler(props)).trigger).toEqual({
      type: "cpu",
      name: "load",
      metricType: "AverageValue",
      metadata: { value: "500m", containerName: "web", extra: "1" },
    });
  });

  it("turns a percentage that is known after apply into text", () => {
    const utilizationPercent = Token.asNumber({ resolve: () => 60 });
    expect(bind(scaler({ utilizationPercent })).trigger.metadata.value).toMatch(/^\$\{TfToken/);
  });

  it("fails without a target, and with two", () => {
    expect(problemsOf({})).toEqual(["utilizationPercent missing-required"]);
    expect(problemsOf({ utilizationPercent: 60, averageValue: "500m" })).toEqual(["averageValue exclusive"]);
  });

  it.each([0, 0.5, -1, Number.NaN, 2 ** 31])("fails on %p percent", (utilizationPercent) => {
    expect(problemsOf({ utilizationPercent })).toEqual(["utilizationPercent out-of-range"]);
  });

  it.each(["0", "0m", "500Mi", "much"])("fails on the amount %s", (averageValue) => {
    expect(problemsOf({ averageValue })).toEqual(["averageValue invalid-quantity"]);
  });
});
