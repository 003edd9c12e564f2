import { fires, holding, quiet } from "./build-alert-cases";
import type { AlertCase } from "./promtool";

const POD = 'namespace="shop", pod="checkout-1"';
const CONTAINER = `${POD}, container="app"`;
const OF_POD = { namespace: "shop", pod: "checkout-1" };
const OF_CONTAINER = { ...OF_POD, container: "app" };

function ksm(series: string, labels: string): string {
  return `kube_pod_${series}{job="kube-state-metrics", instance="ksm", ${labels}}`;
}

const WAITING = ksm("container_status_waiting_reason", `${CONTAINER}, reason="CrashLoopBackOff"`);
const PULLING = ksm("container_status_waiting_reason", `${CONTAINER}, reason="ImagePullBackOff"`);
const NOT_READY = ksm("status_ready", `${POD}, condition="false"`);
const PENDING = ksm("status_phase", `${POD}, phase="Pending"`);
const SUCCEEDED = ksm("status_phase", `${POD}, phase="Succeeded"`);
const RESTARTS = ksm("container_status_restarts_total", CONTAINER);
const OOM = ksm("container_status_last_terminated_reason", `${CONTAINER}, reason="OOMKilled"`);
const ERROR = ksm("container_status_last_terminated_reason", `${CONTAINER}, reason="Error"`);

function memory(usedMib: number): AlertCase["series"] {
  return {
    [`container_memory_working_set_bytes{${CONTAINER}, id="/kubepods/1"}`]: `${usedMib}x60`,
    [`container_memory_working_set_bytes{${POD}, container="", id="/kubepods"}`]: "9999x60",
    [ksm("container_resource_limits", `${CONTAINER}, resource="memory"`)]: "100x60",
  };
}

function throttled(periods: number): AlertCase["series"] {
  return {
    [`container_cpu_cfs_throttled_periods_total{${CONTAINER}}`]: `0+${periods}x60`,
    [`container_cpu_cfs_periods_total{${CONTAINER}}`]: "0+600x60",
  };
}

/** What the alerts of `podAlerts` must do. */
export const POD_ALERT_CASES: readonly AlertCase[] = [
  ...holding(
    "PodCrashLooping",
    "when a container is kept waiting",
    { [WAITING]: "1x60" },
    { from: 0, hold: 15 },
    OF_CONTAINER,
    "app of shop/checkout-1 crashes again and again",
  ),
  fires(
    "PodCrashLooping",
    "when it runs for eight minutes in between",
    { [WAITING]: "1 1 1 1 _x8 1 1 1 1 _x8 1 1 1 1 _x8 1x30" },
    30,
    OF_CONTAINER,
    "app of shop/checkout-1 crashes again and again",
  ),
  quiet("PodCrashLooping", "when it was kept waiting once", { [WAITING]: "1 1 1 stale" }, 16),
  quiet("PodCrashLooping", "when it waits for its image", { [PULLING]: "1x60" }, 30),
  ...holding(
    "PodNotReady",
    "when a pod runs and is not ready",
    { [NOT_READY]: "1x60" },
    { from: 0, hold: 15 },
    OF_POD,
    "shop/checkout-1 does not become ready",
  ),
  fires(
    "PodNotReady",
    "when a pod finds no node, and so has no condition",
    { [PENDING]: "1x60" },
    16,
    OF_POD,
    "shop/checkout-1 does not become ready",
  ),
  quiet("PodNotReady", "when the pod has done its work", { [NOT_READY]: "1x60", [SUCCEEDED]: "1x60" }, 30),
  quiet(
    "PodNotReady",
    "when it crashes, which is another alert",
    { [NOT_READY]: "1x60", [WAITING]: "1x60" },
    30,
  ),
  quiet("PodNotReady", "when it is ready", { [NOT_READY]: "0x60", [PENDING]: "0x60" }, 30),
  fires(
    "ContainerOOMKilled",
    "after a restart for want of memory",
    { [RESTARTS]: "0x5 1x60", [OOM]: "0x5 1x60" },
    6,
    OF_CONTAINER,
    "app of shop/checkout-1 was killed for want of memory",
  ),
  quiet("ContainerOOMKilled", "ten minutes later", { [RESTARTS]: "0x5 1x60", [OOM]: "0x5 1x60" }, 20),
  quiet("ContainerOOMKilled", "after another restart", { [RESTARTS]: "0x5 1x60", [ERROR]: "0x5 1x60" }, 10),
  quiet("ContainerOOMKilled", "without a restart", { [RESTARTS]: "1x60", [OOM]: "1x60" }, 10),
  ...holding(
    "ContainerMemoryNearLimit",
    "at 91 percent of the limit",
    memory(91),
    { from: 0, hold: 10 },
    OF_CONTAINER,
    "app of shop/checkout-1 uses 91% of its memory limit",
  ),
  quiet("ContainerMemoryNearLimit", "at 89 percent of the limit", memory(89), 30),
  quiet(
    "ContainerMemoryNearLimit",
    "without a limit",
    { [`container_memory_working_set_bytes{${CONTAINER}}`]: "9999x60" },
    30,
  ),
  ...holding(
    "CPUThrottlingHigh",
    "in 26 percent of the periods",
    throttled(156),
    { from: 1, hold: 15 },
    OF_CONTAINER,
    "app of shop/checkout-1 is held back in 26% of its time",
  ),
  quiet("CPUThrottlingHigh", "in 24 percent of the periods", throttled(144), 30),
];
