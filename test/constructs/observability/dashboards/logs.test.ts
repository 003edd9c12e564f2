import { logsDashboard } from "../../../../constructs/observability/dashboards/logs";
import { describeDashboard, expressionsOf, panelOf, queriesOf } from "../../../support/dashboards";

const DASHBOARD = logsDashboard();

describeDashboard("logsDashboard", DASHBOARD);

describe("logsDashboard", () => {
  it("asks Loki only", () => {
    expect(queriesOf(DASHBOARD).filter(({ language }) => language !== "logql")).toEqual([]);
    expect(DASHBOARD.templating.list?.map(({ name }) => name)).toEqual([
      "loki",
      "namespace",
      "app",
      "search",
    ]);
  });

  it("searches without regard to case", () => {
    expect(expressionsOf(panelOf(DASHBOARD, "Lines"))).toEqual([
      '{namespace=~"$namespace", app=~"$app"} |~ `(?i)$search`',
    ]);
  });
});
