import * as sdk from "@grafana/grafana-foundation-sdk/dashboard";
import { targetsOf } from "./dashboard-json";
import type { Panel } from "./panels";
import { DATASOURCES, type Query } from "./queries";
import { datasourceVariable, type Variable } from "./variables";

/** A dashboard as Grafana reads it. Those made with the foundation SDK alone are as good. */
export type Dashboard = sdk.Dashboard;

export interface DashboardProps {
  /** Fixed name in addresses, unique in Grafana: letters, digits, dashes and underscores, at most 40. */
  readonly uid: string;
  readonly title: string;
  /** The question the dashboard answers. */
  readonly description: string;
  /** Groups of panels, from the top. */
  readonly rows: readonly DashboardRow[];
  /** Choices beside the data sources, which are added where queries need them. @default none */
  readonly variables?: readonly Variable[];
  /** Words to find it by, beside `slipway`. @default none */
  readonly tags?: readonly string[];
  /** Start of the time shown at first: `now-24h`. @default now-6h */
  readonly from?: string;
  /** Time between refreshes. @default 1m */
  readonly refresh?: string;
}

/** A group of panels below a heading. */
export interface DashboardRow {
  readonly title: string;
  /** Panels from left to right; one that does not fit into 24 columns starts a new line. */
  readonly panels: readonly Panel[];
}

/** Tag of every dashboard made here; the list of the others at the top of each goes by it. */
export const DASHBOARD_TAG = "slipway";

/**
 * Lays panels out and makes a dashboard of them.
 *
 *     const dashboard = buildDashboard({
 *       uid: "orders",
 *       title: "Orders",
 *       description: "Are orders taken and paid?",
 *       rows: [{ title: "Orders", panels: [timeSeriesPanel({ ... })] }],
 *     });
 *
 * The same props always give the same JSON.
 */
export function buildDashboard(props: DashboardProps): Dashboard {
  const {
    templating: _,
    annotations: __,
    ...frame
  } = new sdk.DashboardBuilder(props.title)
    .uid(props.uid)
    .description(props.description)
    .tags([DASHBOARD_TAG, ...(props.tags ?? [])])
    .tooltip(sdk.DashboardCursorSync.Crosshair)
    .time({ from: props.from ?? "now-6h", to: "now" })
    .refresh(props.refresh ?? "1m")
    .build();
  return {
    ...frame,
    links: [otherDashboards()],
    templating: { list: [...datasourceVariables(props), ...(props.variables ?? [])] },
    annotations: { list: [] },
    panels: layOut(props.rows),
  };
}

const COLUMNS = 24;

/** Panels are numbered as people read them, rows included. */
function layOut(rows: readonly DashboardRow[]): (sdk.Panel | sdk.RowPanel)[] {
  const placed: (sdk.Panel | sdk.RowPanel)[] = [];
  let top = 0;
  for (const row of rows) {
    placed.push({
      type: "row",
      id: placed.length + 1,
      title: row.title,
      collapsed: false,
      gridPos: { x: 0, y: top, w: COLUMNS, h: 1 },
      panels: [],
    });
    top += 1;
    let left = 0;
    let lineHeight = 0;
    for (const { width, height, model } of row.panels) {
      if (left + width > COLUMNS) {
        top += lineHeight;
        left = 0;
        lineHeight = 0;
      }
      placed.push({ ...model, id: placed.length + 1, gridPos: { x: left, y: top, w: width, h: height } });
      left += width;
      lineHeight = Math.max(lineHeight, height);
    }
    top += lineHeight;
  }
  return placed;
}

function datasourceVariables({ rows, variables = [] }: DashboardProps): Variable[] {
  const types = new Set([
    ...rows.flatMap(({ panels }) =>
      panels.flatMap(({ model }) => targetsOf(model).map(({ datasource }) => datasource?.type)),
    ),
    ...variables.map(({ datasource }) => datasource?.type),
  ]);
  const languages: readonly Query["language"][] = ["promql", "logql"];
  return languages
    .filter((language) => types.has(DATASOURCES[language].type))
    .map((language) => datasourceVariable(language));
}

function otherDashboards(): sdk.DashboardLink {
  return {
    title: "Other dashboards",
    type: sdk.DashboardLinkType.Dashboards,
    icon: "external link",
    tooltip: "Dashboards of this platform, with the same time and choices",
    tags: [DASHBOARD_TAG],
    asDropdown: true,
    targetBlank: false,
    includeVars: true,
    keepTime: true,
  };
}
