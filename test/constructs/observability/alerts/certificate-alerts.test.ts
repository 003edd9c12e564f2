import { certificateAlerts } from "../../../../constructs/observability/alerts/certificate-alerts";
import { describeChanges, NO_COUNT } from "../../../support/build-alert-cases";
import { CERTIFICATE_ALERT_CASES } from "../../../support/certificate-alert-cases";
import { describeAlerts } from "../../../support/promtool";

describeAlerts("certificateAlerts", certificateAlerts(), CERTIFICATE_ALERT_CASES);

describeChanges("certificateAlerts", certificateAlerts, {
  notReady: { alert: "CertificateNotReady", severity: "warning" },
  expiring: {
    alert: "CertificateExpiring",
    severity: "critical",
    thresholds: { days: { other: 7, wrong: [...NO_COUNT, 366] } },
  },
  probeExpiring: {
    alert: "ProbeCertificateExpiring",
    severity: "warning",
    thresholds: { days: { other: 30, wrong: NO_COUNT } },
  },
});
