import { nodeAlerts } from "../../../../constructs/observability/alerts/node-alerts";
import { describeChanges, NO_COUNT, NO_RATIO } from "../../../support/build-alert-cases";
import { NODE_ALERT_CASES } from "../../../support/node-alert-cases";
import { describeAlerts } from "../../../support/promtool";

describeAlerts("nodeAlerts", nodeAlerts(), NODE_ALERT_CASES);

describeChanges("nodeAlerts", nodeAlerts, {
  notReady: { alert: "NodeNotReady", severity: "critical" },
  pressure: { alert: "NodePressure", severity: "warning" },
  diskFillingUp: {
    alert: "NodeDiskFillingUp",
    severity: "warning",
    thresholds: {
      leftRatio: { other: 0.3, wrong: NO_RATIO },
      withinHours: { other: 6, wrong: [...NO_COUNT, 721] },
    },
  },
  diskAlmostFull: {
    alert: "NodeDiskAlmostFull",
    severity: "critical",
    thresholds: { leftRatio: { other: 0.1, wrong: NO_RATIO } },
  },
});
