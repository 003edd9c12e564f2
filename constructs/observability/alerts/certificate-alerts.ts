import type { AlertRule, RuleGroup } from "../../../lib/core/alert-rules";
import type { Problems } from "../../../lib/core/errors";
import { type AlertChange, type AlertDefinitions, alertGroup, days, resolveAlerts } from "./alert-set";
import { inNamespaceOfObject } from "./per-name";

/** What can be said about the alerts of certificates. */
export interface CertificateAlertsOptions {
  /** cert-manager could not issue a certificate, or what it issued has run out. @default warning after 30 minutes */
  readonly notReady?: AlertChange;
  /**
   * A certificate of cert-manager that should have been renewed and runs out.
   * @default critical, with 14 days left, after an hour
   */
  readonly expiring?: AlertChange<"days">;
  /** A certificate a blackbox probe saw runs out. @default warning, with 14 days left, after an hour */
  readonly probeExpiring?: AlertChange<"days">;
}

/**
 * Alerts about certificates, from cert-manager and from blackbox probes of addresses with TLS.
 *
 * Certificates that live shorter than `days` are quiet as long as cert-manager renews them in time.
 *
 * @throws ConfigError `unknown-alert`, `unknown-option`, `unknown-severity`, `out-of-range`
 */
export function certificateAlerts(options: CertificateAlertsOptions = {}): readonly RuleGroup[] {
  return alertGroup("certificates", "certificateAlerts", (problems) =>
    resolveCertificateAlerts(options, problems),
  );
}

/** Fills defaults and reports every problem. */
export function resolveCertificateAlerts(
  options: CertificateAlertsOptions,
  problems: Problems,
): readonly AlertRule[] {
  return resolveAlerts(DEFINITIONS, options, problems);
}

const DAY = 24 * 3600;
const CERTIFICATE = "Certificate {{ $labels.namespace }}/{{ $labels.name }}";

/** Names and labels of the series: pkg/metrics/certificates.go of cert-manager. */
function ofCertificates(series: string): string {
  return `max by (namespace, name) (${inNamespaceOfObject(`certmanager_certificate_${series}`)})`;
}

const DEFINITIONS: AlertDefinitions<CertificateAlertsOptions> = {
  notReady: {
    alert: "CertificateNotReady",
    severity: "warning",
    forSeconds: 30 * 60,
    expr: () => `${ofCertificates('ready_status{condition!="True"}')} == 1`,
    summary: `${CERTIFICATE} is not ready`,
    description:
      "There is no valid certificate in its secret: what serves it answers with an error, or not at all.",
  },
  expiring: {
    alert: "CertificateExpiring",
    severity: "critical",
    forSeconds: 3600,
    thresholds: { days: days(14) },
    // Zero stands for a certificate that was not issued yet.
    expr: ({ days }) => `${ofCertificates("expiration_timestamp_seconds > 0")} - time() < ${days * DAY}
and ${ofCertificates("renewal_timestamp_seconds")} < time()`,
    summary: `${CERTIFICATE} runs out in {{ $value | humanizeDuration }}`,
    description: "It should have been renewed by now. When it runs out, clients refuse to connect.",
  },
  probeExpiring: {
    alert: "ProbeCertificateExpiring",
    severity: "warning",
    forSeconds: 3600,
    thresholds: { days: days(14) },
    expr: ({ days }) => `min by (job, instance) (probe_ssl_earliest_cert_expiry) - time() < ${days * DAY}`,
    summary: "The certificate of {{ $labels.instance }} runs out in {{ $value | humanizeDuration }}",
    description: "When it runs out, browsers and clients refuse to connect.",
  },
};
