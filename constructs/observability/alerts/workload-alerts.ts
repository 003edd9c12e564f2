import type { AlertRule, RuleGroup } from "../../../lib/core/alert-rules";
import type { Problems } from "../../../lib/core/errors";
import { type AlertChange, type AlertDefinitions, alertGroup, resolveAlerts } from "./alert-set";

/** What can be said about the alerts of Deployments and Jobs. */
export interface WorkloadAlertsOptions {
  /** A Deployment made no progress within its deadline. @default warning after 5 minutes more */
  readonly deploymentStuck?: AlertChange;
  /** A Job failed for good, and is still there to tell. @default warning, at once */
  readonly jobFailed?: AlertChange;
}

/**
 * Alerts about Deployments that do not get on and Jobs that failed, from kube-state-metrics.
 *
 * A Deployment with `progressDeadlineSeconds` (10 minutes where nothing is said) reports by itself that it is stuck.
 *
 * @throws ConfigError `unknown-alert`, `unknown-option`, `unknown-severity`, `out-of-range`
 */
export function workloadAlerts(options: WorkloadAlertsOptions = {}): readonly RuleGroup[] {
  return alertGroup("workloads", "workloadAlerts", (problems) => resolveWorkloadAlerts(options, problems));
}

/** Fills defaults and reports every problem. */
export function resolveWorkloadAlerts(
  options: WorkloadAlertsOptions,
  problems: Problems,
): readonly AlertRule[] {
  return resolveAlerts(DEFINITIONS, options, problems);
}

const DEFINITIONS: AlertDefinitions<WorkloadAlertsOptions> = {
  deploymentStuck: {
    alert: "DeploymentStuck",
    severity: "warning",
    forSeconds: 5 * 60,
    expr: () =>
      'max by (namespace, deployment) (kube_deployment_status_condition{job="kube-state-metrics", condition="Progressing", status="false"}) == 1',
    summary: "The rollout of {{ $labels.namespace }}/{{ $labels.deployment }} is stuck",
    description: "New pods do not become available. The old ones still serve, as far as there are any.",
  },
  jobFailed: {
    alert: "JobFailed",
    severity: "warning",
    forSeconds: 0,
    expr: () =>
      'max by (namespace, job_name) (kube_job_failed{job="kube-state-metrics", condition="true"}) == 1',
    summary: "Job {{ $labels.namespace }}/{{ $labels.job_name }} failed",
    description: "It used up its tries or its time. What it should have done is not done.",
  },
};
