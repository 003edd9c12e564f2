import { checkLabelName, checkMetricName } from "../../../../constructs/observability/dashboards/names";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

describe("checkLabelName", () => {
  it.each(["status", "http_route", "_x1", undefined])("takes %s", (label) => {
    const problems = new Problems();
    checkLabelName(problems, "label", label);
    expect(problems.all).toEqual([]);
  });

  it.each(["", "1a", "a-b", 'a"}', "a:b"])("fails on %j", (label) => {
    const problems = new Problems();
    checkLabelName(problems, "label", label);
    expect(codes(problems.all)).toEqual(["label invalid-label"]);
  });
});

describe("checkMetricName", () => {
  it.each(["orders_total", "vllm:waiting", undefined])("takes %s", (name) => {
    const problems = new Problems();
    checkMetricName(problems, "name", name);
    expect(problems.all).toEqual([]);
  });

  it.each(["", "1a", "a b", "a{}"])("fails on %j", (name) => {
    const problems = new Problems();
    checkMetricName(problems, "name", name);
    expect(codes(problems.all)).toEqual(["name invalid-name"]);
  });
});
