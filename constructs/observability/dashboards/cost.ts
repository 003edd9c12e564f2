import { type Problems, resolveOrThrow } from "../../../lib/core/errors";
import { buildDashboard, type Dashboard } from "./dashboard-builder";
import { statPanel, tablePanel, timeSeriesPanel } from "./panels";
import { promql } from "./queries";
import { labelVariable } from "./variables";

/** What capacity costs, from the bill: the dashboard knows no prices itself. */
export interface CapacityPrices {
  /** For a core, by the hour. */
  readonly perCpuCoreHour: number;
  /** For a GiB of memory, by the hour. */
  readonly perMemoryGibHour: number;
  /** Grafana's name of the currency. @default currencyUSD */
  readonly unit?: string;
}

export interface CostDashboardProps {
  /** @default none: amounts are shown as cores and bytes only */
  readonly prices?: CapacityPrices;
}

const OF = 'namespace=~"$namespace"';
const CPU_USED = `sum by (namespace) (rate(container_cpu_usage_seconds_total{${OF}, container!=""}[$__rate_interval]))`;
const MEMORY_USED = `sum by (namespace) (container_memory_working_set_bytes{${OF}, container!=""})`;

/**
 * Who asks for more than it uses? What pods request, what they use and what nodes have, from kube-state-metrics and
 * the kubelet. No bill: nodes cost what they cost, whoever asks for them.
 *
 * @throws ConfigError `out-of-range`
 */
export function costDashboard(props: CostDashboardProps = {}): Dashboard {
  const { prices } = resolveOrThrow("costDashboard", "CostDashboardProps", (problems) =>
    resolveCost(props, problems),
  );
  return buildDashboard({
    uid: "slipway-cost",
    title: "Cost: requested and used",
    description: "Who asks for more than it uses?",
    tags: ["cost"],
    from: "now-24h",
    refresh: "5m",
    variables: [
      labelVariable({ name: "namespace", label: "Namespace", from: "kube_pod_container_resource_requests" }),
    ],
    rows: [
      { title: "Whole cluster", panels: glance() },
      ...(prices === undefined ? [] : [{ title: "At the prices given", panels: priced(prices) }]),
      { title: "By namespace", panels: namespaces() },
      { title: "Asked for and not used", panels: waste() },
    ],
  });
}

/** Fills defaults and reports every problem. */
export function resolveCost({ prices }: CostDashboardProps, problems: Problems) {
  if (prices === undefined) {
    return { prices };
  }
  for (const prop of ["perCpuCoreHour", "perMemoryGibHour"] as const) {
    problems.at("prices").addIf(!(prices[prop] >= 0 && Number.isFinite(prices[prop])), {
      prop,
      code: "out-of-range",
      rule: "a price is a number, 0 or more",
      value: prices[prop],
      fix: "write the price of an hour, such as 0.04",
    });
  }
  return { prices: { ...prices, unit: prices.unit ?? "currencyUSD" } };
}

function requested(resource: "cpu" | "memory", by = ""): string {
  return `sum${by} (kube_pod_container_resource_requests{${OF}, resource="${resource}"})`;
}

function shareOfNodes(resource: "cpu" | "memory"): string {
  return `sum(kube_pod_container_resource_requests{resource="${resource}"}) / sum(kube_node_status_allocatable{resource="${resource}"})`;
}

function glance() {
  return [
    statPanel({
      title: "CPU requested",
      description: "Share of what the nodes have. The rest is paid for and promised to nobody.",
      unit: "percentunit",
      width: 6,
      queries: [promql(shareOfNodes("cpu"))],
    }),
    statPanel({
      title: "CPU used of requested",
      description: "Far below 100 %: requests could be lower and nodes fewer.",
      unit: "percentunit",
      width: 6,
      thresholds: { warning: 0.5, critical: 0.25 },
      queries: [
        promql(
          'sum(rate(container_cpu_usage_seconds_total{container!=""}[$__rate_interval])) / sum(kube_pod_container_resource_requests{resource="cpu"})',
        ),
      ],
    }),
    statPanel({
      title: "Memory requested",
      description: "Share of what the nodes have.",
      unit: "percentunit",
      width: 6,
      queries: [promql(shareOfNodes("memory"))],
    }),
    statPanel({
      title: "Memory used of requested",
      description: "Far below 100 %: requests could be lower. Above: pods use what they were not promised.",
      unit: "percentunit",
      width: 6,
      thresholds: { warning: 0.5, critical: 0.25 },
      queries: [
        promql(
          'sum(container_memory_working_set_bytes{container!=""}) / sum(kube_pod_container_resource_requests{resource="memory"})',
        ),
      ],
    }),
  ];
}

function priced({ perCpuCoreHour, perMemoryGibHour, unit = "currencyUSD" }: CapacityPrices) {
  const price = (by: string) =>
    `${requested("cpu", by)} * ${perCpuCoreHour} + ${requested("memory", by)} / 1073741824 * ${perMemoryGibHour}`;
  return [
    statPanel({
      title: "What is requested, for 730 hours",
      description: "A month of what the chosen namespaces request now, at the prices given to the dashboard.",
      unit,
      width: 8,
      height: 8,
      queries: [promql(`(${price("")}) * 730`)],
    }),
    timeSeriesPanel({
      title: "What is requested, an hour",
      description: "By namespace, at the prices given to the dashboard.",
      unit,
      width: 16,
      stacked: true,
      queries: [promql(price(" by (namespace)"), "{{namespace}}")],
    }),
  ];
}

function namespaces() {
  const by = " by (namespace)";
  return [
    timeSeriesPanel({
      title: "CPU requested",
      description: "Cores by namespace.",
      unit: "short",
      stacked: true,
      queries: [promql(requested("cpu", by), "{{namespace}}")],
    }),
    timeSeriesPanel({
      title: "Memory requested",
      description: "By namespace.",
      unit: "bytes",
      stacked: true,
      queries: [promql(requested("memory", by), "{{namespace}}")],
    }),
    timeSeriesPanel({
      title: "Volumes",
      description:
        "Size of the persistent volumes that are mounted, by namespace; paid for whether full or not.",
      unit: "bytes",
      stacked: true,
      queries: [promql(`sum by (namespace) (kubelet_volume_stats_capacity_bytes{${OF}})`, "{{namespace}}")],
    }),
  ];
}

function waste() {
  return [
    tablePanel({
      title: "CPU asked for and not used",
      description: "Cores that a namespace requests beyond what it uses now.",
      unit: "short",
      decimals: 2,
      columns: { namespace: "Namespace" },
      valueName: "Cores",
      queries: [promql(`topk(20, ${requested("cpu", " by (namespace)")} - ${CPU_USED} > 0)`)],
    }),
    tablePanel({
      title: "Memory asked for and not used",
      description: "Memory that a namespace requests beyond what it uses now.",
      unit: "bytes",
      columns: { namespace: "Namespace" },
      valueName: "Memory",
      queries: [promql(`topk(20, ${requested("memory", " by (namespace)")} - ${MEMORY_USED} > 0)`)],
    }),
    tablePanel({
      title: "Volumes that are mostly empty",
      description: "Persistent volumes by the space nobody uses.",
      unit: "bytes",
      width: 24,
      columns: { namespace: "Namespace", persistentvolumeclaim: "Claim" },
      valueName: "Empty",
      queries: [promql(`topk(20, kubelet_volume_stats_available_bytes{${OF}})`)],
    }),
  ];
}
