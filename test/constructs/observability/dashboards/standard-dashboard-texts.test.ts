import { dashboardJson } from "../../../../constructs/observability/dashboards/dashboard-json";
import { standardDashboardTexts } from "../../../../constructs/observability/dashboards/standard-dashboard-texts";
import { standardDashboards } from "../../../../constructs/observability/dashboards/standard-dashboards";

describe("standardDashboardTexts", () => {
  it("is what standardDashboards makes, as npm run generate wrote it", () => {
    expect(standardDashboardTexts()).toEqual(
      standardDashboards().map((dashboard) => ({ uid: dashboard.uid, json: dashboardJson(dashboard) })),
    );
  });
});
