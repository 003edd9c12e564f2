import {
  buildDashboard,
  type DashboardProps,
} from "../../../../constructs/observability/dashboards/dashboard-builder";
import { dashboardJson, targetsOf } from "../../../../constructs/observability/dashboards/dashboard-json";
import { statPanel } from "../../../../constructs/observability/dashboards/panels";
import { promql } from "../../../../constructs/observability/dashboards/queries";
import { sampleDashboards } from "../../../support/sample-dashboards";

function panel(width: number, height = 4, query = promql("up")) {
  return statPanel({ title: "t", description: "d.", unit: "short", queries: [query], width, height });
}

function build(props: Partial<DashboardProps> = {}) {
  return buildDashboard({ uid: "u", title: "T", description: "Why?", rows: [], ...props });
}

describe("dashboardJson", () => {
  it("is the dashboard, whatever it holds, and the same every time", () => {
    const [one, other] = [sampleDashboards(), sampleDashboards()];
    one.forEach((dashboard, index) => {
      const json = dashboardJson(dashboard);
      expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(dashboard)));
      expect(other[index] && dashboardJson(other[index])).toBe(json);
    });
  });

  it("has a line for each panel", () => {
    const json = dashboardJson(build({ rows: [{ title: "r", panels: [panel(4), panel(4)] }] }));
    expect(json.split("\n").filter((line) => line.includes('"gridPos"'))).toHaveLength(3);
  });
});

describe("targetsOf", () => {
  it("is empty for a panel without queries", () => {
    expect(targetsOf({})).toEqual([]);
  });
});
