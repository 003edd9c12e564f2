import {
  datasource,
  datasourceOf,
  logql,
  promql,
  toTarget,
} from "../../../../constructs/observability/dashboards/queries";

describe("promql and logql", () => {
  it("ask for curves without exemplars by default", () => {
    expect(promql("up")).toEqual({
      language: "promql",
      expr: "up",
      legend: "",
      instant: false,
      exemplars: false,
    });
    expect(logql('{a="b"}', "{{a}}", { instant: true })).toMatchObject({ language: "logql", instant: true });
  });
});

describe("datasourceOf", () => {
  it("is what is chosen in the dashboard", () => {
    expect(datasourceOf([promql("up"), promql("down")])).toEqual({
      type: "prometheus",
      uid: "${datasource}",
    });
    expect(datasourceOf([logql("{}")])).toEqual(datasource("logql"));
  });

  it("is Grafana's mixed one where queries differ in language", () => {
    expect(datasourceOf([promql("up"), logql("{}")])).toEqual({ type: "datasource", uid: "-- Mixed --" });
  });
});

describe("toTarget", () => {
  it("is called by its position and shaped for the panel", () => {
    expect(toTarget(promql("up", "{{pod}}"), 2, "table").build()).toMatchObject({
      refId: "C",
      expr: "up",
      legendFormat: "{{pod}}",
      format: "table",
      range: true,
      exemplar: false,
    });
    expect(toTarget(promql("up", "", { instant: true }), 0, "series").build()).toMatchObject({
      refId: "A",
      instant: true,
    });
  });

  it("asks Loki its own way", () => {
    expect(toTarget(logql("{}"), 0, "series").build()).toMatchObject({ queryType: "range" });
    expect(toTarget(logql("{}", "", { instant: true }), 0, "series").build()).toMatchObject({
      queryType: "instant",
      datasource: { type: "loki", uid: "${loki}" },
    });
  });
});
