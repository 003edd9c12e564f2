import { workloadAlerts } from "../../../../constructs/observability/alerts/workload-alerts";
import { describeChanges } from "../../../support/build-alert-cases";
import { describeAlerts } from "../../../support/promtool";
import { WORKLOAD_ALERT_CASES } from "../../../support/workload-alert-cases";

describeAlerts("workloadAlerts", workloadAlerts(), WORKLOAD_ALERT_CASES);

describeChanges("workloadAlerts", workloadAlerts, {
  deploymentStuck: { alert: "DeploymentStuck", severity: "warning" },
  jobFailed: { alert: "JobFailed", severity: "warning" },
});
