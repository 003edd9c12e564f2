import type { RuleGroup } from "../../lib/core/alert-rules";
import type { Problems } from "../../lib/core/errors";
import { type HelmValues, mergeValues } from "../../lib/core/helm-values";
import { replacedChartAlerts } from "./alerts/chart-alerts";
import { type PlatformAlertsOptions, platformAlerts, resolvePlatformAlerts } from "./alerts/platform-alerts";
import { DEFAULT_WINDOW_DAYS, resolveSlos, type Slo, sloAlerts } from "./alerts/slo";
import { resolveLogCollector } from "./log-collector-config";
import type { ILogStore } from "./log-store";
import { resolveLoki } from "./loki-config";
import { resolveBlackboxProbes } from "./metrics/blackbox-probes-config";
import type { ObservabilityStackProps } from "./observability-stack";
import { DEFAULT_RETENTION_DAYS, resolvePrometheusStack } from "./prometheus-stack-config";
import { resolveTempo } from "./traces/tempo-config";
import { resolveTraceCollector } from "./traces/trace-collector-config";
import type { ITraceStore } from "./traces/trace-store";

/** What somebody is told of. */
export interface AlertingProps {
  /**
   * Alerts of the platform, with thresholds for each environment and service.
   * @default every alert of `platformAlerts()`; what is not there is quiet
   */
  readonly alerts?: PlatformAlertsOptions | "none";
  /** Objectives whose error budget is watched. @default none */
  readonly slos?: readonly Slo[];
  /** Further rules, by a name of yours for each set: `{ keda: scalingAlerts() }`. @default none */
  readonly rules?: Readonly<Record<string, readonly RuleGroup[]>>;
}

/**
 * Reports objectives that look further back than metrics are kept, whose error budget would be that of a shorter time.
 * Code: `slo-beyond-retention`.
 */
export function checkSlosKept(
  { slos = [], metrics }: Pick<ObservabilityStackProps, "slos" | "metrics">,
  problems: Problems,
): void {
  const retentionDays = metrics?.retentionDays ?? DEFAULT_RETENTION_DAYS;
  slos.forEach(({ windowDays = DEFAULT_WINDOW_DAYS }, index) => {
    problems
      .at("slos")
      .at(index)
      .addIf(windowDays > retentionDays, {
        prop: "windowDays",
        code: "slo-beyond-retention",
        rule: `metrics are kept ${retentionDays} days: the error budget would be that of a shorter time`,
        value: windowDays,
        fix: `choose ${retentionDays} days or less, or raise metrics.retentionDays`,
      });
  });
}

/** Sets of rules for a PrometheusStack, and values that switch off what of the chart they replace. */
export function alertingOf(
  { alerts = {}, slos = [], rules = {} }: AlertingProps,
  values: HelmValues | undefined,
): { readonly alerts: Readonly<Record<string, readonly RuleGroup[]>>; readonly values: HelmValues } {
  const platform = alerts === "none" ? [] : platformAlerts(alerts);
  return {
    alerts: { platform, ...(slos.length > 0 && { slos: sloAlerts(slos) }), ...rules },
    values: mergeValues(replacedChartAlerts(platform), values),
  };
}

/** Reports what all parts refuse, below the names of the props they come from. */
export function resolveObservabilityStack(props: ObservabilityStackProps, problems: Problems): void {
  const { cluster, traces = "none", alerts = {}, probes } = props;
  resolveLoki({ ...props.logs, cluster }, problems.at("logs"));
  resolvePrometheusStack({ ...props.metrics, cluster }, problems.at("metrics"));
  const loki = { multiTenant: props.logs.multiTenant ?? false } as ILogStore;
  resolveLogCollector({ ...props.logCollector, cluster, loki }, problems.at("logCollector"));
  if (traces !== "none") {
    resolveTempo({ ...traces.store, cluster }, problems.at("traces").at("store"));
    const store = { multiTenant: traces.store.multiTenant ?? false } as ITraceStore;
    resolveTraceCollector({ ...traces.collector, cluster, store }, problems.at("traces").at("collector"));
  }
  if (alerts !== "none") {
    resolvePlatformAlerts(alerts, problems.at("alerts"));
  }
  resolveSlos(props.slos ?? [], problems.at("slos"));
  checkSlosKept(props, problems);
  if (probes !== undefined) {
    resolveBlackboxProbes({ cluster, probes }, problems);
  }
}
