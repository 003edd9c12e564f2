import { mongodbDashboard } from "../../../../constructs/observability/dashboards/mongodb";
import { describeDashboard, panelOf, rowsOf } from "../../../support/dashboards";

const DASHBOARD = mongodbDashboard();

describeDashboard("mongodbDashboard", DASHBOARD);

describe("mongodbDashboard", () => {
  it("goes from whether it answers to what goes on inside", () => {
    expect(rowsOf(DASHBOARD)).toEqual(["At a glance", "Work", "Inside"]);
  });

  it("says up and down in words", () => {
    expect(panelOf(DASHBOARD, "Up").fieldConfig?.defaults.mappings).toMatchObject([
      { options: { 0: { text: "down", color: "red" }, 1: { text: "up", color: "green" } } },
    ]);
  });
});
