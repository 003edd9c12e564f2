import type { AlertRule, RuleGroup } from "../../../lib/core/alert-rules";
import type { Problems } from "../../../lib/core/errors";
import {
  type AlertChange,
  type AlertDefinitions,
  alertGroup,
  ratio,
  resolveAlerts,
  whole,
} from "./alert-set";

/** What can be said about the alerts of volumes. */
export interface VolumeAlertsOptions {
  /**
   * A volume that will be full soon if it goes on filling as in the last six hours.
   * @default warning after an hour with less than 15 percent left and 4 days to go
   */
  readonly fillingUp?: AlertChange<"leftRatio" | "withinDays">;
  /** A volume that is all but full. @default critical after a minute with less than 3 percent left */
  readonly almostFull?: AlertChange<"leftRatio">;
}

/**
 * Alerts about persistent volumes, from the kubelet. Volumes whose driver reports no sizes are quiet.
 *
 * @throws ConfigError `unknown-alert`, `unknown-option`, `unknown-severity`, `out-of-range`
 */
export function volumeAlerts(options: VolumeAlertsOptions = {}): readonly RuleGroup[] {
  return alertGroup("volumes", "volumeAlerts", (problems) => resolveVolumeAlerts(options, problems));
}

/** Fills defaults and reports every problem. */
export function resolveVolumeAlerts(options: VolumeAlertsOptions, problems: Problems): readonly AlertRule[] {
  return resolveAlerts(DEFINITIONS, options, problems);
}

/** A volume that several nodes mount is seen by each of them. */
const BY_CLAIM = "min by (namespace, persistentvolumeclaim)";
const AVAILABLE = 'kubelet_volume_stats_available_bytes{job="kubelet"}';
const LEFT = `${BY_CLAIM} (${AVAILABLE} / kubelet_volume_stats_capacity_bytes{job="kubelet"})`;
const CLAIM = "{{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }}";
const DAY = 24 * 3600;

const DEFINITIONS: AlertDefinitions<VolumeAlertsOptions> = {
  fillingUp: {
    alert: "PersistentVolumeFillingUp",
    severity: "warning",
    forSeconds: 3600,
    thresholds: { leftRatio: ratio(0.15), withinDays: whole(4, 1, 90) },
    expr: ({ leftRatio, withinDays }) => `${LEFT} < ${leftRatio}
and ${BY_CLAIM} (predict_linear(${AVAILABLE}[6h], ${withinDays * DAY})) < 0`,
    summary: `Volume ${CLAIM} has {{ $value | humanizePercentage }} left and fills up`,
    description: "At the pace of the last hours it is full within days, and what writes to it fails then.",
  },
  almostFull: {
    alert: "PersistentVolumeAlmostFull",
    severity: "critical",
    forSeconds: 60,
    thresholds: { leftRatio: ratio(0.03) },
    expr: ({ leftRatio }) => `${LEFT} < ${leftRatio}`,
    summary: `Volume ${CLAIM} has {{ $value | humanizePercentage }} left`,
    description: "What writes to this volume fails as soon as it is full. Databases then stop.",
  },
};
