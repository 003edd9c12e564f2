import { fires, holding, quiet } from "./build-alert-cases";
import type { AlertCase } from "./promtool";

const CLAIM = 'namespace="shop", persistentvolumeclaim="data-db-0"';
const OF_CLAIM = { namespace: "shop", persistentvolumeclaim: "data-db-0" };
const HOURS = 60;

/** A volume of 1000 that two nodes mount, of which one has not looked since it was new. */
function volume(available: string): AlertCase["series"] {
  const series = (kind: string, node: string) =>
    `kubelet_volume_stats_${kind}_bytes{job="kubelet", ${CLAIM}, node="${node}"}`;
  return {
    [series("available", "a")]: available,
    [series("available", "b")]: "990x700",
    [series("capacity", "a")]: "1000x700",
    [series("capacity", "b")]: "1000x700",
  };
}

/** What the alerts of `volumeAlerts` must do. */
export const VOLUME_ALERT_CASES: readonly AlertCase[] = [
  // 0.05 a minute are 288 in four days.
  ...holding(
    "PersistentVolumeFillingUp",
    "when less than 15 percent are left and soon used up",
    volume("164.62-0.05x700"),
    { from: 293, hold: HOURS },
    OF_CLAIM,
    "Volume shop/data-db-0 has 14.7% left and fills up",
  ),
  // 0.026 a minute are 149.8 in four days.
  fires(
    "PersistentVolumeFillingUp",
    "when what is left is just used up within four days",
    volume("164.6-0.026x700"),
    640,
    OF_CLAIM,
    "Volume shop/data-db-0 has 14.8% left and fills up",
  ),
  quiet(
    "PersistentVolumeFillingUp",
    "when what is left lasts longer than four days",
    volume("164.6-0.024x700"),
    690,
  ),
  quiet("PersistentVolumeFillingUp", "when more than 15 percent are left", volume("200-0.05x700"), 690),
  quiet("PersistentVolumeFillingUp", "when it stopped to fill hours ago", volume("900-5x160 100x600"), 690),
  quiet("PersistentVolumeFillingUp", "when little is left and stays", volume("100x700"), 690),
  ...holding(
    "PersistentVolumeAlmostFull",
    "with 2.9 percent left",
    volume("29x60"),
    { from: 0, hold: 1 },
    OF_CLAIM,
    "Volume shop/data-db-0 has 2.9% left",
  ),
  quiet("PersistentVolumeAlmostFull", "with 3.1 percent left", volume("31x60"), 30),
];
