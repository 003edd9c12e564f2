import { Analysis } from "../../../../constructs/delivery/analysis/analysis";
import {
  analysisRun,
  analysisTemplate,
  newPodsOfRollout,
  successCondition,
} from "../../../../constructs/delivery/analysis/analysis-template";
import { analysisContext, metricOf } from "../../../support/analyses";
import { crdProblems } from "../../../support/crds";

const context = analysisContext();

describe("analysisTemplate", () => {
  it("asks Prometheus about the new version's pods", () => {
    const analysis = metricOf(Analysis.errorRate({ initialDelaySeconds: 90 }));
    const template = analysisTemplate(context, analysis);
    expect(template).toEqual({
      apiVersion: "argoproj.io/v1alpha1",
      kind: "AnalysisTemplate",
      metadata: { name: "users-error-rate", namespace: "shop", labels: context.labels },
      spec: {
        args: [{ name: "pod-hash" }],
        metrics: [
          {
            name: "error-rate",
            initialDelay: "90s",
            interval: "1m",
            count: 5,
            failureLimit: 1,
            successCondition: "len(result) == 0 || isNaN(result[0]) || result[0] <= 0.01",
            provider: {
              prometheus: { address: "http://prometheus.monitoring:9090", query: analysis.check.query },
            },
          },
        ],
      },
    });
    expect(crdProblems(template)).toEqual([]);
  });

  it("runs a Job once", () => {
    const analysis = Analysis.smokeTest({ image: "registry.example.com/smoke:1.2.0" }).bind(context);
    const template = JSON.parse(JSON.stringify(analysisTemplate(context, analysis)));
    expect(Object.keys(template.spec.metrics[0])).toEqual(["name", "provider"]);
    expect(crdProblems(template)).toEqual([]);
  });
});

describe("analysisRun", () => {
  it("gives every argument a template asks for", () => {
    const analysis = metricOf(Analysis.cpu());
    const { args = [], templates } = analysisRun("users", [analysis]) as {
      args?: { name: string; valueFrom: object }[];
      templates: object[];
    };
    const { spec } = analysisTemplate(context, analysis) as unknown as { spec: { args: { name: string }[] } };
    expect(args.map(({ name }) => name)).toEqual(spec.args.map(({ name }) => name));
    expect(args[0]?.valueFrom).toEqual({ podTemplateHashValue: "Latest" });
    expect(templates).toEqual([{ templateName: "users-cpu" }]);
    expect(newPodsOfRollout("users")).toBe(`users-{{args.${args[0]?.name}}}-.*`);
  });
});

describe("successCondition", () => {
  it.each([
    [{ max: 0.01 }, "passes" as const, "len(result) == 0 || isNaN(result[0]) || result[0] <= 0.01"],
    [{ min: 2 }, "passes" as const, "len(result) == 0 || isNaN(result[0]) || result[0] >= 2"],
    [
      { min: 0, max: 9 },
      "passes" as const,
      "len(result) == 0 || isNaN(result[0]) || (result[0] >= 0 && result[0] <= 9)",
    ],
    [{ max: 5 }, "fails" as const, "len(result) > 0 && result[0] <= 5"],
  ])("judges answers within %j, where no data %s", (range, noData, condition) => {
    expect(successCondition({ range, noData })).toBe(condition);
  });
});
