import { systemOverviewDashboard } from "../../../../constructs/observability/dashboards/system-overview";
import { describeDashboard, expressionsOf, panelOf, rowsOf } from "../../../support/dashboards";

const DASHBOARD = systemOverviewDashboard();

describeDashboard("systemOverviewDashboard", DASHBOARD);

describe("systemOverviewDashboard", () => {
  it("goes from the whole to its parts", () => {
    expect(rowsOf(DASHBOARD)).toEqual(["At a glance", "Capacity", "Workloads", "Disks and network"]);
  });

  it("leaves the alert that always fires out", () => {
    for (const title of ["Firing alerts", "Alerts that fire"]) {
      expect(expressionsOf(panelOf(DASHBOARD, title)).join()).toContain('alertname!="Watchdog"');
    }
  });
});
