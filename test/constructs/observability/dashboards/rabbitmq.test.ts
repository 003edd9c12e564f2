import { rabbitmqDashboard } from "../../../../constructs/observability/dashboards/rabbitmq";
import { describeDashboard, expressionsOf, panelOf, rowsOf } from "../../../support/dashboards";

const DASHBOARD = rabbitmqDashboard();

describeDashboard("rabbitmqDashboard", DASHBOARD);

describe("rabbitmqDashboard", () => {
  it("goes from the queue to what KEDA makes of it", () => {
    expect(rowsOf(DASHBOARD)).toEqual(["At a glance", "Queues", "Broker", "Scaling by KEDA"]);
  });

  it("shows every way a message is given up", () => {
    const trouble = expressionsOf(panelOf(DASHBOARD, "Trouble")).join();
    for (const reason of ["rejected", "expired", "maxlen", "delivery_limit"]) {
      expect(trouble).toContain(`dead_lettered_${reason}_total`);
    }
  });
});
