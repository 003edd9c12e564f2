import * as bargauge from "@grafana/grafana-foundation-sdk/bargauge";
import type { Builder, Dataquery } from "@grafana/grafana-foundation-sdk/cog";
import * as common from "@grafana/grafana-foundation-sdk/common";
import * as sdk from "@grafana/grafana-foundation-sdk/dashboard";
import * as gauge from "@grafana/grafana-foundation-sdk/gauge";
import * as heatmaps from "@grafana/grafana-foundation-sdk/heatmap";
import * as logs from "@grafana/grafana-foundation-sdk/logs";
import * as stats from "@grafana/grafana-foundation-sdk/stat";
import * as statetimeline from "@grafana/grafana-foundation-sdk/statetimeline";
import * as tables from "@grafana/grafana-foundation-sdk/table";
import * as timeseries from "@grafana/grafana-foundation-sdk/timeseries";
import { datasourceOf, type Query, type QueryShape, toTarget } from "./queries";

/** A panel of Grafana with its size; `buildDashboard` gives it its place and number. */
export interface Panel {
  /** Columns of 24. */
  readonly width: number;
  /** Units of 30 pixels. */
  readonly height: number;
  /** The panel as Grafana reads it, without id and place. Made by the functions here or by the foundation SDK. */
  readonly model: sdk.Panel;
}

/**
 * Values at which a panel changes its colour. Where `critical` is the smaller one, low values are the bad ones.
 * Written in the unit of the panel: 0.8 for 80 percent of `percentunit`.
 */
export interface Thresholds {
  readonly warning?: number;
  readonly critical: number;
}

/** What a value means: `{ 0: { text: "down", color: "red" } }`. */
export type States = Readonly<Record<number, { readonly text: string; readonly color: PanelColor }>>;

export type PanelColor = "green" | "yellow" | "orange" | "red" | "blue" | "purple";

export interface PanelProps {
  readonly title: string;
  /** What the panel says and when to worry; people read it when they point at the title. */
  readonly description: string;
  /** Grafana's name of the unit: `s`, `bytes`, `reqps`, `percentunit` (0 to 1), `short` for a plain number. */
  readonly unit: string;
  readonly queries: readonly Query[];
  /** @default none: a panel of one colour, or the colours of the palette */
  readonly thresholds?: Thresholds;
  /** @default numbers are shown as they are */
  readonly states?: States;
  /** Least value of the axis or scale. @default Grafana's choice */
  readonly min?: number;
  /** Greatest value of the axis or scale. @default Grafana's choice */
  readonly max?: number;
  /** Digits after the point. @default Grafana's choice */
  readonly decimals?: number;
  /** Columns of 24. @default 8 for curves, 4 for single numbers, 12 for tables, 24 for logs */
  readonly width?: number;
  /** Units of 30 pixels. @default 8, 4 for single numbers */
  readonly height?: number;
}

export interface TimeSeriesProps extends PanelProps {
  /** Curves are stacked on each other: parts of a whole. @default false */
  readonly stacked?: boolean;
}

/** Curves over time. A threshold is drawn as a dashed line. */
export function timeSeriesPanel(props: TimeSeriesProps): Panel {
  const builder = new timeseries.PanelBuilder()
    .lineWidth(1)
    .fillOpacity(props.stacked ? 30 : 10)
    .showPoints(common.VisibilityMode.Never)
    .stacking(
      new common.StackingConfigBuilder().mode(
        props.stacked ? common.StackingMode.Normal : common.StackingMode.None,
      ),
    )
    .thresholdsStyle(
      new common.GraphThresholdsStyleConfigBuilder().mode(
        props.thresholds ? common.GraphThresholdsStyleMode.Dashed : common.GraphThresholdsStyleMode.Off,
      ),
    )
    .legend(legend())
    .tooltip(
      new common.VizTooltipOptionsBuilder()
        .mode(common.TooltipDisplayMode.Multi)
        .sort(common.SortOrder.Descending),
    );
  return panel(builder, props, { width: 8, height: 8, color: sdk.FieldColorModeId.PaletteClassic });
}

/** One number with the curve behind it. */
export function statPanel(props: PanelProps): Panel {
  const builder = new stats.PanelBuilder()
    .reduceOptions(lastValue())
    .colorMode(
      props.thresholds || props.states ? common.BigValueColorMode.Value : common.BigValueColorMode.None,
    )
    .graphMode(
      props.queries.some(({ instant }) => instant)
        ? common.BigValueGraphMode.None
        : common.BigValueGraphMode.Area,
    );
  return panel(builder, props, { width: 4, height: 4 });
}

/** One number on a scale; give `min` and `max`. */
export function gaugePanel(props: PanelProps): Panel {
  return panel(new gauge.PanelBuilder().reduceOptions(lastValue()), props, { width: 4, height: 4 });
}

/** A bar for each series, for comparing them now. */
export function barGaugePanel(props: PanelProps): Panel {
  const builder = new bargauge.PanelBuilder()
    .reduceOptions(lastValue())
    .orientation(common.VizOrientation.Horizontal)
    .displayMode(common.BarGaugeDisplayMode.Basic);
  return panel(builder, props, { width: 8, height: 8, instant: true });
}

export interface TableProps extends PanelProps {
  /** Labels that become columns, in this order, by the heading each gets. */
  readonly columns: Readonly<Record<string, string>>;
  /** Heading of the column with the value. */
  readonly valueName: string;
}

/** A line for each series as it is now, the greatest value first. One query. */
export function tablePanel(props: TableProps): Panel {
  const labels = Object.keys(props.columns);
  const builder = new tables.PanelBuilder()
    .sortBy([new common.TableSortByFieldStateBuilder().displayName(props.valueName).desc(true)])
    .withTransformation({
      id: "organize",
      options: {
        excludeByName: { Time: true },
        indexByName: Object.fromEntries([...labels, "Value"].map((label, index) => [label, index])),
        renameByName: { ...props.columns, Value: props.valueName },
      },
    });
  return panel(builder, props, { width: 12, height: 8, instant: true, shape: "table" });
}

/** The buckets of a histogram over time. One query that keeps the label `le`. */
export function heatmapPanel(props: PanelProps): Panel {
  const builder = new heatmaps.PanelBuilder().yAxis(new heatmaps.YAxisConfigBuilder().unit(props.unit));
  return panel(builder, props, { width: 8, height: 8, shape: "heatmap" });
}

/** In which state each series was when; give `states`. */
export function stateTimelinePanel(props: PanelProps): Panel {
  const builder = new statetimeline.PanelBuilder().mergeValues(true).legend(legend());
  return panel(builder, props, { width: 8, height: 8 });
}

/** Lines of logs, the newest first. One query of LogQL. */
export function logsPanel(props: Omit<PanelProps, "unit" | "thresholds" | "states">): Panel {
  const builder = new logs.PanelBuilder()
    .showTime(true)
    .wrapLogMessage(true)
    .enableLogDetails(true)
    .sortOrder(common.LogsSortOrder.Descending);
  return panel(builder, { ...props, unit: "short" }, { width: 24, height: 10 });
}

interface Defaults {
  readonly width: number;
  readonly height: number;
  readonly color?: sdk.FieldColorModeId;
  readonly instant?: boolean;
  readonly shape?: QueryShape;
}

/** What the builders of all panels have in common. */
interface PanelBuilder extends Builder<sdk.Panel> {
  title(title: string): unknown;
  description(description: string): unknown;
  datasource(datasource: common.DataSourceRef): unknown;
  targets(targets: Builder<Dataquery>[]): unknown;
  unit(unit: string): unknown;
  min(min: number): unknown;
  max(max: number): unknown;
  decimals(decimals: number): unknown;
  mappings(mappings: sdk.ValueMapping[]): unknown;
  thresholds(thresholds: Builder<sdk.ThresholdsConfig>): unknown;
  colorScheme(color: Builder<sdk.FieldColor>): unknown;
}

function panel(builder: PanelBuilder, props: PanelProps, defaults: Defaults): Panel {
  builder.title(props.title);
  builder.description(props.description);
  builder.datasource(datasourceOf(props.queries));
  builder.targets(
    props.queries.map((query, index) =>
      toTarget(
        { ...query, instant: query.instant || defaults.instant === true },
        index,
        defaults.shape ?? "series",
      ),
    ),
  );
  builder.unit(props.unit);
  builder.colorScheme(new sdk.FieldColorBuilder().mode(defaults.color ?? sdk.FieldColorModeId.Thresholds));
  builder.thresholds(
    new sdk.ThresholdsConfigBuilder()
      .mode(sdk.ThresholdsMode.Absolute)
      .steps(thresholdSteps(props.thresholds)),
  );
  if (props.min !== undefined) {
    builder.min(props.min);
  }
  if (props.max !== undefined) {
    builder.max(props.max);
  }
  if (props.decimals !== undefined) {
    builder.decimals(props.decimals);
  }
  if (props.states !== undefined) {
    builder.mappings([{ type: sdk.MappingType.ValueToText, options: { ...props.states } }]);
  }
  return {
    width: props.width ?? defaults.width,
    height: props.height ?? defaults.height,
    model: builder.build(),
  };
}

function thresholdSteps(thresholds: Thresholds | undefined): sdk.Threshold[] {
  if (thresholds === undefined) {
    return [{ value: null, color: "green" }];
  }
  const { warning, critical } = thresholds;
  const between = warning === undefined ? [] : [{ value: warning, color: "yellow" }];
  return warning !== undefined && critical < warning
    ? [
        { value: null, color: "red" },
        { value: critical, color: "yellow" },
        { value: warning, color: "green" },
      ]
    : [{ value: null, color: "green" }, ...between, { value: critical, color: "red" }];
}

function legend(): common.VizLegendOptionsBuilder {
  return new common.VizLegendOptionsBuilder()
    .showLegend(true)
    .displayMode(common.LegendDisplayMode.List)
    .placement(common.LegendPlacement.Bottom);
}

function lastValue(): common.ReduceDataOptionsBuilder {
  return new common.ReduceDataOptionsBuilder().calcs(["lastNotNull"]);
}
