import { fires, holding, quiet } from "./build-alert-cases";
import type { AlertCase } from "./promtool";

function progressing(status: string, values: string): AlertCase["series"] {
  return {
    [`kube_deployment_status_condition{job="kube-state-metrics", namespace="shop", deployment="checkout", condition="Progressing", reason="x", status="${status}"}`]:
      values,
  };
}

function failed(condition: string, values: string): AlertCase["series"] {
  return {
    [`kube_job_failed{job="kube-state-metrics", namespace="shop", job_name="migrate", condition="${condition}"}`]:
      values,
  };
}

/** What the alerts of `workloadAlerts` must do. */
export const WORKLOAD_ALERT_CASES: readonly AlertCase[] = [
  ...holding(
    "DeploymentStuck",
    "when a Deployment passed its deadline",
    progressing("false", "1x60"),
    { from: 0, hold: 5 },
    { namespace: "shop", deployment: "checkout" },
    "The rollout of shop/checkout is stuck",
  ),
  quiet(
    "DeploymentStuck",
    "when it gets on",
    { ...progressing("false", "0x60"), ...progressing("true", "1x60") },
    30,
  ),
  fires(
    "JobFailed",
    "when a Job failed for good",
    failed("true", "0x5 1x60"),
    6,
    { namespace: "shop", job_name: "migrate" },
    "Job shop/migrate failed",
  ),
  quiet("JobFailed", "when it did not", { ...failed("true", "0x60"), ...failed("false", "1x60") }, 30),
];
