import { doraDashboard } from "../../../../constructs/observability/dashboards/dora";
import { describeDashboard, panelsOf, rowsOf } from "../../../support/dashboards";

describeDashboard("doraDashboard", doraDashboard());
describeDashboard("doraDashboard with Argo", doraDashboard({ argo: true }));

describe("doraDashboard", () => {
  it("begins with the four keys", () => {
    expect(
      panelsOf(doraDashboard())
        .slice(0, 4)
        .map(({ title }) => title),
    ).toEqual(["Deployments a day", "Lead time for changes", "Change failure rate", "Time to restore"]);
  });

  it("shows production at first, or what it is told", () => {
    const environment = (dashboard: ReturnType<typeof doraDashboard>) =>
      dashboard.templating.list?.find(({ name }) => name === "environment")?.current?.value;
    expect(environment(doraDashboard())).toBe("production");
    expect(environment(doraDashboard({ environment: "staging" }))).toBe("staging");
  });

  it("shows Argo only where it is asked for", () => {
    expect(rowsOf(doraDashboard())).not.toContain("Argo");
    expect(rowsOf(doraDashboard({ argo: true }))).toContain("Argo");
  });
});
