import { buildDashboard, type Dashboard } from "./dashboard-builder";
import { statPanel, timeSeriesPanel } from "./panels";
import { promql } from "./queries";
import { labelVariable } from "./variables";

export interface DoraDashboardProps {
  /** Environment that is shown at first. @default production */
  readonly environment?: string;
  /** Adds panels for Argo CD and Argo Rollouts. @default false */
  readonly argo?: boolean;
}

const OF = 'environment=~"$environment", service=~"$service"';
const SERVICE = 'service=~"$service"';
const FAILED = 'status=~"failed|rolled_back"';

/**
 * How often do we deliver, how long does it take, how often does it fail and how soon is it mended? From the events
 * that pipelines push: `dora_deployments_total` with service, environment and status (success, failed,
 * rolled_back), `dora_lead_time_seconds`, `dora_recovery_seconds`, `dora_builds_total` with service and status, and
 * `dora_build_duration_seconds`.
 */
export function doraDashboard({
  environment = "production",
  argo = false,
}: DoraDashboardProps = {}): Dashboard {
  return buildDashboard({
    uid: "slipway-dora",
    title: "Delivery (DORA)",
    description:
      "How often do we deliver, how long does it take, how often does it fail and how soon is it mended?",
    tags: ["delivery"],
    from: "now-30d",
    refresh: "15m",
    variables: [
      labelVariable({
        name: "environment",
        label: "Environment",
        from: "dora_deployments_total",
        initially: environment,
      }),
      labelVariable({
        name: "service",
        label: "Service",
        from: 'dora_deployments_total{environment=~"$environment"}',
      }),
    ],
    rows: [
      { title: "The four keys, over 30 days", panels: keys() },
      { title: "Over time", panels: trends() },
      { title: "Builds", panels: builds() },
      ...(argo ? [{ title: "Argo", panels: argoPanels() }] : []),
    ],
  });
}

function deployments(window: string, matchers = ""): string {
  return `sum(increase(dora_deployments_total{${OF}${matchers}}[${window}]))`;
}

function median(histogram: string, window: string, matchers = OF): string {
  return `histogram_quantile(0.5, sum by (le) (increase(${histogram}_bucket{${matchers}}[${window}])))`;
}

const NOW = { instant: true };

function keys() {
  return [
    statPanel({
      title: "Deployments a day",
      description:
        "Successful deployments, on average of 30 days. The best teams deploy several times a day.",
      unit: "short",
      width: 6,
      decimals: 1,
      queries: [promql(`${deployments("30d", ', status="success"')} / 30`, "", NOW)],
    }),
    statPanel({
      title: "Lead time for changes",
      description: "Half of the changes take at most this long from commit to deployment.",
      unit: "s",
      width: 6,
      queries: [promql(median("dora_lead_time_seconds", "30d"), "", NOW)],
    }),
    statPanel({
      title: "Change failure rate",
      description: "Share of deployments that failed or were rolled back.",
      unit: "percentunit",
      width: 6,
      thresholds: { warning: 0.15, critical: 0.3 },
      queries: [promql(`${deployments("30d", `, ${FAILED}`)} / ${deployments("30d")}`, "", NOW)],
    }),
    statPanel({
      title: "Time to restore",
      description: "Half of the failed deployments are mended within this time.",
      unit: "s",
      width: 6,
      queries: [promql(median("dora_recovery_seconds", "30d"), "", NOW)],
    }),
  ];
}

function trends() {
  return [
    timeSeriesPanel({
      title: "Deployments by service",
      description: "Deployments of the day before each point.",
      unit: "short",
      stacked: true,
      queries: [promql(`sum by (service) (increase(dora_deployments_total{${OF}}[1d]))`, "{{service}}")],
    }),
    timeSeriesPanel({
      title: "Failed deployments",
      description: "Share of the deployments of the week before each point.",
      unit: "percentunit",
      min: 0,
      thresholds: { critical: 0.3 },
      queries: [promql(`${deployments("7d", `, ${FAILED}`)} / ${deployments("7d")}`, "failed")],
    }),
    timeSeriesPanel({
      title: "Lead time and time to restore",
      description: "Medians of the week before each point.",
      unit: "s",
      min: 0,
      queries: [
        promql(median("dora_lead_time_seconds", "7d"), "lead time"),
        promql(median("dora_recovery_seconds", "7d"), "time to restore"),
      ],
    }),
  ];
}

function builds() {
  const built = (matchers: string) => `sum(increase(dora_builds_total{${SERVICE}${matchers}}[7d]))`;
  return [
    statPanel({
      title: "Builds that succeed",
      description: "Share of the builds of the last seven days.",
      unit: "percentunit",
      width: 8,
      height: 8,
      thresholds: { warning: 0.9, critical: 0.75 },
      queries: [promql(`${built(', status="success"')} / ${built("")}`, "", NOW)],
    }),
    timeSeriesPanel({
      title: "Builds by result",
      description: "Builds of the day before each point.",
      unit: "short",
      stacked: true,
      queries: [promql(`sum by (status) (increase(dora_builds_total{${SERVICE}}[1d]))`, "{{status}}")],
    }),
    timeSeriesPanel({
      title: "Time for a build",
      description: "Half, and 95 of 100, of the builds of the week before each point took at most this long.",
      unit: "s",
      min: 0,
      queries: [0.5, 0.95].map((share) =>
        promql(
          `histogram_quantile(${share}, sum by (le) (increase(dora_build_duration_seconds_bucket{${SERVICE}}[7d])))`,
          `P${share * 100}`,
        ),
      ),
    }),
  ];
}

function argoPanels() {
  return [
    timeSeriesPanel({
      title: "Syncs by Argo CD",
      description: "Syncs of the day before each point, by how they ended.",
      unit: "short",
      width: 12,
      queries: [promql("sum by (phase) (increase(argocd_app_sync_total[1d]))", "{{phase}}")],
    }),
    timeSeriesPanel({
      title: "Rollouts by phase",
      description: "Rollouts that are healthy, under way, paused or stopped.",
      unit: "short",
      width: 12,
      queries: [promql("sum by (phase) (rollout_info)", "{{phase}}")],
    }),
  ];
}
