import { fires, holding, quiet } from "./build-alert-cases";
import type { AlertCase } from "./promtool";

/** A series of cert-manager whose namespace was put aside for that of cert-manager, the harder case. */
function certificate(series: string, labels = ""): string {
  return `certmanager_certificate_${series}{job="cert-manager", namespace="cert-manager", exported_namespace="shop", name="shop-tls"${labels}}`;
}

const OF_CERTIFICATE = { namespace: "shop", name: "shop-tls" };
const READY = certificate("ready_status", ', condition="True"');
const NOT_READY = certificate("ready_status", ', condition="False"');
const DAY = 24 * 3600;

/** A certificate that runs out, and should be renewed, at seconds after the start. */
function expiring(seconds: number, renewal: number): AlertCase["series"] {
  return {
    [certificate("expiration_timestamp_seconds")]: `${seconds}x120`,
    [certificate("renewal_timestamp_seconds")]: `${renewal}x120`,
  };
}

function probed(seconds: number): AlertCase["series"] {
  return {
    'probe_ssl_earliest_cert_expiry{job="probes", instance="https://shop.example.com", pod="a"}': `${seconds}x120`,
    'probe_ssl_earliest_cert_expiry{job="probes", instance="https://shop.example.com", pod="b"}': `${90 * DAY}x120`,
  };
}

const PROBED = { job: "probes", instance: "https://shop.example.com" };

/** What the alerts of `certificateAlerts` must do. An hour after the start, an hour less is left. */
export const CERTIFICATE_ALERT_CASES: readonly AlertCase[] = [
  ...holding(
    "CertificateNotReady",
    "when a certificate could not be issued",
    { [NOT_READY]: "1x60", [READY]: "0x60" },
    { from: 0, hold: 30 },
    OF_CERTIFICATE,
    "Certificate shop/shop-tls is not ready",
  ),
  quiet("CertificateNotReady", "when it is ready", { [NOT_READY]: "0x60", [READY]: "1x60" }, 50),
  ...holding(
    "CertificateExpiring",
    "with less than 14 days left and its renewal overdue",
    expiring(14 * DAY - 1, -1),
    { from: 0, hold: 60 },
    OF_CERTIFICATE,
    "Certificate shop/shop-tls runs out in 13d 22h 59m 59s",
  ),
  quiet("CertificateExpiring", "with more than 14 days left", expiring(14 * DAY + 2 * 3600 + 60, -1), 120),
  quiet(
    "CertificateExpiring",
    "when it lives shortly and is not to be renewed yet",
    expiring(DAY, DAY / 2),
    120,
  ),
  quiet("CertificateExpiring", "when it was never issued", expiring(0, 0), 120),
  fires(
    "CertificateExpiring",
    "when the namespace cert-manager wrote is kept",
    Object.fromEntries(
      Object.entries(expiring(7 * DAY, -1)).map(([series, values]) => [
        series.replace('namespace="cert-manager", exported_namespace', "namespace"),
        values,
      ]),
    ),
    60,
    OF_CERTIFICATE,
    "Certificate shop/shop-tls runs out in 6d 23h 0m 0s",
  ),
  ...holding(
    "ProbeCertificateExpiring",
    "with less than 14 days left",
    probed(14 * DAY - 1),
    { from: 0, hold: 60 },
    PROBED,
    "The certificate of https://shop.example.com runs out in 13d 22h 59m 59s",
  ),
  quiet("ProbeCertificateExpiring", "with more than 14 days left", probed(14 * DAY + 2 * 3600 + 60), 120),
];
