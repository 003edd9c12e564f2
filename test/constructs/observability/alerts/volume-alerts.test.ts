import { volumeAlerts } from "../../../../constructs/observability/alerts/volume-alerts";
import { describeChanges, NO_COUNT, NO_RATIO } from "../../../support/build-alert-cases";
import { describeAlerts } from "../../../support/promtool";
import { VOLUME_ALERT_CASES } from "../../../support/volume-alert-cases";

describeAlerts("volumeAlerts", volumeAlerts(), VOLUME_ALERT_CASES);

describeChanges("volumeAlerts", volumeAlerts, {
  fillingUp: {
    alert: "PersistentVolumeFillingUp",
    severity: "warning",
    thresholds: {
      leftRatio: { other: 0.3, wrong: NO_RATIO },
      withinDays: { other: 7, wrong: [...NO_COUNT, 91] },
    },
  },
  almostFull: {
    alert: "PersistentVolumeAlmostFull",
    severity: "critical",
    thresholds: { leftRatio: { other: 0.1, wrong: NO_RATIO } },
  },
});
