import {
  datasourceVariable,
  labelVariable,
  logLabelVariable,
  textVariable,
} from "../../../../constructs/observability/dashboards/variables";

describe("labelVariable", () => {
  it("offers all values of a label, and all of them at first", () => {
    expect(labelVariable({ name: "namespace", label: "Namespace", from: "up" })).toMatchObject({
      type: "query",
      name: "namespace",
      query: { query: "label_values(up, namespace)" },
      datasource: { type: "prometheus", uid: "${datasource}" },
      multi: true,
      includeAll: true,
      allValue: ".+",
      current: { value: "$__all" },
    });
  });

  it("offers another label and begins with one value when told to", () => {
    expect(
      labelVariable({
        name: "env",
        label: "Environment",
        from: "up",
        of: "environment",
        initially: "production",
      }),
    ).toMatchObject({
      query: { query: "label_values(up, environment)" },
      current: { value: "production" },
    });
  });
});

describe("logLabelVariable", () => {
  it("asks Loki for the values", () => {
    expect(logLabelVariable({ name: "app", label: "App", from: '{namespace="a"}' })).toMatchObject({
      query: { label: "app", stream: '{namespace="a"}', type: 1 },
      datasource: { type: "loki" },
    });
  });
});

describe("textVariable", () => {
  it("is empty at first", () => {
    expect(textVariable({ name: "search", label: "Search" })).toMatchObject({
      type: "textbox",
      current: { value: "" },
    });
  });
});

describe("datasourceVariable", () => {
  it("offers the data sources of a language", () => {
    expect(datasourceVariable("promql")).toMatchObject({ name: "datasource", query: "prometheus" });
    expect(datasourceVariable("logql")).toMatchObject({ name: "loki", query: "loki" });
  });
});
