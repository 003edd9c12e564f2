import { holding, quiet } from "./build-alert-cases";
import type { AlertCase } from "./promtool";

const LABELS = 'namespace="shop", job="mongodb", instance="mongo-0"';
const SERVER = { namespace: "shop", job: "mongodb", instance: "mongo-0" };

/** Connections in use, of 1000. */
function connections(current: number): AlertCase["series"] {
  const series = (type: string) => `mongodb_ss_connections{${LABELS}, conn_type="${type}"}`;
  return {
    [series("current")]: `${current}x60`,
    [series("available")]: `${1000 - current}x60`,
    [series("active")]: "5x60",
  };
}

/** A member that two exporters tell of. */
function lag(seconds: number): AlertCase["series"] {
  const series = (instance: string) =>
    `mongodb_mongod_replset_member_replication_lag{namespace="shop", instance="${instance}", set="rs0", name="mongo-1:27017", state="SECONDARY"}`;
  return { [series("mongo-0")]: "1x60", [series("mongo-1")]: `${seconds}x60` };
}

/** What the alerts of `mongodbAlerts` must do. */
export const MONGODB_ALERT_CASES: readonly AlertCase[] = [
  ...holding(
    "MongodbDown",
    "when the exporter reaches nothing",
    { [`mongodb_up{${LABELS}}`]: "0x60" },
    { from: 0, hold: 2 },
    SERVER,
    "MongoDB mongo-0 (shop/mongodb) does not answer",
  ),
  quiet("MongodbDown", "when it answers", { [`mongodb_up{${LABELS}}`]: "1x60" }, 30),
  ...holding(
    "MongodbConnectionsNearLimit",
    "with 801 of 1000 connections",
    connections(801),
    { from: 0, hold: 5 },
    SERVER,
    "MongoDB mongo-0 (shop/mongodb) has 80.1% of its connections taken",
  ),
  quiet("MongodbConnectionsNearLimit", "with 799 of 1000 connections", connections(799), 30),
  ...holding(
    "MongodbReplicationLag",
    "when a member is 61 seconds behind",
    lag(61),
    { from: 0, hold: 5 },
    { namespace: "shop", set: "rs0", name: "mongo-1:27017" },
    "MongoDB mongo-1:27017 of rs0 (shop) is 1m 1s behind its primary",
  ),
  quiet("MongodbReplicationLag", "when it is 60 seconds behind", lag(60), 30),
];
