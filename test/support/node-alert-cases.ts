import { holding, quiet } from "./build-alert-cases";
import type { AlertCase } from "./promtool";

const NODE = 'job="kube-state-metrics", node="node-1"';
const READY = `kube_node_status_condition{${NODE}, condition="Ready", status="true"}`;
const CORDONED = `kube_node_spec_unschedulable{${NODE}}`;
const DISK_PRESSURE = `kube_node_status_condition{${NODE}, condition="DiskPressure", status="true"}`;

/** A disk of 1000 that is mounted twice, beside one in memory. */
function disk(available: string, readonly = "0x700", fstype = "xfs"): AlertCase["series"] {
  const labels = (mountpoint: string) =>
    `job="node-exporter", instance="10.0.0.1:9100", device="/dev/nvme0n1p1", fstype="${fstype}", mountpoint="${mountpoint}"`;
  return Object.fromEntries(
    ["/", "/var/lib"].flatMap((mountpoint) => [
      [`node_filesystem_avail_bytes{${labels(mountpoint)}}`, available],
      [`node_filesystem_size_bytes{${labels(mountpoint)}}`, "1000x700"],
      [`node_filesystem_readonly{${labels(mountpoint)}}`, readonly],
    ]),
  );
}

const OF_DISK = { instance: "10.0.0.1:9100", device: "/dev/nvme0n1p1" };

/** What the alerts of `nodeAlerts` must do. */
export const NODE_ALERT_CASES: readonly AlertCase[] = [
  ...holding(
    "NodeNotReady",
    "when a node is not ready",
    { [READY]: "0x60", [CORDONED]: "0x60" },
    { from: 0, hold: 15 },
    { node: "node-1" },
    "Node node-1 is not ready",
  ),
  quiet("NodeNotReady", "when the node was cordoned", { [READY]: "0x60", [CORDONED]: "1x60" }, 30),
  quiet("NodeNotReady", "when it is ready", { [READY]: "1x60", [CORDONED]: "0x60" }, 30),
  ...holding(
    "NodePressure",
    "when a node is short of disk",
    { [DISK_PRESSURE]: "1x60", [CORDONED]: "0x60" },
    { from: 0, hold: 10 },
    { node: "node-1", condition: "DiskPressure" },
    "Node node-1 has DiskPressure",
  ),
  quiet("NodePressure", "when the node was cordoned", { [DISK_PRESSURE]: "1x60", [CORDONED]: "1x60" }, 30),
  quiet("NodePressure", "when a node is ready", { [READY]: "1x60", [CORDONED]: "0x60" }, 30),
  // 199 left from the fourth hour on; 0.14 a minute are 201.6 a day.
  ...holding(
    "NodeDiskFillingUp",
    "when what is left is used up within a day",
    disk("233.2-0.14x500"),
    { from: 238, hold: 60 },
    OF_DISK,
    "Disk /dev/nvme0n1p1 of node 10.0.0.1:9100 has 19.15% left and fills up",
  ),
  quiet("NodeDiskFillingUp", "when what is left lasts longer than a day", disk("233-0.13x500"), 330),
  quiet("NodeDiskFillingUp", "when it stopped to fill hours ago", disk("900-4x180 180x500"), 620),
  quiet("NodeDiskFillingUp", "when more than 20 percent are left", disk("300-0.2x500"), 450),
  quiet("NodeDiskFillingUp", "when the disk cannot be written", disk("233.2-0.14x500", "1x500"), 330),
  quiet("NodeDiskFillingUp", "when it is in memory", disk("233.2-0.14x500", "0x700", "tmpfs"), 330),
  ...holding(
    "NodeDiskAlmostFull",
    "with 4.9 percent left",
    disk("49x500"),
    { from: 0, hold: 10 },
    OF_DISK,
    "Disk /dev/nvme0n1p1 of node 10.0.0.1:9100 has 4.9% left",
  ),
  quiet("NodeDiskAlmostFull", "with 5.1 percent left", disk("51x500"), 30),
  quiet("NodeDiskAlmostFull", "when the disk cannot be written", disk("49x500", "1x500"), 30),
];
