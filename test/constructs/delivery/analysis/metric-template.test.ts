import { Analysis } from "../../../../constructs/delivery/analysis/analysis";
import {
  flaggerQuery,
  metricReference,
  metricTemplate,
  newPodsOfFlagger,
} from "../../../../constructs/delivery/analysis/metric-template";
import { Problems } from "../../../../lib/core/errors";
import { checkPromql } from "../../../../lib/core/query-syntax";
import { analysisContext, metricOf } from "../../../support/analyses";
import { crdProblems } from "../../../support/crds";
import { answerOf } from "../../../support/promql";
import { describeWithPromtool } from "../../../support/promtool";
import { codes } from "../../../support/synth";

const pods = newPodsOfFlagger("users");
const analysis = metricOf(Analysis.errorRate(), { controller: "flagger", pods });

describe("metricTemplate", () => {
  it("is found by its reference and follows the definition", () => {
    const template = metricTemplate(analysisContext(), analysis);
    expect(crdProblems(template)).toEqual([]);
    expect(metricReference("users", analysis)).toEqual({
      name: "error-rate",
      templateRef: { name: template.metadata.name },
      thresholdRange: { max: 0.01 },
    });
  });

  it("holds nothing Flagger would take for a variable of its own", () => {
    expect(flaggerQuery(analysis.check)).not.toContain("{{");
  });
});

describe("flaggerQuery", () => {
  it.each([
    [{ max: 5 }, "passes" as const, "(up) >= -Inf or on() vector(5)"],
    [{ min: 2 }, "passes" as const, "(up) >= -Inf or on() vector(2)"],
    [{ max: 5 }, "fails" as const, "(up) >= -Inf"],
  ])("answers within %j where no data %s", (range, noData, query) => {
    const check = { type: "metric" as const, address: "http://x", query: "up", range, noData };
    expect(flaggerQuery(check)).toBe(query);
    const problems = new Problems();
    checkPromql(problems, "query", query);
    expect(codes(problems.all)).toEqual([]);
  });
});

describeWithPromtool("flaggerQuery through Prometheus", () => {
  const check = { type: "metric", address: "http://x", query: "sum(a) / sum(b)", range: { max: 5 } } as const;

  it.each([
    ["the answer where there is one", { a: "6x9", b: "2x9" }, 3, 3],
    ["what no data means where the answer is no number", { a: "0x9", b: "0x9" }, 5, undefined],
    ["what no data means where there is none", {}, 5, undefined],
    ["an answer that never ends, which never passes", { a: "1x9", b: "0x9" }, Infinity, Infinity],
  ])("gives %s", (_, series: Readonly<Record<string, string>>, passing, failing) => {
    expect(answerOf(flaggerQuery({ ...check, noData: "passes" }), series, 5)).toBe(passing);
    expect(answerOf(flaggerQuery({ ...check, noData: "fails" }), series, 5)).toBe(failing);
  });
});

describe("newPodsOfFlagger", () => {
  it("knows pods of the new version from those of the old", () => {
    const pattern = new RegExp(`^(?:${pods})$`);
    expect("users-5d8f7c9b6d-x2x7q").toMatch(pattern);
    expect("users-primary-5d8f7c9b6d-x2x7q").not.toMatch(pattern);
    expect("users-api-5d8f7c9b6d-x2x7q").not.toMatch(pattern);
  });
});
