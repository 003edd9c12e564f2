import { fires, holding, quiet } from "./build-alert-cases";
import type { AlertCase } from "./promtool";

function gpu(counter: string, values: string, pod = "trainer-1"): AlertCase["series"] {
  return {
    [`DCGM_FI_DEV_${counter}{Hostname="gpu-node-1", gpu="0", UUID="GPU-1", exported_pod="${pod}"}`]: values,
  };
}

function memory(used: number): AlertCase["series"] {
  return { ...gpu("FB_USED", `${used}x60`), ...gpu("FB_FREE", `${1000 - used}x60`) };
}

const GPU = { Hostname: "gpu-node-1", gpu: "0" };
const HOURS = 60;

/** What the alerts of `gpuAlerts` must do. */
export const GPU_ALERT_CASES: readonly AlertCase[] = [
  fires(
    "GpuErrors",
    "when the driver reported an error",
    gpu("XID_ERRORS", "0x5 79x60"),
    6,
    GPU,
    "GPU 0 of gpu-node-1 reports error XID 79",
  ),
  quiet("GpuErrors", "when it reported none", gpu("XID_ERRORS", "0x60"), 30),
  ...holding(
    "GpuHot",
    "at 86 degrees",
    gpu("GPU_TEMP", "86x60"),
    { from: 0, hold: 10 },
    GPU,
    "GPU 0 of gpu-node-1 is at 86 degrees Celsius",
  ),
  quiet("GpuHot", "at 85 degrees", gpu("GPU_TEMP", "85x60"), 30),
  ...holding(
    "GpuMemoryNearlyFull",
    "at 96 percent",
    memory(960),
    { from: 0, hold: 10 },
    GPU,
    "GPU 0 of gpu-node-1 uses 96% of its memory",
  ),
  quiet("GpuMemoryNearlyFull", "at 94 percent", memory(940), 30),
  ...holding(
    "GpuIdle",
    "at 4 percent for four hours, whoever holds it",
    { ...gpu("GPU_UTIL", "4x100 stale"), ...gpu("GPU_UTIL", "_x100 4x300", "trainer-2") },
    { from: 0, hold: 4 * HOURS },
    GPU,
    "GPU 0 of gpu-node-1 has had next to nothing to do for hours",
  ),
  quiet("GpuIdle", "at 5 percent", gpu("GPU_UTIL", "5x300"), 290),
];
