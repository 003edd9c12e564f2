import type { AlertRule, RuleGroup } from "../../../lib/core/alert-rules";
import type { Problems } from "../../../lib/core/errors";
import { type AlertChange, type AlertDefinitions, alertGroup, ratio, resolveAlerts } from "./alert-set";

/** What can be said about the alerts of pods. */
export interface PodAlertsOptions {
  /** A container starts, ends and is kept waiting, over and over. @default warning after 15 minutes */
  readonly crashLooping?: AlertChange;
  /** A pod that should run is not ready, or is not even placed. @default warning after 15 minutes */
  readonly notReady?: AlertChange;
  /** A container was killed because it had more memory than its limit. @default warning, at once, for 10 minutes */
  readonly outOfMemory?: AlertChange;
  /** A container uses nearly all the memory it may. @default warning after 10 minutes of more than 90 percent */
  readonly memoryNearLimit?: AlertChange<"usedRatio">;
  /** A container is held back by its CPU limit. @default info after 15 minutes in more than 25 percent of periods */
  readonly cpuThrottling?: AlertChange<"throttledRatio">;
}

/**
 * Alerts about pods and their containers, from kube-state-metrics and the kubelet, which a PrometheusStack brings.
 *
 * @throws ConfigError `unknown-alert`, `unknown-option`, `unknown-severity`, `out-of-range`
 */
export function podAlerts(options: PodAlertsOptions = {}): readonly RuleGroup[] {
  return alertGroup("pods", "podAlerts", (problems) => resolvePodAlerts(options, problems));
}

/** Fills defaults and reports every problem. */
export function resolvePodAlerts(options: PodAlertsOptions, problems: Problems): readonly AlertRule[] {
  return resolveAlerts(DEFINITIONS, options, problems);
}

const BY_CONTAINER = "max by (namespace, pod, container)";
const BY_POD = "max by (namespace, pod)";
const CONTAINER = "{{ $labels.container }} of {{ $labels.namespace }}/{{ $labels.pod }}";

/** Looks back far enough to see the waiting again after a run of some minutes, and not as far as the alert waits. */
const CRASHING =
  'max_over_time(kube_pod_container_status_waiting_reason{job="kube-state-metrics", reason="CrashLoopBackOff"}[10m])';

const DEFINITIONS: AlertDefinitions<PodAlertsOptions> = {
  crashLooping: {
    alert: "PodCrashLooping",
    severity: "warning",
    forSeconds: 15 * 60,
    expr: () => `${BY_CONTAINER} (${CRASHING}) == 1`,
    summary: `${CONTAINER} crashes again and again`,
    description: "The container ends soon after each start. Kubernetes waits longer before every new try.",
  },
  notReady: {
    alert: "PodNotReady",
    severity: "warning",
    forSeconds: 15 * 60,
    // A pod without a node has no condition Ready at all. What crashes has its own alert; what ended need not be ready.
    expr: () => `(
  ${BY_POD} (kube_pod_status_ready{job="kube-state-metrics", condition=~"false|unknown"}) == 1
  or ${BY_POD} (kube_pod_status_phase{job="kube-state-metrics", phase=~"Pending|Unknown"}) == 1
)
unless on (namespace, pod) ${BY_POD} (kube_pod_status_phase{job="kube-state-metrics", phase=~"Succeeded|Failed"}) == 1
unless on (namespace, pod) ${BY_POD} (${CRASHING}) == 1`,
    summary: "{{ $labels.namespace }}/{{ $labels.pod }} does not become ready",
    description: "The pod gets no requests. If all pods of a service are like that, the service is down.",
  },
  outOfMemory: {
    alert: "ContainerOOMKilled",
    severity: "warning",
    forSeconds: 0,
    expr: () => `${BY_CONTAINER} (increase(kube_pod_container_status_restarts_total{job="kube-state-metrics"}[10m])) > 0
and ${BY_CONTAINER} (kube_pod_container_status_last_terminated_reason{job="kube-state-metrics", reason="OOMKilled"}) == 1`,
    summary: `${CONTAINER} was killed for want of memory`,
    description: "It used more memory than its limit. Whatever it was working on is lost.",
  },
  memoryNearLimit: {
    alert: "ContainerMemoryNearLimit",
    severity: "warning",
    forSeconds: 10 * 60,
    thresholds: { usedRatio: ratio(0.9) },
    expr: ({
      usedRatio,
    }) => `${BY_CONTAINER} (container_memory_working_set_bytes{container!="", container!="POD"})
  / ${BY_CONTAINER} (kube_pod_container_resource_limits{job="kube-state-metrics", resource="memory"} > 0)
  > ${usedRatio}`,
    summary: `${CONTAINER} uses {{ $value | humanizePercentage }} of its memory limit`,
    description: "At 100 percent the container is killed, with whatever it is working on.",
  },
  cpuThrottling: {
    alert: "CPUThrottlingHigh",
    severity: "info",
    forSeconds: 15 * 60,
    thresholds: { throttledRatio: ratio(0.25) },
    expr: ({
      throttledRatio,
    }) => `sum by (namespace, pod, container) (increase(container_cpu_cfs_throttled_periods_total{container!=""}[5m]))
  / sum by (namespace, pod, container) (increase(container_cpu_cfs_periods_total{container!=""}[5m]))
  > ${throttledRatio}`,
    summary: `${CONTAINER} is held back in {{ $value | humanizePercentage }} of its time`,
    description: "Its CPU limit makes it wait though the node may have CPU to spare: answers take longer.",
  },
};
