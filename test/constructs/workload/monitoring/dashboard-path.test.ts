import { microserviceDashboard } from "../../../../constructs/observability/dashboards/microservice";
import { dashboardPath } from "../../../../constructs/workload/monitoring/dashboard-path";

const USERS = { name: "users", namespace: "shop" };

describe("dashboardPath", () => {
  it.each(["prometheus-client", "opentelemetry"] as const)(
    "leads to the standard dashboard of %s",
    (names) => {
      const { uid, templating } = microserviceDashboard({ names });
      const url = new URL(dashboardPath(USERS, names), "https://grafana.example.com");
      expect(url.pathname).toBe(`/d/${uid}`);
      const variables = (templating?.list ?? []).map(({ name }) => `var-${name}`);
      expect(variables).toEqual(expect.arrayContaining([...url.searchParams.keys()]));
      expect(Object.fromEntries(url.searchParams)).toEqual({
        "var-namespace": "shop",
        "var-service": "users",
      });
    },
  );

  it("takes the names of Prometheus' clients where nothing is said", () => {
    expect(dashboardPath(USERS)).toBe("/d/slipway-microservice?var-namespace=shop&var-service=users");
  });
});
