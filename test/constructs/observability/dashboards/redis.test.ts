import { redisDashboard } from "../../../../constructs/observability/dashboards/redis";
import { describeDashboard, panelOf, rowsOf } from "../../../support/dashboards";

const DASHBOARD = redisDashboard();

describeDashboard("redisDashboard", DASHBOARD);

describe("redisDashboard", () => {
  it("goes from whether it answers to what goes on inside", () => {
    expect(rowsOf(DASHBOARD)).toEqual(["At a glance", "Work", "Memory and keys"]);
  });

  it("says up and down in words", () => {
    expect(panelOf(DASHBOARD, "Up").fieldConfig?.defaults.mappings).toMatchObject([
      { options: { 0: { text: "down", color: "red" }, 1: { text: "up", color: "green" } } },
    ]);
  });
});
