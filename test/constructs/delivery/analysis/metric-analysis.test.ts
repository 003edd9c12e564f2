import * as fc from "fast-check";
import {
  checkRatio,
  durationText,
  type MetricAnalysisProps,
  metricAnalysis,
} from "../../../../constructs/delivery/analysis/metric-analysis";
import { Problems } from "../../../../lib/core/errors";
import { analysisProblems, metricOf } from "../../../support/analyses";
import { numberToken } from "../../../support/fake-keda";
import { codes } from "../../../support/synth";

function analysisOf(props: MetricAnalysisProps) {
  return metricAnalysis(props, ({ pods, window }) => ({
    name: "up",
    query: `sum(up{${pods}}) + rate(x[${window}])`,
    range: { min: 1 },
  }));
}

describe("metricAnalysis", () => {
  it("asks about the new version's pods over two minutes", () => {
    expect(metricOf(analysisOf({}))).toEqual({
      name: "up",
      check: {
        type: "metric",
        address: "http://prometheus.monitoring:9090",
        query: 'sum(up{namespace="shop", pod=~"users-{{args.pod-hash}}-.*"}) + rate(x[2m])',
        range: { min: 1 },
        noData: "passes",
      },
      pace: { initialDelaySeconds: undefined, intervalSeconds: 60, count: 5, failureLimit: 1 },
    });
  });

  it("takes other labels, another window and a stricter view of no data", () => {
    const props = {
      windowSeconds: 90,
      noData: "fails" as const,
      podLabel: "k8s_pod_name",
      namespaceLabel: "k8s_namespace_name",
    };
    expect(metricOf(analysisOf(props)).check).toMatchObject({
      query: 'sum(up{k8s_namespace_name="shop", k8s_pod_name=~"users-{{args.pod-hash}}-.*"}) + rate(x[90s])',
      noData: "fails",
    });
  });

  it("needs a Prometheus to ask", () => {
    expect(analysisProblems(analysisOf({}), { prometheusUrl: undefined })).toEqual([" no-prometheus"]);
  });

  it.each<[MetricAnalysisProps, string]>([
    [{ windowSeconds: 1 }, "windowSeconds out-of-range"],
    [{ noData: "maybe" as never }, "noData unknown-no-data"],
    [{ podLabel: "pod name" }, "podLabel invalid-label"],
    [{ namespaceLabel: "1" }, "namespaceLabel invalid-label"],
    [{ count: 1, failureLimit: 1 }, "failureLimit analysis-cannot-fail"],
  ])("refuses %j", (props, problem) => {
    expect(analysisProblems(analysisOf(props))).toEqual([problem]);
  });
});

describe("durationText", () => {
  it.each([
    [30, "30s"],
    [60, "1m"],
    [90, "90s"],
    [3600, "60m"],
  ])("writes %p seconds as %s", (seconds, text) => {
    expect(durationText(seconds)).toBe(text);
  });

  it("loses nothing", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seconds) => {
        const [, number, unit] = /^(\d+)([sm])$/.exec(durationText(seconds)) ?? [];
        expect(Number(number) * (unit === "m" ? 60 : 1)).toBe(seconds);
      }),
    );
  });
});

describe("checkRatio", () => {
  it.each([
    [0.01, []],
    [1, []],
    [0, ["ratio out-of-range"]],
    [1.01, ["ratio out-of-range"]],
    [Number.NaN, ["ratio out-of-range"]],
    [numberToken(), []],
  ])("judges %p", (ratio, expected) => {
    const problems = new Problems();
    checkRatio(problems, "ratio", ratio);
    expect(codes(problems.all)).toEqual(expected);
  });
});
