import { checkDashboardBaseUrl, checkRunbookBaseUrl, renderRuleGroups } from "../../../lib/core/alert-rules";
import { Problems } from "../../../lib/core/errors";
import type { KubernetesManifest } from "../../helm/manifests";
import { checkChange } from "../../observability/alerts/alert-set";
import type { WorkloadContext, WorkloadContribution } from "../extension";
import type { WorkloadPlatform } from "../workload-platform";
import type {
  MonitoredWorkload,
  MonitoringDefaults,
  MonitoringProps,
  ServiceObjectives,
} from "./monitoring-props";
import { objectiveRules } from "./objectives";
import { resolveScrape, type Scrape, scraping } from "./scraping";

type Context = Pick<WorkloadContext, "name" | "namespace" | "labels" | "selector">;

/**
 * Fills defaults, reports every problem and renders what watches a workload: a monitor of the Prometheus Operator (or
 * annotations where the platform says so or has no Prometheus), and the rules of what a service promises.
 *
 * A promise calls people by its error budget alone. Thresholds for a rate of errors or a latency, which warn, are
 * `platformAlerts`' for all services, so that nobody is called twice for one thing.
 *
 * Codes: `unknown-port`, `invalid-path`, `out-of-range`, `nothing-to-measure`, `invalid-url`, and those of
 * `objectiveRules`.
 *
 * @param problems takes problems under `monitoring`
 */
export function resolveMonitoring(
  props: MonitoringProps | undefined,
  context: Context,
  platform: Pick<WorkloadPlatform, "metrics" | "monitoring">,
  workload: MonitoredWorkload,
  problems: Problems,
): WorkloadContribution {
  const { metrics, monitoring = {} } = platform;
  const scrape = resolveScrape(props?.scrape, workload.ports, problems.at("scrape"));
  const objectives = objectivesOf(props?.objectives, monitoring, problems.at("objectives"));
  checkMeasured(props?.objectives, scrape, workload, problems);
  if (scrape === undefined) {
    return {};
  }
  const scraped = scraping(scrape, context, workload, metrics);
  if (objectives === "none" || workload.port === undefined) {
    return scraped;
  }
  const rules = prometheusRule(objectives, context, platform, problems);
  if (metrics === undefined || rules.length === 0) {
    return scraped;
  }
  return {
    ...scraped,
    manifests: [...(scraped.manifests ?? []), ...rules],
    dependsOn: metrics.dependencies,
  };
}

/** What the service says over what the platform says. */
function objectivesOf(
  own: MonitoringProps["objectives"],
  { objectives: general = {} }: MonitoringDefaults,
  problems: Problems,
): ServiceObjectives | "none" {
  if (own === "none" || !checkChange(problems, own)) {
    return "none";
  }
  if (own === undefined && general === "none") {
    return "none";
  }
  const given = Object.entries(own ?? {}).filter(([, value]) => value !== undefined);
  return { ...(general === "none" ? {} : general), ...Object.fromEntries(given) };
}

/** Promises nobody could check, said for this service alone, are a mistake. */
function checkMeasured(
  own: MonitoringProps["objectives"],
  scrape: Scrape | undefined,
  { port }: MonitoredWorkload,
  problems: Problems,
): void {
  const what = port === undefined ? "port that takes requests" : "port with metrics";
  problems.addIf(typeof own === "object" && (scrape === undefined || port === undefined), {
    prop: "objectives",
    code: "nothing-to-measure",
    rule: `promises are measured by the metrics of HTTP requests, and this workload has no ${what}`,
    fix: `give it a ${what}, or leave objectives out`,
  });
}

/** Made, and checked, where there is no Prometheus as well: a mistake shows on every platform. */
function prometheusRule(
  objectives: ServiceObjectives,
  { name, namespace, labels }: Context,
  {
    metrics,
    monitoring: { runbookBaseUrl, dashboardBaseUrl } = {},
  }: Pick<WorkloadPlatform, "metrics" | "monitoring">,
  problems: Problems,
): readonly KubernetesManifest[] {
  checkRunbookBaseUrl(problems, "runbookBaseUrl", runbookBaseUrl);
  checkDashboardBaseUrl(problems, "dashboardBaseUrl", dashboardBaseUrl);
  const groups = objectiveRules(
    objectives,
    { name, namespace, labels },
    metrics === undefined ? Number.POSITIVE_INFINITY : metrics.retentionDays,
    problems.at("objectives"),
  );
  if (groups.length === 0) {
    return [];
  }
  // What a rule file refuses was reported above, under the props it comes from.
  const spec = renderRuleGroups(groups, new Problems(), { runbookBaseUrl, dashboardBaseUrl });
  return [
    {
      apiVersion: "monitoring.coreos.com/v1",
      kind: "PrometheusRule",
      metadata: { name, namespace, labels },
      spec,
    },
  ];
}
