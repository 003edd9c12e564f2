import {
  barGaugePanel,
  gaugePanel,
  heatmapPanel,
  logsPanel,
  type PanelProps,
  stateTimelinePanel,
  statPanel,
  tablePanel,
  timeSeriesPanel,
} from "../../../../constructs/observability/dashboards/panels";
import { logql, promql } from "../../../../constructs/observability/dashboards/queries";

const PROPS: PanelProps = {
  title: "Requests",
  description: "Requests a second.",
  unit: "reqps",
  queries: [promql("a"), promql("b")],
};
const STEPS = (panel: ReturnType<typeof statPanel>) => panel.model.fieldConfig?.defaults.thresholds?.steps;

describe("every panel", () => {
  it.each([
    ["timeseries", timeSeriesPanel(PROPS), 8, 8],
    ["stat", statPanel(PROPS), 4, 4],
    ["gauge", gaugePanel(PROPS), 4, 4],
    ["bargauge", barGaugePanel(PROPS), 8, 8],
    ["table", tablePanel({ ...PROPS, columns: { pod: "Pod" }, valueName: "Rate" }), 12, 8],
    ["heatmap", heatmapPanel(PROPS), 8, 8],
    ["state-timeline", stateTimelinePanel(PROPS), 8, 8],
    ["logs", logsPanel({ ...PROPS, queries: [logql("{}")] }), 24, 10],
  ])("%s has a size, texts, a unit, a data source and named queries", (type, panel, width, height) => {
    expect(panel).toMatchObject({ width, height });
    expect(panel.model).toMatchObject({ type, title: "Requests", description: "Requests a second." });
    expect(panel.model.datasource?.uid).toMatch(/^\$\{/);
    expect(panel.model.fieldConfig?.defaults.unit).toMatch(/\w/);
    expect(panel.model.targets?.[0]).toMatchObject({ refId: "A" });
  });

  it("takes another size, scale and number of digits", () => {
    const panel = statPanel({ ...PROPS, width: 6, height: 5, min: 0, max: 1, decimals: 2 });
    expect(panel).toMatchObject({ width: 6, height: 5 });
    expect(panel.model.fieldConfig?.defaults).toMatchObject({ min: 0, max: 1, decimals: 2 });
  });

  it("leaves scale and digits to Grafana by default", () => {
    const defaults = statPanel(PROPS).model.fieldConfig?.defaults;
    expect(Object.keys(defaults ?? {})).not.toEqual(expect.arrayContaining(["min"]));
    expect(defaults).not.toHaveProperty("max");
    expect(defaults).not.toHaveProperty("decimals");
    expect(defaults).not.toHaveProperty("mappings");
  });

  it("is a new one each time", () => {
    expect(statPanel(PROPS).model).not.toBe(statPanel(PROPS).model);
    expect(JSON.stringify(statPanel(PROPS))).toBe(JSON.stringify(statPanel(PROPS)));
  });
});

describe("thresholds", () => {
  it("are green without any", () => {
    expect(STEPS(statPanel(PROPS))).toEqual([{ value: null, color: "green" }]);
  });

  it("go from green to red where high values are bad", () => {
    expect(STEPS(statPanel({ ...PROPS, thresholds: { warning: 5, critical: 9 } }))).toEqual([
      { value: null, color: "green" },
      { value: 5, color: "yellow" },
      { value: 9, color: "red" },
    ]);
    expect(STEPS(statPanel({ ...PROPS, thresholds: { critical: 9 } }))).toEqual([
      { value: null, color: "green" },
      { value: 9, color: "red" },
    ]);
  });

  it("go from red to green where low values are bad", () => {
    expect(STEPS(statPanel({ ...PROPS, thresholds: { warning: 0.9, critical: 0.5 } }))).toEqual([
      { value: null, color: "red" },
      { value: 0.5, color: "yellow" },
      { value: 0.9, color: "green" },
    ]);
  });

  it("colour a single number, and are lines among curves", () => {
    const thresholds = { critical: 1 };
    expect(statPanel(PROPS).model.options.colorMode).toBe("none");
    expect(statPanel({ ...PROPS, thresholds }).model.options.colorMode).toBe("value");
    const mode = (props: PanelProps) =>
      timeSeriesPanel(props).model.fieldConfig?.defaults.custom.thresholdsStyle.mode;
    expect(mode(PROPS)).toBe("off");
    expect(mode({ ...PROPS, thresholds })).toBe("dashed");
  });
});

describe("timeSeriesPanel", () => {
  it("shows its legend, and stacks only when told to", () => {
    const stacking = (stacked?: boolean) =>
      timeSeriesPanel({ ...PROPS, stacked }).model.fieldConfig?.defaults.custom.stacking.mode;
    expect(timeSeriesPanel(PROPS).model.options.legend).toMatchObject({ showLegend: true });
    expect(stacking()).toBe("none");
    expect(stacking(true)).toBe("normal");
  });
});

describe("statPanel", () => {
  it("draws the curve behind the number where there is one", () => {
    expect(statPanel(PROPS).model.options.graphMode).toBe("area");
    const instant = { ...PROPS, queries: [promql("a", "", { instant: true })] };
    expect(statPanel(instant).model.options.graphMode).toBe("none");
  });

  it("names states", () => {
    const states = { 0: { text: "down", color: "red" } } as const;
    expect(statPanel({ ...PROPS, states }).model.fieldConfig?.defaults.mappings).toEqual([
      { type: "value", options: { "0": { text: "down", color: "red" } } },
    ]);
  });
});

describe("tablePanel", () => {
  it("asks for now and names its columns in order", () => {
    const { model } = tablePanel({ ...PROPS, columns: { ns: "Namespace", pod: "Pod" }, valueName: "Rate" });
    expect(model.targets?.[0]).toMatchObject({ instant: true, format: "table" });
    expect(model.transformations?.[0]?.options).toEqual({
      excludeByName: { Time: true },
      indexByName: { ns: 0, pod: 1, Value: 2 },
      renameByName: { ns: "Namespace", pod: "Pod", Value: "Rate" },
    });
    expect(model.options.sortBy).toEqual([{ displayName: "Rate", desc: true }]);
  });
});
