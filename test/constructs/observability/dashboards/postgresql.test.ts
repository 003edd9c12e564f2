import { postgresqlDashboard } from "../../../../constructs/observability/dashboards/postgresql";
import { describeDashboard, panelOf, rowsOf } from "../../../support/dashboards";

const DASHBOARD = postgresqlDashboard();

describeDashboard("postgresqlDashboard", DASHBOARD);

describe("postgresqlDashboard", () => {
  it("goes from whether it answers to what goes on inside", () => {
    expect(rowsOf(DASHBOARD)).toEqual(["At a glance", "Work", "Connections and locks"]);
  });

  it("says up and down in words", () => {
    expect(panelOf(DASHBOARD, "Up").fieldConfig?.defaults.mappings).toMatchObject([
      { options: { 0: { text: "down", color: "red" }, 1: { text: "up", color: "green" } } },
    ]);
  });
});
