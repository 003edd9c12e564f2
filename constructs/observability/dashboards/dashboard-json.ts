import type { DataSourceRef } from "@grafana/grafana-foundation-sdk/common";
import type { Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import type { Dashboard } from "./dashboard-builder";

/** The JSON of a dashboard, one line for each panel, so that a diff shows which panels changed. */
export function dashboardJson(dashboard: Dashboard): string {
  const members = Object.entries(dashboard)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${JSON.stringify(name)}: ${linesOf(value)}`);
  return `{\n${members.join(",\n")}\n}\n`;
}

function linesOf(value: unknown): string {
  return Array.isArray(value) && value.length > 0
    ? `[\n${value.map((item) => JSON.stringify(item)).join(",\n")}\n]`
    : JSON.stringify(value);
}

/** What is known of a query of any panel, whatever made it. */
export interface Target {
  readonly refId?: string;
  readonly expr?: unknown;
  readonly datasource?: DataSourceRef;
}

/** The queries of a panel as Grafana reads them. */
export function targetsOf(panel: Pick<Panel, "targets">): readonly Target[] {
  return (panel.targets ?? []) as readonly Target[];
}
